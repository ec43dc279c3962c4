//! The customer's clock: the time now, and times in their zone and wording.

use js_sys::{Array, Date, Intl, JsString, Object, Reflect};
use unstuck_model::{hours::Seconds, language::Language};
use wasm_bindgen::{JsCast, JsValue};

const DAY: f64 = 86_400_000.0;

/// The time now.
pub fn now() -> Seconds {
    (Date::now() / 1000.0) as Seconds
}

/// The IANA name of the customer's time zone; empty if the browser does not say.
pub fn time_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// The minute of the day that the customer's clock shows at a moment.
pub fn minute_of_day(at: Seconds) -> u16 {
    let date = date(at);
    (date.get_hours() * 60 + date.get_minutes()) as u16
}

/// A time of day, such as `8:00 AM` or `08:00`.
pub fn time(language: &Language, at: Seconds) -> String {
    format(language, at, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// A day at the beginning of a line, such as `Monday, November 23`; `Today` and `Tomorrow` where
/// they fit.
pub fn day(language: &Language, at: Seconds) -> String {
    capital(&match days_ahead(at) {
        ahead @ 0..=1 => relative_day(language, ahead),
        _ => format(language, at, &[("weekday", "long"), ("month", "long"), ("day", "numeric")]),
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().collect();
    // The browser knows the cases of all letters; a table of them would be ours to download.
    String::from(JsString::from(first).to_upper_case()) + letters.as_str()
}

/// A day and a time, such as `tomorrow 08:00`.
pub fn when(language: &Language, at: Seconds) -> String {
    match days_ahead(at) {
        0 => time(language, at),
        1 => format!("{} {}", relative_day(language, 1), time(language, at)),
        _ => {
            format(language, at, &[("weekday", "long"), ("hour", "numeric"), ("minute", "2-digit")])
        }
    }
}

/// How many midnights lie between now and a moment, in the customer's zone.
pub fn days_ahead(at: Seconds) -> i32 {
    ((midnight(date(at)) - midnight(Date::new_0())) / DAY).round() as i32
}

fn midnight(date: Date) -> f64 {
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    date.get_time()
}

fn date(at: Seconds) -> Date {
    Date::new(&JsValue::from_f64(at as f64 * 1000.0))
}

/// The customer's own form of the language if the browser has one: `en-GB` writes other times than
/// `en-US`.
fn locales(language: &Language) -> Array {
    let own = web_sys::window().and_then(|window| window.navigator().language());
    let own =
        own.filter(|tag| Language::new(tag).is_some_and(|own| own.primary() == language.primary()));
    Array::of1(&own.unwrap_or_else(|| language.to_string()).into())
}

fn format(language: &Language, at: Seconds, fields: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (field, form) in fields {
        let _ = Reflect::set(&options, &(*field).into(), &(*form).into());
    }
    let format = Intl::DateTimeFormat::new(&locales(language), &options).format();
    text(format.call1(&JsValue::NULL, &date(at)))
}

fn relative_day(language: &Language, ahead: i32) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
    let format = Intl::RelativeTimeFormat::new(&locales(language), &options);
    format.format(f64::from(ahead), "day").into()
}

fn text(value: Result<JsValue, JsValue>) -> String {
    value
        .ok()
        .and_then(|value| value.dyn_into::<JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}
