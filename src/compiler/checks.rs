//! What writers see, case by case.

mod content;
