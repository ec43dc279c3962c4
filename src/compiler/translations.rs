//! Whether the translations of an entry are the same entry.

use std::collections::BTreeMap;

use unstuck_model::{entry::Entry, guide::Guide, id::StepId, language::Language};

use crate::{index::Catalogue, nearest::suggestion, report::Faults};

/// An entry that was read, and the place of its file.
pub(crate) struct Written {
    pub(crate) entry: Entry,
    pub(crate) file: usize,
}

/// The entries that were read, by id, for each language.
pub(crate) type Library = BTreeMap<Language, BTreeMap<String, Written>>;

/// Reports translations that are missing, misplaced, or walk other steps than the original.
pub(crate) fn check(
    languages: &[Language],
    catalogue: &Catalogue,
    library: &Library,
    faults: &mut [Faults],
) {
    let Some((default, others)) = languages.split_first() else { return };
    let (Some(originals), Some(written)) = (catalogue.get(default), library.get(default)) else {
        return;
    };
    for language in others {
        // A language without any entry is reported once, beside the list of languages.
        let Some(translated) = catalogue.get(language) else { continue };
        for (id, original) in originals {
            let Some(faults) = faults.get_mut(original.file) else { continue };
            if !translated.contains_key(id) {
                faults
                    .warning(
                        "missing-translation",
                        0..0,
                        format!("`{id}` is not translated into `{language}`"),
                    )
                    .help(format!(
                        "write `{language}/{}`; until then, customers see it in `{default}`",
                        original.below
                    ));
            }
        }
        for (id, known) in translated {
            let Some(faults) = faults.get_mut(known.file) else { continue };
            match originals.get(id) {
                None => missing_original(id, &known.below, default, originals.keys(), faults),
                Some(original) if original.below != known.below => {
                    faults
                        .error(
                            "misplaced-translation",
                            0..0,
                            format!("the original of `{id}` is in another folder"),
                        )
                        .help(format!("move this file to `{language}/{}`", original.below))
                        .note(original.file, 0..0, "the original is here");
                }
                Some(_) => {
                    let translation = library.get(language).and_then(|entries| entries.get(id));
                    if let (Some(original), Some(translation)) = (written.get(id), translation) {
                        compare(original, translation, faults);
                    }
                }
            }
        }
    }
}

fn missing_original<'a>(
    id: &str,
    below: &str,
    default: &Language,
    originals: impl Iterator<Item = &'a String> + Clone,
    faults: &mut Faults,
) {
    faults.warning("missing-original", 0..0, format!("`{id}` is not written in `{default}`")).help(
        format!(
            "write `{default}/{below}`, or give this file the name of its original: {}",
            suggestion(id, originals.map(String::as_str))
        ),
    );
}

fn compare(original: &Written, translation: &Written, faults: &mut Faults) {
    let (Some(first), Some(second)) = (original.entry.guide(), translation.entry.guide()) else {
        return;
    };
    if let Some(message) = difference(first, second) {
        faults
            .error("different-steps", 0..0, message)
            .help("give both languages the same steps in the same order, with the same ids")
            .note(original.file, 0..0, "the original is here");
    }
}

/// How the steps of two guides differ: a customer who changes the language keeps the place.
fn difference(original: &Guide, translation: &Guide) -> Option<String> {
    let ids =
        |guide: &Guide| -> Vec<StepId> { guide.steps.iter().map(|step| step.id.clone()).collect() };
    let (first, second) = (ids(original), ids(translation));
    if let Some(id) = first.iter().find(|id| !second.contains(id)) {
        return Some(format!("the step `{id}` of the original is missing"));
    }
    if let Some(id) = second.iter().find(|id| !first.contains(id)) {
        return Some(format!("the original has no step `{id}`"));
    }
    if first != second {
        return Some("the steps are in another order than in the original".to_owned());
    }
    let pairs = original.steps.iter().zip(&translation.steps);
    pairs
        .filter(|(a, b)| a.condition != b.condition)
        .map(|(step, _)| &step.id)
        .next()
        .map(|id| format!("the step `{id}` has another condition than in the original"))
}
