//! Runs of text: emphasis, code, links.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};
use unstuck_model::text::{Inline, Link, plain};

use crate::{
    convert::{HTML, Walk, html_help},
    depth::DEEPEST,
    figures::Figure,
    links,
};

impl<'a> Walk<'a, '_, '_> {
    /// The run of text up to the end of the block, which is left.
    pub(crate) fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut run = Vec::new();
        self.run(&mut run, depth);
        self.check_broken_links(&run);
        trimmed(run)
    }

    /// The run of text that begins with an event.
    pub(crate) fn inlines_from(
        &mut self,
        event: Event<'a>,
        span: Range<usize>,
        depth: usize,
    ) -> Vec<Inline> {
        let mut run = Vec::new();
        self.inline(event, span, &mut run, depth);
        self.run(&mut run, depth);
        self.check_broken_links(&run);
        trimmed(run)
    }

    fn run(&mut self, run: &mut Vec<(Inline, Range<usize>)>, depth: usize) {
        while let Some(event) = self.peek() {
            if !is_inline(event) {
                break;
            }
            if let Some((event, span)) = self.next() {
                self.inline(event, span, run, depth);
            }
        }
    }

    fn inline(
        &mut self,
        event: Event<'a>,
        span: Range<usize>,
        run: &mut Vec<(Inline, Range<usize>)>,
        depth: usize,
    ) {
        if depth > DEEPEST && matches!(event, Event::Start(_)) {
            self.refuse_depth(span);
            return;
        }
        match event {
            Event::Text(text) => push_text(run, &text, span),
            Event::SoftBreak => push_text(run, " ", span),
            Event::HardBreak => run.push((Inline::Break, span)),
            Event::Code(code) => run.push((Inline::Code(code.to_string()), span)),
            Event::Start(Tag::Strong) => {
                let inner = self.inner(depth);
                run.push((Inline::Strong(inner), span));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inner(depth);
                run.push((Inline::Emphasis(inner), span));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let text = self.inner(depth);
                match self.link(link_type, &dest_url, &text, &span) {
                    Some(to) => run.push((Inline::Link { to, text }, span)),
                    None => run.extend(text.into_iter().map(|inline| (inline, span.clone()))),
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let alternative = plain(&self.inner(depth));
                self.figures.push(Figure { address: dest_url.to_string(), alternative, span });
            }
            Event::TaskListMarker(ticked) => self.task = Some((ticked, span)),
            Event::InlineHtml(html) | Event::Html(html) => {
                self.faults.error("html", span, HTML).help(html_help(&html));
            }
            // The parser is not asked for any other construct.
            _ => {}
        }
    }

    /// The text inside the emphasis or link that is open, and its end.
    fn inner(&mut self, depth: usize) -> Vec<Inline> {
        let inner = self.inlines(depth + 1);
        self.next();
        inner
    }

    /// Where an address is written within a link or picture.
    pub(crate) fn place_of(&self, written: &str, span: &Range<usize>) -> Range<usize> {
        match self.slice(span).rfind(written).filter(|_| !written.is_empty()) {
            Some(at) => span.start + at..span.start + at + written.len(),
            None => span.clone(),
        }
    }

    fn link(
        &mut self,
        kind: LinkType,
        written: &str,
        text: &[Inline],
        span: &Range<usize>,
    ) -> Option<Link> {
        let place = self.place_of(written, span);
        if plain(text).trim().is_empty() {
            self.faults
                .error("empty-link", span.clone(), "this link has no words on it")
                .help("write what it leads to between the square brackets");
        }
        let found = match kind {
            LinkType::Email => links::read(&format!("mailto:{written}"), &self.scope),
            LinkType::Inline
            | LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Autolink
            | LinkType::WikiLink { .. } => links::read(written, &self.scope),
        };
        match found {
            Ok(link) => Some(link),
            Err(refusal) => {
                self.faults.error(refusal.code, place, refusal.message).help(refusal.help);
                None
            }
        }
    }

    /// Markdown shows a link with a space in its address as plain text; nobody means that.
    fn check_broken_links(&mut self, run: &[(Inline, Range<usize>)]) {
        for (inline, span) in run {
            let Inline::Text(text) = inline else { continue };
            if text.contains("](") {
                self.faults
                    .error("broken-link", span.clone(), "this looks like a link and is none")
                    .help("write `[words](address)`, without spaces in the address");
            }
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

fn push_text(run: &mut Vec<(Inline, Range<usize>)>, text: &str, span: Range<usize>) {
    if let Some((Inline::Text(before), place)) = run.last_mut() {
        before.push_str(text);
        place.end = span.end;
    } else {
        run.push((Inline::Text(text.to_owned()), span));
    }
}

/// The run without its places, and without a break at its end.
fn trimmed(run: Vec<(Inline, Range<usize>)>) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = run.into_iter().map(|(inline, _)| inline).collect();
    while matches!(inlines.last(), Some(Inline::Break)) {
        inlines.pop();
    }
    inlines
}
