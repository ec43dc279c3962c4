//! The steps that happen on the host's page, with the lines that say so.

use std::ops::Range;

use unstuck_model::{
    guide::OnPage,
    id::{EntryId, StepId},
    language::Language,
};

use crate::{SourceFile, Survey, position::Lines, survey};

/// A step with an `on-page` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedStep {
    /// The file of its guide, relative to the content folder.
    pub path: String,
    /// Its guide.
    pub guide: EntryId,
    /// The language it is written in.
    pub language: Language,
    /// Its id.
    pub step: StepId,
    /// What the block says.
    pub on_page: OnPage,
    /// Where the block begins.
    pub block: Spot,
    /// Where each way of the list of targets is; as long as the list.
    pub ways: Vec<Spot>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// In bytes.
    pub span: Range<usize>,
    /// The line of its beginning, counted from 1.
    pub line: u32,
    /// The column of its beginning in characters, counted from 1.
    pub column: u32,
}

/// The steps on the host's page of all guides that can be read: the default language first, then
/// by path and in the order of the file.
pub fn steps_on_page(files: &[SourceFile]) -> Vec<PlacedStep> {
    let Survey { site, diagnostics: _, guides } = survey(files);
    let languages = site.map(|site| site.settings.languages).unwrap_or_default();
    let rank = |language: &Language| languages.iter().position(|it| it == language);
    let mut steps = Vec::new();
    for draft in guides {
        let text = files.iter().find(|file| file.path == draft.path);
        let text = text.and_then(|file| str::from_utf8(&file.bytes).ok()).unwrap_or_default();
        let lines = Lines::new(text);
        let spot = |span: &Range<usize>| {
            let (line, column) = lines.locate(span.start);
            Spot { span: span.clone(), line, column }
        };
        let Some(guide) = draft.entry.guide() else { continue };
        steps.extend(guide.steps.iter().zip(&draft.on_page).filter_map(|(step, place)| {
            let place = place.as_ref()?;
            Some(PlacedStep {
                path: draft.path.clone(),
                guide: draft.entry.id.clone(),
                language: draft.entry.language.clone(),
                step: step.id.clone(),
                on_page: step.on_page.clone()?,
                block: spot(&place.block),
                ways: place.ways.iter().map(spot).collect(),
            })
        }));
    }
    // The sort keeps the order of the file.
    steps.sort_by(|a, b| {
        let key = |step: &PlacedStep| rank(&step.language).unwrap_or(usize::MAX);
        (key(a), &a.path).cmp(&(key(b), &b.path))
    });
    steps
}
