//! A text in several languages: `name = { en = "Bills", es = "Facturas" }`.

use unstuck_model::language::{Language, Localised};

use crate::{
    fields::{self, shown},
    nearest::suggestion,
    report::Faults,
    tree::Node,
};

/// The texts by language; each of the site's languages must have one.
pub(crate) fn read(
    node: &Node,
    what: &str,
    languages: &[Language],
    faults: &mut Faults,
) -> Option<Localised> {
    let entries = fields::table(node, what, faults)?;
    let mut texts = Vec::new();
    for (key, value) in entries {
        let language =
            Language::new(&key.name).filter(|it| languages.is_empty() || languages.contains(it));
        match language {
            Some(language) => {
                if let Some(text) = fields::text(value, what, faults) {
                    texts.push((language, text.to_owned()));
                }
            }
            None => {
                faults
                    .error(
                        "unknown-language",
                        key.span.clone(),
                        format!("`{}` is not a language of this site", shown(&key.name)),
                    )
                    .help(suggestion(&key.name, languages.iter().map(Language::as_str)));
            }
        }
    }
    for language in languages {
        if !entries.iter().any(|(key, _)| Language::new(&key.name).as_ref() == Some(language)) {
            faults
                .error(
                    "missing-language",
                    node.span.clone(),
                    format!("`{what}` is not written in `{language}`"),
                )
                .help(format!("add `{language} = \"...\"`"));
        }
    }
    Some(Localised::new(texts))
}
