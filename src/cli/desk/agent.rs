use std::{
    io::{self, BufRead, IsTerminal},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use unstuck_desk::Role;

use super::{Options, failure, generated};
use crate::failure::Failure;

/// What can be done with agents.
#[derive(Subcommand)]
pub enum Agent {
    Add(Add),
    List(List),
    Disable(Disable),
    Enable(Enable),
    Password(Password),
    Role(SetRole),
    Audit(Audit),
}

/// Add an agent. The password is the first line of standard input; without one it is made up and
/// printed once
#[derive(Args)]
pub struct Add {
    /// The name to sign in with
    name: String,
    /// Let the agent give back and hand over what anybody has claimed
    #[arg(long)]
    lead: bool,
    #[command(flatten)]
    options: Options,
}

/// List the agents of a site
#[derive(Args)]
pub struct List {
    #[command(flatten)]
    options: Options,
}

/// Let an agent sign in no more: ends their sessions, and gives back what they have claimed
#[derive(Args)]
pub struct Disable {
    /// The agent's name
    name: String,
    #[command(flatten)]
    options: Options,
}

/// Let an agent sign in again who was disabled
#[derive(Args)]
pub struct Enable {
    /// The agent's name
    name: String,
    #[command(flatten)]
    options: Options,
}

/// Give an agent a new password, and end their sessions. The password is the first line of standard
/// input; without one it is made up and printed once
#[derive(Args)]
pub struct Password {
    /// The agent's name
    name: String,
    #[command(flatten)]
    options: Options,
}

/// Change what an agent may do
#[derive(Args)]
pub struct SetRole {
    /// The agent's name
    name: String,
    /// A lead may give back and hand over what anybody has claimed
    #[arg(value_parser = role)]
    role: Role,
    #[command(flatten)]
    options: Options,
}

/// List what agents tried lately that was not theirs, such as a request of another site
#[derive(Args)]
pub struct Audit {
    #[command(flatten)]
    options: Options,
}

fn role(text: &str) -> Result<Role, String> {
    Role::named(text).ok_or_else(|| "write agent or lead".to_owned())
}

impl Agent {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run()?,
            Self::List(list) => list.run()?,
            Self::Disable(Disable { name, options }) => {
                let (desk, site) = options.administer()?;
                desk.disable_agent(&site, &name).map_err(|error| failure(&error))?;
                println!("Agent {name} cannot sign in any more, and has nothing claimed.");
            }
            Self::Enable(Enable { name, options }) => {
                let (desk, site) = options.administer()?;
                desk.enable_agent(&site, &name).map_err(|error| failure(&error))?;
                println!("Agent {name} can sign in again.");
            }
            Self::Password(password) => password.run()?,
            Self::Role(SetRole { name, role, options }) => {
                let (desk, site) = options.administer()?;
                desk.set_role(&site, &name, role).map_err(|error| failure(&error))?;
                println!("The role of agent {name} is {}.", role.name());
            }
            Self::Audit(audit) => audit.run()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    fn run(self) -> Result<(), Failure> {
        let typed = password()?;
        let (desk, site) = self.options.begin()?;
        let password = chosen(typed.as_ref())?;
        desk.add_agent(&site, &self.name, &password).map_err(|error| failure(&error))?;
        if self.lead {
            desk.set_role(&site, &self.name, Role::Lead).map_err(|error| failure(&error))?;
        }
        said(&self.name, typed.is_none().then_some(&password));
        Ok(())
    }
}

impl Password {
    fn run(self) -> Result<(), Failure> {
        let typed = password()?;
        let (desk, site) = self.options.administer()?;
        let password = chosen(typed.as_ref())?;
        desk.set_password(&site, &self.name, &password).map_err(|error| failure(&error))?;
        said(&self.name, typed.is_none().then_some(&password));
        Ok(())
    }
}

impl List {
    fn run(self) -> Result<(), Failure> {
        let (desk, site) = self.options.administer()?;
        let agents = desk.agents(&site).map_err(|error| failure(&error))?;
        if agents.is_empty() {
            println!("Nobody can sign in yet. `unstuck desk agent add NAME` adds somebody.");
        }
        for agent in agents {
            let disabled = if agent.disabled.is_some() { ", disabled" } else { "" };
            println!("{} ({}{disabled})", agent.name, agent.role.name());
        }
        Ok(())
    }
}

impl Audit {
    fn run(self) -> Result<(), Failure> {
        let (desk, site) = self.options.administer()?;
        let audited = desk.audited(&site).map_err(|error| failure(&error))?;
        if audited.is_empty() {
            println!("No agent tried what was not theirs.");
        }
        for one in audited {
            println!("{} {}: {}", one.when(), one.agent, one.what);
        }
        Ok(())
    }
}

fn chosen(typed: Option<&String>) -> Result<String, Failure> {
    typed.map_or_else(generated, |password| Ok(password.clone()))
}

/// Says that an agent can sign in, with the password if it was made up.
fn said(name: &str, made: Option<&String>) {
    match made {
        None => println!("Agent {name} can sign in."),
        Some(password) => println!("Agent {name} can sign in with the password {password}"),
    }
}

/// The first line of standard input, unless that is a terminal, where a password would be seen.
fn password() -> Result<Option<String>, Failure> {
    let input = io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut line = String::new();
    input
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::new(format!("standard input failed: {error}")))?;
    let line = line.trim_end_matches(['\n', '\r']);
    Ok((!line.is_empty()).then(|| line.to_owned()))
}
