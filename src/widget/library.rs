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
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The entries; cheap to clone.
#[derive(Clone)]
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

    /// The entry with an id, if it has arrived.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        let later = || self.arrived.iter().flat_map(|block| &block.entries).find(|e| e.id == *id);
        self.content.entry(id).or_else(later)
    }

    /// What lists show of an entry, if it is known.
    pub fn outline(&self, id: &EntryId) -> Option<&Outline> {
        let later = || self.arrived.iter().flat_map(|block| &block.outlines).find(|o| o.id == *id);
        self.content.outline(id).or_else(later)
    }

    /// The block that an entry arrives with, if it has not.
    pub fn missing(&self, id: &EntryId) -> Option<Digest> {
        if self.entry(id).is_some() { None } else { self.places.of(id) }
    }

    /// Takes in a block.
    pub fn add(&mut self, block: Block) {
        self.arrived.push(Rc::new(block));
    }
}

impl session::Library for Library {
    fn guide(&self, id: &EntryId) -> Option<&Guide> {
        self.entry(id)?.guide()
    }
}

/// The block at an address, or nothing if it cannot be had or is another one.
pub async fn fetch(address: &str, digest: Digest) -> Option<Block> {
    let reply = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let reply: Response = reply.unchecked_into();
    let bytes = JsFuture::from(reply.array_buffer().ok()?).await.ok()?;
    // A page that says "not found" has another digest as well.
    block(digest, &js_sys::Uint8Array::new(&bytes).to_vec()).ok()
}
