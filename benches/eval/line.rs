//! What is printed: an object of JSON for each set and kind, or a table of them.

use std::fmt::Write;

use serde::Serialize;

use crate::measures::Measures;

/// The measures of one set and kind.
#[derive(Debug, Serialize)]
pub struct Line {
    set: String,
    kind: &'static str,
    #[serde(flatten)]
    measures: Measures,
    /// The index after Brotli 11.
    index_bytes: usize,
    /// From a message to the worker to its reply, in Chromium.
    #[serde(skip_serializing_if = "Option::is_none")]
    wasm_p50_us: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wasm_p99_us: Option<u64>,
}

impl Line {
    pub fn new(set: &str, kind: &'static str, measures: Measures) -> Self {
        let set = set.to_owned();
        Self { set, kind, measures, index_bytes: 0, wasm_p50_us: None, wasm_p99_us: None }
    }

    pub fn with_index(self, index_bytes: usize) -> Self {
        Self { index_bytes, ..self }
    }

    /// With the microseconds of the worker in a browser.
    pub fn in_browser(self, p50: f64, p99: f64) -> Self {
        let whole = |micros: f64| Some(micros.round() as u64);
        Self { wasm_p50_us: whole(p50), wasm_p99_us: whole(p99), ..self }
    }

    fn cells(&self) -> Vec<String> {
        let Measures {
            n,
            hit1,
            hit3,
            mrr,
            auroc,
            in_scope_accuracy,
            oos_recall,
            calibration_error,
            p50_us,
            p99_us,
        } = &self.measures;
        let share = |value: &f64| format!("{value:.4}");
        let maybe = |value: &Option<f64>| value.as_ref().map_or("-".to_owned(), share);
        let whole = |value: &Option<u64>| value.map_or("-".to_owned(), |value| value.to_string());
        vec![
            self.set.clone(),
            self.kind.to_owned(),
            n.to_string(),
            share(hit1),
            share(hit3),
            share(mrr),
            maybe(auroc),
            share(in_scope_accuracy),
            maybe(oos_recall),
            share(calibration_error),
            p50_us.to_string(),
            p99_us.to_string(),
            self.index_bytes.to_string(),
            whole(&self.wasm_p50_us),
            whole(&self.wasm_p99_us),
        ]
    }
}

const HEADINGS: [&str; 15] = [
    "set", "kind", "n", "hit1", "hit3", "mrr", "auroc", "in_scope", "oos", "calib", "p50_us",
    "p99_us", "index", "wasm_p50", "wasm_p99",
];

/// The lines below one another, aligned.
pub fn table(lines: &[Line]) -> String {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(lines.iter().map(Line::cells));
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..HEADINGS.len()).map(|at| width(at).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            // Names to the left, numbers to the right; writing to a string cannot fail.
            let _ = match at {
                0 | 1 => write!(line, "{cell:<width$}  "),
                _ => write!(line, "{cell:>width$}  "),
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Asked;

    #[test]
    fn a_line_has_its_keys_and_a_row() {
        let asked = [Asked { in_scope: true, place: Some(0), confidence: 1.0, ..Asked::default() }];
        let line = Line::new("small", "clean", Measures::of(&asked)).with_index(7);
        let json = serde_json::to_string(&line).unwrap();
        let begins = "{\"set\":\"small\",\"kind\":\"clean\",\"n\":1,\"hit1\":1.0,\"hit3\":1.0,\"mrr\":1.0,\
                      \"auroc\":null,\"in_scope_accuracy\":1.0,\"oos_recall\":null,";
        assert!(json.starts_with(begins) && json.ends_with("\"index_bytes\":7}"), "{json}");
        let table = table(&[line]);
        assert_eq!(table.lines().count(), 2);
        assert!(table.contains("small  clean  1  1.0000"), "{table}");
    }
}
