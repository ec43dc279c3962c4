//! The guides of a content folder, as the desk is told of them.

use std::{path::Path, sync::Arc};

use unstuck_desk::{Finder, Guide, GuideStep, Guides, SiteOptions, Topics};
use unstuck_model::{
    entry::Entry,
    language::Language,
    site::{Book, Settings, Site, Topic},
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

/// Reads a content folder for the desk of its site: the guides, and the company's hours.
pub fn read(dir: &Path, site: &mut SiteOptions) -> Result<(), Failure> {
    let content = content(dir)?;
    let settings = &content.settings;
    if settings.site != site.site {
        return Err(Failure::new(format!(
            "{} is the content of the site `{}`, not of `{}`",
            dir.display(),
            settings.site,
            site.site
        ))
        .help("give the desk's site the `id` of unstuck.toml, or another folder"));
    }
    let guides = Guides::default();
    update(&guides, &content, &mut Indexes::default())?;
    site.guides = Some(guides);
    site.hours = Some((settings.hours.clone(), settings.callback.hours));
    Ok(())
}

fn content(dir: &Path) -> Result<Site, Failure> {
    let files = source::read(dir)?;
    let (site, diagnostics) = pipeline::site(&files, false);
    site.ok_or_else(|| {
        eprint!("{}", report::written(Format::Human, &diagnostics, &files));
        let summary = report::summary(&diagnostics, files.len());
        Failure::content(format!("{}: {summary}", dir.display()))
            .help("mend the content, or start the desk without it")
    })
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
    guides.replace(list, topics(&site.settings), finder(engines));
    Ok(())
}

/// The names of the topics in English, as the desk's pages are, or else in the site's first language.
fn topics(settings: &Settings) -> Topics {
    let mut languages = settings.languages.iter();
    let language = languages.clone().find(|one| one.primary() == "en").or(languages.next());
    let Some(language) = language else { return Topics::new() };
    let name = |topic: &Topic| (topic.id.as_str().to_owned(), topic.name.get(language).to_owned());
    settings.topics.iter().map(name).collect()
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
