//! The built widget inside this program.

use rust_embed::RustEmbed;

use crate::{failure::Failure, table_export};

/// What Trunk writes. A debug build reads the folder each time, a release holds its files.
#[derive(RustEmbed)]
#[folder = "../../target/widget"]
#[allow_missing = true]
struct Built;

/// The folder of the built widget, watched by `serve` in a debug build.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/widget");

/// A part of the widget that is loaded when it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The script that starts its code.
    pub glue: Vec<u8>,
    /// Its code.
    pub wasm: Vec<u8>,
}

/// The parts of the built widget, as Trunk names and leaves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The script that starts the widget's code.
    pub widget: Vec<u8>,
    /// The widget's code.
    pub widget_wasm: Vec<u8>,
    /// Guides that walk on the page.
    pub walk: Module,
    /// QR codes.
    pub qr: Module,
    /// The rules of phone numbers.
    pub phone: Module,
    /// What sends a request until it has arrived.
    pub outbox: Module,
    /// The script that starts the search worker's code.
    pub worker: Vec<u8>,
    /// The search worker's code.
    pub worker_wasm: Vec<u8>,
    /// The widget's stylesheets in the order they apply.
    pub styles: Vec<String>,
}

impl Assets {
    /// The parts in this program.
    pub fn load() -> Result<Self, Failure> {
        let names: Vec<String> = Built::iter().map(|name| name.into_owned()).collect();
        Self::pick(&names, |name| Built::get(name).map(|file| file.data.into_owned()))
    }

    fn pick(names: &[String], read: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Failure> {
        let part = |what: &str, ending: &str| {
            names
                .iter()
                .filter(|name| !name.contains('/') && name.contains(what) && name.ends_with(ending))
                .find_map(|name| read(name))
                .ok_or_else(|| missing(&format!("{what}…{ending}")))
        };
        let module = |what: &str| -> Result<Module, Failure> {
            let wasm = table_export::mend(part(what, "_bg.wasm")?);
            Ok(Module { glue: part(what, ".js")?, wasm })
        };
        let mut sheets: Vec<&String> = names.iter().filter(|name| is_widget_style(name)).collect();
        // The tokens come first; among the others the order of names serves.
        sheets.sort_by_key(|name| (!name.ends_with("/tokens.css"), *name));
        let styles: Vec<String> = sheets
            .into_iter()
            .filter_map(|name| read(name))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect();
        if styles.is_empty() {
            return Err(missing("style/*.css"));
        }
        Ok(Self {
            widget: part("widget", ".js")?,
            widget_wasm: table_export::mend(part("widget", "_bg.wasm")?),
            walk: module("unstuck-walk")?,
            qr: module("unstuck-qr")?,
            phone: module("unstuck-phone")?,
            outbox: module("unstuck-outbox")?,
            worker: part("worker", ".js")?,
            worker_wasm: table_export::mend(part("worker", "_bg.wasm")?),
            styles,
        })
    }
}

/// Whether a file is a stylesheet of the widget: not that of the pages, nor that of the launcher.
fn is_widget_style(name: &str) -> bool {
    name.strip_prefix("style/")
        .is_some_and(|own| own.ends_with(".css") && !matches!(own, "page.css" | "launcher.css"))
}

fn missing(part: &str) -> Failure {
    Failure::new(format!("this program was built without the widget ({part} is not there)"))
        .help("in the source tree run `cargo xtask serve`, or `trunk build --release` and build again; releases hold it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_their_names() {
        let names = [
            "host/host.css",
            "index.html",
            "style/forms.css",
            "style/page.css",
            "style/tokens.css",
            "style/launcher.css",
            "unstuck-outbox.js",
            "unstuck-outbox_bg.wasm",
            "unstuck-phone.js",
            "unstuck-phone_bg.wasm",
            "unstuck-qr.js",
            "unstuck-qr_bg.wasm",
            "unstuck-walk.js",
            "unstuck-walk_bg.wasm",
            "unstuck-widget-0a1b.js",
            "unstuck-widget-0a1b_bg.wasm",
            "unstuck-worker.js",
            "unstuck-worker_bg.wasm",
        ]
        .map(str::to_owned);
        let read = |name: &str| Some(name.as_bytes().to_vec());
        let assets = Assets::pick(&names, read).unwrap();
        assert_eq!(assets.widget, b"unstuck-widget-0a1b.js");
        assert_eq!(assets.worker_wasm, b"unstuck-worker_bg.wasm");
        assert_eq!(assets.styles, ["style/tokens.css", "style/forms.css"]);
        let failure = Assets::pick(&names[..5], read).unwrap_err().to_string();
        assert!(failure.contains("widget….js") && failure.contains("cargo xtask serve"));
    }
}
