//! Diagnostics for people: the sentence, the line it is about, and the way out.

use std::{collections::HashMap, ops::Range};

use crate::{Diagnostic, SourceFile};

/// The diagnostics with the lines they are about, which are taken from `files`.
pub fn human(diagnostics: &[Diagnostic], files: &[SourceFile]) -> String {
    let texts: HashMap<&str, &[u8]> =
        files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    let mut out = String::new();
    for it in diagnostics {
        out.push_str(&format!("{}[{}]: {}\n", it.severity.word(), it.code, it.message));
        let line = line(texts.get(it.path.as_str()).copied().unwrap_or_default(), &it.span);
        let margin = " ".repeat(it.line.to_string().len());
        out.push_str(&format!("{margin}--> {}:{}:{}\n", it.path, it.line, it.column));
        // A span at the very beginning of a file means the file as a whole.
        if !line.text.is_empty() && it.span != (0..0) {
            let (before, carets) = (" ".repeat(line.before), "^".repeat(line.marked));
            let text = &line.text;
            out.push_str(&format!(
                "{margin} |\n{} | {text}\n{margin} | {before}{carets}\n",
                it.line
            ));
        }
        for note in &it.notes {
            let (path, line, column) = (&note.path, note.line, note.column);
            out.push_str(&format!("{margin} = note: {path}:{line}:{column}: {}\n", note.message));
        }
        if let Some(help) = &it.help {
            out.push_str(&format!("{margin} = help: {help}\n"));
        }
        out.push('\n');
    }
    out
}

/// A line of a file, fit for a terminal, and which of its characters are meant.
struct Line {
    text: String,
    before: usize,
    marked: usize,
}

/// The line on which a span begins. A long line is cut around the span; what could move the
/// terminal's cursor is replaced.
fn line(bytes: &[u8], span: &Range<usize>) -> Line {
    const BEFORE: usize = 60;
    const WIDEST: usize = 100;
    let (before, after) = bytes.split_at(span.start.min(bytes.len()));
    let start = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let rest = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let length = span.len().min(rest.len());
    let (marked, rest) = rest.split_at(length);
    let start = visible(start);
    let cut = start.len().saturating_sub(BEFORE);
    let lead = if cut > 0 { "…" } else { "" };
    let start: Vec<char> = lead.chars().chain(start.into_iter().skip(cut)).collect();
    let marked = visible(marked);
    let count = marked.len().clamp(1, WIDEST);
    let text: String = start.iter().copied().chain(marked).chain(visible(rest)).collect();
    let text = text.trim_end();
    let shown: String = text.chars().take(BEFORE + WIDEST).collect();
    Line { text: shown, before: start.len(), marked: count }
}

fn visible(bytes: &[u8]) -> Vec<char> {
    String::from_utf8_lossy(bytes)
        .chars()
        .filter(|c| !matches!(c, '\u{feff}' | '\r'))
        .map(|c| match c {
            '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
