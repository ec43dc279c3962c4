//! What is pressed to come to the next step: what only shows or leads, and nothing that may change
//! something of the company or the customer.

use serde::Deserialize;
use url::Url;

use crate::browser::address;

/// What the page says of the element that a press would meet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Nature {
    /// Its words, cut short.
    pub name: String,
    /// The absolute address that it leads to, if it is a link.
    pub href: Option<String>,
    /// Whether the link does more than to lead: it saves a file, or a script acts on it.
    pub acts: bool,
    /// Whether the link opens another window.
    pub opens_window: bool,
    /// Whether it shows and hides something, and says so.
    pub shows: bool,
    /// Whether it sends a form.
    pub submits: bool,
}

/// What to do with a target that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Press it.
    Target,
    /// Open the page that it would show in another window.
    Open(Url),
    /// Leave it alone: it may change something.
    Leave,
}

/// Decides; `may_change` is the word of who runs the check.
pub fn press(nature: &Nature, site: &Url, may_change: bool) -> Press {
    let link = nature.href.as_deref().and_then(|href| Url::parse(href).ok());
    let leads = link.filter(|url| !nature.acts && address::is_of(site, url));
    match leads {
        Some(url) if nature.opens_window => Press::Open(url),
        Some(_) => Press::Target,
        None if nature.shows && !nature.submits => Press::Target,
        None if may_change => Press::Target,
        None => Press::Leave,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(nature: &Nature, expect: &Press, with_press: &Press) {
        let site = Url::parse("https://a.example/").unwrap();
        assert_eq!(press(nature, &site, false), *expect, "{nature:?}");
        assert_eq!(press(nature, &site, true), *with_press, "{nature:?} with --press");
    }

    #[test]
    fn only_what_shows_or_leads_is_pressed_unasked() {
        let link = |href: &str| Nature { href: Some(href.to_owned()), ..Nature::default() };
        let next = link("https://a.example/next");
        check(&next, &Press::Target, &Press::Target);
        let url = Url::parse("https://a.example/next").unwrap();
        let window = Nature { opens_window: true, ..next.clone() };
        check(&window, &Press::Open(url.clone()), &Press::Open(url));
        check(&Nature { acts: true, ..next }, &Press::Leave, &Press::Target);
        check(&link("https://other.example/"), &Press::Leave, &Press::Target);
        check(&link("javascript:pay()"), &Press::Leave, &Press::Target);
        let shows = Nature { shows: true, ..Nature::default() };
        check(&shows, &Press::Target, &Press::Target);
        check(&Nature { submits: true, ..shows }, &Press::Leave, &Press::Target);
        check(&Nature::default(), &Press::Leave, &Press::Target);
    }
}
