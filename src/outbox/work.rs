//! The work that a desk may want before it takes a request in: done in slices, so that the page stays
//! alive, and away from no customer who has nothing to send.

use js_sys::{Date, Promise};
use sha2::{Digest, Sha256};
use unstuck_model::proof::{Search, proof};
use wasm_bindgen_futures::JsFuture;

/// How long the page waits for one slice, in milliseconds.
const SLICE: f64 = 8.0;
/// How many numbers are tried before the clock is read: half a millisecond of a slow phone.
const TRIES: u32 = 128;

/// The proof that solves a challenge; nothing, if it is none, or asks for too much.
pub async fn solve(challenge: &str) -> Option<String> {
    let mut search = Search::new(challenge)?;
    let mut begun = Sha256::new_with_prefix(challenge);
    begun.update(".");
    let hash = |digits: &[u8]| begun.clone().chain_update(digits).finalize().into();
    loop {
        let began = Date::now();
        // A clock that is put back ends the slice too.
        while (0.0..SLICE).contains(&(Date::now() - began)) {
            if let Some(digits) = search.step(TRIES, hash) {
                return Some(proof(challenge, &digits));
            }
        }
        others_turn().await?;
    }
}

/// Lets the page do what it has to do.
async fn others_turn() -> Option<()> {
    let window = web_sys::window()?;
    let woken = Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback(&resolve);
    });
    JsFuture::from(woken).await.ok().map(drop)
}
