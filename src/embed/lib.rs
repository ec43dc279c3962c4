//! The script tag: one dependency-free classic script, `unstuck.js`, with the site's settings inside.
//!
//! Its contract with the host page:
//!
//! - Every address comes from the script's own `src`. A second tag does nothing but warn once.
//! - Before a customer opens it there is no request, nothing is stored and no `unload` listener is
//!   set. There is one `<unstuck-help>` element with an open shadow root: the one that the page
//!   placed, else a new one at the end of the body.
//! - `window.Unstuck(command, ...)` takes `open`, `close`, `search` text, `guide` id, `on` event and
//!   function, `locale` tag, `customer` object and `destroy`. Before the script has arrived, pages
//!   write `(window.unstuck = window.unstuck || []).push(["open"])`; later pushes work too.
//! - A click on an element with `data-unstuck-guide="id"` opens that guide; so does an address that
//!   ends in `#unstuck=guide/step`.
//! - The language is that of the `locale` command, of `data-locale` on the tag, of `<html lang>` or
//!   of the browser: the first that the site speaks, else the site's default.
//!
//! Its contract with the widget: each script of ours calls `Unstuck.boot(init)`; the loader
//! awaits `init({module_or_path})`, then `init.start(mount, options, head, content)`, and sends what comes
//! later to `init.command(name, argument)`: `open`, `search`, `guide`, `close`, `customer` (JSON)
//! and `destroy` (unmount; `start` may follow with another language). The widget answers through
//! `options.emit(name, detail)`: `closed`, `failed`, and whatever `on` is to hear. The options are
//! `base`, `language`, `help`, `page`, `customer`, `open` (`{command, arg}`), `emit`, `code` and what
//! `init.more` holds: addresses that nothing needs before the widget runs. `code([path, integrity])`
//! loads another script of ours and promises its `init`. Where a request of an earlier page waits to be
//! sent, the loader calls `init.deliver(code, get)` of the widget's script, without a touch.
//!
//! Where the widget cannot run, the loader goes down one rung at a time and is never blank: the
//! page, a frame on the help origin (`frame.html`), links to the static pages and to people.

mod contrast;
mod minify;
mod settings;
mod words;

pub use contrast::text_on;
pub use minify::{css, script};
pub use settings::{Asset, LoaderLanguage, LoaderSettings, by_tag, contacts};

/// The loader's source, readable.
const SOURCE: &str = include_str!("loader.js");
/// The look of the launcher, of the loading panel and of the panel of links.
const LAUNCHER: &str = include_str!("../../style/launcher.css");

/// The text of `unstuck.js` for a site.
pub fn loader(settings: &LoaderSettings) -> String {
    let settings = serde_json::to_string(settings).unwrap_or_default();
    let look = serde_json::to_string(&css(LAUNCHER)).unwrap_or_default();
    script(SOURCE).replace("__CSS__", &look).replace("__SETTINGS__", &settings)
}

#[cfg(test)]
mod tests;
