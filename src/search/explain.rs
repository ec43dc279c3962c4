use serde::Serialize;
use unstuck_model::{id::EntryId, message::Verdict};
use unstuck_pack::Digest;

use crate::{
    confidence::NAMES,
    engine::Engine,
    rank::WEIGHTS,
    resolve::{Asked, Meant, Reason},
};

/// Why a question led to its answer, in a writer's terms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The words of the question.
    pub words: Vec<ExplainedWord>,
    /// The hits, best first.
    pub hits: Vec<ExplainedHit>,
    /// What spoke for and against the first hit, and how much each counted in log odds.
    pub evidence: Vec<(String, f32)>,
    /// The probability that the first hit answers.
    pub confidence: f32,
    /// What the widget makes of it.
    pub verdict: Verdict,
}

/// One word of the question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedWord {
    /// As typed, without case and accents.
    pub typed: String,
    /// Whether it says little by itself and counts less.
    pub common: bool,
    /// The stem as the content has it, if it does.
    pub stem: Option<String>,
    /// What it was taken for, if it is misspelt, likeliest first.
    pub corrections: Vec<String>,
    /// How it may go on, if it is not finished.
    pub beginnings: Vec<String>,
    /// Words of the same root.
    pub related: Vec<String>,
    /// What it makes with the next word.
    pub joined: Vec<String>,
    /// What the writers' synonyms add.
    pub synonyms: Vec<String>,
}

/// One hit and what each part gave to its score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedHit {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// The sum.
    pub score: f32,
    /// What words of title, phrasings and headings gave.
    pub head: f32,
    /// What words of the body gave.
    pub body: f32,
    /// What neighbouring words gave.
    pub neighbours: f32,
    /// What the model trained on the phrasings gave.
    pub model: f32,
    /// The part of the question's weight that the entry covers, 0 to 1.
    pub covered: f32,
}

impl Engine {
    /// What led to the order of the first `limit` hits; or the parts of the index to add before
    /// it can be said.
    pub fn explain(&self, text: &str, limit: usize) -> Result<Explanation, Vec<Digest>> {
        let asking = self.ask(text)?;
        let order = &asking.order;
        let calibration = self.calibration();
        let answer = self.search(text, limit)?;
        let mass = order.mass.max(f32::MIN_POSITIVE);
        let hits = order.ranked.iter().take(limit).filter_map(|ranked| {
            let shown = self.display().entry(ranked.entry)?;
            let parts = order.parts(ranked);
            Some(ExplainedHit {
                entry: shown.outline.id.clone(),
                title: shown.outline.title.clone(),
                score: ranked.score,
                head: WEIGHTS.head * parts.head,
                body: WEIGHTS.body * parts.body,
                neighbours: WEIGHTS.pair * parts.pair,
                model: WEIGHTS.linear * parts.linear,
                covered: ranked.covered / mass,
            })
        });
        let counted = calibration.weights.iter().zip(&asking.evidence);
        let counted = NAMES.iter().zip(counted.map(|(weight, value)| weight * value));
        Ok(Explanation {
            hits: hits.collect(),
            words: asking.asked.iter().map(explained).collect(),
            evidence: counted.map(|(name, value)| ((*name).to_owned(), value)).collect(),
            confidence: answer.confidence,
            verdict: answer.verdict,
        })
    }
}

fn explained(word: &Asked) -> ExplainedWord {
    let of = |reason: Reason| -> Vec<String> {
        let terms = word.terms.iter().filter(|term: &&Meant| term.reason == reason);
        terms.map(|term| term.stem.clone()).collect()
    };
    ExplainedWord {
        typed: word.typed.clone(),
        common: word.stop,
        stem: of(Reason::Same).into_iter().next(),
        corrections: of(Reason::Correction),
        beginnings: of(Reason::Beginning),
        related: of(Reason::Related),
        joined: of(Reason::Joined),
        synonyms: of(Reason::Synonym),
    }
}
