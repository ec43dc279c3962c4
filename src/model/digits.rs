//! Digits of the scripts that customers' keyboards write.

/// The value of a decimal digit: ASCII, full-width, Arabic-Indic, extended Arabic-Indic, the
/// scripts of India, Thai, Lao, Burmese and Khmer.
pub(crate) fn digit(character: char) -> Option<u8> {
    const ZEROES: [char; 16] = [
        '0', '\u{ff10}', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}',
        '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{17e0}',
    ];
    if character.is_ascii() {
        return character.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    ZEROES.iter().find_map(|zero| {
        let value = (character as u32).checked_sub(*zero as u32)?;
        u8::try_from(value).ok().filter(|value| *value < 10)
    })
}

/// Whether a character is drawn as nothing, or changes only how the one before it is drawn: marks of
/// direction, joiners and keycaps that come along when a number is pasted.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'
        | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character is a dash of any length.
pub(crate) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}
