//! The first pass: which entries there are, in which languages, under which ids.

use std::collections::{BTreeMap, btree_map::Entry};

use unstuck_model::{id::EntryId, language::Language};

use crate::{
    company::Company,
    fields::shown,
    headings::suggested_id,
    index::{self, Catalogue, Known},
    layout::{EntryFile, Role},
    nearest::suggestion,
    report::Faults,
    source::Source,
};

/// An entry's file, before it is read.
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) at: EntryFile,
}

/// The entries' files; Markdown that is in no place for entries is reported.
pub(crate) fn places(roles: &[Role], faults: &mut [Faults]) -> Vec<Place> {
    let mut places = Vec::new();
    for (file, (role, faults)) in roles.iter().zip(faults).enumerate() {
        match role {
            Role::Entry(at) => places.push(Place { file, at: at.clone() }),
            Role::Astray => {
                faults
                    .error("misplaced-file", 0..0, "this file is neither an answer nor a guide")
                    .help("move it to `answers/` or `guides/` below the language's folder");
            }
            Role::Settings | Role::Synonyms(_) | Role::Media | Role::Other => {}
        }
    }
    places
}

/// The languages that have folders, in the order of their tags.
pub(crate) fn languages(places: &[Place]) -> Vec<Language> {
    let mut languages: Vec<Language> =
        places.iter().map(|place| place.at.language.clone()).collect();
    languages.sort();
    languages.dedup();
    languages
}

/// Reports languages without a folder and folders without a language.
pub(crate) fn check_folders(
    company: &Company,
    places: &[Place],
    roles: &[Role],
    faults: &mut [Faults],
) {
    let there = languages(places);
    let settings = roles.iter().position(|role| *role == Role::Settings);
    if let Some(faults) = settings.and_then(|file| faults.get_mut(file)) {
        for language in company.languages.iter().filter(|language| !there.contains(language)) {
            faults
                .error(
                    "missing-folder",
                    company.locales.clone(),
                    format!("there are no entries in the folder `{language}`"),
                )
                .help(format!(
                    "write `{language}/answers/...md`, or delete `{language}` from the list"
                ));
        }
    }
    if company.languages.is_empty() {
        return;
    }
    for language in there.iter().filter(|language| !company.languages.contains(language)) {
        let first = places.iter().find(|place| place.at.language == *language);
        if let Some(faults) = first.and_then(|place| faults.get_mut(place.file)) {
            faults
                .error(
                    "unknown-language",
                    0..0,
                    format!("the folder `{language}` is not among the `locales` of unstuck.toml"),
                )
                .help(suggestion(
                    language.as_str(),
                    company.languages.iter().map(Language::as_str),
                ));
        }
    }
}

/// The entries by language and id; ids that cannot be used or are used twice are reported.
pub(crate) fn build(places: &[Place], sources: &[Source], faults: &mut [Faults]) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let mut spelled: BTreeMap<(Language, String), &Place> = BTreeMap::new();
    for place in places {
        let (Some(source), Some(faults)) = (sources.get(place.file), faults.get_mut(place.file))
        else {
            continue;
        };
        let stem = &place.at.stem;
        match spelled.entry((place.at.language.clone(), stem.to_lowercase())) {
            Entry::Occupied(first) => duplicate(stem, first.get(), faults),
            Entry::Vacant(slot) => {
                slot.insert(place);
                if EntryId::new(stem).is_none() {
                    bad(stem, faults);
                }
                let entries = catalogue.entry(place.at.language.clone()).or_default();
                entries.insert(stem.clone(), known(place, source));
            }
        }
    }
    catalogue
}

/// What other entries can know of the entry at a place.
pub(crate) fn known(place: &Place, source: &Source) -> Known {
    let id = EntryId::new(&place.at.stem).unwrap_or_default();
    index::known(place.file, &place.at, id, source)
}

fn duplicate(stem: &str, first: &Place, faults: &mut Faults) {
    let message = if stem == first.at.stem {
        format!("two entries have the id `{stem}`")
    } else {
        format!("the ids `{}` and `{stem}` differ only in capital letters", shown(&first.at.stem))
    };
    faults
        .error("duplicate-id", 0..0, message)
        .help("rename one of the files: its name without `.md` is the id")
        .note(first.file, 0..0, "the first one is here");
}

fn bad(stem: &str, faults: &mut Faults) {
    faults.error("bad-id", 0..0, format!("`{}` cannot be the id of an entry", shown(stem))).help(
        format!(
            "rename the file with small letters, digits and hyphens, such as `{}.md`",
            suggested_id(stem)
        ),
    );
}
