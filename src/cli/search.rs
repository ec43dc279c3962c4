//! `unstuck search`: what a customer would find, and why.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use unstuck_model::{
    language::Language,
    message::{Fragment, SearchAnswer, Verdict},
};
use unstuck_search::Explanation;

use crate::{
    failure::Failure,
    pipeline::{self, Indexes},
    report::{self, Format},
    source,
};

/// Ask as a customer would, and see what is found
#[derive(Args)]
pub struct Search {
    /// The question
    #[arg(required = true)]
    words: Vec<String>,
    /// The content folder
    #[arg(long, default_value = "content")]
    dir: PathBuf,
    /// The language to search in; the site's default, if none is given
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Say why
    #[arg(long)]
    explain: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// How many hits to show at most
    #[arg(long, default_value_t = 5)]
    limit: usize,
}

impl Search {
    /// Prints the answer to the question.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = source::read(&self.dir)?;
        let (site, diagnostics) = pipeline::site(&files, false);
        let Some(site) = site else {
            eprint!("{}", report::written(Format::Human, &diagnostics, &files));
            let summary = report::summary(&diagnostics, files.len());
            return Err(Failure::content(format!("nothing can be searched: {summary}")));
        };
        let language = self.language(&site.settings.languages)?;
        let book = site
            .books
            .iter()
            .find(|book| language.is_none_or(|language| book.language == *language))
            .ok_or_else(|| Failure::new("the site has no language"))?;
        let mut indexes = Indexes::default();
        let engine = indexes
            .of(book)?
            .open()
            .map_err(|error| Failure::new(format!("the index cannot be opened: {error}")))?;
        let question = self.words.join(" ");
        let incomplete = |_| Failure::new("a part of the index is missing");
        let answer = engine.search(&question, self.limit).map_err(incomplete)?;
        let explanation = self.explain.then(|| engine.explain(&question, self.limit));
        let explanation = explanation.transpose().map_err(incomplete)?;
        if self.json {
            let value = match explanation {
                Some(explanation) => serde_json::to_string_pretty(&explanation),
                None => serde_json::to_string_pretty(&answer),
            };
            println!("{}", value.map_err(|error| Failure::new(error.to_string()))?);
        } else {
            print_answer(&answer);
            explanation.iter().for_each(print_explanation);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn language<'a>(&self, offered: &'a [Language]) -> Result<Option<&'a Language>, Failure> {
        let Some(tag) = &self.language else { return Ok(None) };
        Language::new(tag).and_then(|wish| wish.choose(offered)).map(Some).ok_or_else(|| {
            let known: Vec<&str> = offered.iter().map(Language::as_str).collect();
            Failure::new(format!("the site is not written in `{tag}`"))
                .help(format!("it is written in {}", known.join(", ")))
        })
    }
}

fn print_answer(answer: &SearchAnswer) {
    let verdict = match answer.verdict {
        Verdict::Confident => "the first is shown as the answer",
        Verdict::Unsure => "the customer is asked which of them it is",
        Verdict::NoAnswer => {
            "the customer is told that there is no good answer, and offered people"
        }
    };
    println!("{:.0} % sure: {verdict}", answer.confidence * 100.0);
    for (place, hit) in answer.hits.iter().enumerate() {
        println!("{}. {} ({})", place + 1, text(&hit.title), hit.outline.id);
        println!("   {}", text(&hit.excerpt));
    }
}

fn text(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}

fn print_explanation(explanation: &Explanation) {
    println!("\nWords");
    for word in &explanation.words {
        let mut said = Vec::new();
        if word.common {
            said.push("common, counts less".to_owned());
        }
        said.extend(word.stem.iter().map(|stem| format!("found as {stem}")));
        for (what, terms) in [
            ("taken for", &word.corrections),
            ("may go on as", &word.beginnings),
            ("of the same root as", &word.related),
            ("joined to the next word", &word.joined),
            ("synonyms", &word.synonyms),
        ] {
            if !terms.is_empty() {
                said.push(format!("{what} {}", terms.join(", ")));
            }
        }
        if said.is_empty() {
            said.push("not in the content".to_owned());
        }
        println!("  {}: {}", word.typed, said.join("; "));
    }
    println!("Hits");
    for hit in &explanation.hits {
        println!(
            "  {:.2} {}: title and phrasings {:.2}, text {:.2}, neighbours {:.2}, model {:.2}; covers {:.0} % of the question",
            hit.score,
            hit.entry,
            hit.head,
            hit.body,
            hit.neighbours,
            hit.model,
            hit.covered * 100.0
        );
    }
    println!("Evidence for the first, in log odds");
    for (name, weight) in &explanation.evidence {
        println!("  {weight:+.2} {name}");
    }
}
