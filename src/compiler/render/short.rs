//! One line for each diagnostic, as editors and build logs read them.

use crate::Diagnostic;

/// The diagnostics as `path:line:column: severity[code]: message; help`, a line each.
pub fn short(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for it in diagnostics {
        let (path, severity) = (&it.path, it.severity.word());
        out.push_str(&format!(
            "{path}:{}:{}: {severity}[{}]: {}",
            it.line, it.column, it.code, it.message
        ));
        if let Some(help) = &it.help {
            out.push_str("; ");
            out.push_str(help);
        }
        for note in &it.notes {
            let (line, column) = (note.line, note.column);
            out.push_str(&format!(" ({}:{line}:{column}: {})", note.path, note.message));
        }
        out.push('\n');
    }
    out
}
