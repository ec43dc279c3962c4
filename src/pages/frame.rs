//! The two pages that are not help themselves.

use maud::{DOCTYPE, Markup, html};
use unstuck_model::site::Settings;

use crate::words::words;

/// The script of the frame, `frame.js`.
pub const FRAME_SCRIPT: &str = include_str!("frame.js");

/// `frame.html`: the widget in a frame, where a host's policy does not let it run in the page.
pub fn frame(settings: &Settings) -> String {
    let help = home(settings);
    document(settings, &html! { script src="frame.js" defer {} }, &html! { noscript { (help) } })
}

/// `index.html`: leads on to the help pages.
pub fn root(settings: &Settings) -> String {
    let go_on = html! { meta http-equiv="refresh" content="0; url=help/"; };
    document(settings, &go_on, &html! { p { (home(settings)) } })
}

fn home(settings: &Settings) -> Markup {
    html! { a href="help/" target="_parent" { (help(settings)) } }
}

fn help(settings: &Settings) -> &'static str {
    settings.languages.first().map_or("Help", |language| words(language).help)
}

fn document(settings: &Settings, head: &Markup, body: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=[settings.languages.first()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (help(settings)) " – " (settings.company) }
                (head)
            }
            body { (body) }
        }
    };
    document.into_string()
}
