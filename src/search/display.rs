//! What is shown of entries, a part of it at a time.

use unstuck_pack::Digest;

use crate::image::Shown;

/// The parts with titles and excerpts, those that have arrived open.
pub struct Display {
    parts: Vec<Place>,
}

struct Place {
    first: u32,
    digest: Digest,
    shown: Vec<Shown>,
}

impl Display {
    /// A display whose parts are still to come, by the first entry of each, in order.
    pub fn new(parts: Vec<(u32, Digest)>) -> Self {
        let place = |(first, digest)| Place { first, digest, shown: Vec::new() };
        Self { parts: parts.into_iter().map(place).collect() }
    }

    /// Takes in a part; false if no place waits for it, nothing if it cannot be read.
    pub fn add(&mut self, digest: Digest, bytes: &[u8]) -> Option<bool> {
        let Some(place) = self.parts.iter_mut().find(|place| place.digest == digest) else {
            return Some(false);
        };
        place.shown = postcard::from_bytes(bytes).ok()?;
        Some(true)
    }

    /// The part that shows an entry, if it has not arrived.
    pub fn missing(&self, entry: u32) -> Option<Digest> {
        let place = self.place(entry)?;
        place.shown.is_empty().then_some(place.digest)
    }

    /// What is shown of an entry.
    pub fn entry(&self, entry: u32) -> Option<&Shown> {
        let place = self.place(entry)?;
        place.shown.get(entry.checked_sub(place.first)? as usize)
    }

    fn place(&self, entry: u32) -> Option<&Place> {
        let after = self.parts.partition_point(|place| place.first <= entry);
        self.parts.get(after.checked_sub(1)?)
    }
}
