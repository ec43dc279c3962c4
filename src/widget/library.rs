//! The entries that have arrived: all of a small site, those opened of a large one.

use std::rc::Rc;

use unstuck_model::{
    entry::Entry,
    guide::Guide,
    id::EntryId,
    session,
    site::{Content, Outline},
};
use unstuck_pack::{Block, Blocks, Digest, block};
use wasm_bindgen_futures::JsFuture;

use crate::fetch;

/// The entries and what lists show of them.
pub struct Library {
    content: Rc<Content>,
    places: Rc<Blocks>,
    arrived: Vec<Rc<Block>>,
}

impl Library {
    /// The entries of the pack's content, and where the others are.
    pub fn new(content: Rc<Content>, places: Blocks) -> Self {
        Self { content, places: Rc::new(places), arrived: Vec::new() }
    }

    /// The library with one more block.
    pub fn with(&self, block: Block) -> Self {
        let mut arrived = self.arrived.clone();
        arrived.push(Rc::new(block));
        Self { content: Rc::clone(&self.content), places: Rc::clone(&self.places), arrived }
    }

    /// The entry with an id, if it has arrived.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        let later = self.arrived.iter().map(|block| &block.entries);
        let mut all = later.chain([&self.content.entries]);
        all.find_map(|entries| entries.iter().find(|entry| entry.id == *id))
    }

    /// What lists show of an entry, if it is known.
    pub fn outline(&self, id: &EntryId) -> Option<&Outline> {
        let later = self.arrived.iter().map(|block| &block.outlines);
        let mut all = later.chain([&self.content.outlines]);
        all.find_map(|outlines| outlines.iter().find(|outline| outline.id == *id))
    }

    /// The block that an entry arrives with, if it has not.
    pub fn missing(&self, id: &EntryId) -> Option<Digest> {
        if self.entry(id).is_some() { None } else { self.places.of(id) }
    }
}

impl session::Library for Library {
    fn guide(&self, id: &EntryId) -> Option<&Guide> {
        self.entry(id)?.guide()
    }
}

/// The block at an address, or nothing if it cannot be had or is another one.
pub async fn fetch(address: &str, digest: Digest) -> Option<Block> {
    let reply = fetch::get(address, "").await?;
    let bytes = JsFuture::from(reply.array_buffer().ok()?).await.ok()?;
    block(digest, &js_sys::Uint8Array::new(&bytes).to_vec()).ok()
}
