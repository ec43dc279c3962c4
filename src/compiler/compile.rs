//! The two passes over all files.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use unstuck_model::{
    entry::{Body, Entry},
    id::{EntryId, StepId},
    language::Language,
    site::Site,
    text::{Block, Link},
};

use crate::{
    Diagnostic, SourceFile, answer, books, catalogue,
    catalogue::Place,
    convert, front_matter, guide,
    index::{Entries, Index},
    layout::{self, Role},
    links::Scope,
    media::Shelf,
    report::{self, Faults},
    settings,
    source::Source,
    synonyms,
    translations::{self, Library, Written},
    ways,
};

/// What the files of a content folder hold.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The site, if no diagnostic is an error.
    pub site: Option<Site>,
    /// Every problem, sorted by path, line and column.
    pub diagnostics: Vec<Diagnostic>,
    /// The guides as far as they can be read, by language and id.
    pub guides: Vec<Draft>,
}

/// A guide as it was read, with faults or without.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its file, relative to the content folder.
    pub path: String,
    /// The entry. A step whose id is missing or faulty has an empty one.
    pub entry: Entry,
    /// Where the heading of each step is in the file, in bytes.
    pub headings: Vec<Range<usize>>,
    /// Where the `on-page` block of each step is, if it has one.
    pub on_page: Vec<Option<OnPagePlace>>,
}

/// Where an `on-page` block is in its file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPagePlace {
    /// The block with its fences.
    pub block: Range<usize>,
    /// Each way of the list of targets.
    pub ways: Vec<Range<usize>>,
}

/// Compiles the files of a content folder. A site comes out only if no diagnostic is an error;
/// diagnostics are sorted by path, line and column.
pub fn compile(files: &[SourceFile]) -> (Option<Site>, Vec<Diagnostic>) {
    let Survey { site, diagnostics, guides: _ } = survey(files);
    (site, diagnostics)
}

/// Compiles the files of a content folder, and tells of the guides in it even if there are errors.
pub fn survey(files: &[SourceFile]) -> Survey {
    let files = in_order(files);
    let mut faults: Vec<Faults> = (0..files.len()).map(Faults::of).collect();
    let sources: Vec<Source> =
        files.iter().zip(&mut faults).map(|(file, faults)| Source::read(file, faults)).collect();
    let roles: Vec<Role> = sources.iter().map(|source| layout::role(&source.path)).collect();
    let draft = sources.iter().zip(&mut faults).zip(&roles).find_map(|((source, faults), role)| {
        (*role == Role::Settings).then(|| settings::read(source, faults))
    });

    let places = catalogue::places(&roles, &mut faults);
    let languages = match &draft {
        Some(draft) if !draft.company.languages.is_empty() => draft.company.languages.clone(),
        _ => catalogue::languages(&places),
    };
    if let Some(draft) = draft.as_ref().filter(|draft| draft.is_readable) {
        catalogue::check_folders(&draft.company, &places, &roles, &mut faults);
    }
    let catalogue = catalogue::build(&places, &sources, &mut faults);
    let topics = draft.as_ref().and_then(settings::Draft::topic_ids);
    let nothing = Entries::new();
    let fallback =
        languages.first().and_then(|language| catalogue.get(language)).unwrap_or(&nothing);
    let index = |language: &Language| Index {
        own: catalogue.get(language).unwrap_or(&nothing),
        fallback,
        topics: topics.as_deref(),
    };

    let mut shelf = Shelf::of(&files, &roles);
    let mut library = Library::new();
    let mut steps = BTreeMap::new();
    for place in &places {
        let (Some(source), Some(faults)) = (sources.get(place.file), faults.get_mut(place.file))
        else {
            continue;
        };
        if !source.readable {
            continue;
        }
        if front_matter::is_open(source) {
            front_matter::no_end(source, faults);
            continue;
        }
        let (entry, spans) = entry(place, source, index(&place.at.language), &mut shelf, faults);
        steps.insert(place.file, spans);
        let entries = library.entry(place.at.language.clone()).or_default();
        let written = Written { entry, file: place.file };
        entries.entry(place.at.stem.clone()).or_insert(written);
    }
    // A file that could not be read may show any of them.
    if steps.len() == places.len() {
        shelf.report_unused(&mut faults);
    }
    check_ways(&library, &steps, &index, &mut faults);
    translations::check(&languages, &catalogue, &library, &mut faults);
    let synonyms = read_synonyms(&roles, &sources, &mut faults);

    let settings_missing = draft.is_none();
    let site = draft
        .filter(|_| faults.iter().all(Faults::is_free_of_errors))
        .and_then(settings::Draft::finish)
        .map(|settings| Site {
            books: books::books(&languages, &library, &synonyms),
            media: shelf.built(),
            settings,
        });
    let mut diagnostics = report::diagnostics(&sources, faults);
    if settings_missing {
        diagnostics.push(report::missing_settings());
        diagnostics.sort_by(|a, b| a.path.cmp(&b.path));
    }
    Survey { site, diagnostics, guides: drafts(library, steps, &sources) }
}

/// The guides of a library with the places of their steps.
fn drafts(
    library: Library,
    mut steps: BTreeMap<usize, guide::Places>,
    sources: &[Source],
) -> Vec<Draft> {
    let written = library.into_values().flat_map(BTreeMap::into_values);
    let guides = written.filter(|written| written.entry.guide().is_some());
    guides
        .filter_map(|Written { entry, file }| {
            let path = sources.get(file)?.path.clone();
            let guide::Places { headings, on_page, conditions: _ } = steps.remove(&file)?;
            Some(Draft { path, entry, headings, on_page })
        })
        .collect()
}

/// The files by path, each path once, so that the order they come in changes nothing.
fn in_order(files: &[SourceFile]) -> Vec<&SourceFile> {
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by(|a, b| (&a.path, &a.bytes).cmp(&(&b.path, &b.bytes)));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

/// Reads an entry, and the places of its steps if it is a guide.
fn entry(
    place: &Place,
    source: &Source,
    index: Index<'_>,
    shelf: &mut Shelf<'_>,
    faults: &mut Faults,
) -> (Entry, guide::Places) {
    let known = catalogue::known(place, source);
    let front = front_matter::read(source, &known.id, &index, faults);
    let start = front_matter::split(source).map_or_else(|| source.start(), |(_, body)| body);
    let pieces = convert::pieces(source, start, Scope { entry: &known, index }, shelf, faults);
    let short = answer::short(&pieces, start, faults);
    let (body, places) = if place.at.is_guide {
        let read = guide::read(pieces, source, faults);
        if read.places.headings.is_empty() {
            faults
                .error("no-steps", start..start, "this guide has no steps")
                .help("write a heading for each step, such as `## Open the app {#open}`");
        }
        (Body::Guide(read.guide), read.places)
    } else {
        (Body::Answer(answer::read(pieces, faults)), guide::Places::default())
    };
    let entry = Entry {
        id: known.id,
        title: front.title,
        asks: front.asks,
        topic: front.topic,
        pages: front.pages,
        urgent: front.urgent,
        related: front.related,
        minutes: front.minutes,
        short,
        language: place.at.language.clone(),
        body,
    };
    (entry, places)
}

/// Checks the ways through the guides whose files have no other error: one fault, one report.
fn check_ways<'a>(
    library: &Library,
    places: &BTreeMap<usize, guide::Places>,
    index: &impl Fn(&Language) -> Index<'a>,
    faults: &mut [Faults],
) {
    let entered = entered(library);
    let nobody = BTreeSet::new();
    for (language, entries) in library {
        for written in entries.values() {
            let (Some(guide), Some(places), Some(faults)) =
                (written.entry.guide(), places.get(&written.file), faults.get_mut(written.file))
            else {
                continue;
            };
            if faults.is_free_of_errors() {
                let entered = entered.get(&written.entry.id).unwrap_or(&nobody);
                ways::check(guide, places, entered, &index(language), faults);
            }
        }
    }
}

/// The steps that entries link to in other guides.
fn entered(library: &Library) -> BTreeMap<EntryId, BTreeSet<StepId>> {
    let mut entered: BTreeMap<EntryId, BTreeSet<StepId>> = BTreeMap::new();
    let mut visit = |link: &Link| {
        if let Link::Entry { id, step: Some(step) } = link {
            entered.entry(id.clone()).or_default().insert(step.clone());
        }
    };
    let mut blocks = |blocks: &[Block]| ways::links(blocks).into_iter().for_each(&mut visit);
    for written in library.values().flat_map(BTreeMap::values) {
        match &written.entry.body {
            Body::Answer(body) => blocks(body),
            Body::Guide(guide) => {
                blocks(&guide.intro);
                guide.steps.iter().for_each(|step| blocks(&step.body));
            }
        }
    }
    let choices = library.values().flat_map(BTreeMap::values).filter_map(|it| it.entry.guide());
    choices.flat_map(|guide| &guide.steps).flat_map(|step| &step.choices).for_each(|choice| {
        if let Link::Entry { id, step: Some(step) } = &choice.to {
            entered.entry(id.clone()).or_default().insert(step.clone());
        }
    });
    entered
}

fn read_synonyms(
    roles: &[Role],
    sources: &[Source],
    faults: &mut [Faults],
) -> BTreeMap<Language, Vec<Vec<String>>> {
    let mut synonyms = BTreeMap::new();
    for ((role, source), faults) in roles.iter().zip(sources).zip(faults) {
        if let Role::Synonyms(language) = role {
            synonyms.insert(language.clone(), synonyms::read(source, faults));
        }
    }
    synonyms
}
