//! A small help centre without faults, into which each case puts its own files.

use crate::{SourceFile, compile, render};

pub(super) const SETTINGS: &str = r##"[company]
id = "acme"
name = "Acme"
site = "https://www.acme.example"
country = "US"
accent = "#0b6b4f"
default_locale = "en"
locales = ["en"]

[[topics]]
id = "billing"
name = { en = "Bills" }

[hours]
time_zone = "America/New_York"
mon = ["08:00-21:00"]
tue = []
wed = []
thu = []
fri = []
sat = []
sun = []

[[channels]]
kind = "phone"
number = "+12125550142"
"##;

/// An answer with good front matter; its body begins on line 5.
pub(super) fn answer(body: &str) -> String {
    format!("---\ntitle: Title\ntopic: billing\n---\n{body}")
}

/// A guide with good front matter and a short answer; its first step begins on line 7.
pub(super) fn guide(steps: &str) -> String {
    format!("---\ntitle: Title\ntopic: billing\n---\nShort.\n\n{steps}")
}

pub(super) fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// The small help centre with some files put in or replaced.
pub(super) fn centre(changed: &[(&str, &str)]) -> Vec<SourceFile> {
    let late_fee = answer("A late fee is $5.\n");
    let pay = guide("## Open {#open}\n\nOpen it.\n\n## Pay {#pay}\n\nPay it.\n");
    let usual = [
        ("unstuck.toml", SETTINGS),
        ("en/answers/late-fee.md", &late_fee),
        ("en/guides/pay.md", &pay),
    ];
    let kept = usual.iter().filter(|(path, _)| !changed.iter().any(|(other, _)| other == path));
    kept.chain(changed).map(|(path, text)| file(path, text)).collect()
}

/// Compiles the small help centre with some files put in, and compares what is said of it.
#[track_caller]
pub(super) fn check(changed: &[(&str, &str)], expected: &str) {
    let files = centre(changed);
    let (site, diagnostics) = compile(&files);
    let told = render::short(&diagnostics);
    assert_eq!(told, expected, "told:\n{told}\nin:\n{}", changed[0].1);
    let has_error = told.contains(": error[");
    assert_eq!(site.is_none(), has_error, "a site comes out only without errors");
}

/// Checks an answer's body; the lines leave out its path.
#[track_caller]
pub(super) fn check_answer(body: &str, expected: &str) {
    check_file("en/answers/a.md", &answer(body), expected);
}

/// Checks a guide's steps; the lines leave out its path.
#[track_caller]
pub(super) fn check_guide(steps: &str, expected: &str) {
    check_file("en/guides/g.md", &guide(steps), expected);
}

/// Checks one file; the lines leave out its path.
#[track_caller]
pub(super) fn check_file(path: &str, text: &str, expected: &str) {
    let lines = expected.lines().map(|line| format!("{path}:{line}\n"));
    check(&[(path, text)], &lines.collect::<String>());
}
