//! The guides of a content folder, as the desk is told of them.

use std::{path::Path, sync::Arc};

use unstuck_desk::{Finder, Guide, GuideStep, Guides};
use unstuck_model::{
    entry::Entry,
    language::Language,
    site::{Book, Site},
    text::plain,
};
use unstuck_search::Engine;

use crate::{
    failure::Failure,
    link::address::Page,
    pipeline::{self, Indexes},
    report::{self, Format},
    source,
};

/// How many guides an agent is shown at most.
const SHOWN: usize = 8;

/// Reads the guides of a content folder.
pub fn read(dir: &Path) -> Result<Guides, Failure> {
    let files = source::read(dir)?;
    let (site, diagnostics) = pipeline::site(&files, false);
    let Some(site) = site else {
        eprint!("{}", report::written(Format::Human, &diagnostics, &files));
        let summary = report::summary(&diagnostics, files.len());
        return Err(Failure::content(format!("{}: {summary}", dir.display()))
            .help("mend the content, or start the desk without it"));
    };
    let guides = Guides::default();
    update(&guides, &site, &mut Indexes::default())?;
    Ok(guides)
}

/// Makes these the guides of a desk that may be serving.
pub fn update(guides: &Guides, site: &Site, indexes: &mut Indexes) -> Result<(), Failure> {
    let page = Page::new(&site.settings.address)?;
    let mut list = Vec::new();
    let mut engines: Vec<(Language, Engine)> = Vec::new();
    for book in &site.books {
        list.extend(book.entries.iter().map(|entry| guide(book, entry, &page)));
        let engine = indexes.of(book)?.open();
        let engine = engine.map_err(|error| {
            Failure::new(format!("the index in {} cannot be opened: {error}", book.language))
        })?;
        engines.push((book.language.clone(), engine));
    }
    guides.replace(list, finder(engines));
    Ok(())
}

/// Finds what the widget finds.
fn finder(engines: Vec<(Language, Engine)>) -> Finder {
    Arc::new(move |language, words| {
        let engine = engines.iter().find(|(known, _)| known == language);
        let answer = engine.and_then(|(_, engine)| engine.search(words, SHOWN).ok());
        let hits = answer.map(|answer| answer.hits).unwrap_or_default();
        hits.into_iter().map(|hit| hit.outline.id.as_str().to_owned()).collect()
    })
}

fn guide(book: &Book, entry: &Entry, page: &Page<'_>) -> Guide {
    let steps = entry.guide().map(|guide| guide.steps.as_slice()).unwrap_or_default();
    let steps = steps.iter().map(|step| GuideStep {
        id: step.id.as_str().to_owned(),
        title: plain(&step.title),
        link: page.link(&entry.id, Some(&step.id)),
    });
    Guide {
        id: entry.id.as_str().to_owned(),
        language: book.language.clone(),
        written: entry.language.clone(),
        title: entry.title.clone(),
        link: page.link(&entry.id, None),
        is_guide: entry.guide().is_some(),
        steps: steps.collect(),
    }
}
