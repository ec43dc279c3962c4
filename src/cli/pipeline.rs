//! From files to a site, and from a site to its packs.

use std::collections::BTreeMap;

use unstuck_compiler::{Diagnostic, SourceFile, compile};
use unstuck_model::{
    language::Language,
    site::{Book, Content, Site},
};
use unstuck_pack::Pack;
use unstuck_search::{Built, Document};

use crate::{failure::Failure, report};

/// Compiles files; a site comes out only if no problem is an error.
pub fn site(files: &[SourceFile], is_strict: bool) -> (Option<Site>, Vec<Diagnostic>) {
    let (site, mut diagnostics) = compile(files);
    if is_strict {
        report::strict(&mut diagnostics);
    }
    let (errors, _) = report::count(&diagnostics);
    (site.filter(|_| errors == 0), diagnostics)
}

/// What a book's index is made of, and the index.
type Indexed = (Vec<Document>, Vec<Vec<String>>, Built);

/// Search indexes by language. An index takes longer than all the rest and is kept as long as the
/// words of its book stay the same.
#[derive(Default)]
pub struct Indexes(BTreeMap<Language, Indexed>);

impl Indexes {
    /// Makes the indexes that are missing or out of date, each on a thread of its own.
    fn refresh(&mut self, books: &[Book]) -> Result<(), Failure> {
        let wanted = books.iter().map(|book| {
            let documents: Vec<Document> = book.entries.iter().map(Document::from_entry).collect();
            (book, documents)
        });
        let stale: Vec<(&Book, Vec<Document>)> = wanted
            .filter(|(book, documents)| {
                !self.0.get(&book.language).is_some_and(|(known, synonyms, _)| {
                    known == documents && *synonyms == book.synonyms
                })
            })
            .collect();
        let built = std::thread::scope(|scope| {
            let threads: Vec<_> = stale
                .iter()
                .map(|(book, documents)| {
                    scope.spawn(|| unstuck_search::build(&book.language, documents, &book.synonyms))
                })
                .collect();
            threads.into_iter().map(|thread| thread.join()).collect::<Vec<_>>()
        });
        for ((book, documents), index) in stale.into_iter().zip(built) {
            let index = index
                .map_err(|_| "the index could not be made".to_owned())
                .and_then(|index| index.map_err(|error| error.to_string()))
                .map_err(|why| Failure::new(format!("search in {}: {why}", book.language)))?;
            self.0.insert(book.language.clone(), (documents, book.synonyms.clone(), index));
        }
        Ok(())
    }

    /// The index of a book.
    pub fn of(&mut self, book: &Book) -> Result<&Built, Failure> {
        self.refresh(std::slice::from_ref(book))?;
        let index = self.0.get(&book.language).map(|(_, _, index)| index);
        index.ok_or_else(|| Failure::new(format!("there is no index in {}", book.language)))
    }
}

/// The packs of a site, one for each book.
pub fn packs(site: &Site, indexes: &mut Indexes) -> Result<Vec<Pack>, Failure> {
    indexes.refresh(&site.books)?;
    let pack = |book: &Book| {
        let content =
            Content::new(site.settings.clone(), book.language.clone(), book.entries.clone());
        let index = indexes.of(book)?;
        unstuck_pack::write(&content, &index.core, &index.parts)
            .map_err(|error| Failure::new(error.to_string()))
    };
    site.books.iter().map(pack).collect()
}
