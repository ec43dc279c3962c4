//! From Markdown to the small tree of allowed nodes.

use std::{iter::Peekable, ops::Range};

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag};
use unstuck_model::text::{Block, Inline};

use crate::{
    attributes::{self, Attributes, Written},
    depth::DEEPEST,
    figures::Figure,
    links::Scope,
    media::Shelf,
    nearest::nearest,
    report::Faults,
    source::Source,
};

/// What stands at the top level of a body.
pub(crate) enum Piece {
    /// A heading.
    Heading { level: u8, attributes: Attributes, text: Vec<Inline>, span: Range<usize> },
    /// The TOML of a block that ties a step to the host's page.
    OnPage { toml: Range<usize>, span: Range<usize> },
    /// Anything else.
    Block { block: Block, span: Range<usize> },
}

/// What the Markdown parser looks for: tables only so that they can be refused with a sentence.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The pieces of the body that begins at `start`.
pub(crate) fn pieces<'r>(
    source: &Source,
    start: usize,
    scope: Scope<'r>,
    shelf: &'r mut Shelf<'_>,
    faults: &'r mut Faults,
) -> Vec<Piece> {
    let events = Parser::new_ext(source.from(start), options()).into_offset_iter().peekable();
    let mut walk =
        Walk { events, source, start, scope, shelf, faults, task: None, figures: Vec::new() };
    let mut pieces = Vec::new();
    while let Some((event, span)) = walk.next() {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let text = walk.inlines(0);
                walk.refuse_figures();
                walk.next();
                let braces = braces(source, &span);
                let written = Written { id, classes, attrs };
                let attributes = attributes::read(written, &braces, walk.faults);
                pieces.push(Piece::Heading { level: level as u8, attributes, text, span });
            }
            Event::Start(Tag::CodeBlock(kind)) => pieces.push(walk.top_level_code(&kind, span)),
            event => {
                if let Some(block) = walk.block(event, span.clone(), 0) {
                    pieces.push(Piece::Block { block, span });
                }
            }
        }
    }
    pieces
}

/// The place of the braces at the end of a heading, or else of the heading.
fn braces(source: &Source, heading: &Range<usize>) -> Range<usize> {
    let text = source.slice(heading);
    let line = text.trim_end().len();
    match text.rfind('{') {
        Some(at) => heading.start + at..heading.start + line.max(at),
        None => heading.start..heading.start + line,
    }
}

/// A walk over the events of the Markdown parser.
pub(crate) struct Walk<'a, 'r, 's> {
    events: Peekable<OffsetIter<'a>>,
    source: &'a Source,
    start: usize,
    pub(crate) scope: Scope<'r>,
    pub(crate) shelf: &'r mut Shelf<'s>,
    pub(crate) faults: &'r mut Faults,
    /// The box of the list item under way, and whether it is ticked.
    pub(crate) task: Option<(bool, Range<usize>)>,
    /// The pictures of the run of text under way.
    pub(crate) figures: Vec<Figure>,
}

impl<'a> Walk<'a, '_, '_> {
    pub(crate) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, span) = self.events.next()?;
        Some((event, span.start + self.start..span.end + self.start))
    }

    pub(crate) fn peek(&mut self) -> Option<&Event<'a>> {
        self.events.peek().map(|(event, _)| event)
    }

    pub(crate) fn slice(&self, span: &Range<usize>) -> &'a str {
        self.source.slice(span)
    }

    /// The path of the file that is read.
    pub(crate) fn path(&self) -> String {
        self.source.path.clone()
    }

    /// The blocks up to the end of the one that is open, and that end.
    pub(crate) fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            blocks.extend(self.block(event, span, depth));
        }
        blocks
    }

    /// The block that begins with an event; nothing where it is refused.
    fn block(&mut self, event: Event<'a>, span: Range<usize>, depth: usize) -> Option<Block> {
        if depth > DEEPEST && matches!(event, Event::Start(_)) {
            self.refuse_depth(span);
            return None;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                let inlines = self.inlines(depth);
                self.next();
                self.paragraph(inlines)
            }
            Event::Start(Tag::BlockQuote(_)) => Some(Block::Note(self.blocks(depth + 1))),
            Event::Start(Tag::List(start)) => self.list(start, depth),
            Event::Start(Tag::CodeBlock(kind)) => {
                if language(&kind) == "on-page" {
                    self.faults
                        .error(
                            "bad-on-page",
                            span,
                            "an `on-page` block stands inside a list or note",
                        )
                        .help("put it at the beginning of the line, by itself");
                }
                let (code, _) = self.code();
                Some(Block::Code(code))
            }
            Event::Start(Tag::Heading { .. }) => self.refuse(
                "bad-heading",
                span,
                "a heading stands inside a list or note",
                "put it at the beginning of the line",
            ),
            Event::Start(Tag::HtmlBlock) => self.refuse_html(span),
            Event::Start(Tag::Table(_)) => self.refuse(
                "table",
                span,
                "tables cannot be shown on a phone and are not supported",
                "write a list, with the name of each row in bold: `- **Name:** value`",
            ),
            Event::Rule => {
                self.faults
                    .error("line", span, "lines between parts are not supported")
                    .help("write a heading, or leave one line empty");
                None
            }
            Event::End(_) => None,
            // Whatever else begins here is a run of text: an item of a list without empty lines.
            event => {
                let inlines = self.inlines_from(event, span, depth);
                let is_empty = inlines.is_empty() && self.figures.is_empty();
                if is_empty { None } else { self.paragraph(inlines) }
            }
        }
    }

    fn top_level_code(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>) -> Piece {
        let language = language(kind);
        let meant = nearest(&language, ["on-page"]).filter(|_| language != "on-page");
        if meant.is_some() {
            let message = format!("`{language}` is not a kind of block");
            self.faults.error("bad-on-page", span.clone(), message).help("did you mean `on-page`?");
        }
        let (code, inside) = self.code();
        match language.as_str() {
            "on-page" => Piece::OnPage { toml: inside.unwrap_or(span.end..span.end), span },
            _ => Piece::Block { block: Block::Code(code), span },
        }
    }

    /// The text of the code block that is open, and its place.
    fn code(&mut self) -> (String, Option<Range<usize>>) {
        let mut code = String::new();
        let mut inside: Option<Range<usize>> = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::Text(text) => {
                    code.push_str(&text);
                    let start = inside.map_or(span.start, |inside| inside.start);
                    inside = Some(start..span.end);
                }
                _ => break,
            }
        }
        (code.replace("\r\n", "\n"), inside)
    }

    /// Reports a construct and passes over all of it.
    pub(crate) fn refuse(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: &str,
        help: &str,
    ) -> Option<Block> {
        self.faults.error(code, span, message).help(help);
        self.pass_over();
        None
    }

    pub(crate) fn refuse_depth(&mut self, span: Range<usize>) {
        self.refuse(
            "too-deep",
            span,
            "lists, notes or emphasis are nested too deep here",
            "write it as several steps or paragraphs",
        );
    }

    fn refuse_html(&mut self, span: Range<usize>) -> Option<Block> {
        let text = self.slice(&span);
        let span = span.start..span.start + text.trim_end().len();
        self.refuse("html", span, HTML, html_help(text))
    }

    /// Passes over the rest of the construct that is open.
    fn pass_over(&mut self) {
        let mut open = 1usize;
        while open > 0 {
            match self.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

pub(crate) const HTML: &str = "HTML is not supported";

/// What to write in place of some HTML.
pub(crate) fn html_help(html: &str) -> &'static str {
    if html.starts_with("<!--") {
        "delete the comment; customers would not see it either"
    } else {
        "write it in Markdown; for the sign itself, write `&lt;`"
    }
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => {
            info.split_whitespace().next().unwrap_or_default().to_owned()
        }
    }
}
