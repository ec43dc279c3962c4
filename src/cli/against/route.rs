//! Which page a step is looked for on.

use unstuck_model::entry::PagePattern;
use url::Url;

use crate::browser::address;

/// Where to look for a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// On the page where the browser is.
    Here,
    /// On this page, which is opened.
    Open(Url),
    /// No page of which we know can be the one.
    Unknown,
}

/// Decides for a step's page pattern, if it has one. `named` are the pages that were named to look
/// on, `seen` those that links of the pages so far lead to, in their order.
pub fn route(page: Option<&str>, here: &Url, site: &Url, named: &[Url], seen: &[Url]) -> Route {
    let is_here = address::is_of(site, here);
    let Some(page) = page else {
        return if is_here { Route::Here } else { Route::Unknown };
    };
    let pattern = PagePattern(page.to_owned());
    if is_here && pattern.matches(here.path()) {
        return Route::Here;
    }
    if !page.contains('*') {
        return site.join(page).map_or(Route::Unknown, Route::Open);
    }
    let known = named.iter().chain(seen).find(|url| pattern.matches(url.path()));
    known.map_or(Route::Unknown, |url| Route::Open(url.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: Option<&str>, here: &str, expect: &str) {
        let parse = |text: &str| Url::parse("https://a.example/shop/").unwrap().join(text).unwrap();
        let (named, seen) = ([parse("/bill/7")], [parse("/bill/8?x"), parse("/plan/1?from=home")]);
        let told = match route(page, &parse(here), &parse(""), &named, &seen) {
            Route::Here => "here".to_owned(),
            Route::Open(url) => url.to_string(),
            Route::Unknown => "unknown".to_owned(),
        };
        assert_eq!(told, expect, "{page:?} from {here}");
    }

    #[test]
    fn a_page_is_opened_only_if_the_browser_is_not_on_it() {
        check(None, "/any", "here");
        check(None, "https://other.example/", "unknown");
        check(Some("/pay"), "/pay?x#y", "here");
        check(Some("/pay"), "/", "https://a.example/pay");
        check(Some("/pay"), "https://other.example/pay", "https://a.example/pay");
    }

    #[test]
    fn a_pattern_is_met_by_what_was_named_then_by_a_link() {
        check(Some("/bill/*"), "/bill/9", "here");
        check(Some("/bill/*"), "/", "https://a.example/bill/7");
        check(Some("/plan*"), "/", "https://a.example/plan/1?from=home");
        check(Some("/order/*"), "/", "unknown");
    }
}
