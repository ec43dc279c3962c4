use maud::{Markup, html};

use super::frame::document;

/// A page that says what went wrong and where to go on.
pub fn problem(company: &str, title: &str, sentence: &str) -> Markup {
    let header = html! {
        header.top {
            a.brand href="/desk" { span.mark aria-hidden="true" {} span { (company) } }
        }
    };
    let main = html! {
        div.narrow {
            h1 { (title) }
            p { (sentence) }
            p { a.button href="/desk" { "Go to the queue" } }
        }
    };
    document(&format!("{title} · {company}"), &header, &main)
}
