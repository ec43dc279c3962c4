//! Pictures and videos in a text: each is a block of its own.

use std::ops::Range;

use unstuck_model::text::{Block, Inline};

use crate::{convert::Walk, format::Format, media};

/// A picture as it is written, before it is known whether it may stand there.
pub(crate) struct Figure {
    pub(crate) address: String,
    pub(crate) alternative: String,
    pub(crate) span: Range<usize>,
}

impl Walk<'_, '_, '_> {
    /// The paragraph of a run of text, or the picture that stands in its place.
    pub(crate) fn paragraph(&mut self, run: Vec<Inline>) -> Option<Block> {
        let mut figures = std::mem::take(&mut self.figures);
        if figures.len() == 1 && run.iter().all(is_blank) {
            return figures.pop().and_then(|figure| self.figure(figure));
        }
        self.refuse_inline(figures);
        Some(Block::Paragraph(run))
    }

    /// Reports the pictures of the run of text that was just read.
    pub(crate) fn refuse_figures(&mut self) {
        let figures = std::mem::take(&mut self.figures);
        self.refuse_inline(figures);
    }

    fn refuse_inline(&mut self, figures: Vec<Figure>) {
        for figure in figures {
            self.faults
                .error("inline-media", figure.span.clone(), "a picture stands inside other text")
                .help("put it on a line of its own, with an empty line before and after it");
            // Whatever else is wrong with it, it is not a file that nobody shows.
            let path = self.path();
            let _ = self.shelf.take(&path, &figure.address, String::new());
        }
    }

    fn figure(&mut self, figure: Figure) -> Option<Block> {
        let Figure { address, alternative, span } = figure;
        let alternative = alternative.trim().to_owned();
        if alternative.is_empty() {
            self.faults
                .error("no-alternative", span.clone(), "this picture says nothing to who cannot see it")
                .help("write what it shows between the square brackets, such as `![The SIM tray, open](tray.png)`");
        } else if is_name(&alternative, &address) {
            self.faults
                .warning("name-as-alternative", span.clone(), "these words are the name of a file")
                .help("write what a customer sees there, such as `The SIM tray, open`");
        }
        let place = self.place_of(&address, &span);
        let path = self.path();
        match self.shelf.take(&path, &address, alternative) {
            Ok(media) => {
                if let Some(message) = media::too_wide(&media) {
                    self.faults
                        .warning("too-wide", place, message)
                        .help("make it smaller; 800 pixels are plenty in the panel");
                }
                Some(Block::Media(media))
            }
            Err(refusal) => {
                self.faults.error(refusal.code, place, refusal.message).help(refusal.help);
                None
            }
        }
    }
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break => true,
        Inline::Strong(_) | Inline::Emphasis(_) | Inline::Code(_) | Inline::Link { .. } => false,
    }
}

/// Whether words are a file's name, with its ending or without.
fn is_name(words: &str, address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or(address);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_path = !words.contains(' ') && Format::of_path(words).is_some();
    is_path || words.eq_ignore_ascii_case(name) || words.eq_ignore_ascii_case(stem)
}
