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
/// the loader, with what nothing needs before as `more`.
pub fn boot(glue: &[u8], more: &serde_json::Value) -> Vec<u8> {
    let call =
        format!("\n;window.Unstuck?.boot(Object.assign(wasm_bindgen,{{more:{more}}}))}})();\n");
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
