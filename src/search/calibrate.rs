//! Fits the default calibration to the content, from the content alone.
//!
//! The index is built a few times, each time without some entries and without some phrasings of the
//! others. The phrasings of those entries are what cannot be answered, the other phrasings what
//! can. Writers' phrasings are no customers' questions: they repeat each other less, so that one
//! that is left out is harder to find. What they teach is therefore held close to the default,
//! which was learnt from real questions. It matters most where the default fits least: in a
//! language whose endings and little words are not known.

use unstuck_model::{id::EntryId, language::Language};

use crate::{
    analysis::Analyzer,
    build::{BuildError, assemble},
    confidence::Calibration,
    document::Document,
    engine::Engine,
    layout::Layout,
    regression::{Trial, fit},
};

/// Every which entry, and of the others every which phrasing, is left out.
const PARTS: usize = 5;
/// How many of the parts are left out in turn; each costs the building of an index.
const TURNS: usize = 2;
/// How many entries are learnt from at most; of more, some stand for all.
const MOST_ENTRIES: usize = 400;
/// How many questions are tried in a turn at most.
const MOST_QUESTIONS: usize = 600;
/// So many tried questions are enough: no further turn is taken.
const ENOUGH: usize = 300;
/// What unanswerable questions weigh together, against 1 for the others.
const UNANSWERABLE: f64 = 0.7;
/// How strongly the weights are held to the default calibration.
const RIDGE: f64 = 800.0;

/// A phrasing taken out of the content.
struct Question {
    /// The entry that answers it, if that was kept.
    entry: Option<EntryId>,
    text: String,
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
    let mut answerable = Vec::new();
    let mut unanswerable = Vec::new();
    for turn in 0..TURNS {
        let (kept, questions) = leave_out(documents, turn);
        if questions.is_empty() || answerable.len() + unanswerable.len() > ENOUGH {
            continue;
        }
        let (image, _) = assemble(language, analyzer, &kept, synonyms, layout)?;
        let engine = Engine::from_image(image)?;
        let step = questions.len().div_ceil(MOST_QUESTIONS).max(1);
        for question in questions.iter().step_by(step) {
            let side = if question.entry.is_some() { &mut answerable } else { &mut unanswerable };
            side.extend(attempt(&engine, question));
        }
    }
    let weight = UNANSWERABLE * answerable.len() as f64 / unanswerable.len().max(1) as f64;
    let unanswerable = unanswerable.into_iter().map(|trial| Trial { weight, ..trial });
    let trials: Vec<Trial> = answerable.iter().copied().chain(unanswerable).collect();
    Ok(fit(&trials, &Calibration::default(), RIDGE))
}

fn attempt(engine: &Engine, question: &Question) -> Option<Trial> {
    let asking = engine.ask(&question.text).ok()?;
    let first = asking.order.ranked.first();
    let first = first.and_then(|first| engine.display().entry(first.entry));
    Some(Trial {
        evidence: asking.evidence,
        right: first.is_some_and(|first| question.entry.as_ref() == Some(&first.outline.id)),
        weight: 1.0,
    })
}

/// The documents without every fifth entry and, of the others, without every fifth phrasing; and
/// all those phrasings. An entry with one phrasing or none has nothing to spare and stays.
fn leave_out(documents: &[Document], turn: usize) -> (Vec<Document>, Vec<Question>) {
    let mut questions = Vec::new();
    let mut kept = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let mut document = document.clone();
        if document.asks.len() > 1 {
            let asks = std::mem::take(&mut document.asks);
            if at % PARTS == turn {
                questions.extend(asks.into_iter().map(|text| Question { entry: None, text }));
                continue;
            }
            for (number, text) in asks.into_iter().enumerate() {
                if (number + at) % PARTS == turn {
                    questions.push(Question { entry: Some(document.outline.id.clone()), text });
                } else {
                    document.asks.push(text);
                }
            }
        }
        kept.push(document);
    }
    (kept, questions)
}
