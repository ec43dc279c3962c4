//! Learns from the content alone how sure an answer is.
//!
//! What can be answered is tried with one phrasing of each entry left out at a time, what cannot
//! with whole entries left out. Where entries have no phrasings, titles, headings and sentences
//! stand in for them.

use unstuck_model::language::Language;

use crate::{
    analysis::Analyzer,
    build::{BuildError, assemble},
    confidence::{Calibration, Evidence, WIDTH},
    document::Document,
    engine::Engine,
};

/// How many times the index is built without a part of the content.
const FOLDS: usize = 5;
/// How many questions are tried for each kind at most.
const MOST_QUESTIONS: usize = 3_000;
/// With fewer questions than this the default calibration is safer.
const FEWEST_QUESTIONS: usize = 20;
/// How many sentences of an entry stand in for phrasings.
const SENTENCES: usize = 3;
/// What unanswerable questions weigh together, against 1 for the others.
const UNANSWERABLE: f32 = 0.7;
/// How strongly weights are kept small.
const RIDGE: f64 = 3.0;

/// One tried question.
struct Trial {
    evidence: Evidence,
    right: bool,
    weight: f32,
}

/// The calibration of some documents.
pub fn calibrate(
    language: &Language,
    analyzer: &Analyzer,
    documents: &[Document],
    synonyms: &[Vec<String>],
) -> Result<Calibration, BuildError> {
    let mut trials = Vec::new();
    for fold in 0..FOLDS {
        let (kept, questions) = without_questions(documents, fold);
        let engine = Engine::from_image(assemble(language, analyzer, &kept, synonyms)?)?;
        for (owner, question) in questions.iter().take(MOST_QUESTIONS / FOLDS) {
            trials.push(try_question(&engine, question, Some(*owner), 1.0));
        }
    }
    let answerable = trials.len();
    for fold in 0..FOLDS {
        let (kept, questions) = without_entries(documents, fold);
        let engine = Engine::from_image(assemble(language, analyzer, &kept, synonyms)?)?;
        for question in questions.iter().take(MOST_QUESTIONS / FOLDS) {
            trials.push(try_question(&engine, question, None, 1.0));
        }
    }
    if answerable < FEWEST_QUESTIONS || trials.len() == answerable {
        return Ok(Calibration::default());
    }
    let balance = UNANSWERABLE * answerable as f32 / (trials.len() - answerable) as f32;
    for trial in trials.iter_mut().skip(answerable) {
        trial.weight = balance;
    }
    Ok(fit(&trials))
}

fn try_question(engine: &Engine, question: &str, owner: Option<usize>, weight: f32) -> Trial {
    let asking = engine.ask(question);
    let first = asking.order.ranked.first().map(|ranked| ranked.entry as usize);
    Trial { evidence: asking.evidence, right: first.is_some() && first == owner, weight }
}

/// The documents without every fifth question, and those questions with their entries.
fn without_questions(documents: &[Document], fold: usize) -> (Vec<Document>, Vec<(usize, String)>) {
    let mut questions = Vec::new();
    let mut kept = documents.to_vec();
    for (entry, document) in kept.iter_mut().enumerate() {
        let out = |at: usize| (at + entry) % FOLDS == fold;
        if document.asks.len() > 1 {
            let mut at = 0;
            document.asks.retain(|ask| {
                let left_out = out(at);
                at += 1;
                if left_out {
                    questions.push((entry, ask.clone()));
                }
                !left_out
            });
            continue;
        }
        for (at, stand_in) in stand_ins(document).into_iter().enumerate() {
            if out(at) {
                remove(document, &stand_in);
                questions.push((entry, stand_in));
            }
        }
    }
    (kept, questions)
}

/// The documents without every fifth one, and the questions of those.
fn without_entries(documents: &[Document], fold: usize) -> (Vec<Document>, Vec<String>) {
    let mut kept = Vec::new();
    let mut questions = Vec::new();
    for (entry, document) in documents.iter().enumerate() {
        if entry % FOLDS != fold {
            kept.push(document.clone());
        } else if document.asks.len() > 1 {
            questions.extend(document.asks.iter().cloned());
        } else {
            questions.extend(stand_ins(document));
        }
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

fn remove(document: &mut Document, text: &str) {
    document.asks.retain(|ask| ask != text);
    document.headings.retain(|heading| heading != text);
    if document.title == text {
        document.title.clear();
    }
    document.body = document.body.replace(text, "");
    document.short = document.short.replace(text, "");
}

/// Logistic regression by Newton's method.
fn fit(trials: &[Trial]) -> Calibration {
    const N: usize = WIDTH + 1;
    let mut weights = [0.0f64; N];
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
            let miss = (if trial.right { 1.0 } else { 0.0 } - likely) * f64::from(trial.weight);
            let bend = likely * (1.0 - likely) * f64::from(trial.weight);
            for ((slope, bends), value) in gradient.iter_mut().zip(&mut curve).zip(row) {
                *slope += miss * value;
                for (slot, other) in bends.iter_mut().zip(row) {
                    *slot += bend * value * other;
                }
            }
        }
        for (at, ((slope, bends), weight)) in
            gradient.iter_mut().zip(&mut curve).zip(&weights).enumerate()
        {
            let ridge = if at == WIDTH { 1e-3 } else { RIDGE };
            *slope -= ridge * weight;
            if let Some(slot) = bends.get_mut(at) {
                *slot += ridge;
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
            *weight += step;
        }
    }
    let mut calibration = Calibration::default();
    for (slot, weight) in calibration.weights.iter_mut().zip(&weights) {
        *slot = *weight as f32;
    }
    calibration.bias = weights.last().map_or(0.0, |bias| *bias as f32);
    calibration
}

/// Solves a symmetric, positive definite system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let (Some(row), Some(value)) = (matrix.get(pivot).copied(), right.get(pivot).copied()) else {
            continue;
        };
        let Some(diagonal) = row.get(pivot).copied().filter(|diagonal| diagonal.abs() > 1e-12) else {
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
