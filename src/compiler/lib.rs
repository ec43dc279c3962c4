//! From the writers' files to a [`Site`], or to a list of everything that is wrong with them.
//!
//! The compiler is total and deterministic: it opens no file, asks no clock, and gives the same
//! answer for the same files in whatever order they come. It makes two passes. The first finds
//! what there is: entries and the ids of their steps. The second reads everything, and can say of
//! each link whether it leads somewhere.

mod answer;
mod attributes;
mod books;
mod callback;
mod catalogue;
mod channels;
mod choices;
mod company;
mod compile;
mod conditions;
mod convert;
mod depth;
mod diagnostic;
mod endpoint;
mod fields;
mod figures;
mod format;
mod front_matter;
mod guide;
mod headings;
mod hours;
mod index;
mod inlines;
mod kinds;
mod layout;
mod links;
mod lists;
mod localised;
mod media;
mod nearest;
mod on_page;
mod page_pattern;
mod placed;
mod position;
mod privacy;
pub mod render;
mod report;
mod role;
mod schedules;
mod selector;
mod settings;
mod source;
mod synonyms;
mod toml_tree;
mod topics;
mod translations;
mod tree;
mod video;
mod ways;
mod web;
mod yaml_tree;
mod zone;

#[cfg(test)]
mod checks;

pub use compile::{Draft, OnPagePlace, Survey, compile, survey};
pub use diagnostic::{Diagnostic, Note, Severity};
pub use endpoint::refused_endpoint;
pub use nearest::suggestion;
pub use placed::{PlacedStep, Spot, steps_on_page};
pub use source::{SourceFile, most_bytes};
pub use web::refused_address;

#[doc(no_inline)]
pub use unstuck_model::site::Site;
