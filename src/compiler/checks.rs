//! What writers see, case by case: files in, lines out.

mod base;
mod content;
mod files;
mod front_matter;
mod guides;
mod links;
mod markdown;
mod media;
mod placed;
mod places;
mod settings;
mod site;
mod totality;
mod translations;
mod walks;
mod ways_to_people;
