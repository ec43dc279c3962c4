//! `unstuck desk hook`: whom the desk tells of new work.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use unstuck_desk::{HookOptions, HookState};

use super::{Options, failure};
use crate::failure::Failure;

/// What can be done with hooks.
#[derive(Subcommand)]
pub enum Hook {
    Add(Add),
    List(List),
    /// Tell a hook of nothing any more
    Remove(Numbered),
    /// Give a hook a new secret; the old one signs beside it for a day
    Rotate(Numbered),
    /// Switch a hook on again that answered 410, and send again what was given up
    Retry(Numbered),
}

/// Tell an address of what happens: a program, a chat, or a mailbox as mailto:NAME@HOST
#[derive(Args)]
pub struct Add {
    /// Where it is, https: or mailto:, or http: on a host that `--allow-hook` names
    #[arg(value_name = "ADDRESS")]
    to: String,
    /// What it reads: `standard` for signed messages to programs, `chat` for a line in a chat
    #[arg(long, default_value = "standard")]
    format: String,
    /// An event to tell of, such as callback.created; may be given several times; without it, all
    #[arg(long, value_name = "EVENT")]
    event: Vec<String>,
    /// Send the whole request along, with the customer's number and words
    #[arg(long)]
    personal: bool,
    #[command(flatten)]
    options: Options,
}

/// List the hooks of a site, and how their messages fare
#[derive(Args)]
pub struct List {
    #[command(flatten)]
    options: Options,
}

/// One hook
#[derive(Args)]
pub struct Numbered {
    /// Its number, as `list` shows it
    number: i64,
    #[command(flatten)]
    options: Options,
}

impl Hook {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Remove(Numbered { number, options }) => {
                let (desk, site) = options.administer()?;
                desk.remove_hook(&site, number).map_err(|error| failure(&error))?;
                println!("Hook {number} is told of nothing any more.");
                Ok(ExitCode::SUCCESS)
            }
            Self::Rotate(Numbered { number, options }) => {
                let (desk, site) = options.administer()?;
                let secret = desk.rotate_hook(&site, number).map_err(|error| failure(&error))?;
                println!("The new secret of hook {number} is {secret}");
                println!("The old one holds for a day beside it.");
                Ok(ExitCode::SUCCESS)
            }
            Self::Retry(Numbered { number, options }) => {
                let (desk, site) = options.administer()?;
                let again = desk.retry_hook(&site, number).map_err(|error| failure(&error))?;
                let messages = if again == 1 { "message is" } else { "messages are" };
                println!("Hook {number} is on, and {again} {messages} sent again.");
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let (desk, site) = self.options.begin()?;
        let hook = HookOptions {
            address: self.to,
            format: self.format,
            events: self.event,
            personal: self.personal,
        };
        let added = desk.add_hook(&site, &hook).map_err(|error| failure(&error))?;
        println!("Hook {} is told of what happens from now on.", added.id);
        if let Some(secret) = added.secret {
            println!("Its messages are signed with {secret}");
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        let (desk, site) = self.options.administer()?;
        let hooks = desk.hooks(&site).map_err(|error| failure(&error))?;
        if hooks.is_empty() {
            println!("Nobody is told of anything; add a hook with `unstuck desk hook add`.");
        }
        for hook in hooks {
            println!("{}", line(&hook));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The address without what may be a password: who knows that of a chat can write into it, and a query may
/// hold a key.
fn shown(hook: &HookState) -> String {
    let address = hook.address.as_str();
    match (hook.format.as_str(), address.split_once("://"), address.split_once('?')) {
        ("chat", Some((scheme, rest)), _) => {
            let host = rest.split(['/', '?']).next().unwrap_or_default();
            format!("{scheme}://{host}/…")
        }
        ("standard", _, Some((before, _))) => format!("{before}?…"),
        _ => address.to_owned(),
    }
}

fn line(hook: &HookState) -> String {
    let mut line = format!("{}  {}  {}", hook.id, hook.format, shown(hook));
    if hook.personal {
        line.push_str("  with personal data");
    }
    line.push_str(&format!("  {} waiting, {} given up", hook.waiting, hook.failed));
    if let Some(reason) = &hook.disabled {
        line.push_str(&format!("  switched off: {reason}"));
    } else if !hook.status.is_empty() {
        line.push_str(&format!("  last: {}", hook.status));
    }
    line
}
