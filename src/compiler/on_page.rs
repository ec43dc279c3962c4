//! The block that ties a step to an element of the host's page.

use std::ops::Range;

use unstuck_model::guide::{Done, OnPage, Target};

use crate::{
    fields::{self, Fields, shown},
    nearest::{nearest, suggestion},
    page_pattern,
    report::Faults,
    role, selector,
    source::Source,
    toml_tree,
    tree::Node,
};

const KINDS: &str = "write one of `{ data = \"...\" }`, `{ role = \"button\", name = \"...\" }`, \
                     `{ text = \"...\" }`, `{ css = \"...\" }`";

/// A block, and where each of its ways stands.
pub(crate) struct Read {
    pub(crate) on_page: OnPage,
    /// As long as the list of targets.
    pub(crate) ways: Vec<Range<usize>>,
}

/// Reads the TOML of an `on-page` block.
pub(crate) fn read(source: &Source, toml: &Range<usize>, faults: &mut Faults) -> Read {
    let mut on_page = OnPage { page: None, targets: Vec::new(), done: Done::Manual };
    let mut ways = Vec::new();
    let Some(node) = toml_tree::parse(source.slice(toml), toml.start, faults) else {
        return Read { on_page, ways };
    };
    let Some(fields) = Fields::of(&node, "an `on-page` block", &["page", "target", "done"], faults)
    else {
        return Read { on_page, ways };
    };
    if let (Some(page), Some(node)) = (fields.text("page", faults), fields.get("page")) {
        on_page.page = page_pattern::read(page, node.span.clone(), faults).map(str::to_owned);
    }
    if let Some(node) = fields.required(
        "target",
        "write `target = [{ data = \"...\" }]`, the best way first",
        faults,
    ) {
        let items = fields::items(node, "target", faults);
        if items.is_some_and(<[Node]>::is_empty) {
            faults
                .error("bad-on-page", node.span.clone(), "the list of targets is empty")
                .help(KINDS);
        }
        let items = items.unwrap_or_default().iter();
        (on_page.targets, ways) =
            items.filter_map(|item| Some((target(item, faults)?, item.span.clone()))).unzip();
    }
    on_page.done = done(&fields, faults).unwrap_or(Done::Manual);
    Read { on_page, ways }
}

fn target(node: &Node, faults: &mut Faults) -> Option<Target> {
    let known = ["data", "role", "name", "text", "css"];
    let fields = Fields::of(node, "a target", &known, faults)?;
    let mut read = |key: &str| fields.text(key, faults).map(str::to_owned);
    let read = (read("data"), read("role"), read("name"), read("text"), read("css"));
    let target = match read {
        (Some(data), None, None, None, None) => Some(Target::Data(data)),
        (None, Some(role), Some(name), None, None) => Some(Target::Role { role, name }),
        (None, None, None, Some(text), None) => Some(Target::Text(text)),
        (None, None, None, None, Some(css)) => Some(Target::Css(css)),
        _ => None,
    };
    match &target {
        None => {
            faults
                .error(
                    "bad-on-page",
                    node.span.clone(),
                    "this target does not say one way to find it",
                )
                .help(KINDS);
        }
        Some(Target::Role { role, .. }) => check_role(role, &fields, faults),
        Some(Target::Css(css)) => check_css(css, &fields, faults),
        Some(Target::Data(_) | Target::Text(_)) => {}
    }
    target
}

fn check_role(role: &str, fields: &Fields<'_>, faults: &mut Faults) {
    let Some(node) = fields.get("role").filter(|_| !role::is_role(role)) else { return };
    let help = match role::meant(role).or_else(|| nearest(role, role::known())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write the role that the browser's inspector shows for the element, such as \
                 `button`, `link`, `textbox` or `combobox`"
            .to_owned(),
    };
    let message = format!("no element has the role `{}`", shown(role));
    faults.error("unknown-role", node.span.clone(), message).help(help);
}

fn check_css(css: &str, fields: &Fields<'_>, faults: &mut Faults) {
    let (Err(why), Some(node)) = (selector::check(css), fields.get("css")) else { return };
    let message = format!("the selector `{}` cannot be read: {why}", shown(css));
    faults
        .error("bad-selector", node.span.clone(), message)
        .help("copy one from the browser's inspector, such as `#pay` or `form > button.primary`");
}

fn done(fields: &Fields<'_>, faults: &mut Faults) -> Option<Done> {
    let word = fields.text("done", faults)?;
    let done = match word {
        "click" => Some(Done::Click),
        "input" => Some(Done::Input),
        "visible" => Some(Done::Visible),
        "url" => Some(Done::Url),
        "manual" => Some(Done::Manual),
        _ => None,
    };
    if let (None, Some(node)) = (done, fields.get("done")) {
        faults
            .error(
                "bad-on-page",
                node.span.clone(),
                format!("`{}` does not show that a step is done", shown(word)),
            )
            .help(suggestion(word, ["click", "input", "visible", "url", "manual"]));
    }
    done
}
