//! How the desk is started for a load, in the one place that says so.

use std::path::Path;

use tokio::process::Command;

use crate::outcome::Outcome;

/// Whose requests these are.
pub const SITE: &str = "load";

/// What is switched off because it is there to slow one sender of many requests down. A program
/// from before it had the switch has nothing to switch off.
const IF_KNOWN: [&str; 2] = ["--no-proof-of-work", "--no-limits"];

/// The switches of the desk that a load needs.
pub async fn flags(binary: &Path) -> Outcome<Vec<&'static str>> {
    let help = Command::new(binary).args(["desk", "--help"]).output().await?;
    let help = String::from_utf8_lossy(&help.stdout);
    let known = |flag: &&str| help.split_whitespace().any(|word| word == *flag);
    Ok(IF_KNOWN.into_iter().filter(known).collect())
}
