//! What a browser says when it cannot do something, in one line.

use thirtyfour::error::WebDriverError;

/// The sentence of an error without the driver's own stack and session.
pub fn said(error: &WebDriverError) -> String {
    let whole = error.to_string();
    let message = whole.find("Message: ").and_then(|at| whole.get(at + "Message: ".len()..));
    let line = message.unwrap_or(&whole).lines().next().unwrap_or_default();
    line.trim().trim_start_matches("unknown error: ").to_owned()
}
