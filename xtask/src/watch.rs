//! Watching the files of this clone while `serve` runs.

use std::{thread, time::Duration};

use crate::{inputs::glance, problem::Problem, widget};

/// What the `unstuck` binary is compiled from. The folder `content/` it watches itself.
const BINARY: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "src/cli",
    "src/compiler",
    "src/desk",
    "src/embed",
    "src/model",
    "src/pack",
    "src/pages",
    "src/search",
    "style",
];

/// What an edit asks for.
pub enum Changed {
    /// The browser's part is to be built again.
    Widget,
    /// The `unstuck` binary is to be built and started again.
    Binary,
    /// There is nothing left to watch for.
    Stopped(Problem),
}

/// The files as they were when they were last looked at.
pub struct Watch {
    widget: u64,
    binary: u64,
}

impl Watch {
    /// Looks for the first time.
    pub fn begin() -> Self {
        Self { widget: glance(&widget::INPUTS), binary: glance(&BINARY) }
    }

    /// Waits for an edit, or for a reason to stop.
    pub fn next(&mut self, mut stop: impl FnMut() -> Option<Problem>) -> Changed {
        loop {
            if let Some(problem) = stop() {
                return Changed::Stopped(problem);
            }
            let binary = glance(&BINARY);
            if binary != self.binary {
                self.binary = binary;
                return Changed::Binary;
            }
            let widget = glance(&widget::INPUTS);
            if widget != self.widget {
                self.widget = widget;
                return Changed::Widget;
            }
            thread::sleep(Duration::from_secs(1));
        }
    }
}
