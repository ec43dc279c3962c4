//! What is shown before it leaves the browser: texts without private data.

use js_sys::{Array, Uint8Array};
use unstuck_model::{channel::Kind, device::family, notes::Notes};
use wasm_bindgen::{JsCast, JsValue};

use crate::{app::App, focus, reactive::WithUntracked};

/// A text without private data.
pub struct Masked {
    /// The text with its masks.
    pub text: String,
    /// Each mask, and what stood there.
    pub masked: Vec<(String, String)>,
}

impl Masked {
    fn read(parts: Option<JsValue>) -> Self {
        let parts = parts.and_then(|parts| parts.dyn_into::<Array>().ok()).unwrap_or_default();
        let mut parts = parts.iter().filter_map(|part| part.as_string());
        let text = parts.next().unwrap_or_default();
        let masked = std::iter::from_fn(|| Some((parts.next()?, parts.next()?))).collect();
        Self { text, masked }
    }
}

impl App {
    /// A text without private data but what is `shown`. Nothing of a text leaves that cannot be
    /// masked.
    pub fn redact(self, text: &str, shown: &[String]) -> Masked {
        let language = self.content().language.to_string();
        let shown: Array = shown.iter().map(|shown| JsValue::from_str(shown)).collect();
        Masked::read(self.ask_outbox("redact", &[text.into(), language.into(), shown.into()]))
    }

    /// The text that people get, made of what was asked and tried: as much of it as a kind of
    /// channel has room for.
    pub fn draft(self, kind: Option<Kind>) -> Masked {
        let notes = unstuck_pack::to_bytes(&(self.notes(), kind));
        Masked::read(self.ask_outbox("draft", &[Uint8Array::from(notes.as_slice()).into()]))
    }

    /// What was asked and tried, as it was typed.
    pub fn notes(self) -> Notes {
        let (content, page) = (self.content(), self.page());
        let site = content.settings.site.as_str();
        let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
        let device = family(&agent.unwrap_or_default(), focus::is_touch());
        self.journey.with_untracked(|journey| journey.notes(site, &content.language, page, device))
    }
}
