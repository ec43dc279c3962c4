//! Accessibility, judged by axe-core in the page as it stands.

use std::{env, fmt::Write, fs, path::PathBuf};

use serde::Deserialize;

use crate::{
    chromium::Chromium,
    outcome::{Outcome, fail},
    place,
};

/// Which rules to judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Those that axe-core runs when nobody chooses: WCAG A and AA, and best practices.
    Usual,
    /// Experimental ones and WCAG AAA too.
    Every,
}

/// What axe-core has found.
#[derive(Debug, Deserialize)]
pub struct Judgement {
    /// What is wrong.
    pub violations: Vec<Finding>,
    /// What a person has to look at.
    pub incomplete: Vec<Finding>,
}

/// One rule and the elements it is about.
#[derive(Debug, Deserialize)]
pub struct Finding {
    pub id: String,
    pub help: String,
    pub impact: Option<String>,
    /// A line for each element: its place, its HTML, and what to mend.
    pub nodes: Vec<String>,
}

impl Judgement {
    /// Fails with every violation, if there is one.
    pub fn no_violations(&self) -> Outcome {
        if self.violations.is_empty() {
            return Ok(());
        }
        fail(format!("axe-core finds violations:\n{}", list(&self.violations)))
    }
}

/// Findings as lines for people.
fn list(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let impact = finding.impact.as_deref().unwrap_or("minor");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} ({impact}): {}", finding.id, finding.help);
        for node in &finding.nodes {
            let _ = writeln!(out, "    {node}");
        }
    }
    out
}

impl Chromium {
    /// Judges the whole page, shadow roots included.
    pub async fn axe(&self, rules: Rules) -> Outcome<Judgement> {
        if !self.ask::<bool>("return typeof window.axe === 'object';").await? {
            // Handed over by WebDriver, so that no policy of the page forbids it.
            self.web.execute(source()?, Vec::new()).await?;
        }
        let every = serde_json::json!(rules == Rules::Every);
        let answer = self.web.execute_async(RUN, vec![every]).await?;
        if let Some(error) = answer.json().as_str() {
            return fail(format!("axe-core failed: {error}"));
        }
        Ok(answer.convert()?)
    }
}

/// The file that `cargo xtask test` has fetched.
fn source() -> Outcome<String> {
    let file = env::var_os("UNSTUCK_AXE").map(PathBuf::from).or_else(newest);
    match file {
        Some(file) => Ok(fs::read_to_string(file)?),
        None => fail("axe-core is not in the cache folder. `cargo xtask test` fetches it."),
    }
}

fn newest() -> Option<PathBuf> {
    let folders = fs::read_dir(place::tools()?).ok()?.flatten().map(|entry| entry.path());
    folders
        .map(|folder| folder.join("node_modules/axe-core/axe.min.js"))
        .filter(|file| file.is_file())
        .max()
}

const RUN: &str = r#"
const [every, done] = arguments;
const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }]));
const brief = (finding) => ({
  id: finding.id,
  help: finding.help,
  impact: finding.impact,
  nodes: finding.nodes.map((node) =>
    `${node.target.flat().join(" ")}  ${node.html}  ${node.failureSummary ?? ""}`),
});
axe.run(document, every ? { rules } : {}).then(
  ({ violations, incomplete }) =>
    done({ violations: violations.map(brief), incomplete: incomplete.map(brief) }),
  (error) => done(String(error)),
);"#;
