//! "Did you mean": the known name that is closest to one that is not known.

/// The closest of `known` to `name`, if it is close enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Names longer than an id can be are not compared: the time grows with the square.
    const LONGEST: usize = 100;
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    known
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= LONGEST)
        .filter_map(|candidate| {
            let other: Vec<char> =
                candidate.chars().flat_map(char::to_lowercase).take(LONGEST).collect();
            let allowed = name.len().max(other.len()) / 3;
            // A difference in length is a distance already, and costs less to find.
            if name.len().abs_diff(other.len()) > allowed {
                return None;
            }
            let distance = distance(&name, &other);
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// A sentence that offers the closest name, or else lists all of them.
pub fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    /// A list of more names than this is no help.
    const MOST: usize = 20;
    if let Some(near) = nearest(name, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut all: Vec<&str> = known.into_iter().collect();
    all.sort_unstable();
    let more = if all.len() > MOST { ", and others" } else { "" };
    all.truncate(MOST);
    match all.as_slice() {
        [] => "there is none to name here".to_owned(),
        [only] => format!("the only one is `{only}`"),
        several => format!("use one of `{}`{more}", several.join("`, `")),
    }
}

/// The edits between two words: a letter put in, left out, replaced, or swapped with its
/// neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_offered_and_far_ones_are_not() {
        let known = ["title", "topic", "asks"];
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("Topics", known), Some("topic"));
        assert_eq!(nearest("keywords", known), None);
        assert_eq!(suggestion("zzzzzz", ["a", "b"]), "use one of `a`, `b`");
    }
}
