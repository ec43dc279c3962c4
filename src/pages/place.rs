//! Where pages are, and how one leads to another.

use unstuck_model::{
    id::{EntryId, StepId},
    language::Language,
    site::Settings,
};

/// A page's language and whether it is the default one, which has no folder of its own.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub language: &'a Language,
    is_default: bool,
}

impl<'a> Place<'a> {
    /// The place of a language's pages.
    pub fn new(settings: &Settings, language: &'a Language) -> Self {
        Self { language, is_default: settings.languages.first() == Some(language) }
    }

    /// From a page of this place to the folder of the whole output.
    pub fn to_root(self) -> &'static str {
        if self.is_default { "../" } else { "../../" }
    }

    /// The folder of the language's pages, from the root.
    pub fn folder(self) -> String {
        if self.is_default { "help/".to_owned() } else { format!("help/{}/", self.language) }
    }

    /// From a page of this place to one of another.
    pub fn to(self, other: Place, file: &str) -> String {
        format!("{}{}{file}", self.to_root(), other.folder())
    }
}

/// The file of an entry's page. The home has the name `index.html`, so an entry of that id goes by
/// a name that no id can have.
pub fn file(id: &EntryId) -> String {
    if id.as_str() == "index" { "index-.html".to_owned() } else { format!("{id}.html") }
}

/// From a page to an entry of the same language, and to a step of it.
pub fn to_entry(id: &EntryId, step: Option<&StepId>) -> String {
    step.map_or_else(|| file(id), |step| format!("{}#{}", file(id), anchor(step)))
}

/// The anchor of a step. The prefix keeps it apart from the page's own ids.
pub fn anchor(step: &StepId) -> String {
    format!("step-{step}")
}
