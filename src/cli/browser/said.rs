//! What a browser says when it cannot do something, in one line.

use thirtyfour::error::WebDriverError;

/// The sentence of an error without the driver's own stack and session.
pub fn said(error: &WebDriverError) -> String {
    let whole = error.to_string();
    // The kind of error stands first, and the message of the browser in a block of lines below it.
    let lines = whole.lines().map(str::trim);
    let message = lines.clone().find_map(|line| line.split_once("net::").map(|(_, code)| code));
    if let Some(code) = message {
        return format!("net::{}", code.split_whitespace().next().unwrap_or_default());
    }
    let is_kept = |line: &&str| {
        !line.is_empty()
            && !line.ends_with(':')
            && !line.starts_with("Status: ")
            && !line.starts_with("State: ")
    };
    lines.clone().find(is_kept).or_else(|| lines.clone().next()).unwrap_or_default().to_owned()
}
