//! How alike two words are to someone who cannot spell one of them.

/// Words of more letters are not compared.
const LONGEST: usize = 30;

/// What a wrong first letter costs more: people seldom miss it.
const FIRST: u16 = 5;
/// What an edit costs, in tenths: any, one of a swap of neighbours, one letter of a doubled one, a
/// letter that is often silent.
const EDIT: u16 = 10;
const TRANSPOSED: u16 = 7;
const DOUBLED: u16 = 5;
const SILENT: u16 = 8;

/// How alike the words are, 0 to 1; 1 only for the same word, and 0 also for all that are less
/// alike than `least`, which is what makes it quick.
///
/// An edit that people make often costs less than one: a swap of neighbours, a doubled letter, a
/// vowel for another, a letter for one that sounds alike or lies beside it on the keyboard.
pub fn similarity(typed: &[char], known: &[char], least: f32) -> f32 {
    let longest = typed.len().max(known.len());
    if longest == 0 {
        return 1.0;
    }
    let tenths = EDIT as f32 * longest as f32;
    let most = ((1.0 - least) * tenths) as u16;
    let first = if typed.first() == known.first() { 0 } else { FIRST };
    match distance(typed, known, most.saturating_sub(first)) {
        Some(cost) => (1.0 - f32::from(cost + first) / tenths).max(0.0),
        None => 0.0,
    }
}

/// The weighted optimal string alignment distance in tenths of an edit, if it is at most `most`.
fn distance(a: &[char], b: &[char], most: u16) -> Option<u16> {
    if a.len().max(b.len()) > LONGEST {
        return None;
    }
    let mut before = [u16::MAX; LONGEST + 1];
    let mut last = [u16::MAX; LONGEST + 1];
    for (slot, cost) in last.iter_mut().zip((0..).step_by(usize::from(EDIT))).take(b.len() + 1) {
        *slot = cost;
    }
    let mut previous_x = None;
    for &x in a {
        let mut row = [u16::MAX; LONGEST + 1];
        let mut left = last.first().map_or(EDIT, |cost| cost + EDIT);
        let mut least = left;
        if let Some(slot) = row.first_mut() {
            *slot = left;
        }
        let mut previous_y = None;
        let gap_x = gap(x, previous_x);
        // Each cell is reached from the one above, the one before, and the one between them.
        let above = last.iter().zip(last.iter().skip(1));
        let two_up = std::iter::once(u16::MAX).chain(before);
        for (((slot, &y), (diagonal, up)), corner) in
            row.iter_mut().skip(1).zip(b).zip(above).zip(two_up)
        {
            let mut best = diagonal + swap(x, y);
            best = best.min(up + gap_x).min(left + gap(y, previous_y));
            if previous_x == Some(y) && previous_y == Some(x) && x != y {
                best = best.min(corner.saturating_add(TRANSPOSED));
            }
            *slot = best;
            least = least.min(best);
            left = best;
            previous_y = Some(y);
        }
        if least > most.saturating_add(TRANSPOSED) {
            return None;
        }
        before = last;
        last = row;
        previous_x = Some(x);
    }
    last.get(b.len()).copied().filter(|cost| *cost <= most)
}

fn gap(c: char, neighbour: Option<char>) -> u16 {
    if neighbour == Some(c) {
        DOUBLED
    } else if matches!(c, 'e' | 'h') {
        SILENT
    } else {
        EDIT
    }
}

fn swap(x: char, y: char) -> u16 {
    if x == y {
        return 0;
    }
    let place = |c: char| (c as usize).wrapping_sub('a' as usize);
    SWAPS.get(place(x)).and_then(|row| row.get(place(y))).map_or(EDIT, |cost| u16::from(*cost))
}

/// What one letter for another costs, `a` to `z`.
static SWAPS: [[u8; 26]; 26] = swaps();

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated when compiled: what is outside does not build"
)]
const fn swaps() -> [[u8; 26]; 26] {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    const SOUNDS: [&[u8]; 8] = [b"ckq", b"sz", b"sc", b"gj", b"vf", b"bp", b"dt", b"mn"];
    let mut table = [[EDIT as u8; 26]; 26];
    // Keys that touch.
    let mut row = 0;
    while row < 3 {
        let mut column = 0;
        while column < ROWS[row].len() {
            let mut other = row.saturating_sub(1);
            while other < 3 && other <= row + 1 {
                let mut near = if column == 0 { 0 } else { column - 1 };
                while near < ROWS[other].len() && near <= column + 1 {
                    set(&mut table, ROWS[row][column], ROWS[other][near], 7);
                    near += 1;
                }
                other += 1;
            }
            column += 1;
        }
        row += 1;
    }
    // Letters that sound alike, and vowels.
    let mut group = 0;
    while group < 8 {
        alike(&mut table, SOUNDS[group]);
        group += 1;
    }
    alike(&mut table, b"aeiouy");
    table
}

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated when compiled: what is outside does not build"
)]
const fn alike(table: &mut [[u8; 26]; 26], letters: &[u8]) {
    let mut one = 0;
    while one < letters.len() {
        let mut other = 0;
        while other < letters.len() {
            set(table, letters[one], letters[other], 6);
            other += 1;
        }
        one += 1;
    }
}

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated when compiled: what is outside does not build"
)]
const fn set(table: &mut [[u8; 26]; 26], one: u8, other: u8, cost: u8) {
    table[(one - b'a') as usize][(other - b'a') as usize] = cost;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, known: &str, tenths: u16) {
        let chars = |word: &str| word.chars().collect::<Vec<_>>();
        let (a, b) = (chars(typed), chars(known));
        assert_eq!(distance(&a, &b, 100), Some(tenths), "{typed} {known}");
        assert_eq!(distance(&b, &a, 100), Some(tenths), "{known} {typed}");
        assert_eq!(distance(&a, &b, tenths.wrapping_sub(1)).is_some(), tenths == 0, "{typed}");
    }

    #[test]
    fn edits_that_people_make_cost_less() {
        check("bill", "bill", 0);
        check("bil", "bill", 5);
        check("recieve", "receive", 7);
        check("adress", "address", 5);
        check("pasword", "password", 5);
        check("definate", "definite", 6);
        check("phon", "phone", 8);
        check("vill", "bill", 7);
        check("xill", "bill", 10);
        check("", "ab", 20);
        check("çill", "bill", 10);
    }

    #[test]
    fn words_that_are_too_long_are_not_alike() {
        let long: Vec<char> = std::iter::repeat_n('a', 40).collect();
        assert_eq!(similarity(&long, &long, 0.6), 0.0);
    }
}
