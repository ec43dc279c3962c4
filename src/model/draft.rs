//! The words that a customer sends to people.

use crate::{
    hand_off::{HandOff, Tried, cut},
    language::Language,
};

/// The most characters of a draft.
pub const MOST_DRAFT: usize = 900;

/// The phrases of a draft in one language.
struct Phrases {
    opening: &'static str,
    asked: &'static str,
    stopped: &'static str,
    finished: &'static str,
    read: &'static str,
    page: &'static str,
    reference: &'static str,
    quotes: (char, char),
}

const ENGLISH: Phrases = Phrases {
    opening: "Hello. I could not solve this with your help pages. Can you help me?",
    asked: "I asked",
    stopped: "I stopped at",
    finished: "It did not help: ",
    read: "I tried",
    page: "I was on",
    reference: "My reference",
    quotes: ('“', '”'),
};

const SPANISH: Phrases = Phrases {
    opening: "Hola. No he podido resolver esto con sus páginas de ayuda. ¿Pueden ayudarme?",
    asked: "Pregunté",
    stopped: "Me quedé en",
    finished: "No me sirvió: ",
    read: "Probé",
    page: "Estaba en",
    reference: "Mi referencia",
    quotes: ('«', '»'),
};

impl HandOff {
    /// The text that the customer sees, may edit and sends: at most [`MOST_DRAFT`] characters, in
    /// Spanish for Spanish, else in English. When there is too much to say, the oldest goes first.
    pub fn draft(&self, language: &Language) -> String {
        let phrases = if language.primary() == "es" { &SPANISH } else { &ENGLISH };
        let quoted = |text: &str, most: usize| {
            format!("{}{}{}", phrases.quotes.0, cut(text, most), phrases.quotes.1)
        };
        let mut told: Vec<String> = Vec::new();
        for question in last(&self.asked, 3) {
            told.push(format!("{} {}", phrases.asked, quoted(question, 200)));
        }
        for tried in last(&self.tried, 3) {
            let title = quoted(&tried.title, 100);
            told.push(match (tried.helped, stopped_at(tried)) {
                (Some(false), _) => format!("{}{title}", phrases.finished),
                (Some(true) | None, Some(step)) => {
                    let step = quoted(step, 100);
                    format!("{} {title}. {} {step}", phrases.read, phrases.stopped)
                }
                (Some(true) | None, None) => format!("{} {title}", phrases.read),
            });
        }
        if !self.page.is_empty() {
            told.push(format!("{} {}", phrases.page, cut(&self.page, 120)));
        }
        let mut end = String::new();
        if !self.reference.is_empty() {
            end = format!("{}: {}", phrases.reference, cut(&self.reference, 40));
        }
        assemble(phrases.opening, told, &end)
    }
}

/// The title of the step where a guide stopped; its id, if the way is not known.
fn stopped_at(tried: &Tried) -> Option<&str> {
    let step = tried.step.as_deref()?;
    Some(tried.path.last().map_or(step, String::as_str))
}

fn last<T>(list: &[T], most: usize) -> &[T] {
    list.get(list.len().saturating_sub(most)..).unwrap_or_default()
}

/// One line for each thing told; the oldest are left out until all fits.
fn assemble(opening: &str, told: Vec<String>, end: &str) -> String {
    let length = |text: &str| text.chars().count() + 2;
    let mut room = MOST_DRAFT.saturating_sub(length(opening) + length(end));
    let mut kept: Vec<&String> = Vec::new();
    for line in told.iter().rev() {
        let Some(left) = room.checked_sub(length(line)) else { break };
        room = left;
        kept.push(line);
    }
    let mut out = opening.to_owned();
    for line in kept.into_iter().rev() {
        out.push('\n');
        out.push_str(line);
        out.push('.');
    }
    if !end.is_empty() {
        out.push('\n');
        out.push_str(end);
    }
    out
}
