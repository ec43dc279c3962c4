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

/// The parts of the built widget, as Trunk names and leaves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The script that starts the widget's code.
    pub widget: Vec<u8>,
    /// The widget's code.
    pub widget_wasm: Vec<u8>,
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
            worker: part("worker", ".js")?,
            worker_wasm: table_export::mend(part("worker", "_bg.wasm")?),
            styles,
        })
    }
}

/// The script that starts the widget's finder of targets, and the finder's code.
pub fn walk() -> Result<(Vec<u8>, Vec<u8>), Failure> {
    let part = |ending: &str| {
        Built::iter()
            .find(|name| !name.contains('/') && name.contains("walk") && name.ends_with(ending))
            .and_then(|name| Built::get(&name))
            .map(|file| file.data.into_owned())
            .ok_or_else(|| missing(&format!("walk…{ending}")))
    };
    Ok((part(".js")?, table_export::mend(part("_bg.wasm")?)))
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
        let failure = Assets::pick(&names[..6], read).unwrap_err().to_string();
        assert!(failure.contains("widget….js") && failure.contains("cargo xtask serve"));
    }
}
