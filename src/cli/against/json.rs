//! What was found, for programs: the problems, and every step with all its ways.

use serde_json::{Value, json};
use unstuck_compiler::Diagnostic;

use super::{
    Outcome,
    verdict::{Checked, Verdict},
    way,
};

/// An object with `diagnostics` as `unstuck check` writes them, and `steps`.
pub fn written(outcome: &Outcome, diagnostics: &[Diagnostic]) -> String {
    let told = outcome.checked.iter().filter(|checked| !checked.planned.is_repeat);
    let steps: Vec<Value> = told.map(step).collect();
    format!("{:#}\n", json!({ "diagnostics": diagnostics, "steps": steps }))
}

fn step(checked: &Checked) -> Value {
    let Checked { planned, page, ways, verdict } = checked;
    let step = &planned.step;
    let ways = step.on_page.targets.iter().zip(&step.ways).enumerate().map(|(at, (target, spot))| {
        json!({ "line": spot.line, "way": way::written(target), "found": ways.get(at) })
    });
    json!({
        "path": step.path,
        "line": step.block.line,
        "guide": step.guide.as_str(),
        "step": step.step.as_str(),
        "language": step.language.as_str(),
        "page": page,
        "outcome": match verdict {
            Verdict::AtOnce => "at-once",
            Verdict::Late(_) => "late",
            Verdict::Missing => "missing",
            Verdict::NoPage => "no-page",
            Verdict::NotReached(_) => "not-reached",
        },
        "ways": ways.collect::<Vec<Value>>(),
    })
}
