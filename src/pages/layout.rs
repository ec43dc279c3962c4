//! What every page has around its content.

use maud::{DOCTYPE, Markup, html};
use unstuck_model::{language::Language, site::Settings};

use crate::{
    place::Place,
    words::{own_name, words},
};

/// The script of the home that finds pages by their titles; without it the whole list stands there.
pub const FIND_SCRIPT: &str = include_str!("find.js");

/// The pages' stylesheet: the widget's tokens, moved from its panel to the page, then the rules,
/// then the site's colour.
pub fn stylesheet(settings: &Settings) -> String {
    let tokens = include_str!("../../style/tokens.css").replacen(".panel {", ":root {", 1);
    let page = include_str!("../../style/page.css");
    let accent = &settings.accent;
    format!("{tokens}\n{page}\n:root {{ --accent: {accent}; }}\n")
}

/// What differs from page to page.
pub struct Layout<'a> {
    pub settings: &'a Settings,
    pub place: Place<'a>,
    pub title: &'a str,
    pub description: &'a str,
    pub file: &'a str,
    /// The languages in which the page exists.
    pub languages: Vec<&'a Language>,
    /// The language of the original, if this page only repeats it.
    pub original: Option<&'a Language>,
    /// Whether pages can be found by title here.
    pub finds: bool,
    pub main: Markup,
}

/// The whole document.
pub fn layout(page: &Layout) -> String {
    let Layout { settings, place, title, description, file, .. } = page;
    let words = words(place.language);
    let root = place.to_root();
    let direction = if place.language.is_right_to_left() { "rtl" } else { "ltr" };
    let link = |language: &Language, file: &str| place.to(Place::new(settings, language), file);
    let others: Vec<&Language> =
        settings.languages.iter().filter(|language| *language != place.language).collect();
    let document = html! {
        (DOCTYPE)
        html lang=(place.language) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – " (settings.company) }
                meta name="description" content=(description);
                link rel="stylesheet" href={ (root) "help/page.css" };
                @if page.languages.len() > 1 {
                    @for language in &page.languages {
                        link rel="alternate" hreflang=(language) href=(link(language, file));
                    }
                }
                @if let Some(original) = page.original {
                    link rel="canonical" href=(link(original, file));
                }
                @if page.finds {
                    script src={ (root) "help/find.js" } defer {}
                }
                script src={ (root) "unstuck.js" } async {}
            }
            body {
                a.skip href="#main" { (words.skip) }
                header {
                    a.company href=(settings.address) { (settings.company) }
                    a href="index.html" { (words.help) }
                    @if !others.is_empty() {
                        nav aria-label=(words.other_languages) {
                            @for language in others {
                                a lang=(language) hreflang=(language) href=(link(language, file)) {
                                    (own_name(language))
                                }
                            }
                        }
                    }
                }
                main #main tabindex="-1" { (page.main) }
                footer {
                    a href=(settings.address) { (settings.company) }
                    @if let Some(policy) = &settings.privacy.policy {
                        a href=(policy) { (words.privacy) }
                    }
                }
            }
        }
    };
    document.into_string()
}
