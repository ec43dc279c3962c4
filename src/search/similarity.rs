//! How alike two words are to someone who cannot spell one of them.

/// How alike the words are, 0 to 1; 1 only for the same word.
///
/// An edit that people make often costs less than one: a swap of neighbours, a doubled letter, a
/// vowel for another, a letter for one that sounds alike or lies beside it on the keyboard.
pub fn similarity(typed: &[char], known: &[char]) -> f32 {
    let longest = typed.len().max(known.len());
    if longest == 0 {
        return 1.0;
    }
    let mut cost = distance(typed, known);
    if typed.first() != known.first() {
        // People seldom miss the first letter.
        cost += 0.5;
    }
    (1.0 - cost / longest as f32).max(0.0)
}

/// The weighted optimal string alignment distance.
pub fn distance(a: &[char], b: &[char]) -> f32 {
    let mut before: Vec<f32> = Vec::new();
    let mut last: Vec<f32> = (0..=b.len()).map(|j| j as f32).collect();
    for (i, &x) in a.iter().enumerate() {
        let left_of_x = i.checked_sub(1).and_then(|i| a.get(i)).copied();
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i as f32 + 1.0);
        for (j, &y) in b.iter().enumerate() {
            let left_of_y = j.checked_sub(1).and_then(|j| b.get(j)).copied();
            let at = |row: &[f32], j: usize| row.get(j).copied().unwrap_or(f32::MAX);
            let mut best = at(&last, j) + swap(x, y);
            best = best.min(at(&last, j + 1) + gap(x, left_of_x));
            best = best.min(at(&row, j) + gap(y, left_of_y));
            if let (Some(p), Some(q)) = (left_of_x, left_of_y)
                && p == y
                && q == x
                && x != y
            {
                best = best.min(at(&before, j.saturating_sub(1)) + 0.7);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0.0)
}

fn gap(c: char, neighbour: Option<char>) -> f32 {
    if neighbour == Some(c) {
        0.5
    } else if matches!(c, 'e' | 'h') {
        0.8
    } else {
        1.0
    }
}

fn swap(x: char, y: char) -> f32 {
    if x == y {
        0.0
    } else if (is_vowel(x) && is_vowel(y)) || sounds_like(x, y) {
        0.6
    } else if beside(x, y) {
        0.7
    } else {
        1.0
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn sounds_like(x: char, y: char) -> bool {
    const GROUPS: [&str; 8] = ["ckq", "sz", "sc", "gj", "vf", "bp", "dt", "mn"];
    GROUPS.iter().any(|group| group.contains(x) && group.contains(y))
}

fn beside(x: char, y: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place = |c: char| {
        ROWS.iter().enumerate().find_map(|(row, keys)| keys.find(c).map(|column| (row, column)))
    };
    match (place(x), place(y)) {
        (Some((row, column)), Some((other_row, other_column))) => {
            row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
        }
        (Some(_), None) | (None, Some(_) | None) => false,
    }
}
