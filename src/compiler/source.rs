//! One file's text, and whether its bytes are text at all.

use crate::{
    format::Format,
    layout::{self, Role},
    report::Faults,
};

/// A file of the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path relative to the content folder, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file whose bytes have been looked at.
pub(crate) struct Source {
    pub(crate) path: String,
    /// The text; empty if `readable` is false and the bytes are not UTF-8.
    pub(crate) text: String,
    /// Whether the text can be read any further.
    pub(crate) readable: bool,
}

/// A long page has some tens of thousands of bytes; one of a million is a mistake.
const LARGEST: usize = 1_000_000;

/// How many bytes of a file are of use, by its path: one more than are allowed, so that too long a
/// file can be told from one that is not; nothing, if the file is no part of the content.
pub fn most_bytes(path: &str) -> Option<usize> {
    let is_text = path.ends_with(".md") || path.ends_with(".toml");
    let allowed =
        if is_text { Some(LARGEST) } else { Format::of_path(path).map(Format::most_bytes) };
    allowed.map(|allowed| allowed + 1)
}

impl Source {
    /// Reads a file's bytes as text; what cannot be text is reported.
    pub(crate) fn read(file: &SourceFile, faults: &mut Faults) -> Self {
        let source = |text: &str, readable| Self {
            path: file.path.clone(),
            text: text.to_owned(),
            readable,
        };
        if layout::role(&file.path) == Role::Media {
            return source("", false);
        }
        if file.bytes.len() > LARGEST {
            faults
                .error(
                    "too-large",
                    0..0,
                    format!("this file has {} bytes; at most {LARGEST} are read", file.bytes.len()),
                )
                .help("split it into several entries");
            return source("", false);
        }
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => {
                let readable = check_characters(text, faults);
                source(text, readable)
            }
            Err(error) => {
                let at = error.valid_up_to();
                let byte = file.bytes.get(at).copied().unwrap_or_default();
                faults
                    .error(
                        "not-utf8",
                        at..at,
                        format!("the byte 0x{byte:02X} here is not UTF-8 text"),
                    )
                    .help("save the file with the encoding UTF-8");
                let before = file.bytes.get(..at).unwrap_or_default();
                source(std::str::from_utf8(before).unwrap_or_default(), false)
            }
        }
    }

    /// Where the text begins: after a byte order mark, if there is one.
    pub(crate) fn start(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// The part of the text from an offset on.
    pub(crate) fn from(&self, offset: usize) -> &str {
        self.text.get(offset..).unwrap_or_default()
    }

    /// The part of the text within a span.
    pub(crate) fn slice(&self, span: &std::ops::Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

/// Reports the first control character and each character that reverses the direction of text.
fn check_characters(text: &str, faults: &mut Faults) -> bool {
    let control = text.char_indices().find(|(_, c)| c.is_control() && !"\t\n\r".contains(*c));
    if let Some((at, c)) = control {
        faults
            .error(
                "control-character",
                at..at + c.len_utf8(),
                format!("the invisible control character U+{:04X} is here", u32::from(c)),
            )
            .help("delete it; it often comes along when text is copied from another program");
    }
    for (at, c) in text.char_indices().filter(|(_, c)| turns_direction(*c)) {
        faults
            .error(
                "bidi-control",
                at..at + c.len_utf8(),
                format!(
                    "the invisible character U+{:04X} makes text read in another order than it is \
                     written",
                    u32::from(c)
                ),
            )
            .help("delete it; text of right-to-left languages needs no such mark");
    }
    control.is_none()
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
