//! The words that a customer sends to people.

use crate::{
    channel::Kind,
    hand_off::{HandOff, Tried},
    language::Language,
    shorten::{Count, Room, add_line, shorten},
};

/// How many questions and how many tries a draft tells of: the last ones.
pub(crate) const DRAFTED: usize = 3;

/// The most characters of a draft.
pub const MOST_DRAFT: usize = 900;

/// The phrases of a draft in one language.
struct Phrases {
    opening: &'static str,
    /// The opening where there is little room.
    short: &'static str,
    asked: &'static str,
    stopped: &'static str,
    finished: &'static str,
    read: &'static str,
    page: &'static str,
    device: &'static str,
    language: &'static str,
    reference: &'static str,
    quotes: (char, char),
}

const ENGLISH: Phrases = Phrases {
    opening: "Hello. I could not solve this with your help pages. Can you help me?",
    short: "Hello. Can you help me?",
    asked: "I asked",
    stopped: "I stopped at",
    finished: "It did not help: ",
    read: "I tried",
    page: "I was on",
    device: "Device",
    language: "Language",
    reference: "My reference",
    quotes: ('“', '”'),
};

const SPANISH: Phrases = Phrases {
    opening: "Hola. No he podido resolver esto con sus páginas de ayuda. ¿Pueden ayudarme?",
    short: "Hola. ¿Pueden ayudarme?",
    asked: "Pregunté",
    stopped: "Me quedé en",
    finished: "No me sirvió: ",
    read: "Probé",
    page: "Estaba en",
    device: "Dispositivo",
    language: "Idioma",
    reference: "Mi referencia",
    quotes: ('«', '»'),
};

/// What is told, from what goes first when there is too much of it to what stays to the end. What is
/// of one worth goes oldest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    OldQuestion,
    OldTry,
    Page,
    Last,
}

impl HandOff {
    /// The text that the customer sees, may edit and sends: at most [`MOST_DRAFT`] characters, in
    /// Spanish for Spanish, else in English. When there is too much to say, older questions, older
    /// tries and the page go first.
    pub fn draft(&self, language: &Language) -> String {
        self.draft_within(language, Room { most: MOST_DRAFT, count: Count::Characters })
    }

    /// The draft as far as a kind of channel has room for it; see [`HandOff::draft`].
    pub fn draft_for(&self, kind: Kind, language: &Language) -> String {
        let room = kind.capabilities().room();
        self.draft_within(language, Room { most: room.most.min(MOST_DRAFT), ..room })
    }

    fn draft_within(&self, language: &Language, room: Room) -> String {
        let phrases = if language.primary() == "es" { &SPANISH } else { &ENGLISH };
        let cut = |text: &str, most: usize| Room { most, count: Count::Characters }.cut(text);
        let quoted = |text: &str, most: usize| {
            format!("{}{}{}", phrases.quotes.0, cut(text, most), phrases.quotes.1)
        };
        let mut told: Vec<(Worth, String)> = Vec::new();
        for question in last(&self.asked, DRAFTED) {
            let line = format!("{} {}.", phrases.asked, quoted(question, 200));
            told.push((Worth::OldQuestion, line));
        }
        if let Some(question) = told.last_mut() {
            question.0 = Worth::Last;
        }
        let tries = last(&self.tried, DRAFTED);
        for (index, tried) in tries.iter().enumerate() {
            let title = quoted(&tried.title, 100);
            let line = match (tried.helped, stopped_at(tried)) {
                (Some(false), _) => format!("{}{title}.", phrases.finished),
                (Some(true) | None, Some(step)) => {
                    let step = quoted(step, 100);
                    format!("{} {title}. {} {step}.", phrases.read, phrases.stopped)
                }
                (Some(true) | None, None) => format!("{} {title}.", phrases.read),
            };
            let worth = if index + 1 == tries.len() { Worth::Last } else { Worth::OldTry };
            told.push((worth, line));
        }
        if !self.page.is_empty() {
            told.push((Worth::Page, format!("{} {}.", phrases.page, cut(&self.page, 120))));
        }
        if !self.device.is_empty() {
            let device = format!("{}: {}. ", phrases.device, cut(&self.device, 20));
            let language = format!("{}: {}.", phrases.language, cut(&self.language, 35));
            told.push((Worth::Page, device + &language));
        }
        let mut end = String::new();
        if !self.reference.is_empty() {
            end = format!("{}: {}", phrases.reference, cut(&self.reference, 40));
        }
        loop {
            let text = lines(phrases.opening, &told, &end);
            if room.holds(&text) {
                return text;
            }
            match told.iter_mut().min_by_key(|told| told.0) {
                Some(told) if told.0 < Worth::Last => *told = (Worth::Last, String::new()),
                Some(_) | None => {
                    let text = lines(phrases.short, &told, &end);
                    let code = Some(self.reference.as_str()).filter(|code| !code.is_empty());
                    return shorten(&text, code, room);
                }
            }
        }
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

/// One line for each thing told.
fn lines(opening: &str, told: &[(Worth, String)], end: &str) -> String {
    let mut out = opening.to_owned();
    for (_, line) in told {
        add_line(&mut out, line);
    }
    add_line(&mut out, end);
    out
}
