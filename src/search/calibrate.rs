//! Learns from the content alone how sure an answer is.
//!
//! The index is built several times, each time without some entries and without some phrasings of
//! the others. The phrasings of those entries are what cannot be answered, the other phrasings what
//! can. Where entries have no phrasings, titles, headings and sentences stand in for them.

use unstuck_model::{id::EntryId, language::Language};

use crate::{
    analysis::Analyzer,
    build::{BuildError, assemble},
    confidence::{Calibration, Evidence, WIDTH},
    document::Document,
    engine::Engine,
    layout::Layout,
};

/// How many times the index is built without a part of the content.
const FOLDS: usize = 5;
/// How many entries are learnt from at most; of more, some stand for all.
const MOST_ENTRIES: usize = 400;
/// How many questions are tried at most.
const MOST_QUESTIONS: usize = 3_000;
/// How many sentences of an entry stand in for phrasings.
const SENTENCES: usize = 2;
/// What unanswerable questions weigh together, against 1 for the others.
const UNANSWERABLE: f64 = 0.55;
/// What a stand-in teaches against a phrasing: writers' sentences are no customers' questions.
const STAND_IN: f64 = 0.02;
/// How strongly the weights are held to the default calibration.
const RIDGE: f64 = 4.0;

/// A question taken out of the content.
struct Question {
    /// The entry that answers it, if that was kept.
    entry: Option<EntryId>,
    text: String,
    weight: f64,
}

/// One tried question.
struct Trial {
    evidence: Evidence,
    answerable: bool,
    right: bool,
    weight: f64,
}

/// The calibration of some documents.
pub fn calibrate(
    language: &Language,
    analyzer: &Analyzer,
    documents: &[Document],
    synonyms: &[Vec<String>],
    layout: Layout,
) -> Result<Calibration, BuildError> {
    let some: Vec<Document>;
    let documents = if documents.len() > MOST_ENTRIES {
        let step = documents.len().div_ceil(MOST_ENTRIES);
        some = documents.iter().step_by(step).cloned().collect();
        &some
    } else {
        documents
    };
    let mut trials = Vec::new();
    for fold in 0..FOLDS {
        let (kept, questions) = leave_out(documents, fold);
        if questions.is_empty() {
            continue;
        }
        let engine = Engine::from_image(assemble(language, analyzer, &kept, synonyms, layout)?)?;
        let step = questions.len().div_ceil(MOST_QUESTIONS / FOLDS).max(1);
        trials.extend(
            questions.iter().step_by(step).filter_map(|question| attempt(&engine, question)),
        );
    }
    let total = |answerable: bool| -> f64 {
        let side = trials.iter().filter(|trial| trial.answerable == answerable);
        side.map(|trial| trial.weight).sum()
    };
    let balance = UNANSWERABLE * total(true) / total(false).max(1e-9);
    for trial in trials.iter_mut().filter(|trial| !trial.answerable) {
        trial.weight *= balance;
    }
    Ok(fit(&trials))
}

fn attempt(engine: &Engine, question: &Question) -> Option<Trial> {
    let asking = engine.ask(&question.text).ok()?;
    let first = asking.order.ranked.first();
    let first = first.and_then(|first| engine.display().entry(first.entry));
    Some(Trial {
        evidence: asking.evidence,
        answerable: question.entry.is_some(),
        right: first.is_some_and(|first| question.entry.as_ref() == Some(&first.id)),
        weight: question.weight,
    })
}

/// The documents without every fifth entry and, of the others, without every fifth question; and
/// all those questions.
fn leave_out(documents: &[Document], fold: usize) -> (Vec<Document>, Vec<Question>) {
    let mut questions = Vec::new();
    let mut kept = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let mut document = document.clone();
        let phrased = document.asks.len() > 1;
        let (texts, weight) =
            if phrased { (document.asks.clone(), 1.0) } else { (stand_ins(&document), STAND_IN) };
        if at % FOLDS == fold {
            let question = |text| Question { entry: None, text, weight };
            questions.extend(texts.into_iter().map(question));
            continue;
        }
        for (number, text) in texts.into_iter().enumerate() {
            if (number + at) % FOLDS == fold {
                remove(&mut document, &text, phrased);
                questions.push(Question { entry: Some(document.id.clone()), text, weight });
            }
        }
        kept.push(document);
    }
    (kept, questions)
}

/// What stands in for the phrasings of an entry without them.
fn stand_ins(document: &Document) -> Vec<String> {
    let mut out = document.asks.clone();
    out.push(document.title.clone());
    out.extend(document.headings.iter().take(SENTENCES).cloned());
    let sentences = document.body.split_inclusive(['\n', '.', '!', '?', '。', '！', '？']);
    let sentences = sentences.map(str::trim).filter(|text| text.chars().count() > 12);
    out.extend(sentences.take(SENTENCES).map(str::to_owned));
    out
}

fn remove(document: &mut Document, text: &str, phrased: bool) {
    document.asks.retain(|ask| ask != text);
    if phrased {
        return;
    }
    document.headings.retain(|heading| heading != text);
    if document.title == text {
        document.title.clear();
    }
    document.body = document.body.replace(text, "");
    document.short = document.short.replace(text, "");
}

/// Logistic regression by Newton's method, held to the default calibration the more, the fewer
/// trials there are.
fn fit(trials: &[Trial]) -> Calibration {
    const N: usize = WIDTH + 1;
    let mut calibration = Calibration::default();
    let mut prior = [f64::from(calibration.bias); N];
    for (slot, weight) in prior.iter_mut().zip(calibration.weights) {
        *slot = f64::from(weight);
    }
    let mut weights = prior;
    for _ in 0..12 {
        let mut gradient = [0.0f64; N];
        let mut curve = [[0.0f64; N]; N];
        for trial in trials {
            let mut row = [1.0f64; N];
            for (slot, value) in row.iter_mut().zip(trial.evidence) {
                *slot = f64::from(value);
            }
            let odds: f64 = row.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let likely = 1.0 / (1.0 + libm::exp(-odds));
            let miss = (if trial.right { 1.0 } else { 0.0 } - likely) * trial.weight;
            let bend = likely * (1.0 - likely) * trial.weight;
            for ((slope, bends), value) in gradient.iter_mut().zip(&mut curve).zip(row) {
                *slope += miss * value;
                for (slot, other) in bends.iter_mut().zip(row) {
                    *slot += bend * value * other;
                }
            }
        }
        let held = weights.iter().zip(prior).map(|(weight, prior)| RIDGE * (weight - prior));
        for (at, ((slope, bends), held)) in
            gradient.iter_mut().zip(&mut curve).zip(held).enumerate()
        {
            *slope -= held;
            if let Some(slot) = bends.get_mut(at) {
                *slot += RIDGE;
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
            *weight += step;
        }
    }
    for (slot, weight) in calibration.weights.iter_mut().zip(&weights) {
        *slot = *weight as f32;
    }
    calibration.bias = weights.last().map_or(0.0, |bias| *bias as f32);
    calibration
}

/// Solves a symmetric, positive definite system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let (Some(row), Some(value)) = (matrix.get(pivot).copied(), right.get(pivot).copied())
        else {
            continue;
        };
        let Some(diagonal) = row.get(pivot).copied().filter(|diagonal| diagonal.abs() > 1e-12)
        else {
            continue;
        };
        for (at, (other, target)) in matrix.iter_mut().zip(&mut right).enumerate() {
            if at == pivot {
                continue;
            }
            let factor = other.get(pivot).copied().unwrap_or(0.0) / diagonal;
            for (slot, own) in other.iter_mut().zip(row) {
                *slot -= factor * own;
            }
            *target -= factor * value;
        }
    }
    for (at, (row, value)) in matrix.iter().zip(&mut right).enumerate() {
        let diagonal = row.get(at).copied().unwrap_or(1.0);
        *value = if diagonal.abs() > 1e-12 { *value / diagonal } else { 0.0 };
    }
    right
}
