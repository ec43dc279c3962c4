//! `[callback]`: the rules of being phoned.

use unstuck_model::{
    callback::{CallbackRules, Consent, MOST_CONSENT, MOST_CONSENT_VERSION},
    hours::Span,
};

use crate::{
    company::Company,
    endpoint,
    fields::{self, Fields, shown},
    hours, localised,
    report::Faults,
    schedules::Schedules,
    tree::Node,
};

const KEYS: [&str; 9] = [
    "endpoints",
    "shared_store",
    "slot_minutes",
    "notice_minutes",
    "days_ahead",
    "hours",
    "window",
    "consent",
    "consent_version",
];

/// Reads `[callback]`.
pub(crate) fn read(
    node: &Node,
    company: &Company,
    schedules: &mut Schedules,
    faults: &mut Faults,
) -> CallbackRules {
    let Some(fields) = Fields::of(node, "[callback]", &KEYS, faults) else {
        return CallbackRules::default();
    };
    let endpoints = fields.items("endpoints", faults).iter();
    let endpoints = endpoints.filter_map(|node| read_endpoint(node, faults)).collect();
    let slot_minutes = within(&fields, "slot_minutes", 60, 5, 24 * 60, faults);
    CallbackRules {
        endpoints,
        shared_store: fields.truth("shared_store", faults),
        slot_minutes,
        notice_minutes: within(&fields, "notice_minutes", 30, 0, 7 * 24 * 60, faults),
        days_ahead: within(&fields, "days_ahead", 5, 0, 60, faults),
        hours: schedules.used(&fields, faults).unwrap_or_default(),
        window: window(&fields, slot_minutes, faults).unwrap_or(CallbackRules::default().window),
        consent: consent(&fields, company, faults),
    }
}

/// When the customer may be phoned; a slot must fit.
fn window(fields: &Fields<'_>, slot_minutes: u16, faults: &mut Faults) -> Option<Span> {
    let node = fields.get("window")?;
    let written = fields::text(node, "window", faults)?;
    let span = hours::span(written);
    let message = match &span {
        Err(message) => message.clone(),
        Ok(span) if span.to - span.from < slot_minutes => {
            format!("no slot of {slot_minutes} minutes fits into `{}`", shown(written))
        }
        Ok(_) => return span.ok(),
    };
    faults.error("bad-callback", node.span.clone(), message).help(
        "write when customers may be phoned by their own clocks, such as `\"08:00-21:00\"`, or \
         `\"00:00-24:00\"` for day and night",
    );
    span.ok()
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

fn read_endpoint(node: &Node, faults: &mut Faults) -> Option<String> {
    let written = fields::text(node, "endpoints", faults)?;
    if let Err(refusal) = endpoint::check(written) {
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
