//! The number to call: the country, the digits, and what is thought of them.
//!
//! The rules of the world's numbers are a module of their own, fetched when the form is shown. The
//! form never waits for it: until it is there, a number need only be long enough, and the desk,
//! which has the same rules, looks at it again.

use unstuck_model::phone::{Phone, PhoneError, Verdict, is_international, plausible};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::App,
    country_names::{Country, countries},
    dom::{Tag, button, tag, value},
    module::Module,
    reactive::{Get, GetUntracked, LocalStorage, RwSignal, Set, With, WithUntracked},
    words::{Words, fill},
};

/// What the field holds.
#[derive(Clone, Copy)]
pub struct PhoneField {
    app: App,
    /// As the customer writes it.
    text: RwSignal<String>,
    /// The country that a number without a prefix is of.
    country: RwSignal<String>,
    choices: RwSignal<Vec<Country>>,
    /// The module that knows the rules.
    rules: RwSignal<Option<Module>, LocalStorage>,
    error: RwSignal<Option<&'static str>>,
    /// What the customer is asked about a number that looks wrong.
    doubt: RwSignal<Option<String>>,
    /// Whether the customer has said that the number is right.
    sure: RwSignal<bool>,
}

impl PhoneField {
    /// A field with a number, or none; its rules are fetched.
    pub fn new(app: App, text: String) -> Self {
        let content = app.content();
        let country = &content.settings.country;
        let only = Some(country.as_str()).filter(|code| !code.is_empty());
        let field = Self {
            app,
            text: RwSignal::new(text),
            country: RwSignal::new(country.clone()),
            choices: RwSignal::new(countries(&content.language, only.into_iter())),
            rules: RwSignal::new_local(None),
            error: RwSignal::new(None),
            doubt: RwSignal::new(None),
            sure: RwSignal::new(false),
        };
        spawn_local(async move {
            let Some(rules) = Module::get(&app.options(), "phone").await else { return };
            let codes = rules.call("countries", &[]).and_then(|codes| codes.as_string());
            // The form may have been left meanwhile.
            if field.rules.try_set(Some(rules)).is_none() {
                let codes = codes.unwrap_or_default();
                field.choices.set(countries(&app.content().language, codes.split(' ')));
                field.follow_prefix();
            }
        });
        field
    }

    /// The field's elements; `go_on` is done when the customer says that an unlikely number is right.
    pub fn draw(self, go_on: impl Fn() + 'static) -> Vec<Tag> {
        let words = self.app.words;
        let option = move |country: &Country| {
            let chosen = self.country.with_untracked(|code| *code == country.code);
            tag("option", "")
                .attr("value", &country.code)
                .attr_if("selected", chosen.then_some(""))
                .say(&country.name)
        };
        let country = tag("select", "")
            .attr("name", "country")
            .attr("autocomplete", "country")
            .live(move || self.choices.with(|choices| choices.iter().map(option).collect()))
            .live_property("value", move || self.country.get().into())
            .on("change", move |event| {
                self.country.set(value(&event));
                self.written_anew();
            });
        let number = tag("input", "")
            .attr("type", "tel")
            .attr("name", "tel")
            .attr("autocomplete", "tel")
            .attr("required", "")
            // What the desk keeps beside the number that it reads.
            .attr("maxlength", "60")
            .attr("aria-describedby", "u-phone-hint u-phone-error")
            .live_attr("aria-invalid", move || self.is_marked().then_some("true"))
            .live_property("value", move || self.text.get().into())
            .on("input", move |event| {
                self.text.set(value(&event));
                self.written_anew();
                self.follow_prefix();
            });
        let labelled = |name: &str, field: Tag| {
            tag("label", "field").with(tag("span", "field-name").say(name)).with(field)
        };
        let go_on = std::rc::Rc::new(go_on);
        let anyway = move || {
            let go_on = go_on.clone();
            let press = move |_| {
                self.sure.set(true);
                self.doubt.set(None);
                go_on();
            };
            let asked = self.doubt.with(Option::is_some);
            asked.then(|| button("button", words.form_phone_anyway, press)).into_iter().collect()
        };
        let problem = move || {
            let error = self.error.get().map(str::to_owned);
            error.or_else(|| self.doubt.get()).unwrap_or_default()
        };
        let number = tag("div", "field")
            .with(labelled(words.form_phone, number))
            .with(tag("span", "field-hint").attr("id", "u-phone-hint").say(words.form_phone_hint))
            .with(tag("span", "field-error").attr("id", "u-phone-error").live_text(problem))
            .with(tag("div", "row").live(anyway));
        vec![labelled(words.form_country, country), number]
    }

    /// The number as it was written.
    pub fn written(self) -> String {
        self.text.get_untracked()
    }

    /// Whether something has to be mended, beyond a number that the customer is only asked about.
    pub fn has_error(self) -> bool {
        self.error.with_untracked(Option::is_some)
    }

    /// The number to send; none, if it has to be mended or confirmed first.
    pub fn check(self) -> Option<String> {
        let written = self.written();
        let (number, error, doubt) = match self.verdict(&written) {
            None => match plausible(&written) {
                Ok(number) => (Some(number), None, None),
                Err(error) => (None, Some(error), None),
            },
            Some(Verdict::Likely(phone)) => (Some(phone.e164), None, None),
            Some(Verdict::Unlikely(phone)) if self.sure.get_untracked() => {
                (Some(phone.e164), None, None)
            }
            Some(Verdict::Unlikely(phone)) => (None, None, Some(self.question(&phone))),
            Some(Verdict::Refused(error)) => (None, Some(error), None),
        };
        self.error.set(error.map(|error| sentence(self.app.words, error)));
        if let Some(question) = &doubt {
            self.app.announcement.set(question.clone());
        }
        self.doubt.set(doubt);
        number
    }

    /// What the rules say; nothing while they are not there.
    fn verdict(self, written: &str) -> Option<Verdict> {
        let rules = self.rules.get_untracked()?;
        let country = self.country.get_untracked();
        let line = rules.call("read", &[written.into(), country.into()])?;
        Verdict::of_line(&line.as_string()?)
    }

    fn question(self, phone: &Phone) -> String {
        let name = self.choices.with_untracked(|choices| {
            let of = choices.iter().find(|country| country.code == phone.country);
            of.map(|country| country.name.clone())
        });
        let name = name.unwrap_or_else(|| phone.e164.clone());
        fill(self.app.words.form_phone_doubt, &[("country", &name)])
    }

    /// A number that names its country sets it.
    fn follow_prefix(self) {
        let written = self.written();
        if !is_international(&written) {
            return;
        }
        if let Some(Verdict::Likely(phone) | Verdict::Unlikely(phone)) = self.verdict(&written) {
            let known = |choices: &Vec<Country>| {
                choices.iter().any(|country| country.code == phone.country)
            };
            if self.choices.with_untracked(known) {
                self.country.set(phone.country);
            }
        }
    }

    fn written_anew(self) {
        self.sure.set(false);
        self.doubt.set(None);
    }

    fn is_marked(self) -> bool {
        self.error.with(Option::is_some) || self.doubt.with(Option::is_some)
    }
}

fn sentence(words: &Words, error: PhoneError) -> &'static str {
    match error {
        PhoneError::Empty => words.error_phone_empty,
        PhoneError::Emergency => words.error_phone_emergency,
        PhoneError::Premium => words.error_phone_premium,
        PhoneError::Letters
        | PhoneError::TooShort
        | PhoneError::TooLong
        | PhoneError::UnknownCountry => words.error_phone,
    }
}
