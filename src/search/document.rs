use unstuck_model::{
    entry::{Body, Entry},
    site::Outline,
    text::{Block, plain, plain_blocks},
};

/// What search knows of one entry: its texts, without marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The entry, its title included.
    pub outline: Outline,
    /// How customers say it.
    pub asks: Vec<String>,
    /// The short answer.
    pub short: String,
    /// The headings of an answer, the steps of a guide.
    pub headings: Vec<String>,
    /// The whole text.
    pub body: String,
}

impl Document {
    /// The texts of an entry.
    pub fn from_entry(entry: &Entry) -> Self {
        let mut headings = Vec::new();
        let mut body = String::new();
        match &entry.body {
            Body::Answer(blocks) => {
                push_headings(blocks, &mut headings);
                body.push_str(&plain_blocks(blocks));
            }
            Body::Guide(guide) => {
                body.push_str(&plain_blocks(&guide.intro));
                for step in &guide.steps {
                    headings.push(plain(&step.title));
                    body.push('\n');
                    body.push_str(&plain_blocks(&step.body));
                    for choice in &step.choices {
                        body.push('\n');
                        body.push_str(&plain(&choice.label));
                    }
                }
            }
        }
        Self {
            outline: Outline::of(entry),
            asks: entry.asks.clone(),
            short: entry.short.clone(),
            headings,
            body,
        }
    }
}

fn push_headings(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => out.push(plain(text)),
            Block::Note(inner) => push_headings(inner, out),
            Block::Paragraph(_)
            | Block::List { .. }
            | Block::Checklist(_)
            | Block::Code(_)
            | Block::Media(_) => {}
        }
    }
}
