use std::process::ExitCode;

use clap::Args;
use unstuck_desk::{Erase as What, Erased, Place};

use super::{Options, failure};
use crate::failure::Failure;

/// Erase what came from a customer, or before a day: requests with their history, questions and chats
#[derive(Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub struct Erase {
    /// The request or chat with a reference, and the questions that came with it
    #[arg(long, value_name = "UN-...", group = "what")]
    reference: Option<String>,
    /// All requests of a phone number
    #[arg(long, value_name = "+NUMBER", group = "what")]
    phone: Option<String>,
    /// Whatever was received before a day, done or not
    #[arg(long, value_name = "DATE", group = "what")]
    before: Option<String>,
    /// Write the whole database anew too, so that not even an unused corner of a page holds what was
    /// there; it takes as much room again, and nobody can use the desk meanwhile
    #[arg(long)]
    vacuum: bool,
    #[command(flatten)]
    options: Options,
}

impl Erase {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let what = match (self.reference, self.phone, self.before) {
            (Some(reference), ..) => What::Reference(reference),
            (None, Some(phone), _) => What::Phone(phone),
            (None, None, before) => What::Before(before.unwrap_or_default()),
        };
        let place = self.options.place();
        let (desk, site) = self.options.administer()?;
        let others = desk.other_codes(&site, &what).map_err(|error| failure(&error))?;
        let erased = desk.erase(&site, &what, self.vacuum).map_err(|error| failure(&error))?;
        println!("{}", told(erased));
        for code in others {
            println!("More came under the code {code} of the same visit.");
            println!("If it is the same customer's: unstuck desk erase --reference {code}");
        }
        if erased.is_nothing() {
            // What is not remembered is not erased again.
            println!(
                "A backup may hold it all the same; erase it again after `unstuck desk restore`."
            );
            return Ok(ExitCode::SUCCESS);
        }
        match place {
            Place::Postgres(_) => println!(
                "Archived write-ahead logs and base backups of the server still hold it; let them expire."
            ),
            Place::File(_) | Place::Memory | Place::Vfs { .. } => println!(
                "Backups made before still hold it; `unstuck desk restore` erases it again from them."
            ),
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// How much was erased, as a sentence.
pub fn told(erased: Erased) -> String {
    let count = |number: u64, one: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    };
    if erased.is_nothing() {
        "Nothing of this was there to erase.".to_owned()
    } else {
        let (questions, chats) = (count(erased.questions, "question"), count(erased.chats, "chat"));
        format!("Erased {}, {questions} and {chats}.", count(erased.requests, "request"))
    }
}
