//! Collecting problems: a list for each file while it is read, one sorted list at the end.

use std::ops::Range;

use crate::{Diagnostic, Note, Severity, position::Lines, source::Source};

/// The problems of one file, in the order they are found.
pub(crate) struct Faults {
    file: usize,
    problems: Vec<Problem>,
}

/// A problem whose line and column are not yet known.
pub(crate) struct Problem {
    severity: Severity,
    code: &'static str,
    span: Range<usize>,
    message: String,
    help: Option<String>,
    notes: Vec<(usize, Range<usize>, String)>,
}

/// Nobody mends more than this at a time, and to find the column of each costs time.
const MOST_PER_FILE: usize = 200;

impl Faults {
    /// None yet, of the file at this place of the list of sources.
    pub(crate) fn of(file: usize) -> Self {
        Self { file, problems: Vec::new() }
    }

    /// The file's place in the list of sources.
    pub(crate) fn file(&self) -> usize {
        self.file
    }

    /// Whether no error was found so far.
    pub(crate) fn is_free_of_errors(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity == Severity::Warning)
    }

    pub(crate) fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.push(Severity::Error, code, span, message.into())
    }

    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.push(Severity::Warning, code, span, message.into())
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: String,
    ) -> &mut Problem {
        let problem = Problem { severity, code, span, message, help: None, notes: Vec::new() };
        self.problems.push_mut(problem)
    }
}

impl Problem {
    /// Adds the way out.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to the problem.
    pub(crate) fn note(&mut self, file: usize, span: Range<usize>, message: impl Into<String>) {
        self.notes.push((file, span, message.into()));
    }
}

/// All problems of all files, sorted by path, line and column.
pub(crate) fn diagnostics(sources: &[Source], faults: Vec<Faults>) -> Vec<Diagnostic> {
    let mut by_file: Vec<Vec<Problem>> = sources.iter().map(|_| Vec::new()).collect();
    for mut faults in faults {
        if let Some(problems) = by_file.get_mut(faults.file) {
            problems.append(&mut faults.problems);
        }
    }
    let mut found = Vec::new();
    for (source, mut problems) in sources.iter().zip(by_file) {
        problems.sort_by(|a, b| {
            (a.span.start, a.severity, a.code, &a.message).cmp(&(
                b.span.start,
                b.severity,
                b.code,
                &b.message,
            ))
        });
        let lines = Lines::new(&source.text);
        let total = problems.len();
        found.extend(
            problems
                .into_iter()
                .take(MOST_PER_FILE)
                .map(|problem| place(sources, source, &lines, problem)),
        );
        if total > MOST_PER_FILE {
            found.push(too_many(source, total));
        }
    }
    found
}

fn place(sources: &[Source], source: &Source, lines: &Lines<'_>, problem: Problem) -> Diagnostic {
    let (line, column) = lines.locate(problem.span.start);
    let notes = problem.notes.into_iter().filter_map(|(file, span, message)| {
        let other = sources.get(file)?;
        let (line, column) = Lines::new(&other.text).locate(span.start);
        Some(Note { path: other.path.clone(), span, line, column, message })
    });
    Diagnostic {
        severity: problem.severity,
        code: problem.code,
        path: source.path.clone(),
        span: problem.span,
        line,
        column,
        message: problem.message,
        help: problem.help,
        notes: notes.collect(),
    }
}

fn too_many(source: &Source, total: usize) -> Diagnostic {
    let end = source.text.len();
    let (line, column) = Lines::new(&source.text).locate(end);
    Diagnostic {
        severity: Severity::Error,
        code: "too-many-problems",
        path: source.path.clone(),
        span: end..end,
        line,
        column,
        message: format!("this file has {total} problems; the first {MOST_PER_FILE} are shown"),
        help: Some("mend those and check again".to_owned()),
        notes: Vec::new(),
    }
}

/// A folder without `unstuck.toml` is no content folder.
pub(crate) fn missing_settings() -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "missing-settings",
        path: "unstuck.toml".to_owned(),
        span: 0..0,
        line: 1,
        column: 1,
        message: "there is no file `unstuck.toml`".to_owned(),
        help: Some(
            "write one with `[company]`, `[[topics]]`, `[hours]` and `[[channels]]`".to_owned(),
        ),
        notes: Vec::new(),
    }
}
