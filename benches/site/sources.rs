//! A set's entries as files that compile.

use std::collections::{BTreeMap, BTreeSet};

use unstuck_compiler::{Diagnostic, Severity, SourceFile, compile};
use unstuck_tests::{Outcome, fail};

use super::{content, markdown};
use crate::sets::{Entry, Set};

/// How often lines are mended before a body becomes plain paragraphs.
const ROUNDS: usize = 4;

/// The files of a set's content folder. What the compiler refuses in a body is written as text, a
/// line at a time, so that no entry is lost and the rest keeps its form.
pub fn sources(set: &Set) -> Outcome<Vec<SourceFile>> {
    let folder = format!("{}/answers", set.language);
    let path = |entry: &Entry| format!("{folder}/{}.md", entry.id);
    let mut drafts: Vec<Draft> = set.entries.iter().map(Draft::new).collect();
    for round in 0..=ROUNDS + 1 {
        let mut files: Vec<SourceFile> =
            drafts.iter().map(|draft| file(&path(draft.entry), &draft.file())).collect();
        files.push(file("unstuck.toml", &content::settings(&set.language)));
        let (_, diagnostics) = compile(&files);
        let mut errors: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|it| it.severity == Severity::Error) {
            errors.entry(&diagnostic.path).or_default().push(diagnostic);
        }
        let Some(first) = errors.values().flatten().next() else { return Ok(files) };
        if round > ROUNDS {
            return fail(format!(
                "{}: an entry cannot be written: {}:{}: {}",
                set.name, first.path, first.line, first.message
            ));
        }
        for draft in &mut drafts {
            if let Some(errors) = errors.get(path(draft.entry).as_str()) {
                draft.mend(errors, round == ROUNDS);
            }
        }
    }
    fail(format!("{}: the entries cannot be written", set.name))
}

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

struct Draft<'a> {
    entry: &'a Entry,
    title: String,
    asks: Vec<String>,
    body: String,
}

impl<'a> Draft<'a> {
    fn new(entry: &'a Entry) -> Self {
        let title = markdown::clean(&entry.title);
        let title =
            if title.trim().is_empty() { entry.id.as_str().replace('-', " ") } else { title };
        let asks = entry.asks.iter().map(|ask| markdown::clean(ask)).collect();
        let body = markdown::body(&entry.body, &title);
        Self { entry, title, asks, body }
    }

    fn file(&self) -> String {
        content::entry(&self.title, &self.asks, &self.body)
    }

    fn mend(&mut self, errors: &[&Diagnostic], all: bool) {
        if all {
            self.body = markdown::plain(&self.body);
            return;
        }
        let above = content::entry(&self.title, &self.asks, "").trim_end().lines().count();
        let lines: BTreeSet<usize> = errors
            .iter()
            .filter(|error| error.code != "no-short-answer")
            .filter_map(|error| (error.line as usize).checked_sub(above + 1))
            .collect();
        let mended = self.body.lines().enumerate().map(|(at, line)| match lines.contains(&at) {
            true => markdown::escaped(line),
            false => line.to_owned(),
        });
        self.body = mended.collect::<Vec<_>>().join("\n");
        // Where a line was refused, the answer may begin with it once it is text.
        if errors.iter().all(|error| error.code == "no-short-answer") {
            self.body = format!("{}\n\n{}", markdown::escaped(&self.title), self.body);
        }
    }
}

#[cfg(test)]
mod tests {
    use unstuck_model::{entry::Body, id::EntryId, language::Language, text::plain_blocks};

    use super::*;

    /// The text of an entry with a body, after compiling.
    fn check(body: &str, expect: &str) {
        let entry = Entry {
            id: EntryId::new("one").unwrap(),
            title: "A \"title\": <b> # 1".to_owned(),
            asks: vec!["- how\nso?".to_owned(), " ".to_owned()],
            body: body.to_owned(),
        };
        let set = Set {
            name: "set".to_owned(),
            language: Language::new("en").unwrap(),
            entries: vec![entry],
            queries: Vec::new(),
        };
        let (site, diagnostics) = compile(&sources(&set).unwrap());
        let site = site.unwrap_or_else(|| panic!("{body}: {diagnostics:?}"));
        let entry = &site.books[0].entries[0];
        assert_eq!(entry.title, "A \"title\": <b> # 1");
        assert_eq!(entry.asks, ["- how so?"]);
        let Body::Answer(blocks) = &entry.body else { panic!("a guide") };
        assert_eq!(plain_blocks(blocks), expect, "{body}");
    }

    #[test]
    fn whatever_a_body_holds_is_kept_as_text() {
        check("", "A \"title\": <b> # 1");
        check("Plain.\n\n## Heading\n\n- item", "Plain.\nHeading\nitem");
        check("## Heading\n\nText", "A \"title\": <b> # 1\nHeading\nText");
        check("Before\n\n<div>raw</div>\n\nAfter", "Before\n<div>raw</div>\nAfter");
        check("See [this](/relative) and [that](no where)", {
            "See [this] (/relative) and [that] (no where)"
        });
        check("A\n\n| a | b |\n|---|---|\n| 1 | 2 |", "A\n| a | b | |---|---| | 1 | 2 |");
        check("![image](x.png)\n\n***\n\nend", "![image] (x.png)\n***\nend");
        check("<b>\n<i>\n<u>\n<s>\n<p>\n<q>\n\nend", "<b> <i> <u> <s> <p> <q>\nend");
        check("<!-- a\n\nb", "<!-- a\nb");
    }
}
