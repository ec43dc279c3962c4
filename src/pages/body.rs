//! The tree of allowed nodes as HTML.

use maud::{Markup, html};
use unstuck_model::{
    media::{Media, MediaKind},
    text::{Block, Inline, Link},
};

use crate::{
    place::{Place, anchor, to_entry},
    words::words,
};

/// Blocks, from top to bottom. A heading of a body stands below the page's own.
pub fn blocks(blocks: &[Block], place: Place) -> Markup {
    html! {
        @for block in blocks {
            (self::block(block, place))
        }
    }
}

fn block(block: &Block, place: Place) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (inlines(text)) } },
        Block::Heading { level: 0..=2, text } => html! { h2 { (inlines(text)) } },
        Block::Heading { level: 3, text } => html! { h3 { (inlines(text)) } },
        Block::Heading { level: 4.., text } => html! { h4 { (inlines(text)) } },
        Block::List { start: None, items } => html! { ul { (list_items(items, place)) } },
        Block::List { start: Some(1), items } => html! { ol { (list_items(items, place)) } },
        Block::List { start: Some(start), items } => {
            html! { ol start=(start) { (list_items(items, place)) } }
        }
        Block::Checklist(items) => html! {
            ul.checklist { @for item in items { li { (inlines(item)) } } }
        },
        Block::Note(inner) => html! {
            aside.note aria-label=(words(place.language).note) { (blocks(inner, place)) }
        },
        Block::Code(code) => html! { pre tabindex="0" { code { (code) } } },
        Block::Media(media) => self::media(media, place),
    }
}

/// A picture or a video. Its place is kept by its width and height until it has arrived, and it is
/// fetched only when it is looked at or played.
fn media(media: &Media, place: Place) -> Markup {
    let Media { kind, file, alternative, width, height } = media;
    let file = format!("{}{file}", place.to_root());
    match kind {
        MediaKind::Picture => html! {
            img src=(file) alt=(alternative) width=(width) height=(height) loading="lazy" decoding="async";
        },
        MediaKind::Video => html! {
            video src=(file) aria-label=(alternative) width=(width) height=(height) controls playsinline preload="none" {}
        },
    }
}

/// The items of a list. One of a single paragraph needs no paragraph around it.
fn list_items(items: &[Vec<Block>], place: Place) -> Markup {
    html! {
        @for item in items {
            li {
                @if let [Block::Paragraph(text)] = item.as_slice() {
                    (inlines(text))
                } @else {
                    (blocks(item, place))
                }
            }
        }
    }
}

/// A run of text.
pub fn inlines(inlines: &[Inline]) -> Markup {
    html! {
        @for inline in inlines {
            @match inline {
                Inline::Text(text) => { (text) }
                Inline::Strong(inner) => { strong { (self::inlines(inner)) } }
                Inline::Emphasis(inner) => { em { (self::inlines(inner)) } }
                Inline::Code(code) => { code { (code) } }
                Inline::Link { to, text } => { (link(to, &self::inlines(text))) }
                Inline::Break => { br; }
            }
        }
    }
}

/// A link with its words; the end of a guide leads nowhere on a page and stays words.
pub fn link(to: &Link, words: &Markup) -> Markup {
    let Some(address) = address(to) else { return words.clone() };
    html! { a href=(address) { (words) } }
}

fn address(to: &Link) -> Option<String> {
    match to {
        // The compiler lets no other scheme through; a page does not rely on that.
        Link::Web(address) => address.starts_with("https://").then(|| address.clone()),
        Link::Phone(number) => Some(format!("tel:{number}")),
        Link::Email(address) => Some(format!("mailto:{address}")),
        Link::Entry { id, step } => Some(to_entry(id, step.as_ref())),
        Link::Step(step) => Some(format!("#{}", anchor(step))),
        Link::People { .. } => Some("#contact".to_owned()),
        Link::Done => None,
    }
}
