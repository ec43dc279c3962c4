//! Replies that are posted in public, with a link to an entry or a step.
//!
//! A reply is read by everybody, so it asks for nothing and says that what is private stays so.

use crate::{
    entry::Entry, guide::Step, language::Language, public_composer::refuse_public_composer,
    text::plain,
};

/// The most that a post of X may count.
pub const MOST_COUNTED: usize = 280;
/// What is proposed stays under the limit, so that an agent can add a sign to it.
const LIMIT: usize = MOST_COUNTED;
/// X shortens every address, and counts it as this.
const ADDRESS: usize = 23;
/// Where the link of a kept reply goes; without it, the link goes to the end.
pub const LINK: &str = "{link}";
/// A shorter piece of a title says nothing.
const SHORTEST: usize = 12;

/// What a reply leads to, in the language that it is written in.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The language.
    pub language: &'a Language,
    /// The title of the entry.
    pub title: &'a str,
    /// The title of the step, if it leads to one.
    pub step: Option<&'a str>,
    /// Whether the entry is a guide.
    pub is_guide: bool,
}

/// A text to post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The text.
    pub text: String,
    /// Its length as X counts.
    pub counted: usize,
    /// Its length in characters.
    pub characters: usize,
}

impl Reply {
    /// The reply for an entry or a step.
    pub fn to(entry: &Entry, step: Option<&Step>, link: &str) -> Self {
        let step = step.map(|step| plain(&step.title));
        let subject = Subject {
            language: &entry.language,
            title: &entry.title,
            step: step.as_deref(),
            is_guide: entry.guide().is_some(),
        };
        Self::new(subject, link)
    }

    /// The reply for a subject: the fullest that stays under the limit by every count, else by X's,
    /// which makes nothing of a long address.
    pub fn new(subject: Subject<'_>, link: &str) -> Self {
        let template = Template::of(subject, link);
        Self::with_link(&template.0, link)
    }

    /// A text that was kept, with its link put in.
    pub fn with_link(text: &str, link: &str) -> Self {
        let text = text.trim();
        let text = if text.contains(LINK) {
            text.replacen(LINK, link, 1).replace(LINK, "")
        } else {
            format!("{text} {link}")
        };
        let text = text.trim().to_owned();
        let (counted, characters) = (count(&text), text.chars().count());
        Self { text, counted, characters }
    }

    /// By how much it is too long for X; nothing, if it fits.
    pub fn over(&self) -> Option<usize> {
        self.counted.checked_sub(MOST_COUNTED).filter(|over| *over > 0)
    }
}

/// The text for a subject as it is kept and changed, with [`LINK`] where the link goes. It fits with
/// the link.
pub fn template(subject: Subject<'_>, link: &str) -> String {
    Template::of(subject, link).0
}

/// Whether a text holds an address that opens a composer of public posts.
pub fn names_public_composer(text: &str) -> bool {
    text.split_whitespace().any(refuse_public_composer)
}

struct Template(String);

impl Template {
    fn of(subject: Subject<'_>, link: &str) -> Self {
        let words = words(subject.language);
        let title = quiet(subject.title);
        let step = subject.step.map(quiet);
        let opening = |title: &str| match &step {
            Some(step) => words.step.replace("{step}", step).replace("{title}", title),
            None if subject.is_guide => words.guide.replace("{title}", title),
            None => words.answer.replace("{title}", title),
        };
        let last = step.as_deref().unwrap_or(&title);
        let brief = |title: &str| words.brief.replace("{title}", title);
        let mut texts = vec![
            format!("{} {LINK} {}", opening(&title), words.closing),
            format!("{} {LINK} {}", brief(last), words.closing),
            format!("{} {LINK}", brief(last)),
        ];
        let letters = last.chars().count();
        let shorter = (SHORTEST..letters).rev().map(|length| cut(last, length));
        texts.extend(shorter.map(|title| format!("{} {LINK}", brief(&title))));
        texts.push(LINK.to_owned());
        let texts = texts.into_iter().map(|text| text.trim_end().to_owned());
        let replies: Vec<(String, Reply)> =
            texts.map(|text| (text.clone(), Reply::with_link(&text, link))).collect();
        let by_both =
            |(_, reply): &(String, Reply)| reply.counted < LIMIT && reply.characters < LIMIT;
        let place = replies
            .iter()
            .take(replies.len().saturating_sub(1))
            .position(by_both)
            .or_else(|| replies.iter().position(|(_, reply)| reply.counted < LIMIT));
        let fits = place.and_then(|place| replies.into_iter().nth(place));
        Self(fits.map_or_else(|| LINK.to_owned(), |(text, _)| text))
    }
}

/// The length of a text as X counts: an address is always the same, letters of most scripts are one,
/// what is outside of these ranges is two.
pub fn count(text: &str) -> usize {
    text.split_inclusive(char::is_whitespace).map(count_word).sum()
}

/// The length of a word and the space behind it. A name of the web without its `https://` is
/// shortened too, if it is one: it counts as the longer of both.
fn count_word(word: &str) -> usize {
    let scheme = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min();
    let letters = word.trim_end();
    match scheme {
        Some(place) => {
            let (before, rest) = word.split_at_checked(place).unwrap_or((word, ""));
            letters_of(before) + ADDRESS + letters_of(rest) - letters_of(rest.trim_end())
        }
        None if is_name_of_the_web(letters) => {
            letters_of(word).max(ADDRESS + letters_of(word) - letters_of(letters))
        }
        None => letters_of(word),
    }
}

/// Whether a word may be taken for a name such as `example.com` or `example.com/help`.
fn is_name_of_the_web(word: &str) -> bool {
    let name = word.split(['/', '?', '#']).next().unwrap_or_default();
    let name = name.trim_matches(|sign: char| !sign.is_alphanumeric());
    let Some((host, end)) = name.rsplit_once('.') else { return false };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    host.split('.').all(is_label)
        && end.len() >= 2
        && end.chars().all(|letter| letter.is_ascii_lowercase())
}

fn letters_of(text: &str) -> usize {
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
    use super::*;
    use crate::{
        entry::Body,
        guide::Guide,
        id::{EntryId, StepId, TopicId},
        text::Inline,
    };

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
        Reply::to(entry, step, link)
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
        let check = |text: &str, expect| assert_eq!(count(text), expect, "{text}");
        check("aé“”", 4);
        check("語🙂…", 6);
        check(&format!("a {LINK} b"), 27);
        check(&format!("({LINK})\nb"), 26);
        check("http://a.example http://b.example", 47);
        // A name that is shortened counts as an address, or as its letters if these are more.
        check("see a.example.", 27);
        check("help.larkline-mobile.example/bills", 34);
        check("No. It is 3.50, e.g. today.Tomorrow", 35);
    }

    #[test]
    fn a_kept_text_gets_its_link_where_it_says_or_at_its_end() {
        let check = |text: &str, expect: &str| {
            assert_eq!(Reply::with_link(text, LINK).text, expect);
        };
        check("Here {link}, in private", &format!("Here {LINK}, in private"));
        check("Here:", &format!("Here: {LINK}"));
        check(" {link} {link} ", LINK);
        let entry = entry("en", "Late fee", "Pay it");
        let subject =
            Subject { language: &entry.language, title: &entry.title, step: None, is_guide: true };
        let kept = template(subject, LINK);
        assert!(kept.contains(super::LINK) && !kept.contains(LINK), "{kept}");
        assert_eq!(Reply::with_link(&kept, LINK), Reply::to(&entry, None, LINK));
    }

    #[test]
    fn too_long_is_said_by_how_much() {
        let over = |length: usize| Reply::with_link(&"a".repeat(length), LINK).over();
        assert_eq!(over(256), None);
        assert_eq!(over(257), Some(1));
        assert_eq!(over(1_256), Some(1_000));
    }

    #[test]
    fn an_address_that_asks_the_public_is_seen() {
        assert!(names_public_composer("Tell all: https://x.com/intent/post?text=hi"));
        assert!(!names_public_composer("https://shop.example/#unstuck=late-fee or x.com/us"));
    }
}
