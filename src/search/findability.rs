//! Which entries their own phrasings do not find, and which are taken for each other.

use std::collections::BTreeMap;

use unstuck_model::{id::EntryId, language::Language};

use crate::{
    analysis::Analyzer,
    build::{BuildError, assemble},
    document::Document,
    engine::Engine,
    layout::Layout,
};

/// Every which phrasing is left out in turn.
const TURNS: usize = 5;
/// Two entries are confused when at least so many phrasings of each find the other one...
const CONFUSED: usize = 2;
/// ... and those of both together are at least one in so many.
const SHARE: usize = 3;
/// Larger sites are not searched for confused entries: it takes as many indexes as turns.
const MOST_ENTRIES: usize = 400;

/// Something that a writer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A phrasing that finds another entry, although it stands in this one.
    Unfound {
        /// The entry that has the phrasing.
        entry: EntryId,
        /// The phrasing.
        phrasing: String,
        /// The entry that comes first instead.
        instead: EntryId,
    },
    /// Two entries whose phrasings, each left out for once, find the other one.
    Confused {
        /// One entry and the first of its phrasings that does.
        one: (EntryId, String),
        /// The other entry and the first of its phrasings that does.
        other: (EntryId, String),
    },
}

/// What a writer should know of some documents.
pub fn findings(
    language: &Language,
    documents: &[Document],
    synonyms: &[Vec<String>],
) -> Result<Vec<Finding>, BuildError> {
    let analyzer = Analyzer::new(language);
    let open = |documents: &[Document]| -> Result<Engine, BuildError> {
        let (image, _) = assemble(language, &analyzer, documents, synonyms, Layout::Whole)?;
        Ok(Engine::from_image(image)?)
    };
    let mut findings = Vec::new();
    let engine = open(documents)?;
    for document in documents {
        let entry = &document.outline.id;
        let lost = document.asks.iter().filter_map(|phrasing| {
            let instead = first(&engine, phrasing).filter(|instead| instead != entry)?;
            Some(Finding::Unfound { entry: entry.clone(), phrasing: phrasing.clone(), instead })
        });
        findings.extend(lost);
    }
    if documents.len() > MOST_ENTRIES {
        return Ok(findings);
    }
    let mut taken: BTreeMap<(EntryId, EntryId), Vec<String>> = BTreeMap::new();
    for turn in 0..TURNS {
        let (kept, out) = leave_out(documents, turn);
        let engine = open(&kept)?;
        for (entry, phrasing) in out {
            if let Some(instead) = first(&engine, &phrasing).filter(|instead| *instead != entry) {
                taken.entry((entry, instead)).or_default().push(phrasing);
            }
        }
    }
    for ((one, other), phrasings) in &taken {
        let back = taken.get(&(other.clone(), one.clone()));
        let (Some(first), Some(back)) = (phrasings.first(), back) else { continue };
        let asks = |id: &EntryId| {
            let document = documents.iter().find(|document| document.outline.id == *id);
            document.map_or(0, |document| document.asks.len())
        };
        if let Some(second) = back.first()
            && one < other
            && phrasings.len().min(back.len()) >= CONFUSED
            && (phrasings.len() + back.len()) * SHARE >= asks(one) + asks(other)
        {
            let (one, other) = ((one.clone(), first.clone()), (other.clone(), second.clone()));
            findings.push(Finding::Confused { one, other });
        }
    }
    Ok(findings)
}

fn first(engine: &Engine, text: &str) -> Option<EntryId> {
    let asking = engine.ask(text).ok()?;
    let first = asking.order.ranked.first()?;
    engine.display().entry(first.entry).map(|shown| shown.outline.id.clone())
}

/// The documents without every fifth phrasing, and those phrasings with their entries.
fn leave_out(documents: &[Document], turn: usize) -> (Vec<Document>, Vec<(EntryId, String)>) {
    let mut out = Vec::new();
    let mut kept = documents.to_vec();
    for (at, document) in kept.iter_mut().enumerate() {
        if document.asks.len() < 2 {
            continue;
        }
        let asks = std::mem::take(&mut document.asks);
        for (number, text) in asks.into_iter().enumerate() {
            if (number + at) % TURNS == turn {
                out.push((document.outline.id.clone(), text));
            } else {
                document.asks.push(text);
            }
        }
    }
    (kept, out)
}
