//! The reply that goes along with a link.
//!
//! It is read by everybody, so it asks for nothing and says that what is private stays so.

use unstuck_model::{language::Language, text::plain};

use super::place::Found;

/// A post of X must stay under this count.
const LIMIT: usize = 280;
/// X shortens every address, and counts it as this.
const ADDRESS: usize = 23;
/// A shorter piece of a title says nothing.
const SHORTEST: usize = 12;

/// A text to post.
pub struct Reply {
    /// The text.
    pub text: String,
    /// Its length as X counts.
    pub counted: usize,
    /// Its length in characters.
    pub characters: usize,
}

impl Reply {
    /// The reply for an entry or a step in the language that it is written in: the fullest that
    /// stays under the limit by every count, else by X's, which makes nothing of a long address.
    pub fn new(found: &Found, link: &str) -> Self {
        let words = words(&found.entry.language);
        let title = quiet(&found.entry.title);
        let step = found.step.map(|step| quiet(&plain(&step.title)));
        let opening = |title: &str| match &step {
            Some(step) => words.step.replace("{step}", step).replace("{title}", title),
            None if found.entry.guide().is_some() => words.guide.replace("{title}", title),
            None => words.answer.replace("{title}", title),
        };
        let last = step.as_deref().unwrap_or(&title);
        let brief = |title: &str| words.brief.replace("{title}", title);
        let mut texts = vec![
            format!("{} {link} {}", opening(&title), words.closing),
            format!("{} {link} {}", brief(last), words.closing),
            format!("{} {link}", brief(last)),
        ];
        let letters = last.chars().count();
        let shorter = (SHORTEST..letters).rev().map(|length| cut(last, length));
        texts.extend(shorter.map(|title| format!("{} {link}", brief(&title))));
        texts.push(link.to_owned());
        let replies: Vec<Self> = texts.into_iter().map(|text| Self::of(text, link)).collect();
        let by_both = |reply: &Self| reply.counted < LIMIT && reply.characters < LIMIT;
        let place = replies
            .iter()
            .take(replies.len().saturating_sub(1))
            .position(by_both)
            .or_else(|| replies.iter().position(|reply| reply.counted < LIMIT));
        let fits = place.and_then(|place| replies.into_iter().nth(place));
        fits.unwrap_or_else(|| Self::of(link.to_owned(), link))
    }

    fn of(text: String, link: &str) -> Self {
        let text = text.trim_end().to_owned();
        let counted = count(&text.replacen(link, "", 1)) + ADDRESS;
        let characters = text.chars().count();
        Self { text, counted, characters }
    }
}

/// The length of a text without addresses as X counts: letters of most scripts are one, what is
/// outside of these ranges is two.
fn count(text: &str) -> usize {
    let one = |c: char| matches!(u32::from(c), 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247);
    text.chars().map(|c| if one(c) { 1 } else { 2 }).sum()
}

/// A title in one line, and calm: a reply to somebody who is stuck has no exclamation marks.
fn quiet(title: &str) -> String {
    let calm: String = title.chars().filter(|c| !matches!(c, '!' | '¡' | '！')).collect();
    calm.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first letters of a title.
fn cut(title: &str, length: usize) -> String {
    let first: String = title.chars().take(length).collect();
    format!("{}…", first.trim_end())
}

struct Words {
    guide: &'static str,
    step: &'static str,
    answer: &'static str,
    brief: &'static str,
    closing: &'static str,
}

/// The words in `language`; in one that is not known here, the title alone.
fn words(language: &Language) -> &'static Words {
    match language.primary() {
        "en" => &ENGLISH,
        "es" => &SPANISH,
        _ => &TITLE_ALONE,
    }
}

static ENGLISH: Words = Words {
    guide: "Hi, “{title}” takes you through this step by step:",
    step: "Hi, this opens “{title}” right at the step “{step}”:",
    answer: "Hi, this should answer it, “{title}”:",
    brief: "Hi, this should help, “{title}”:",
    closing: "If you are still stuck, it leads to us in private, so please keep your details out of public posts.",
};

static SPANISH: Words = Words {
    guide: "Hola, «{title}» le guía paso a paso:",
    step: "Hola, esto abre «{title}» en el paso «{step}»:",
    answer: "Hola, aquí tiene la respuesta, «{title}»:",
    brief: "Hola, esto le puede ayudar, «{title}»:",
    closing: "Si no lo resuelve, desde ahí puede hablar con nosotros en privado; no publique aquí sus datos.",
};

static TITLE_ALONE: Words = Words {
    guide: "{title}:",
    step: "{title} ({step}):",
    answer: "{title}:",
    brief: "{title}:",
    closing: "",
};

#[cfg(test)]
mod tests {
    use unstuck_model::{
        entry::{Body, Entry},
        guide::{Guide, Step},
        id::{EntryId, StepId, TopicId},
        text::Inline,
    };

    use super::*;

    fn entry(language: &str, title: &str, step: &str) -> Entry {
        let step = Step {
            id: StepId::new("pay").unwrap(),
            title: vec![Inline::Text(step.to_owned())],
            body: Vec::new(),
            choices: Vec::new(),
            ends: false,
            condition: None,
            on_page: None,
        };
        Entry {
            id: EntryId::new("late-fee").unwrap(),
            title: title.to_owned(),
            asks: Vec::new(),
            topic: TopicId::new("bills").unwrap(),
            pages: Vec::new(),
            urgent: false,
            related: Vec::new(),
            minutes: None,
            short: String::new(),
            language: Language::new(language).unwrap(),
            body: Body::Guide(Guide { intro: Vec::new(), steps: vec![step] }),
        }
    }

    const LINK: &str = "https://shop.example/#unstuck=late-fee/pay";

    fn reply(entry: &Entry, link: &str) -> Reply {
        let step = entry.guide().and_then(|guide| guide.steps.first());
        Reply::new(&Found { entry, step }, link)
    }

    #[test]
    fn both_titles_and_the_link_in_the_entrys_language() {
        let english = reply(&entry("en-gb", "Late fee", "Pay it!"), LINK).text;
        assert!(english.starts_with("Hi, this opens “Late fee” right at the step “Pay it”: https"));
        let spanish = reply(&entry("es", "Recargo", "¡Páguelo!"), LINK).text;
        assert!(spanish.starts_with("Hola, esto abre «Recargo» en el paso «Páguelo»: https"));
        let french = reply(&entry("fr", "Retard", "Payer"), LINK).text;
        assert_eq!(french, format!("Retard (Payer): {LINK}"));
    }

    #[test]
    fn replies_stay_under_the_limit_however_long_the_titles() {
        let long = format!("{LINK}?{}", "x".repeat(300));
        for length in [1, 30, 60, 90, 120, 200, 280, 500] {
            for letter in ["a", "é", "語", "🙂"] {
                for language in ["en", "es", "fr"] {
                    let (title, step) = (letter.repeat(length), letter.repeat(length / 2 + 1));
                    let entry = entry(language, &title, &step);
                    let short = reply(&entry, LINK);
                    assert!(short.counted < LIMIT && short.characters < LIMIT, "{}", short.text);
                    assert!(short.text.contains(LINK) && short.text != LINK, "{}", short.text);
                    let long_one = reply(&entry, &long);
                    assert!(long_one.counted < LIMIT && long_one.text.contains(&long));
                    assert!(long_one.text != long, "{}", long_one.text);
                }
            }
        }
    }

    #[test]
    fn wide_letters_count_twice_and_an_address_23() {
        assert_eq!(count("aé“”"), 4);
        assert_eq!(count("語🙂…"), 6);
        let reply = Reply::of(format!("a {LINK} b"), LINK);
        assert_eq!((reply.counted, reply.characters), (27, LINK.len() + 4));
    }
}
