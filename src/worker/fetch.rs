//! Fetching parts of the pack.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, RequestInit, Response};

use crate::post::scope;

/// The bytes at an address, or a sentence that says why there are none.
pub async fn bytes(address: &str) -> Result<Vec<u8>, String> {
    let bytes = array(address.to_owned(), RequestInit::new()).await;
    bytes.map(|bytes| bytes.to_vec()).map_err(|reason| reason.as_string().unwrap_or_default())
}

/// The bytes at some addresses, fetched side by side until the signal says that nobody waits.
pub async fn all(addresses: &[String], signal: &AbortSignal) -> Result<Vec<Vec<u8>>, String> {
    let fetches = addresses.iter().map(|address| {
        let init = RequestInit::new();
        init.set_signal(Some(signal));
        let fetch = array(address.clone(), init);
        future_to_promise(async { fetch.await.map(JsValue::from) })
    });
    let fetches: Array = fetches.collect();
    let fetched = JsFuture::from(Promise::all(&fetches)).await;
    let fetched = fetched.map_err(|reason| reason.as_string().unwrap_or_default())?;
    Ok(Array::from(&fetched).iter().map(|bytes| Uint8Array::new(&bytes).to_vec()).collect())
}

async fn array(address: String, init: RequestInit) -> Result<Uint8Array, JsValue> {
    let unreachable = |_| JsValue::from(format!("{address} could not be fetched"));
    let response: Response = JsFuture::from(scope().fetch_with_str_and_init(&address, &init))
        .await
        .map_err(unreachable)?
        .unchecked_into();
    if !response.ok() {
        return Err(format!("{address} answered with status {}", response.status()).into());
    }
    let buffer = response.array_buffer().map_err(unreachable)?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await.map_err(unreachable)?))
}
