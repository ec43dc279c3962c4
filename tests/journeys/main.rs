//! What customers and agents do, in Chromium, on the built site: in both languages, on a phone and
//! on a desktop, with an empty console and no violation of an accessibility rule in any state.

mod against;
mod answer;
mod callback;
mod channels;
mod chats;
mod codes;
mod counts;
mod dashboard;
mod desk;
mod guide;
mod hours;
mod keyboard;
mod language;
mod large;
mod message;
mod on_page;
mod outbox;
mod picture;
mod preview;
mod question;
mod replies;
mod roles;
mod settings;
mod state;
mod tabs;
mod tag;
mod verify;
mod video;
mod walk;
mod zones;
