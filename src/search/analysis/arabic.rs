/// The stem of a folded Arabic word: article, conjunction and the commonest endings are taken off,
/// as the light stemmer of Larkey, Ballesteros and Connell (2007) does. Snowball's stemmer also takes
/// one-letter prepositions off, and with them the first letter of words such as `بطاقة`.
pub fn stem(word: &str) -> &str {
    const BEGINNINGS: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];
    const ENDINGS: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ك", "ه", "ي", "ا"];
    let leaves = |rest: &str, least: usize| rest.chars().count() >= least;
    let mut stem = word;
    if let Some(rest) = stem.strip_prefix('و').filter(|rest| leaves(rest, 4)) {
        stem = rest;
    }
    // Twice: a word that begins with the article's letters may carry the article too.
    for _ in 0..2 {
        let rest = BEGINNINGS.iter().find_map(|beginning| stem.strip_prefix(beginning));
        stem = rest.filter(|rest| leaves(rest, 3)).unwrap_or(stem);
    }
    for ending in ENDINGS {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| leaves(rest, 3)) {
            return rest;
        }
    }
    stem
}
