//! Pictures and short videos.

use serde::{Deserialize, Serialize};

/// A picture or a short video that an entry shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Whether it moves.
    pub kind: MediaKind,
    /// Its path in the built site, with a part of its hash: such a file never changes.
    pub file: String,
    /// What it shows, for those who cannot see it and for search.
    pub alternative: String,
    /// Its width in pixels, so that its place is kept until it has arrived.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Whether something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaKind {
    /// A picture, which a GIF that moves is too.
    Picture,
    /// A video, which plays when the customer asks for it.
    Video,
}
