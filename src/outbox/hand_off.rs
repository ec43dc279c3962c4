//! What the desk is told when a chat is opened. The page may be gone the next moment, so that it is sent
//! once, outlives the page, and nobody waits for an answer or is told of a failure: the link opens all
//! the same, and the message itself says the most of it.

use unstuck_model::{channel::Kind, chat::ChatOpened, notes::Notes};
use wasm_bindgen_futures::spawn_local;

use crate::{fresh_key, post::fetch};

/// Tells the desk. Who presses twice tells the same again, in the place of what was told before.
pub fn tell(told: &[u8], address: String) -> Option<()> {
    let (notes, kind): (Notes, Kind) = unstuck_pack::from_bytes(told)?;
    let body = serde_json::to_string(&ChatOpened::new(kind, notes)).ok()?;
    let key = fresh_key()?;
    spawn_local(async move { drop(fetch(&address, &key, &body, None, true).await) });
    Some(())
}
