//! `unstuck redact`: standard input with private data masked.

use std::{
    io::{self, BufRead, Write},
    process::ExitCode,
};

use clap::Args;
use serde_json::json;
use unstuck_model::{
    language::Language,
    redact::{Redacted, redact_in},
};

use crate::failure::Failure;

/// Mask private data in standard input, line by line
#[derive(Args)]
pub struct Redact {
    /// Write a JSON object for each line: the text and what was found in it
    #[arg(long)]
    json: bool,
    /// The language of the masks
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
}

impl Redact {
    /// Reads to the end of standard input.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let language = Language::new(&self.language).ok_or_else(|| {
            Failure::new(format!("`{}` is not a language tag", self.language))
                .help("write a tag such as `en` or `es`")
        })?;
        match self.copy(&language, &mut io::stdin().lock(), &mut io::stdout().lock()) {
            // A reader that has seen enough, such as `head`, is no failure.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("standard input or output failed: {error}")))
            }
            Ok(()) | Err(_) => Ok(ExitCode::SUCCESS),
        }
    }

    fn copy(
        &self,
        language: &Language,
        input: &mut impl BufRead,
        output: &mut impl Write,
    ) -> io::Result<()> {
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            let redacted = redact_in(text.trim_end_matches(['\n', '\r']), Some(language));
            if self.json {
                writeln!(output, "{}", object(&redacted))?;
            } else {
                writeln!(output, "{}", redacted.text)?;
            }
            line.clear();
        }
        output.flush()
    }
}

fn object(redacted: &Redacted) -> serde_json::Value {
    let found: Vec<_> = redacted
        .found
        .iter()
        .map(|it| json!({ "kind": it.kind.name(), "start": it.start, "end": it.end }))
        .collect();
    json!({ "text": redacted.text, "found": found })
}
