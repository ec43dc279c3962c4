//! What is downloaded at once, and what only when a query needs it.

use crate::{
    document::Document,
    image::Shown,
    shelve::Row,
    terms::{Postings, Terms},
    vocabulary::Words,
};

/// How much of an entry is kept to take excerpts from, in characters: of its short answer, and of
/// the text after that.
const SHORT: usize = 240;
const MORE: usize = 800;
/// An index larger than this, in bytes as estimated, is cut into parts that are files of their own.
/// Below it, the whole costs a customer less than the parts of one query and their requests.
const WHOLE: usize = 480_000;
/// What is shown of entries is cut above so many bytes: an answer shows five of them.
const WHOLE_SHOWN: usize = 120_000;
/// How large a part is, in bytes as estimated, and how many there are at most: the table of parts
/// travels with every pack.
const PART: usize = 9_000;
const MOST_PARTS: usize = 1_500;
/// How many words are known before any shard has arrived, to complete and to correct with.
const WORDS: usize = 12_000;

/// How the terms of an index, or what is shown of its entries, are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All in the core.
    Whole,
    /// Parts of their own, without the words that say little: their postings are the longest.
    Parts,
}

impl Layout {
    /// The layout for some terms.
    pub fn of(terms: &Terms) -> Self {
        if size(terms) > WHOLE { Self::Parts } else { Self::Whole }
    }

    /// How large a part may be whose kind takes so many bytes in all.
    fn most(self, total: usize) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Parts => PART.max(total / MOST_PARTS),
        }
    }
}

fn size(terms: &Terms) -> usize {
    terms.postings.iter().map(|(term, held)| estimate(term, held)).sum()
}

/// About how many bytes a term takes.
fn estimate(term: &str, held: &[Postings; 3]) -> usize {
    let postings: usize = held.iter().map(Vec::len).sum();
    term.len() / 2 + 8 + postings * 3 / 2
}

/// The terms in ranges, one for each shard.
pub fn cut(terms: &Terms, layout: Layout) -> Vec<Vec<Row<'_>>> {
    let most = layout.most(size(terms));
    let mut shards = Vec::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut size = 0usize;
    for (term, held) in &terms.postings {
        let own = estimate(term, held);
        if size.saturating_add(own) > most && !rows.is_empty() {
            shards.push(std::mem::take(&mut rows));
            size = 0;
        }
        rows.push((term, held));
        size += own;
    }
    shards.push(rows);
    shards
}

/// The words that most entries hold, those of titles and phrasings first.
pub fn words(terms: &Terms) -> Words {
    let mut all: Vec<(bool, usize, &str)> = terms
        .postings
        .iter()
        .filter(|(_, [head, body, _])| !head.is_empty() || !body.is_empty())
        .map(|(term, [head, body, _])| (head.len() > 1, head.len().max(body.len()), term.as_str()))
        .collect();
    all.sort_by(|a, b| b.cmp(a));
    all.truncate(WORDS);
    all.sort_by_key(|(_, _, term)| *term);
    Words {
        stems: all.iter().map(|(_, _, term)| *term).collect::<Vec<_>>().join("\n"),
        entries: all.iter().map(|(_, entries, _)| *entries as u32).collect(),
    }
}

/// What is shown of the entries, in parts, and whether the core holds these.
pub fn display(documents: &[Document]) -> (Layout, Vec<(u32, Vec<Shown>)>) {
    let all: Vec<Shown> = documents.iter().map(shown).collect();
    let size =
        |shown: &Shown| shown.outline.title.len() + shown.short.len() + shown.more.len() + 60;
    let total = all.iter().map(size).sum();
    let layout = if total > WHOLE_SHOWN { Layout::Parts } else { Layout::Whole };
    let most = layout.most(total);
    let mut parts: Vec<(u32, Vec<Shown>)> = Vec::new();
    let mut full = usize::MAX;
    for (entry, shown) in all.into_iter().enumerate() {
        let own = size(&shown);
        match parts.last_mut() {
            Some((_, part)) if full.saturating_add(own) <= most => {
                full += own;
                part.push(shown);
            }
            Some(_) | None => {
                full = own;
                parts.push((entry as u32, vec![shown]));
            }
        }
    }
    (layout, parts)
}

fn shown(document: &Document) -> Shown {
    let short = document.short.trim();
    let body = document.body.trim();
    // The short answer of most entries is the beginning of their text.
    let more = body.strip_prefix(short).unwrap_or(body).trim();
    Shown {
        outline: document.outline.clone(),
        short: beginning(short, SHORT).to_owned(),
        more: beginning(more, MORE).to_owned(),
    }
}

fn beginning(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}
