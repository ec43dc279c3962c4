//! What stands in braces after a heading: `{#email if="plan=prepaid"}`.

use std::ops::Range;

use pulldown_cmark::CowStr;
use unstuck_model::guide::Condition;

use crate::{fields::shown, nearest::nearest, report::Faults};

/// A heading's id and condition as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) id: Option<String>,
    pub(crate) condition: Option<Condition>,
    /// Whether a fault of the braces has been reported.
    pub(crate) is_faulty: bool,
}

/// A heading's attributes as the Markdown parser splits them.
pub(crate) struct Written<'a> {
    pub(crate) id: Option<CowStr<'a>>,
    pub(crate) classes: Vec<CowStr<'a>>,
    pub(crate) attrs: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

/// Reads what stands in the braces at `span`.
pub(crate) fn read(written: Written<'_>, span: &Range<usize>, faults: &mut Faults) -> Attributes {
    let id = written.id.map(|id| id.to_string());
    let mut read = Attributes { id, condition: None, is_faulty: false };
    for class in written.classes {
        read.is_faulty = true;
        faults
            .error(
                "bad-heading",
                span.clone(),
                format!("a heading cannot have a class, such as `.{}`", shown(&class)),
            )
            .help("write only an id and, if need be, a condition: `{#id if=\"plan=prepaid\"}`");
    }
    for (name, value) in written.attrs {
        let value = value.as_deref().unwrap_or_default();
        match condition(&name, value) {
            Ok(condition) => read.condition = Some(condition),
            Err(message) if !read.is_faulty => {
                read.is_faulty = true;
                faults.error("bad-heading", span.clone(), message).help(
                    "write it as `{#id if=\"plan=prepaid\"}` or `{#id if=\"plan!=prepaid\"}`",
                );
            }
            Err(_) => {}
        }
    }
    read
}

fn condition(name: &str, value: &str) -> Result<Condition, String> {
    if name != "if" {
        let hint = nearest(name, ["if"]).map(|_| ", only `if`").unwrap_or_default();
        return Err(format!("a heading has no attribute `{}`{hint}", shown(name)));
    }
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Err(format!(
            "the condition `{}` is not between double quotes, or has a space in it",
            shown(value)
        ));
    };
    let (fact, value, negated) = match (inner.split_once("!="), inner.split_once('=')) {
        (Some((fact, value)), _) => (fact, value, true),
        (None, Some((fact, value))) => (fact, value, false),
        (None, None) => return Err(format!("the condition `{}` has no `=`", shown(inner))),
    };
    let is_word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
    };
    if !is_word(fact) || !is_word(value) {
        return Err(format!("the condition `{}` does not compare two words", shown(inner)));
    }
    Ok(Condition { fact: fact.to_owned(), value: value.to_owned(), negated })
}
