//! What the browser's console has to say.

use crate::{
    chromium::Chromium,
    outcome::{Outcome, fail},
};

impl Chromium {
    /// The lines since the last time, `LEVEL message` each.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        let entries = self.web.browser_log().await?;
        Ok(entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect())
    }

    /// Fails if anything was written to the console since the last time: a product that is well
    /// says nothing there.
    pub async fn console_is_empty(&self) -> Outcome {
        let lines = self.console().await?;
        if lines.is_empty() {
            return Ok(());
        }
        fail(format!("the console is not empty:\n{}", lines.join("\n")))
    }
}
