//! The names of countries in the customer's language: the browser knows them.

use js_sys::{Array, Intl, Object, Reflect};
use unstuck_model::language::Language;

/// A country that can be chosen.
#[derive(Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// As the customer calls it.
    pub name: String,
}

/// The countries with some codes, ordered by their names.
pub fn countries<'a>(language: &Language, codes: impl Iterator<Item = &'a str>) -> Vec<Country> {
    let locales = Array::of1(&language.to_string().into());
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    let names = Intl::DisplayNames::new(&locales, &options);
    let mut named: Vec<Country> = Vec::new();
    for code in codes {
        let name = names.of(code).unwrap_or_else(|| code.into());
        // Put where it belongs: the library's sorting is two kilobytes, which a list this short does
        // not need.
        let at =
            named.partition_point(|other| name.locale_compare(&other.name, &locales, &options) > 0);
        named.insert(at, Country { code: code.to_owned(), name: name.into() });
    }
    named
}
