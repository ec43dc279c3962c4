//! Diagnostics as text: for people, for editors, for programs.

mod human;
mod json;
mod short;

pub use human::human;
pub use json::json;
pub use short::short;
