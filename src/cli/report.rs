//! Telling of problems in the content.

use clap::ValueEnum;
use unstuck_compiler::{Diagnostic, Severity, SourceFile, render};

/// How problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the line, the place and a way out.
    #[default]
    Human,
    /// A line for each, as editors and build logs read them.
    Short,
    /// A JSON array.
    Json,
}

/// The diagnostics as text in a format.
pub fn written(format: Format, diagnostics: &[Diagnostic], files: &[SourceFile]) -> String {
    match format {
        Format::Human => render::human(diagnostics, files),
        Format::Short => render::short(diagnostics),
        Format::Json => format!("{}\n", render::json(diagnostics)),
    }
}

/// Under `--strict`, a missing translation is an error.
pub fn strict(diagnostics: &mut [Diagnostic]) {
    for it in diagnostics.iter_mut().filter(|it| it.code == "missing-translation") {
        it.severity = Severity::Error;
    }
}

/// How many errors and warnings there are.
pub fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let of = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}

/// `2 errors and 1 warning in 43 files`.
pub fn summary(diagnostics: &[Diagnostic], files: usize) -> String {
    let (errors, warnings) = count(diagnostics);
    let (errors, warnings) = (amount(errors, "error"), amount(warnings, "warning"));
    format!("{errors} and {warnings} in {}", amount(files, "file"))
}

/// `1 file`, `2 files`, `no files`.
pub fn amount(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
