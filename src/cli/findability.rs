//! What search would tell a writer, as warnings at the line of the phrasing.

use unstuck_compiler::{Diagnostic, Severity, SourceFile};
use unstuck_model::{id::EntryId, site::Site};
use unstuck_search::{Document, Finding, findings};

use crate::failure::Failure;

/// Warnings of entries that their own phrasings do not find, and of entries that are taken for each
/// other.
pub fn check(site: &Site, files: &[SourceFile]) -> Result<Vec<Diagnostic>, Failure> {
    let mut warnings = Vec::new();
    for book in &site.books {
        let documents: Vec<Document> = book.entries.iter().map(Document::from_entry).collect();
        let found = findings(&book.language, &documents, &book.synonyms)
            .map_err(|error| Failure::new(format!("search in {}: {error}", book.language)))?;
        let place = |id: &EntryId, phrasing: &str| {
            // A missing translation shows the entry of another language, which is told of there.
            let entry = book.entry(id).filter(|entry| entry.language == book.language)?;
            place(files, entry.language.as_str(), id, phrasing)
        };
        warnings.extend(found.iter().filter_map(|finding| match finding {
            Finding::Unfound { entry, phrasing, instead } => Some(Diagnostic {
                message: format!("Customers who ask this are led to `{instead}` first."),
                help: Some(format!(
                    "If `{instead}` answers it, move the phrasing there; else name in both what tells them apart."
                )),
                code: "phrasing-not-found",
                ..place(entry, phrasing)?
            }),
            Finding::Confused { one, other } => Some(Diagnostic {
                message: format!(
                    "Search takes `{}` and `{}` for each other: questions like this one, and like \u{201c}{}\u{201d} of the other, lead to the wrong one.",
                    one.0, other.0, other.1
                ),
                help: Some(
                    "Join the two, or give each phrasings and a title with words that the other lacks."
                        .to_owned(),
                ),
                code: "entries-confused",
                ..place(&one.0, &one.1)?
            }),
        }));
    }
    Ok(warnings)
}

/// A warning without words, at the line that holds a text in an entry's file.
fn place(files: &[SourceFile], language: &str, id: &EntryId, text: &str) -> Option<Diagnostic> {
    let name = format!("/{id}.md");
    let file = files
        .iter()
        .find(|file| file.path.ends_with(&name) && file.path.split('/').next() == Some(language))?;
    let source = str::from_utf8(&file.bytes).unwrap_or_default();
    let mut start = 0;
    let mut warning = Diagnostic {
        severity: Severity::Warning,
        code: "",
        path: file.path.clone(),
        span: 0..0,
        line: 1,
        column: 1,
        message: String::new(),
        help: None,
        notes: Vec::new(),
    };
    for (number, line) in (1..).zip(source.split_inclusive('\n')) {
        if let Some((before, _)) = line.split_once(text) {
            let from = start + before.len();
            warning.span = from..from + text.len();
            warning.line = number;
            warning.column = before.chars().count() as u32 + 1;
            break;
        }
        start += line.len();
    }
    Some(warning)
}
