//! Maps of the guides for writers, under `/preview/guides/`.
//!
//! They are drawn from the files as they are, with errors or without, and say at each step what the
//! compiler says of it.

mod graph;
mod layers;
mod layout;
mod lines;
mod page;
mod picture;

use std::collections::{BTreeMap, BTreeSet};

use unstuck_compiler::{Diagnostic, Draft, Severity, Survey};
use unstuck_model::{id::EntryId, language::Language};

use crate::output::Files;

/// Where the maps are.
pub const FOLDER: &str = "preview/guides/";

/// The pages of all guides and the list of them. `default` is the language whose help pages have
/// no folder of their own.
pub fn pages(survey: &Survey, default: Option<&Language>) -> Files {
    let ids: BTreeSet<&EntryId> = survey.guides.iter().map(|draft| &draft.entry.id).collect();
    let sheets: Vec<Sheet> =
        survey.guides.iter().map(|draft| Sheet::new(draft, &survey.diagnostics, default)).collect();
    let told: usize = sheets.iter().map(Sheet::problems).sum();
    let elsewhere = survey.diagnostics.len().saturating_sub(told);
    let mut files = Files::new();
    files.insert(format!("{FOLDER}index.html"), page::list(&sheets, elsewhere).into_bytes());
    files.insert(format!("{FOLDER}map.css"), include_bytes!("map.css").to_vec());
    for sheet in &sheets {
        let html = page::guide(sheet, |id| ids.contains(id));
        files.insert(format!("{FOLDER}{}", sheet.file()), html.into_bytes());
    }
    files
}

/// A guide and what the compiler says of it.
struct Sheet<'a> {
    draft: &'a Draft,
    /// The problems by the place of the step they belong to; nothing for the guide as a whole.
    found: BTreeMap<Option<usize>, Vec<&'a Diagnostic>>,
    /// The help page on which its steps open.
    help: String,
}

impl<'a> Sheet<'a> {
    fn new(draft: &'a Draft, diagnostics: &'a [Diagnostic], default: Option<&Language>) -> Self {
        let mut found: BTreeMap<Option<usize>, Vec<&Diagnostic>> = BTreeMap::new();
        for it in diagnostics.iter().filter(|it| it.path == draft.path) {
            let step = draft.headings.iter().rposition(|heading| heading.start <= it.span.start);
            found.entry(step).or_default().push(it);
        }
        let language = &draft.entry.language;
        let help = match default {
            Some(default) if default != language => format!("/help/{language}/"),
            Some(_) | None => "/help/".to_owned(),
        };
        Self { draft, found, help }
    }

    /// Its page, from the folder of all maps. The path in the language's folder tells apart what
    /// has the same id by mistake.
    fn file(&self) -> String {
        let path = self.draft.path.strip_suffix(".md").unwrap_or(&self.draft.path);
        format!("{path}.html")
    }

    fn problems(&self) -> usize {
        self.found.values().map(Vec::len).sum()
    }

    /// The problems at a step, or those of the guide as a whole.
    fn at(&self, step: Option<usize>) -> &[&'a Diagnostic] {
        self.found.get(&step).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many errors and warnings are at a step.
    fn count(&self, step: usize) -> (usize, usize) {
        let of = |severity| self.at(Some(step)).iter().filter(|it| it.severity == severity).count();
        (of(Severity::Error), of(Severity::Warning))
    }

    /// Where the widget opens at a step; nowhere if the step has no id.
    fn opens(&self, step: usize) -> Option<String> {
        let id = &self.draft.entry.guide()?.steps.get(step)?.id;
        let guide = &self.draft.entry.id;
        let known = !id.as_str().is_empty() && !guide.as_str().is_empty();
        known.then(|| format!("{}#unstuck={guide}/{id}", self.help))
    }
}

#[cfg(test)]
mod tests;
