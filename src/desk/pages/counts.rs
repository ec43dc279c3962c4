use maud::{Markup, html};
use unstuck_model::counts::Counted;

use super::frame::{Frame, Room};

/// How many days are counted together.
pub const COUNTED_DAYS: i64 = 28;

/// What the site's pages have counted, a table for each kind.
pub fn counts(frame: &Frame<'_>, counted: &[(Counted, Vec<(String, i64)>)]) -> Markup {
    let is_empty = counted.iter().all(|(_, rows)| rows.is_empty());
    let main = html! {
        div.title {
            h1 { "Counts" }
            p.quiet { "The last " (COUNTED_DAYS) " days, without a word of what anybody asked." }
        }
        @if is_empty {
            section.empty {
                p { "Nothing was counted." }
                p.quiet { "Pages count only if unstuck.toml says so: counts = true under [privacy]." }
            }
        }
        @for (kind, rows) in counted {
            @if !rows.is_empty() { (table(*kind, rows)) }
        }
    };
    frame.page(Some(Room::Counts), "Counts", &main)
}

fn table(kind: Counted, rows: &[(String, i64)]) -> Markup {
    let (title, what) = match kind {
        Counted::Drift => ("Targets that were not found", "Step"),
        Counted::Step => ("Steps that were shown", "Step"),
        Counted::Opened => ("Answers and guides that were opened", "Entry"),
        Counted::Helped => ("Said to have helped", "Entry"),
        Counted::NotHelped => ("Said not to have helped", "Entry"),
        Counted::People => ("Where people were asked for", "Entry or step"),
    };
    html! {
        section aria-labelledby=(kind.name()) {
            h2 id=(kind.name()) { (title) }
            table.counts {
                thead { tr { th scope="col" { (what) } th.number scope="col" { "Times" } } }
                tbody {
                    @for (id, times) in rows {
                        tr {
                            td { @if id.is_empty() { "None" } @else { (id) } }
                            td.number { (times) }
                        }
                    }
                }
            }
        }
    }
}
