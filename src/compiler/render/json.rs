//! Diagnostics for programs.

use crate::Diagnostic;

/// The diagnostics as a JSON array of objects with the fields of [`Diagnostic`].
pub fn json(diagnostics: &[Diagnostic]) -> String {
    // Strings, numbers and lists of them cannot fail to be written.
    serde_json::to_string_pretty(diagnostics).unwrap_or_else(|_| "[]".to_owned())
}
