//! The headings of guides: ids of steps, and what to suggest where one is missing.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use crate::{convert, front_matter, source::Source};

/// The ids of a guide's steps in the order of the file, from its headings alone.
pub(crate) fn step_ids(source: &Source) -> Vec<String> {
    let start = front_matter::split(source).map_or_else(|| source.start(), |(_, body)| body);
    Parser::new_ext(source.from(start), convert::options())
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id: Some(id), .. }) => {
                Some(id.to_string())
            }
            _ => None,
        })
        .collect()
}

/// An id made of a heading's first words.
pub(crate) fn suggested_id(title: &str) -> String {
    const WORDS: usize = 4;
    let plain: String = title.chars().map(unaccented).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= 20)
        .take(WORDS)
        .collect();
    if words.is_empty() { "step".to_owned() } else { words.join("-") }
}

/// The letter under the accents that the languages of Western Europe use.
fn unaccented(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Î' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'Ó' | 'Ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        'ç' | 'Ç' => 'c',
        other => other,
    }
}
