//! Digits of the scripts that customers' keyboards write.

/// The value of a decimal digit: ASCII, full-width, Arabic-Indic, extended Arabic-Indic,
/// Devanagari, Bengali and Thai.
pub(crate) fn digit(character: char) -> Option<u8> {
    const ZEROES: [char; 7] =
        ['0', '\u{ff10}', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];
    ZEROES.iter().find_map(|zero| {
        let value = (character as u32).checked_sub(*zero as u32)?;
        u8::try_from(value).ok().filter(|value| *value < 10)
    })
}

/// Whether a character is drawn as nothing: marks of direction and joiners that come along when a
/// number is pasted.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Whether a character is a dash of any length.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}
