//! What stands in braces after a heading: `{#email if="plan=prepaid"}`.
//!
//! A condition compares two words. The first is a fact that the site says of the customer, or a
//! step of the guide with a `#` before it, as in links; then the second is one of its choices.

use std::ops::Range;

use crate::{fields::shown, nearest::nearest, report::Faults};
use pulldown_cmark::CowStr;

/// A heading's id and condition as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) id: Option<String>,
    pub(crate) condition: Option<Comparison>,
    /// Whether a fault of the braces has been reported.
    pub(crate) is_faulty: bool,
}

/// A condition as it is written: `plan=prepaid` or `#email!=nothing-came`.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// The name of a fact, or of a step if `of_step`.
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) negated: bool,
    pub(crate) of_step: bool,
    /// The place of the braces.
    pub(crate) span: Range<usize>,
}

/// How a condition is written.
const FORMS: &str = "write it as `{#id if=\"plan=prepaid\"}` for what the site says of the customer, \
                     or as `{#id if=\"#step=choice\"}` for what they chose; `!=` means not";

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
        match comparison(&name, value, span) {
            Ok(_) if read.condition.is_some() && !read.is_faulty => {
                read.is_faulty = true;
                faults
                    .error("bad-heading", span.clone(), "this heading has two conditions")
                    .help("keep one of them; a step in between can ask for the other");
            }
            Ok(comparison) => read.condition = Some(comparison),
            Err(message) if !read.is_faulty => {
                read.is_faulty = true;
                faults.error("bad-heading", span.clone(), message).help(FORMS);
            }
            Err(_) => {}
        }
    }
    read
}

fn comparison(name: &str, value: &str, span: &Range<usize>) -> Result<Comparison, String> {
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
    let (written, of_step) = match inner.strip_prefix('#') {
        Some(rest) => (rest, true),
        None => (inner, false),
    };
    let (name, value, negated) = match (written.split_once("!="), written.split_once('=')) {
        (Some((name, value)), _) => (name, value, true),
        (None, Some((name, value))) => (name, value, false),
        (None, None) => return Err(format!("the condition `{}` has no `=`", shown(inner))),
    };
    // Marks of some scripts belong to words and are no letters, so only signs are refused.
    let is_word = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| {
                !c.is_whitespace() && (!c.is_ascii() || c.is_alphanumeric() || "_-.".contains(c))
            })
    };
    if !is_word(name) || !is_word(value) {
        return Err(format!("the condition `{}` does not compare two words", shown(inner)));
    }
    let (name, value) = (name.to_owned(), value.to_owned());
    Ok(Comparison { name, value, negated, of_step, span: span.clone() })
}
