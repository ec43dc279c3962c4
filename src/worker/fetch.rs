//! Fetching a part of the pack.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::post::scope;

/// The bytes at an address, or a sentence that says why there are none.
pub async fn bytes(address: &str) -> Result<Vec<u8>, String> {
    let unreachable = |_| format!("{address} could not be fetched");
    let response: Response = JsFuture::from(scope().fetch_with_str(address))
        .await
        .map_err(unreachable)?
        .unchecked_into();
    if !response.ok() {
        return Err(format!("{address} answered with status {}", response.status()));
    }
    let buffer = response.array_buffer().map_err(unreachable)?;
    let buffer = JsFuture::from(buffer).await.map_err(unreachable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
