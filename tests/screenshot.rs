//! Pictures for people to look at.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::PathBuf,
    thread,
};

use crate::{axe::Judgement, chromium::Chromium, outcome::Outcome, place};

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

impl Chromium {
    /// Adds what axe-core could not decide to `target/screenshots/incomplete.txt`, a line for each
    /// rule: a person has to look at the picture.
    pub fn note_incomplete(&self, name: &str, judgement: &Judgement) -> Outcome {
        let folder = place::target().join("screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.join("incomplete.txt");
        let mut file = OpenOptions::new().create(true).append(true).open(file)?;
        for finding in &judgement.incomplete {
            let first = finding.nodes.first().map(String::as_str).unwrap_or_default();
            let first: String = first.chars().filter(|c| *c != '\n').take(300).collect();
            let (id, view, count) = (&finding.id, self.view.name(), finding.nodes.len());
            writeln!(file, "{id}\t{name}-{view}\t{count}\t{first}")?;
        }
        Ok(())
    }
}

/// The name of the test that runs on this thread, fit for a file.
pub fn test_name() -> String {
    thread::current().name().unwrap_or("test").replace("::", "-")
}
