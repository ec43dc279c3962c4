//! What the things of guided help are, and how one becomes the next.
//!
//! Everything here is pure: the clock, chance, storage and the network are arguments or effects,
//! so that each rule can be tested with values alone.

mod calendar;
pub mod calendar_file;
pub mod callback;
mod calling_codes;
mod capabilities;
pub mod channel;
mod channel_check;
pub mod chat;
mod contact_link;
pub mod counts;
pub mod customer;
pub mod device;
mod digits;
mod draft;
pub mod entry;
pub mod escalation;
pub mod estimates;
pub mod guide;
pub mod hand_off;
pub mod hours;
pub mod id;
pub mod language;
mod made;
pub mod media;
pub mod message;
pub mod notes;
mod order;
pub mod outbox;
mod percent;
pub mod phone;
pub mod placement;
mod plain_link;
mod progress;
pub mod proof;
mod public_composer;
pub mod question;
pub mod redact;
mod redact_card;
mod redact_context;
mod redact_email;
mod redact_iban;
mod redact_key;
mod redact_link;
mod redact_national_id;
mod redact_number;
mod redact_phone;
mod redact_secret;
mod redact_text;
pub mod reference;
pub mod reply;
pub mod schedule;
pub mod session;
mod shorten;
pub mod site;
pub mod slots;
pub mod text;
pub mod walk;
mod word_list;

#[cfg(test)]
mod channel_test;
#[cfg(test)]
mod eval;
#[cfg(test)]
mod hand_off_fault_test;
#[cfg(test)]
mod hours_test;
#[cfg(test)]
mod people_test;
#[cfg(test)]
mod phone_test;
#[cfg(test)]
mod redact_form_test;
#[cfg(test)]
mod redact_ordinary_test;
#[cfg(test)]
mod redact_secret_test;
#[cfg(test)]
mod redact_template_test;
#[cfg(test)]
mod redact_test;
#[cfg(test)]
mod session_test;
#[cfg(test)]
mod shorten_test;
#[cfg(test)]
mod slots_test;
#[cfg(test)]
mod ways_test;
