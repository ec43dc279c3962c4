//! Patterns of the host's paths: whether any page can match one.

use std::{fmt::Write as _, ops::Range};

use crate::{fields::shown, report::Faults};

/// The pattern, unless it can match no path.
pub(crate) fn read<'a>(
    written: &'a str,
    span: Range<usize>,
    faults: &mut Faults,
) -> Option<&'a str> {
    let (message, help) = match fault(written) {
        None => return Some(written),
        Some(told) => told,
    };
    faults.error("bad-page", span, format!("`{}` {message}", shown(written))).help(help);
    None
}

/// What is wrong with a pattern, and the way out.
fn fault(pattern: &str) -> Option<(&'static str, String)> {
    let plain = |message, help: &str| Some((message, help.to_owned()));
    if !pattern.starts_with(['/', '*']) || pattern.contains(' ') {
        return plain(
            "is not a path of the site",
            "write the path as `/account/bills`, with `*` for any letters",
        );
    }
    if pattern.contains(['?', '#']) {
        return plain(
            "is not a path of the site",
            "write only the path, as `/account/bills`; what follows a `?` or `#` is not compared",
        );
    }
    if pattern.contains("//") {
        return plain("matches no page, because of its double slash", "write one slash");
    }
    if pattern.split('/').any(|part| part == "." || part == "..") {
        return plain(
            "matches no page: browsers take `.` and `..` out of paths",
            "write the path as it stands in the address bar",
        );
    }
    if pattern.contains('\\') {
        return plain("matches no page: paths have no backslash", "write `/`");
    }
    let coded = coded(pattern);
    (coded != pattern).then(|| {
        (
            "matches no page: browsers write these characters in another way",
            format!("write `{coded}`"),
        )
    })
}

/// The pattern as browsers write paths: what is not ASCII, and a few signs, as hexadecimal bytes.
fn coded(pattern: &str) -> String {
    let mut coded = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        if c.is_ascii() && !"\"<>`{}".contains(c) && !c.is_ascii_control() {
            coded.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            // Writing to a text does not fail.
            let _ = write!(coded, "%{byte:02X}");
        }
    }
    coded
}
