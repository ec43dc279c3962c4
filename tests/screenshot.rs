//! Pictures for people to look at.

use std::{fs, path::PathBuf, thread};

use crate::{chromium::Chromium, outcome::Outcome, place};

impl Chromium {
    /// Writes what is on the screen to `target/screenshots/`, with the view in the name.
    pub async fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        let folder = place::target().join("screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}-{}.png", self.view.name()));
        self.web.screenshot(&file).await?;
        Ok(file)
    }
}

/// The name of the test that runs on this thread, fit for a file.
pub fn test_name() -> String {
    thread::current().name().unwrap_or("test").replace("::", "-")
}
