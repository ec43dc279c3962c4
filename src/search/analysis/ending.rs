/// The stem without the endings that Snowball's stemmer leaves when accents are missing or articles
/// are part of the word; the stem is folded.
pub fn trim(primary: &str, stem: String) -> String {
    match primary {
        "fr" => french(stem),
        "nl" => dutch(&stem).to_owned(),
        "sv" => swedish(&stem).to_owned(),
        _ => stem,
    }
}

/// `pay` and `pai`, `verifi` and `verif` are one stem.
fn french(mut stem: String) -> String {
    if stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    if stem.ends_with('i') && stem.chars().count() > 3 {
        stem.pop();
    }
    stem
}

/// `adress` of `adressen` is `adres`; the plural of foreign words ends in `es`.
fn dutch(stem: &str) -> &str {
    let mut last = stem.chars().rev();
    let doubled = last.next().is_some_and(|c| last.next() == Some(c) && c.is_ascii_alphabetic());
    let single = if doubled { cut(stem, 1) } else { stem };
    single.strip_suffix("es").filter(|rest| rest.len() >= 3).unwrap_or(single)
}

/// The article stands at the end: `kortet`, `fakturan`, `kontot`.
fn swedish(stem: &str) -> &str {
    const ENDINGS: [&str; 7] = ["et", "en", "an", "ot", "on", "o", "s"];
    let mut trimmed = stem;
    for _ in 0..2 {
        let rest = ENDINGS.iter().find_map(|ending| trimmed.strip_suffix(ending));
        trimmed = rest.filter(|rest| rest.len() >= 4).unwrap_or(trimmed);
    }
    trimmed
}

fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.len().saturating_sub(bytes)).unwrap_or(text)
}
