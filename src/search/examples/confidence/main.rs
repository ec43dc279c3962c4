//! Measures how well search knows when it does not know, and learns the default weights anew.
//!
//! Usage: `confidence CONTENT DIR...`: the folder of the example help centre, and folders of
//! questions in the form that `cargo xtask eval` reads. Each makes several sites: whole, without some of
//! its entries, whose questions then have no answer, and with fewer phrasings. One JSON object a
//! line for each site; the last line is the calibration that explains them all.

#![allow(clippy::indexing_slicing, reason = "a JSON value that is missing is null, not a panic")]

mod content;
mod folder;
mod measure;
mod site;

use std::{error::Error, path::Path};

use serde_json::json;
use unstuck_model::message::Verdict;
use unstuck_search::{Calibration, Trial, build, fit};

use measure::{Seen, measured};
use site::{Site, variations};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// What the questions of one folder weigh at most: its words are not everybody's.
const MOST: f64 = 400.0;
/// What questions without an answer weigh against 1 for the others.
const UNANSWERABLE: f64 = 0.7;

fn main() -> Fallible<()> {
    let mut arguments = std::env::args().skip(1);
    let example = arguments.next().ok_or("usage: confidence CONTENT DIR...")?;
    let mut sources = Vec::new();
    for language in ["en", "es"] {
        sources.push(content::read(Path::new(&example), language)?);
    }
    for folder in arguments {
        sources.push(folder::read(Path::new(&folder))?);
    }
    let mut trials = Vec::new();
    for source in &sources {
        let sites = variations(source);
        let share = MOST.min(source.questions.len() as f64) / sites.len() as f64;
        for site in sites {
            trials.extend(weighed(tried(&site)?, share));
        }
    }
    // Almost free: the prior only keeps weights finite that nothing speaks for.
    let learnt = fit(&trials, &Calibration::default(), 1.0);
    println!("{}", json!({ "weights": learnt.weights, "bias": learnt.bias }));
    Ok(())
}

/// Asks a site all its questions, prints how it did, and gives what there is to learn.
fn tried(site: &Site) -> Fallible<Vec<(bool, Trial)>> {
    let engine = build(&site.language, &site.documents, &site.synonyms)?.open()?;
    let mut seen = Vec::new();
    let mut trials = Vec::new();
    for question in &site.questions {
        let answer = engine.search(&question.text, 1).unwrap_or_default();
        let first = answer.hits.first().map(|hit| hit.outline.id.as_str());
        let right = first.is_some_and(|first| question.wanted.iter().any(|id| id == first));
        let answerable = !question.wanted.is_empty();
        seen.push(Seen {
            confidence: f64::from(answer.confidence),
            right,
            answerable,
            refused: answer.verdict == Verdict::NoAnswer,
            sure: answer.verdict == Verdict::Confident,
        });
        let evidence = engine.evidence(&question.text);
        trials.push((answerable, Trial { evidence, right, weight: 1.0 }));
    }
    let mut line = measured(&seen);
    line["site"] = json!(site.name);
    line["entries"] = json!(site.documents.len());
    println!("{line}");
    Ok(trials)
}

/// The trials with weights that sum to a share, those without an answer counted together.
fn weighed(trials: Vec<(bool, Trial)>, share: f64) -> impl Iterator<Item = Trial> {
    let inside = trials.iter().filter(|(answerable, _)| *answerable).count() as f64;
    let outside = trials.len() as f64 - inside;
    let outside_all = if outside > 0.0 { UNANSWERABLE } else { 0.0 };
    let scale = share / (1.0 + outside_all);
    trials.into_iter().map(move |(answerable, trial)| {
        let part = if answerable { 1.0 / inside } else { outside_all / outside };
        Trial { weight: scale * part, ..trial }
    })
}
