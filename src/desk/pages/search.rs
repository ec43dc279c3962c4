use maud::{Markup, html};

use super::{card::state, frame::Frame, who};
use crate::{inert::inert_line, record::Record};

/// What was found for words or digits, the newest first.
pub fn search(frame: &Frame<'_>, query: &str, found: &[Record]) -> Markup {
    let main = html! {
        div.title {
            h1 { "Found for " q dir="auto" { (inert_line(query)) } }
            @match found.len() {
                0 => p { "No request has this in its name or at the end of its number. See whether it is spelled as the customer wrote it." },
                1 => p.quiet { "1 request." },
                count => p.quiet { (count) " requests, the newest first. The 50 newest are shown at most." },
            }
        }
        ul.found {
            @for record in found {
                li {
                    a href={ "/desk/requests/" (record.reference) } {
                        bdi { (who::name(&record.request)) }
                    }
                    span { (who::number(&record.request)) }
                    span.quiet {
                        (state(frame, record)) ", asked for " (frame.clock.moment(record.received))
                        ", " (record.reference)
                    }
                }
            }
        }
    };
    frame.page(None, "Search", &main)
}

/// That more is needed to look for.
pub fn too_short(frame: &Frame<'_>) -> Markup {
    let main = html! {
        div.title {
            h1 { "Search" }
            p { "Write a reference such as UN-7K3QF2MX, at least the last 4 digits of a number, or at least 2 letters of a name." }
        }
    };
    frame.page(None, "Search", &main)
}
