//! `[privacy]`: what the site does with data.

use unstuck_model::site::Privacy;

use crate::{fields::Fields, report::Faults, tree::Node, web};

/// Reads `[privacy]`; nothing is counted unless the site says so.
pub(crate) fn read(node: &Node, faults: &mut Faults) -> Privacy {
    let mut privacy = Privacy { policy: None, counts: false };
    let Some(fields) = Fields::of(node, "[privacy]", &["policy", "counts"], faults) else {
        return privacy;
    };
    privacy.counts = fields.truth("counts", faults);
    privacy.policy = fields.text("policy", faults).map(str::to_owned);
    if let (Some(policy), Some(node)) = (&privacy.policy, fields.get("policy"))
        && let Err(refusal) = web::check(policy)
    {
        faults.error(refusal.code, node.span.clone(), refusal.message).help(refusal.help);
    }
    privacy
}
