//! Drawing a writer's text: the tree of allowed nodes, node by node.

use leptos::prelude::*;
use unstuck_model::text::{Block, Inline, Link};

use crate::{app::App, link};

/// Draws blocks from top to bottom.
pub fn blocks(app: App, blocks: &[Block]) -> AnyView {
    blocks.iter().map(|item| block(app, item)).collect_view().into_any()
}

fn block(app: App, block: &Block) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p>{inlines(app, text)}</p> }.into_any(),
        Block::Heading { level: 2, text } => view! { <h3>{inlines(app, text)}</h3> }.into_any(),
        Block::Heading { text, .. } => view! { <h4>{inlines(app, text)}</h4> }.into_any(),
        Block::List { start: None, items } => view! { <ul>{list(app, items)}</ul> }.into_any(),
        Block::List { start: Some(start), items } => {
            view! { <ol start=start.to_string()>{list(app, items)}</ol> }.into_any()
        }
        Block::Checklist(items) => {
            view! { <ul class="checks">{checks(app, items)}</ul> }.into_any()
        }
        Block::Note(inner) => view! { <div class="note">{blocks(app, inner)}</div> }.into_any(),
        Block::Code(code) => {
            view! { <pre tabindex="0"><code>{code.clone()}</code></pre> }.into_any()
        }
    }
}

fn list(app: App, items: &[Vec<Block>]) -> AnyView {
    items.iter().map(|item| view! { <li>{blocks(app, item)}</li> }).collect_view().into_any()
}

fn checks(app: App, items: &[Vec<Inline>]) -> AnyView {
    items
        .iter()
        .map(|item| {
            view! {
                <li><label class="check"><input type="checkbox"/><span>{inlines(app, item)}</span></label></li>
            }
        })
        .collect_view()
        .into_any()
}

/// Draws a run of text.
pub fn inlines(app: App, text: &[Inline]) -> AnyView {
    text.iter().map(|item| inline(app, item)).collect_view().into_any()
}

fn inline(app: App, inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(app, inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(app, inner)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
        Inline::Link { to, text } => anchor(app, to.clone(), inlines(app, text)),
    }
}

/// A link that leaves is an anchor; one that stays in the panel is a button.
fn anchor(app: App, to: Link, text: AnyView) -> AnyView {
    match link::address(&to) {
        Some(address) => {
            let target = matches!(to, Link::Web(_)).then_some("_blank");
            view! { <a href=address target=target rel="noopener">{text}</a> }.into_any()
        }
        None => view! {
            <button class="inline" type="button" on:click=move |_| app.follow_link(&to)>
                {text}
            </button>
        }
        .into_any(),
    }
}
