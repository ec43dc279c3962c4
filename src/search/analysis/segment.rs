//! Where words begin and end.

/// How the words of a piece are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// The piece is one word.
    Spaced,
    /// The piece is a run of a script that writes no spaces, or whose words carry their particles.
    Unspaced,
}

/// A run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// The run.
    pub text: &'a str,
    /// Its script.
    pub script: Script,
}

/// The runs of a text. Apostrophes within a word and points within a number belong to it; a hyphen
/// belongs to a word whose first part is one letter, as in `e-mail`.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, Script)> = None;
    let mut letters = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let kind = kind(c).or_else(|| joins(before, c, after, letters).then_some(Script::Spaced));
        match (open, kind) {
            (Some((_, script)), Some(now)) if script == now => {}
            (_, now) => {
                close(text, open.take(), at, &mut out);
                open = now.map(|script| (at, script));
                letters = 0;
            }
        }
        letters += 1;
        before = c;
    }
    close(text, open, text.len(), &mut out);
    out
}

fn close<'a>(text: &'a str, open: Option<(usize, Script)>, end: usize, out: &mut Vec<Piece<'a>>) {
    if let Some((from, script)) = open
        && let Some(text) = text.get(from..end)
    {
        out.push(Piece { from, text, script });
    }
}

fn joins(before: char, c: char, after: char, letters: usize) -> bool {
    let spaced = |c: char| kind(c) == Some(Script::Spaced);
    match c {
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}' => spaced(before) && spaced(after),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '-' | '\u{2011}' => letters == 1 && before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    }
}

fn kind(c: char) -> Option<Script> {
    match c {
        '\u{e00}'..='\u{e7f}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3134f}' => Some(Script::Unspaced),
        // Marks that follow a letter belong to its word.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{670}' => Some(Script::Spaced),
        c if c.is_alphanumeric() => Some(Script::Spaced),
        _ => None,
    }
}
