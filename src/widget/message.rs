//! A text that is to leave the browser, as it will leave: to be changed, masked, shown again, or left
//! out.

use crate::{
    app::App,
    dom::{Tag, button, tag, value, watch},
    masked::Masked,
    reactive::{Get, GetUntracked, RwSignal, Set, Update, With, WithUntracked},
    words::fill,
};

/// The most characters of a message.
pub const MOST_MESSAGE: usize = 2_000;

/// The text and what is masked in it.
#[derive(Clone, Copy)]
pub struct Message {
    app: App,
    text: RwSignal<String>,
    /// The text that was there first, for a customer who left it out.
    first: RwSignal<String>,
    /// Each mask that can be taken away, and what stood there.
    masked: RwSignal<Vec<(String, String)>>,
    /// What the customer wants to be seen, although it looks private.
    shown: RwSignal<Vec<String>>,
}

impl Message {
    /// A text to begin with.
    pub fn new(app: App, begin: Masked) -> Self {
        Self {
            app,
            text: RwSignal::new(begin.text.clone()),
            first: RwSignal::new(begin.text),
            masked: RwSignal::new(begin.masked),
            shown: RwSignal::new(Vec::new()),
        }
    }

    /// The text as it may leave. It never holds what the redaction found, whatever was typed since.
    pub fn safe(self) -> String {
        self.shown.with(|shown| self.text.with(|text| self.app.redact(text, shown)).text)
    }

    /// The same, once.
    pub fn safe_now(self) -> String {
        let shown = self.shown();
        self.text.with_untracked(|text| self.app.redact(text, &shown)).text
    }

    /// What the customer wants to be seen.
    pub fn shown(self) -> Vec<String> {
        self.shown.get_untracked()
    }

    /// A field of so many characters at most. Private data that is typed into it is masked when the
    /// field is left, and a line says what was hidden. With `may_show`, a press shows it again.
    pub fn draw(self, label: &str, most: usize, may_show: bool) -> Vec<Tag> {
        let words = self.app.words;
        let said = RwSignal::new(self.masked.with_untracked(|masked| names(masked)));
        watch(move || {
            let shown = self.shown.get();
            let found = self.text.with(|text| self.app.redact(text, &shown)).masked;
            // The line stays when the text is masked: it says what was done to it.
            if !found.is_empty() {
                said.set(names(&found));
            }
        });
        let field = tag("textarea", "")
            .attr("rows", "7")
            .attr("maxlength", &most.to_string())
            .attr("data-message", "")
            .live_property("value", move || self.text.get().into())
            .on("input", move |event| self.text.set(value(&event)))
            .on("change", move |_| self.mask());
        let focused = field.clone();
        let focus = move || {
            // The button that was pressed may be gone.
            let _ = focused.element().focus();
        };
        let show = {
            let focus = focus.clone();
            move || {
                let focus = focus.clone();
                let press = move |_| {
                    self.show();
                    said.set(String::new());
                    focus();
                };
                button("inline", words.draft_show, press).attr("data-show", "")
            }
        };
        let line = tag("p", "hidden-data").attr("role", "status").live_text(move || {
            let what = said.get();
            if what.is_empty() { what } else { fill(words.draft_masked, &[("what", &what)]) }
        });
        let buttons = tag("p", "row").live(move || {
            let is_masked = may_show && self.masked.with(|masked| !masked.is_empty());
            let mut buttons: Vec<Tag> = is_masked.then(&show).into_iter().collect();
            let is_empty = self.text.with(String::is_empty);
            let (name, text) = if is_empty {
                (words.draft_fill, self.first.get())
            } else {
                (words.draft_empty, String::new())
            };
            let focus = focus.clone();
            let press = move |_| {
                self.text.set(text.clone());
                focus();
            };
            buttons.extend(may_show.then(|| button("inline", name, press)));
            buttons
        });
        let field = tag("label", "field").with(tag("span", "field-name").say(label)).with(field);
        vec![field, line, buttons]
    }

    fn mask(self) {
        let shown = self.shown();
        let Masked { text, masked } =
            self.text.with_untracked(|text| self.app.redact(text, &shown));
        self.text.set(text);
        self.masked.update(|all| all.extend(masked));
    }

    /// Puts what was masked back where its mask stands.
    fn show(self) {
        let masked = self.masked.try_update(std::mem::take).unwrap_or_default();
        let mut text = self.text.get_untracked();
        for (mask, stood) in &masked {
            text = text.replacen(mask.as_str(), stood, 1);
        }
        self.shown.update(|shown| shown.extend(masked.into_iter().map(|(_, stood)| stood)));
        self.text.set(text);
    }
}

/// What was masked, as a list of words, each once.
fn names(masked: &[(String, String)]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (mask, _) in masked {
        let name = mask.trim_matches(['[', ']']);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}
