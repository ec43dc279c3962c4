//! `[callback]`: the rules of being phoned.

use unstuck_model::callback::CallbackRules;

use crate::{
    fields::{self, Fields, shown},
    report::Faults,
    tree::Node,
    web,
};

/// Reads `[callback]`.
pub(crate) fn read(node: &Node, faults: &mut Faults) -> CallbackRules {
    let known = ["endpoints", "slot_minutes", "notice_minutes", "days_ahead"];
    let Some(fields) = Fields::of(node, "[callback]", &known, faults) else {
        return CallbackRules::default();
    };
    let endpoints = fields.items("endpoints", faults).iter();
    CallbackRules {
        endpoints: endpoints.filter_map(|node| endpoint(node, faults)).collect(),
        slot_minutes: within(&fields, "slot_minutes", 60, 5, 24 * 60, faults),
        notice_minutes: within(&fields, "notice_minutes", 30, 0, 7 * 24 * 60, faults),
        days_ahead: within(&fields, "days_ahead", 5, 0, 60, faults),
    }
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
