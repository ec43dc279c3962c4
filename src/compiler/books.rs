//! The entries of each language, with the default language's where a translation is missing.

use std::collections::BTreeMap;

use unstuck_model::{entry::Entry, language::Language, site::Book};

use crate::translations::Library;

/// One book for each language, its entries ordered by id.
pub(crate) fn books(
    languages: &[Language],
    library: &Library,
    synonyms: &BTreeMap<Language, Vec<Vec<String>>>,
) -> Vec<Book> {
    let default = languages.first().and_then(|language| library.get(language));
    languages
        .iter()
        .map(|language| {
            let own = library.get(language);
            let mut entries: BTreeMap<&str, &Entry> = BTreeMap::new();
            for written in default.into_iter().chain(own).flat_map(BTreeMap::values) {
                entries.insert(written.entry.id.as_str(), &written.entry);
            }
            Book {
                language: language.clone(),
                entries: entries.into_values().cloned().collect(),
                synonyms: synonyms.get(language).cloned().unwrap_or_default(),
            }
        })
        .collect()
}
