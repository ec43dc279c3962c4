//! Where a writer's link leads.

use unstuck_model::{
    id::{StepId, TopicId},
    phone::is_e164,
    text::Link,
};

use crate::{
    fields::shown,
    index::{Index, Known},
    nearest::{nearest, suggestion},
    web,
};

/// What a link in an entry can refer to.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The entry that the link is in.
    pub(crate) entry: &'a Known,
    /// The entries it can lead to.
    pub(crate) index: Index<'a>,
}

/// Why a link cannot be followed.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Refusal {
    pub(crate) fn new(
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}

/// Reads the address of a link.
pub(crate) fn read(written: &str, scope: &Scope<'_>) -> Result<Link, Refusal> {
    if written.is_empty() {
        return Err(Refusal::new(
            "empty-link",
            "this link leads nowhere",
            "write an address between the round brackets",
        ));
    }
    if let Some(step) = written.strip_prefix('#') {
        return own_step(step, scope);
    }
    match written.split_once(':') {
        Some(("unstuck", rest)) => to_unstuck(rest, scope),
        Some(("tel", number)) => to_phone(number),
        Some(("mailto", address)) => to_mail(address),
        Some((scheme, _)) if !scheme.contains(['/', '#', '?']) => {
            web::check(written).map(|()| Link::Web(written.to_owned()))
        }
        _ if written.starts_with('/') => Err(web::check(written).err().unwrap_or_else(|| {
            Refusal::new("forbidden-link", "this address has no site", "begin it with `https://`")
        })),
        _ => to_entry(written, scope),
    }
}

fn own_step(written: &str, scope: &Scope<'_>) -> Result<Link, Refusal> {
    if !scope.entry.is_guide {
        return Err(Refusal::new(
            "unknown-step",
            format!("an answer has no steps, so `#{}` leads nowhere", shown(written)),
            "link to a guide's step as `guide.md#step`, or make this a guide",
        ));
    }
    step(written, scope.entry, "this guide").map(Link::Step)
}

fn step(written: &str, guide: &Known, whose: &str) -> Result<StepId, Refusal> {
    let refusal = |help: String| {
        let message = format!("{whose} has no step `{}`", shown(written));
        Refusal::new("unknown-step", message, help)
    };
    let known = guide.steps.as_deref();
    let there = known.is_none_or(|steps| steps.iter().any(|step| step == written));
    let names = known.unwrap_or_default().iter().map(String::as_str);
    StepId::new(written).filter(|_| there).ok_or_else(|| refusal(suggestion(written, names)))
}

fn to_unstuck(rest: &str, scope: &Scope<'_>) -> Result<Link, Refusal> {
    let (name, query) = rest.split_once('?').map_or((rest, None), |(a, b)| (a, Some(b)));
    match (name, query) {
        ("done", None) if scope.entry.is_guide => Ok(Link::Done),
        ("done", _) => Err(Refusal::new(
            "bad-link",
            "`unstuck:done` ends a guide, and this is not one",
            "delete the link",
        )),
        ("people", None) => Ok(Link::People { topic: None }),
        ("people", Some(query)) => match query.strip_prefix("topic=") {
            Some(topic) => to_topic(topic, scope),
            None => Err(Refusal::new(
                "bad-link",
                format!("`{}` says nothing to the people", shown(query)),
                "write `unstuck:people?topic=` and one of the topics",
            )),
        },
        _ => Err(Refusal::new(
            "bad-link",
            format!("there is no place `unstuck:{}`", shown(rest)),
            suggestion(name, ["people", "done"]),
        )),
    }
}

fn to_topic(written: &str, scope: &Scope<'_>) -> Result<Link, Refusal> {
    let topics = scope.index.topics;
    let known = topics.is_none_or(|topics| topics.iter().any(|topic| topic.as_str() == written));
    let topic = TopicId::new(written).filter(|_| known).ok_or_else(|| {
        Refusal::new(
            "unknown-topic",
            format!("unstuck.toml has no topic `{}`", shown(written)),
            suggestion(written, topics.unwrap_or_default().iter().map(TopicId::as_str)),
        )
    })?;
    Ok(Link::People { topic: Some(topic) })
}

fn to_phone(written: &str) -> Result<Link, Refusal> {
    if is_e164(written) {
        return Ok(Link::Phone(written.to_owned()));
    }
    Err(Refusal::new(
        "bad-link",
        format!("`{}` is not a number that can be called from everywhere", shown(written)),
        "write it with the country and without spaces, such as `tel:+12125550142`",
    ))
}

fn to_mail(written: &str) -> Result<Link, Refusal> {
    let well_formed = written.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !written.contains(|c: char| c.is_whitespace() || "?&<>\"%,:;()\\/".contains(c))
            && !host.contains('@')
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    if well_formed {
        return Ok(Link::Email(written.to_owned()));
    }
    Err(Refusal::new(
        "bad-link",
        format!("`{}` is not an e-mail address", shown(written)),
        "write only the address, such as `mailto:care@example.com`",
    ))
}

fn to_entry(written: &str, scope: &Scope<'_>) -> Result<Link, Refusal> {
    let (path, fragment) = written.split_once('#').map_or((written, None), |(a, b)| (a, Some(b)));
    let found = below(&scope.entry.below, path).and_then(|below| scope.index.at(&below));
    let entry = found.ok_or_else(|| missing(path, scope))?;
    let step = match fragment {
        None => None,
        Some(fragment) if entry.is_guide => {
            Some(step(fragment, entry, &format!("the guide `{}`", entry.id))?)
        }
        Some(_) => {
            return Err(Refusal::new(
                "unknown-step",
                format!("`{}` is an answer and has no steps", entry.id),
                format!("link to `{path}` without the `#`"),
            ));
        }
    };
    Ok(Link::Entry { id: entry.id.clone(), step })
}

fn missing(path: &str, scope: &Scope<'_>) -> Refusal {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let own = scope.entry.id.as_str();
    let meant = scope.index.entry(stem).or_else(|| {
        let others = scope.index.ids().filter(|id| *id != own);
        nearest(stem, others).and_then(|id| scope.index.entry(id))
    });
    let help = match meant {
        Some(entry) => format!("did you mean `{}`?", relative(&scope.entry.below, &entry.below)),
        None => "write the path of the entry's file, seen from this one, such as \
                 `../account/close-account.md`"
            .to_owned(),
    };
    Refusal::new("unknown-entry", format!("there is no entry at `{}`", shown(path)), help)
}

/// The path that `path` means in the file at `from`; nothing if it leads out of the folder that both
/// are seen from.
pub(crate) fn below(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How the file at `from` writes the path of the file at `to`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_file() {
        let from = "guides/billing/a.md";
        let to = "answers/sim/b.md";
        assert_eq!(relative(from, to), "../../answers/sim/b.md");
        assert_eq!(below(from, "../../answers/sim/b.md").as_deref(), Some(to));
        assert_eq!(below(from, "../../b.md").as_deref(), Some("b.md"));
        assert_eq!(below(from, "../../../b.md"), None);
    }
}
