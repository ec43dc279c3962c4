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
    let lines: Vec<&str> = whole.split('\n').map(str::trim_end).collect();
    let (end, taken) = end(&lines, code, room);
    let mut lines =
        lines.iter().enumerate().filter(|(at, line)| Some(*at) != taken && !line.is_empty());
    let first = lines.next().map_or("", |(_, line)| *line);
    let line_end = room.count.of("\n");
    let used = if end.is_empty() { 0 } else { room.count.of(end) + line_end };
    let mut left = room.most.saturating_sub(used);
    // The newest lines that fit beside the first, the newest of them first.
    let mut beside = left.saturating_sub(room.count.of(first));
    let mut kept: Vec<&str> = Vec::new();
    let mut newest = "";
    for (_, line) in lines.rev() {
        if newest.is_empty() {
            newest = line;
        }
        let Some(less) = beside.checked_sub(room.count.of(line) + line_end) else { break };
        beside = less;
        kept.push(line);
    }
    let mut out = String::new();
    if kept.is_empty() && !newest.is_empty() && left >= TWO_LINES {
        // Parts of two lines say more than one of them.
        let half = (left / 2).max(left.saturating_sub(room.count.of(newest) + line_end));
        let first = room.with(half).cut(first);
        left = left.saturating_sub(room.count.of(&first) + line_end);
        add_line(&mut out, &first);
        add_line(&mut out, &room.with(left).cut(newest));
    } else {
        add_line(&mut out, &room.with(left).cut(first));
    }
    for line in kept.into_iter().rev() {
        add_line(&mut out, line);
    }
    add_line(&mut out, end);
    if out.is_empty() && !text.is_empty() {
        // Not even its first character has room.
        let sign = ["…", "."].into_iter().find(|sign| room.holds(sign));
        return sign.unwrap_or_default().to_owned();
    }
    out
}

/// What ends the text for the sake of the code, and the place of the line that it stands for.
fn end<'a>(lines: &[&'a str], code: &'a str, room: Room) -> (&'a str, Option<usize>) {
    if code.is_empty() || !room.holds(code) {
        return ("", None);
    }
    // A line of little more than the code becomes the code where there is little room. A long one
    // goes the way of the others, and the code stays without it.
    let last = lines.iter().enumerate().rev().find(|(_, line)| line.contains(code));
    let short = last.filter(|(_, line)| room.count.of(line) <= room.count.of(code) + SHORT);
    let whole = short.filter(|(_, line)| room.count.of(line) * 2 <= room.most);
    (whole.map_or(code, |(_, line)| *line), short.map(|(at, _)| at))
}

/// Adds a line, if there is one.
pub(crate) fn add_line(out: &mut String, line: &str) {
    if !out.is_empty() && !line.is_empty() {
        out.push('\n');
    }
    out.push_str(line);
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
    let code = u32::from(c);
    // The scripts of India have one plan, each in its 128 places; those of Thai and Lao another.
    let in_plan = match code {
        0x900..=0xdff => matches!(code & 0x7f, 0..=3 | 0x3c | 0x3e..=0x4d),
        0xe00..=0xeff => matches!(code & 0x7f, 0x31 | 0x34..=0x3a | 0x47..=0x4e),
        _ => false,
    };
    in_plan
        || matches!(code,
            0x300..=0x36f | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x200c | 0x200d
            | 0x20d0..=0x20ff | 0x3099 | 0x309a | 0xfe00..=0xfe0f | 0x1f3fb..=0x1f3ff
            | 0xe0020..=0xe007f)
}
