//! The body of an answer.

use std::ops::Range;

use unstuck_model::text::{Block, plain};

use crate::{convert::Piece, report::Faults};

/// The blocks of an answer.
pub(crate) fn read(pieces: Vec<Piece>, faults: &mut Faults) -> Vec<Block> {
    let mut blocks = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Block { block, .. } => blocks.push(block),
            Piece::OnPage { span, .. } => {
                faults
                    .error("bad-on-page", span, "only a step of a guide can be tied to the page")
                    .help("move this entry to `guides/` and give it steps, or delete the block");
            }
            Piece::Heading { level, attributes, text, span } => {
                if attributes.id.is_some() || attributes.condition.is_some() {
                    faults
                        .error(
                            "bad-heading",
                            span.clone(),
                            "only a guide's headings have ids and conditions",
                        )
                        .help("delete the braces, or move this entry to `guides/`");
                }
                check_level(level, span, faults);
                blocks.push(Block::Heading { level, text });
            }
        }
    }
    blocks
}

/// Reports a heading that is too big or too small to be inside a text.
pub(crate) fn check_level(level: u8, span: Range<usize>, faults: &mut Faults) {
    match level {
        2..=4 => {}
        1 => {
            faults
                .error(
                    "bad-heading",
                    span,
                    "the title stands in the front matter, not in a heading",
                )
                .help("begin this heading with `##`, or delete it");
        }
        _ => {
            faults
                .error("bad-heading", span, format!("a heading of level {level} is too small"))
                .help("use `##`, `###` or `####`");
        }
    }
}

/// The short answer: the first paragraph as plain text.
pub(crate) fn short(pieces: &[Piece], body: usize, faults: &mut Faults) -> String {
    let (text, place) = match pieces.first() {
        Some(Piece::Block { block: Block::Paragraph(text), span }) => (plain(text), span.start),
        Some(
            Piece::Block { span, .. } | Piece::Heading { span, .. } | Piece::OnPage { span, .. },
        ) => (String::new(), span.start),
        None => (String::new(), body),
    };
    let short = text.trim().to_owned();
    if short.is_empty() {
        faults
            .error("no-short-answer", place..place, "this entry does not begin with a paragraph")
            .help("write the answer in one or two sentences first; search results show them");
    }
    short
}
