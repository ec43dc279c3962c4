//! The harness of the end-to-end tests: Chromium, servers, and hands and eyes in the widget.

mod area;
mod axe;
mod chromium;
mod command;
mod console;
mod driver;
mod outcome;
mod place;
mod running;
mod screenshot;
mod server;
mod site;
pub mod size;
mod view;
mod wait;

pub use area::Area;
pub use axe::{Finding, Judgement, Rules};
pub use chromium::{Chromium, in_chromium};
pub use command::{Said, unstuck};
pub use outcome::{Outcome, fail};
pub use running::{Running, SignIn};
pub use server::{Plan, Reply, Request, Server};
pub use site::Site;
pub use thirtyfour::{Key, WebElement};
pub use view::{Scheme, Size, View};
pub use wait::until;
