//! The guide under way, kept for the next page of this tab.
//!
//! Written only while a customer walks a guide, and taken away when they end or leave it. The loader
//! looks for the key on each page.

use unstuck_model::{
    id::StepId,
    session::{Session, Status},
};
use unstuck_pack::{Digest, from_bytes, to_bytes};
use web_sys::Storage;

use crate::library::Library;

/// The same key as in the loader.
const KEY: &str = "unstuck";

/// A guide under way: the build of the site, because a session holds places as numbers that another
/// build may have given to other steps; the session; the id of its step; and the number of the walk,
/// which tabs share that go on with it.
pub type Kept = (Digest, Session, StepId, u32);

/// Keeps a guide under way; one that has ended is forgotten.
pub fn keep(session: &Session, build: Digest, walk: u32, library: &Library) {
    let step = session.step(library).filter(|_| session.status == Status::Walking);
    let Some(step) = step else { return forget() };
    // One character for each byte of the pack's form, which is small and whose reader is here anyway.
    let text: String =
        to_bytes(&(build, session, &step.id, walk)).into_iter().map(char::from).collect();
    // A store that refuses only means that the next page does not know.
    let _ = storage().map(|storage| storage.set_item(KEY, &text));
}

/// Forgets it.
pub fn forget() {
    let _ = storage().map(|storage| storage.remove_item(KEY));
}

/// The guide that was under way.
pub fn recall() -> Option<Kept> {
    let text = storage()?.get_item(KEY).ok()??;
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    from_bytes(&bytes?)
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
