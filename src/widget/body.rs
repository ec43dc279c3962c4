//! Drawing a writer's text: the tree of allowed nodes, node by node.

use unstuck_model::{
    media::{Media, MediaKind},
    text::{Block, Inline, Link, is_for_copying},
};

use crate::{
    app::App,
    copy::copy_button,
    dom::{Tag, button, tag},
    focus,
    icon::{Icon, icon},
    link,
};

/// A text that a writer wrote, with a way to copy each code and address in it.
pub fn body(app: App, text: &[Block]) -> Tag {
    let body = blocks(app, tag("div", "body"), text);
    for code in focus::elements(body.element(), "code:not(:is(a, button, label) code)") {
        let text = code.text_content().unwrap_or_default();
        if is_for_copying(&text) {
            let name = format!("{} {text}", app.words.copy_code);
            let face = |copied| icon(if copied { Icon::Tick } else { Icon::Copy });
            let press =
                copy_button(app, "copy", move || text.clone(), face).attr("aria-label", &name);
            let _ = code.after_with_node_1(press.element());
        }
    }
    body
}

/// Adds blocks from top to bottom.
fn blocks(app: App, into: Tag, blocks: &[Block]) -> Tag {
    blocks.iter().fold(into, |into, item| into.with(block(app, item)))
}

fn block(app: App, block: &Block) -> Tag {
    match block {
        Block::Paragraph(text) => inlines(app, tag("p", ""), text),
        Block::Heading { level: 2, text } => inlines(app, tag("h3", ""), text),
        Block::Heading { text, .. } => inlines(app, tag("h4", ""), text),
        Block::List { start: None, items } => list(app, tag("ul", ""), items),
        Block::List { start: Some(start), items } => {
            list(app, tag("ol", "").attr("start", &start.to_string()), items)
        }
        Block::Checklist(items) => {
            items.iter().fold(tag("ul", "checks"), |list, item| list.with(check(app, item)))
        }
        Block::Note(inner) => blocks(app, tag("div", "note"), inner),
        Block::Code(code) => tag("pre", "").attr("tabindex", "0").with(tag("code", "").say(code)),
        Block::Media(media) => self::media(app, media),
    }
}

/// A picture or a video, whose place is kept until it has arrived. What says when it is fetched
/// comes before its address.
fn media(app: App, media: &Media) -> Tag {
    let drawn = match media.kind {
        MediaKind::Picture => {
            tag("img", "").attr("loading", "lazy").attr("alt", &media.alternative)
        }
        MediaKind::Video => tag("video", "")
            .attr("preload", "none")
            .attr("controls", "")
            .attr("playsinline", "")
            .attr("aria-label", &media.alternative),
    };
    drawn
        .attr("width", &media.width.to_string())
        .attr("height", &media.height.to_string())
        .attr("src", &(app.options().base.clone() + &media.file))
}

fn list(app: App, into: Tag, items: &[Vec<Block>]) -> Tag {
    items.iter().fold(into, |into, item| into.with(blocks(app, tag("li", ""), item)))
}

fn check(app: App, item: &[Inline]) -> Tag {
    let label = tag("label", "check")
        .with(tag("input", "").attr("type", "checkbox"))
        .with(inlines(app, tag("span", ""), item));
    tag("li", "").with(label)
}

/// Adds a run of text.
pub fn inlines(app: App, into: Tag, text: &[Inline]) -> Tag {
    text.iter().fold(into, |into, item| match item {
        Inline::Text(text) => into.say(text),
        Inline::Strong(inner) => into.with(inlines(app, tag("strong", ""), inner)),
        Inline::Emphasis(inner) => into.with(inlines(app, tag("em", ""), inner)),
        Inline::Code(text) => into.with(tag("code", "").say(text)),
        Inline::Break => into.with(tag("br", "")),
        Inline::Link { to, text } => into.with(inlines(app, anchor(app, to), text)),
    })
}

/// A link that leaves is an anchor; one that stays in the panel is a button.
fn anchor(app: App, to: &Link) -> Tag {
    match link::address(to) {
        Some(address) => {
            let target = matches!(to, Link::Web(_)).then_some("_blank");
            tag("a", "")
                .attr("href", &address)
                .attr("rel", if link::is_own(&address) { "opener" } else { "noopener" })
                .attr_if("target", target)
        }
        None => {
            let to = to.clone();
            button("inline", "", move |_| app.follow_link(&to))
        }
    }
}
