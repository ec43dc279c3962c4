use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::Files;

/// Puts an asset under a name with a part of its hash, and returns its path and integrity. SHA-256,
/// because each longer hash would cost 16 of the loader's 3,000 bytes.
pub fn put(files: &mut Files, name: &str, ending: &str, bytes: Vec<u8>) -> (String, String) {
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = format!("assets/{name}.{hash}.{ending}");
    files.insert(path.clone(), bytes);
    (path, format!("sha256-{}", STANDARD.encode(digest)))
}

/// A script of the widget's: what wasm-bindgen wrote, kept out of the page's globals, and its call to
/// the loader.
pub fn boot(glue: &[u8]) -> Vec<u8> {
    wrapped(glue, "wasm_bindgen")
}

/// The script of the widget itself, with what nothing needs before as `more`, and with `deliver`,
/// which begins to send what waits on the device: it takes the loader's two ways to fetch.
pub fn boot_widget(glue: &[u8], more: &serde_json::Value) -> Vec<u8> {
    let own = format!(
        "Object.assign(wasm_bindgen,{{more:{more},async deliver(code,get){{\
         const[script,wasm]=this.more.modules.outbox;\
         (await code(script))({{module_or_path:await get(wasm)}})}}}})"
    );
    wrapped(glue, &own)
}

fn wrapped(glue: &[u8], init: &str) -> Vec<u8> {
    let call = format!("\n;window.Unstuck?.boot({init})}})();\n");
    [b"(()=>{", glue, call.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_named_and_sealed_by_their_bytes() {
        let mut files = Files::new();
        let (path, integrity) = put(&mut files, "style", "css", b"abc".to_vec());
        assert_eq!(path, "assets/style.ba7816bf8f01cfea.css");
        let expect = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(integrity, expect);
        assert_eq!(files.len(), 1);
    }
}
