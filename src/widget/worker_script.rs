//! Starting a worker from another origin.
//!
//! A browser loads no worker across origins, so the script is fetched, checked against its hash
//! and put into a blob of the page.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use crate::{fetch, options::Options};

/// A running worker, or nothing if its script cannot be had or the page's policy forbids it.
pub async fn spawn(options: &Options) -> Option<Worker> {
    let worker = &options.worker;
    let script = fetch::get(&worker.url, &worker.integrity).await?;
    let script = JsFuture::from(script.text().ok()?).await.ok()?.as_string()?;
    let start = format!(
        // An empty message cannot be read, which the client takes for the failure that it is.
        "{script};\nwasm_bindgen({{module_or_path:fetch({},{{integrity:{}}})}})\
         .catch(()=>postMessage(new Uint8Array));",
        quoted(&options.worker_wasm.url),
        quoted(&options.worker_wasm.integrity),
    );
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&start.into()), &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let worker = Worker::new(&url);
    // The browser holds the blob until the worker has read it.
    let _ = Url::revoke_object_url(&url);
    worker.ok()
}

/// A JavaScript string literal.
fn quoted(text: &str) -> String {
    js_sys::JSON::stringify(&JsValue::from_str(text))
        .ok()
        .and_then(|json| json.as_string())
        .unwrap_or_else(|| "\"\"".to_owned())
}
