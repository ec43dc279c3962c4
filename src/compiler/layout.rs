//! What each file is, by its path.

use unstuck_model::language::Language;

use crate::format::Format;

/// What a file of the content folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// `unstuck.toml`.
    Settings,
    /// `<language>/synonyms.toml`.
    Synonyms(Language),
    /// An answer or a guide.
    Entry(EntryFile),
    /// A Markdown file beside the folders of answers and guides.
    Astray,
    /// A picture or a video, wherever it lies.
    Media,
    /// Something else, which is left alone.
    Other,
}

/// An answer's or a guide's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryFile {
    pub(crate) language: Language,
    pub(crate) is_guide: bool,
    /// The path below the language's folder, the same in every language.
    pub(crate) below: String,
    /// The file's name without `.md`.
    pub(crate) stem: String,
}

/// What the file at `path` is.
pub(crate) fn role(path: &str) -> Role {
    if path == "unstuck.toml" {
        return Role::Settings;
    }
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    if !hidden && Format::of_path(path).is_some() {
        return Role::Media;
    }
    let Some((folder, below)) = path.split_once('/').filter(|_| !hidden) else {
        return Role::Other;
    };
    let Some(language) = Language::new(folder) else {
        return Role::Other;
    };
    if below == "synonyms.toml" {
        return Role::Synonyms(language);
    }
    let name = below.rsplit('/').next().unwrap_or(below);
    let Some(stem) = name.strip_suffix(".md") else {
        return Role::Other;
    };
    let is_guide = match below.split_once('/') {
        Some(("guides", _)) => true,
        Some(("answers", _)) => false,
        _ => return Role::Astray,
    };
    Role::Entry(EntryFile { language, is_guide, below: below.to_owned(), stem: stem.to_owned() })
}
