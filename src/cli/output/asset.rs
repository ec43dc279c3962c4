use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};

use super::Files;

/// Puts an asset under a name with a part of its hash, and returns its path and integrity.
pub fn put(files: &mut Files, name: &str, ending: &str, bytes: Vec<u8>) -> (String, String) {
    let hash: String =
        Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let path = format!("assets/{name}.{hash}.{ending}");
    let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
    files.insert(path.clone(), bytes);
    (path, integrity)
}

/// The widget's script: what wasm-bindgen wrote for it and for the module that walks, kept out of
/// the page's globals, and its call to the loader with what nothing needs before.
pub fn boot(widget: &[u8], walk: &[u8], more: &serde_json::Value) -> Vec<u8> {
    [
        b"(()=>{const walk=(()=>{".as_slice(),
        walk,
        b"\n;return wasm_bindgen})();",
        widget,
        b"\n;window.Unstuck.boot(Object.assign(wasm_bindgen,{more:Object.assign({walk},",
        more.to_string().as_bytes(),
        b")}))})();\n",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_named_and_sealed_by_their_bytes() {
        let mut files = Files::new();
        let (path, integrity) = put(&mut files, "style", "css", b"abc".to_vec());
        assert_eq!(path, "assets/style.ba7816bf8f01cfea.css");
        let expect = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(integrity, expect);
        assert_eq!(files.len(), 1);
    }
}
