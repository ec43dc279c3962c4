use std::{
    io::{self, BufRead, IsTerminal},
    process::ExitCode,
};

use clap::{Args, Subcommand};

use super::{Options, failure, generated};
use crate::failure::Failure;

/// What can be done with agents.
#[derive(Subcommand)]
pub enum Agent {
    Add(Add),
}

/// Add an agent. The password is the first line of standard input; without one it is made up and
/// printed once
#[derive(Args)]
pub struct Add {
    /// The name to sign in with
    name: String,
    #[command(flatten)]
    options: Options,
}

impl Agent {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let typed = password()?;
        let (desk, site) = self.options.administer()?;
        let password = match &typed {
            Some(password) => password.clone(),
            None => generated()?,
        };
        desk.add_agent(&site, &self.name, &password).map_err(|error| failure(&error))?;
        match typed {
            Some(_) => println!("Agent {} can sign in.", self.name),
            None => println!("Agent {} can sign in with the password {password}", self.name),
        }
        Ok(ExitCode::SUCCESS)
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
