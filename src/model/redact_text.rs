//! A text as the finders read it: character by character, with what was masked closed to them.

use crate::{
    digits::{digit, is_invisible},
    redact::{Span, masks},
    reference,
};

/// What stands for a mask: no finder takes it for anything.
pub(crate) const MASKED: char = '\u{fffc}';

/// A text as its characters and words.
pub(crate) struct Text {
    glyphs: Vec<Glyph>,
    /// The words in their order.
    pub words: Vec<Word>,
}

/// A character.
#[derive(Clone, Copy)]
struct Glyph {
    /// The character: digits of every script and full-width forms as ASCII.
    c: char,
    /// Its bytes in the original.
    start: usize,
    end: usize,
}

/// A run of letters and digits, or one character of Chinese, which has no spaces between words.
pub(crate) struct Word {
    /// Its first character.
    pub from: usize,
    /// The character after its last.
    pub to: usize,
    /// Its letters in lower case and without accents.
    pub folded: String,
}

impl Text {
    /// Reads a text; masks of an earlier reading and references of this program become one closed
    /// character each.
    pub fn read(text: &str) -> Self {
        let mut glyphs = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let mask = rest.starts_with('[').then(|| masks().find(|mask| rest.starts_with(mask)));
            let closed = mask.flatten().map(str::len).or_else(|| own_reference(rest));
            let (c, length) = match (closed, rest.chars().next()) {
                (Some(length), _) => (MASKED, length),
                (None, Some(c)) => (c, c.len_utf8()),
                (None, None) => break,
            };
            // Invisible characters would hide digits from each other.
            if !is_invisible(c) {
                let c = digit(c).map_or_else(|| narrow(c), |value| char::from(b'0' + value));
                glyphs.push(Glyph { c, start: at, end: at + length });
            }
            at += length;
        }
        Self::of(glyphs)
    }

    /// The text with some spans, ordered and apart, closed.
    pub fn without(&self, spans: &[Span]) -> Self {
        let mut glyphs = Vec::with_capacity(self.glyphs.len());
        let mut done = 0;
        for span in spans {
            glyphs.extend_from_slice(self.glyphs.get(done..span.from).unwrap_or_default());
            if let Some((start, end)) = self.bytes(span.from, span.to) {
                glyphs.push(Glyph { c: MASKED, start, end });
            }
            done = span.to;
        }
        glyphs.extend_from_slice(self.glyphs.get(done..).unwrap_or_default());
        Self::of(glyphs)
    }

    fn of(glyphs: Vec<Glyph>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for (at, glyph) in glyphs.iter().enumerate() {
            if !glyph.c.is_alphanumeric() {
                continue;
            }
            match words.last_mut() {
                Some(word) if word.to == at && !is_han(glyph.c) && !word.is_han() => {
                    word.to = at + 1;
                    word.folded.push(fold(glyph.c));
                }
                Some(_) | None => {
                    words.push(Word { from: at, to: at + 1, folded: fold(glyph.c).to_string() });
                }
            }
        }
        Self { glyphs, words }
    }

    /// The count of characters.
    pub fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The character at a place.
    pub fn at(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.c)
    }

    /// The character before a place.
    pub fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    /// The value of the digit at a place.
    pub fn digit(&self, at: usize) -> Option<u8> {
        self.at(at).and_then(digit)
    }

    /// The characters of a span.
    pub fn chars(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = char> + Clone {
        self.glyphs.get(from..to).unwrap_or_default().iter().map(|glyph| glyph.c)
    }

    /// The place after the run of characters from `from` that fit, at most `most` of them.
    pub fn run(&self, from: usize, most: usize, fits: impl Fn(char) -> bool) -> usize {
        self.count_run(from, most, &fits)
    }

    /// Compiled once, and not for each of the many closures that say what fits.
    fn count_run(&self, from: usize, most: usize, fits: &dyn Fn(char) -> bool) -> usize {
        let rest = self.glyphs.get(from..).unwrap_or_default();
        from + rest.iter().take(most).take_while(|glyph| fits(glyph.c)).count()
    }

    /// The place at which the run of characters before `to` that fit begins.
    pub fn run_back(&self, to: usize, most: usize, fits: impl Fn(char) -> bool) -> usize {
        self.count_run_back(to, most, &fits)
    }

    fn count_run_back(&self, to: usize, most: usize, fits: &dyn Fn(char) -> bool) -> usize {
        let rest = self.glyphs.get(..to).unwrap_or_default();
        to - rest.iter().rev().take(most).take_while(|glyph| fits(glyph.c)).count()
    }

    /// The bytes of a span in the original.
    pub fn bytes(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let spanned = self.glyphs.get(from..to)?;
        Some((spanned.first()?.start, spanned.last()?.end))
    }

    /// How many words end before a place.
    pub fn words_before(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.to <= at)
    }
}

/// The bytes of a reference that begins a text and goes no further.
fn own_reference(text: &str) -> Option<usize> {
    let length = reference::length_at(text)?;
    let goes_on = text.as_bytes().get(length).is_some_and(u8::is_ascii_alphanumeric);
    (!goes_on).then_some(length)
}

impl Word {
    /// Whether it is a character of Chinese.
    pub fn is_han(&self) -> bool {
        self.folded.chars().next().is_some_and(is_han)
    }
}

/// Whether a character is one of Chinese or Japanese, or one of their signs.
pub fn is_han(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c)
}

/// The ASCII form of a full-width one, as Chinese and Japanese keyboards write.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// A letter of the Latin alphabets in lower case: ASCII and Latin-1. The whole of Unicode's cases is
/// a table of twelve kilobytes, and no keyword needs it.
fn lower(c: char) -> char {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 32).unwrap_or(c),
        other => other.to_ascii_lowercase(),
    }
}

/// A letter in lower case and without its accent, as keywords are written.
pub fn fold(c: char) -> char {
    match lower(c) {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}
