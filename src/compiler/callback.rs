//! `[callback]`: the rules of being phoned.

use unstuck_model::callback::{CallbackRules, Consent, MOST_CONSENT, MOST_CONSENT_VERSION};

use crate::{
    company::Company,
    fields::{self, Fields, shown},
    localised,
    report::Faults,
    tree::Node,
    web,
};

const KEYS: [&str; 7] = [
    "endpoints",
    "shared_store",
    "slot_minutes",
    "notice_minutes",
    "days_ahead",
    "consent",
    "consent_version",
];

/// Reads `[callback]`.
pub(crate) fn read(node: &Node, company: &Company, faults: &mut Faults) -> CallbackRules {
    let Some(fields) = Fields::of(node, "[callback]", &KEYS, faults) else {
        return CallbackRules::default();
    };
    let endpoints = fields.items("endpoints", faults).iter();
    CallbackRules {
        endpoints: endpoints.filter_map(|node| endpoint(node, faults)).collect(),
        shared_store: fields.truth("shared_store", faults),
        slot_minutes: within(&fields, "slot_minutes", 60, 5, 24 * 60, faults),
        notice_minutes: within(&fields, "notice_minutes", 30, 0, 7 * 24 * 60, faults),
        days_ahead: within(&fields, "days_ahead", 5, 0, 60, faults),
        consent: consent(&fields, company, faults),
    }
}

/// The words that customers agree to, with their version: one is of no use without the other, for
/// nobody could say later which words an old request agreed to.
fn consent(fields: &Fields<'_>, company: &Company, faults: &mut Faults) -> Option<Consent> {
    let Some(node) = fields.get("consent") else {
        if let Some(node) = fields.get("consent_version") {
            faults
                .error(
                    "bad-callback",
                    node.span.clone(),
                    "`consent_version` names a version of words that are missing",
                )
                .help("write them as `consent = { en = \"...\" }`, or delete the line");
        }
        return None;
    };
    let text = localised::read(node, "consent", &company.languages, faults);
    let help = "write `consent_version = \"2026-11\"`, and another one whenever the words change";
    let version = fields.required("consent_version", help, faults).and_then(|node| {
        let version = fields::text(node, "consent_version", faults)?;
        if !is_version(version) {
            let message = format!("`{}` cannot be the version of `consent`", shown(version));
            faults.error("bad-callback", node.span.clone(), message).help(
                "write 1 to 40 letters without accents, digits, `.`, `-` and `_`, such as `2026-11`",
            );
            return None;
        }
        Some(version.to_owned())
    });
    let consent = Consent { text: text?, version: version? };
    for language in &company.languages {
        let bare = consent.words(language, "");
        if bare.contains(['{', '}']) {
            let message =
                format!("`consent` in `{language}` has braces that nothing is filled into");
            faults
                .error("bad-callback", node.span.clone(), message)
                .help("write `{company}` where the company's name belongs, and no other braces");
        }
        if consent.words(language, &company.name).chars().nth(MOST_CONSENT).is_some() {
            let message = format!("`consent` in `{language}` has more than 2,000 characters");
            faults
                .error("bad-callback", node.span.clone(), message)
                .help("say it in a sentence or two: customers read no more");
        }
    }
    Some(consent)
}

fn is_version(text: &str) -> bool {
    (1..=MOST_CONSENT_VERSION).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

/// An address on the web, or a path on the site that serves the help.
fn endpoint(node: &Node, faults: &mut Faults) -> Option<String> {
    let written = fields::text(node, "endpoints", faults)?;
    let is_path = written.starts_with('/') && !written.starts_with("//");
    let is_local = ["http://localhost:", "http://127.0.0.1:", "http://[::1]:"];
    let is_local = is_local.iter().any(|start| written.starts_with(start));
    if !is_path
        && !is_local
        && let Err(refusal) = web::check(written)
    {
        faults.error(refusal.code, node.span.clone(), refusal.message).help(refusal.help);
        return None;
    }
    Some(written.to_owned())
}

fn within(
    fields: &Fields<'_>,
    key: &str,
    usual: u16,
    least: u16,
    most: u16,
    faults: &mut Faults,
) -> u16 {
    let Some(number) = fields.number(key, faults) else {
        return usual;
    };
    if let Some(node) = fields.get(key).filter(|_| !(least..=most).contains(&number)) {
        let message = format!("`{}` cannot be `{key}`", shown(&number.to_string()));
        faults
            .error("bad-callback", node.span.clone(), message)
            .help(format!("write a number from {least} to {most}"));
    }
    number
}
