//! A text made short enough for a channel, by what it says and never within a character that people
//! see, a mask or a code.

use crate::{redact::masks, reference};

/// How much a channel takes, and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The most that may be used.
    pub most: usize,
    /// What is counted.
    pub count: Count,
}

/// What a channel counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Characters.
    Characters,
    /// Bytes of the link, in which most signs and every letter beyond ASCII take three and more.
    Encoded,
}

const ELLIPSIS: char = '…';
/// What a line of little more than a code uses beside it.
const SHORT: usize = 40;
/// The least room in which the beginnings of two lines say more than that of one.
const TWO_LINES: usize = 16;

/// The text with its code within a room. The first line and the last line with the code are kept;
/// of the lines between, the oldest go first, and the last one is cut at a word when nothing else
/// can go. A text that was not empty leaves at least a sign, if there is any room.
pub(crate) fn shorten(text: &str, code: Option<&str>, room: Room) -> String {
    let code = code.unwrap_or_default();
    let whole = match code {
        "" => text.to_owned(),
        code if text.contains(code) => text.to_owned(),
        code if text.is_empty() => code.to_owned(),
        code => format!("{text}\n{code}"),
    };
    if room.holds(&whole) {
        return whole;
    }
    let mut lines: Vec<&str> = whole.lines().collect();
    let mut end = "";
    if !code.is_empty()
        && let Some(at) = lines.iter().rposition(|line| line.contains(code))
    {
        // A line of little more than the code becomes the code where there is little room. A long
        // one goes the way of the others, and the code stays without it.
        let used = lines.get(at).map_or(0, |line| room.count.of(line));
        let line = if used <= room.count.of(code) + SHORT { lines.remove(at) } else { code };
        end = if room.count.of(line) * 2 <= room.most { line } else { code };
        if !room.holds(end) {
            end = "";
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    let first = if lines.is_empty() { "" } else { lines.remove(0) };
    let line_end = room.count.of("\n");
    let mut left = room.most - room.count.of(end);
    if !end.is_empty() {
        left = left.saturating_sub(line_end);
    }
    // The newest lines that fit beside the first; one at least, if need be in part.
    let mut beside = left.saturating_sub(room.count.of(first));
    let mut kept: Vec<&str> = Vec::new();
    for line in lines.iter().rev() {
        let Some(less) = beside.checked_sub(room.count.of(line) + line_end) else { break };
        beside = less;
        kept.push(line);
    }
    let mut out: Vec<String> = Vec::new();
    match lines.last() {
        Some(newest) if kept.is_empty() && left >= TWO_LINES => {
            let half = (left / 2).max(left.saturating_sub(room.count.of(newest) + line_end));
            let first = room.with(half).cut(first);
            let rest = left.saturating_sub(room.count.of(&first) + line_end);
            out.extend([first, room.with(rest).cut(newest)]);
        }
        Some(_) | None => {
            out.push(room.with(left).cut(first));
            out.extend(kept.into_iter().rev().map(str::to_owned));
        }
    }
    out.push(end.to_owned());
    out.retain(|line| !line.is_empty());
    if out.is_empty() && !text.is_empty() {
        // Not even its first character has room.
        let sign = ["…", "."].into_iter().find(|sign| room.holds(sign));
        return sign.unwrap_or_default().to_owned();
    }
    out.join("\n")
}

impl Room {
    fn with(self, most: usize) -> Self {
        Self { most, ..self }
    }

    pub(crate) fn holds(self, text: &str) -> bool {
        self.count.of(text) <= self.most
    }

    /// The text, or its beginning and an ellipsis: up to the end of a word, if that keeps half of
    /// what there is room for.
    pub(crate) fn cut(self, text: &str) -> String {
        if self.holds(text) {
            return text.to_owned();
        }
        let mut left = self.most;
        left = left.saturating_sub(self.count.of_char(ELLIPSIS));
        let (mut end, mut word_end) = (0, 0);
        while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty()) {
            let piece = rest.get(..piece_length(rest)).unwrap_or(rest);
            if piece.starts_with(char::is_whitespace) {
                word_end = end;
            }
            let Some(less) = left.checked_sub(self.count.of(piece)) else { break };
            left = less;
            end += piece.len();
        }
        let end = if word_end * 2 >= end { word_end } else { end };
        let kept = text.get(..end).unwrap_or_default().trim_end();
        if kept.is_empty() { String::new() } else { format!("{kept}{ELLIPSIS}") }
    }
}

impl Count {
    /// How much a text uses.
    pub fn of(self, text: &str) -> usize {
        text.chars().map(|c| self.of_char(c)).sum()
    }

    fn of_char(self, c: char) -> usize {
        match self {
            Self::Characters => 1,
            Self::Encoded if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') => 1,
            Self::Encoded => 3 * c.len_utf8(),
        }
    }
}

/// The bytes at the beginning of a text that are not to be parted: a mask, a code, or a character
/// with all that is drawn over it and joined to it.
fn piece_length(text: &str) -> usize {
    let mask = text.starts_with('[').then(|| masks().find(|mask| text.starts_with(mask)));
    let whole = mask.flatten().map(str::len).or_else(|| reference::length_at(text));
    let mut length = whole.unwrap_or_default();
    let mut last = text.get(..length).and_then(|whole| whole.chars().last());
    let mut flags = 0;
    for c in text.get(length..).unwrap_or_default().chars() {
        flags += usize::from(is_flag_letter(c));
        let joins = match last {
            None => true,
            Some('\u{200d}') => true,
            // Two letters make a flag.
            Some(last) if is_flag_letter(last) && is_flag_letter(c) => flags == 2,
            Some('\r') => c == '\n',
            Some(_) => is_drawn_over(c),
        };
        if !joins {
            break;
        }
        length += c.len_utf8();
        last = Some(c);
    }
    length
}

fn is_flag_letter(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

/// Whether a character belongs to the one before it: accents and vowels of its own, joiners, ways to
/// draw it, tones of skin, tags of flags. A small part of Unicode's rules (UAX 29), for its tables are
/// larger than the rest of this room: what they know beyond it is drawn apart, but stays readable.
fn is_drawn_over(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x5bf..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f
        | 0x670 | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x900..=0x903 | 0x93a..=0x93c | 0x93e..=0x94f
        | 0x981..=0x983 | 0x9bc | 0x9be..=0x9cd | 0xa3c..=0xa4d | 0xabc..=0xacd | 0xb82 | 0xbbe..=0xbcd
        | 0xc3e..=0xc56 | 0xcbc..=0xcd6 | 0xd3e..=0xd4d | 0xe31 | 0xe33..=0xe3a | 0xe47..=0xe4e
        | 0xeb1 | 0xeb3..=0xebc | 0xec8..=0xece | 0x102b..=0x103e | 0x1160..=0x11ff | 0x17b4..=0x17d3
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x200c | 0x200d | 0x20d0..=0x20ff | 0x302a..=0x302f
        | 0x3099 | 0x309a | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f)
}
