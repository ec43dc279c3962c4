//! `[company]`: who the site belongs to, and its languages.

use std::ops::Range;

use unstuck_model::{id::SiteId, language::Language};

use crate::{
    fields::{self, Fields, shown},
    nearest::suggestion,
    report::Faults,
    tree::Node,
    web,
};

/// What `[company]` says.
#[derive(Default)]
pub(crate) struct Company {
    pub(crate) site: Option<SiteId>,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) country: String,
    pub(crate) accent: String,
    /// The languages, the default one first.
    pub(crate) languages: Vec<Language>,
    /// The place of the list of languages.
    pub(crate) locales: Range<usize>,
}

const KEYS: [&str; 7] = ["id", "name", "site", "country", "accent", "default_locale", "locales"];

/// Reads `[company]`.
pub(crate) fn read(node: &Node, faults: &mut Faults) -> Company {
    let mut company = Company::default();
    let Some(fields) = Fields::of(node, "[company]", &KEYS, faults) else {
        return company;
    };
    let id = checked(&fields, "id", "write `id = \"my-company\"`", faults, |id| {
        SiteId::new(id).is_some()
    });
    company.site = id.and_then(SiteId::new);
    let name = checked(&fields, "name", "write `name = \"My Company\"`", faults, |_| true);
    company.name = name.unwrap_or_default().to_owned();
    company.address = address(&fields, faults).unwrap_or_default().to_owned();
    let help = "write the two capital letters of the country, such as `country = \"US\"`";
    let country = checked(&fields, "country", help, faults, |text| {
        text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    company.country = country.unwrap_or_default().to_owned();
    let help = "write it as `accent = \"#0b6b4f\"`: a hash sign and six of 0-9 and a-f";
    let accent = checked(&fields, "accent", help, faults, is_colour);
    company.accent = accent.unwrap_or_default().to_ascii_lowercase();
    languages(&fields, &mut company, faults);
    company
}

/// The text of a key that must be there and meet a condition.
fn checked<'t>(
    fields: &Fields<'t>,
    key: &str,
    help: &str,
    faults: &mut Faults,
    is_good: impl Fn(&str) -> bool,
) -> Option<&'t str> {
    let node = fields.required(key, help, faults)?;
    let text = fields::text(node, key, faults)?;
    if !is_good(text) {
        faults
            .error(
                "bad-company",
                node.span.clone(),
                format!("`{}` cannot be the `{key}` of a company", shown(text)),
            )
            .help(help);
        return None;
    }
    Some(text)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn address<'t>(fields: &Fields<'t>, faults: &mut Faults) -> Option<&'t str> {
    let node = fields.required("site", "write `site = \"https://www.example.com\"`", faults)?;
    let text = fields::text(node, "site", faults)?;
    match web::check(text) {
        Ok(()) => Some(text),
        Err(refusal) => {
            faults.error(refusal.code, node.span.clone(), refusal.message).help(refusal.help);
            None
        }
    }
}

fn languages(fields: &Fields<'_>, company: &mut Company, faults: &mut Faults) {
    let help = "write the languages of the folders, such as `locales = [\"en\", \"es\"]`";
    let Some(node) = fields.required("locales", help, faults) else {
        return;
    };
    company.locales = node.span.clone();
    for item in fields.items("locales", faults) {
        let Some(written) = fields::text(item, "locales", faults) else { continue };
        match Language::new(written) {
            Some(language) if company.languages.contains(&language) => {
                faults
                    .error(
                        "bad-language",
                        item.span.clone(),
                        format!("`{language}` is listed twice"),
                    )
                    .help("delete one of them");
            }
            Some(language) => company.languages.push(language),
            None => {
                faults
                    .error(
                        "bad-language",
                        item.span.clone(),
                        format!("`{}` is not a language tag", shown(written)),
                    )
                    .help("write it as `en`, `es` or `pt-br`");
            }
        }
    }
    let help = "write the language to show when a translation is missing";
    let Some(node) = fields.required("default_locale", help, faults) else {
        return;
    };
    let Some(written) = fields::text(node, "default_locale", faults) else {
        return;
    };
    let default = Language::new(written);
    match company.languages.iter().position(|language| Some(language) == default.as_ref()) {
        Some(place) => {
            let default = company.languages.remove(place);
            company.languages.insert(0, default);
        }
        None => {
            faults
                .error(
                    "bad-language",
                    node.span.clone(),
                    format!("`{}` is not among the `locales`", shown(written)),
                )
                .help(suggestion(written, company.languages.iter().map(Language::as_str)));
        }
    }
}
