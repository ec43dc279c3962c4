use maud::{Markup, html};

use crate::{
    dashboard::{Figures, Part},
    inert::inert_line,
    pages::frame::Frame,
    sheet::{Cell, Sheet},
};

/// A part of the dashboard: what it found, the plot, its table, and what its numbers mean.
pub struct Board<'a> {
    pub part: Part,
    pub heading: &'a str,
    /// The finding, in a sentence; nothing if there is nothing to show.
    pub finding: Option<&'a str>,
    /// The plot, or what to do when there is nothing to show.
    pub body: Markup,
    /// What the numbers mean.
    pub measure: &'a str,
    /// Whether it takes the whole width.
    pub wide: bool,
}

impl Board<'_> {
    /// The part with its table below the plot.
    pub fn draw(&self, frame: &Frame<'_>, figures: &Figures) -> Markup {
        let name = self.part.name();
        let sheet = self.part.sheet(figures, frame.clock);
        html! {
            section.board.wide[self.wide] aria-labelledby=(name) {
                h2 id=(name) { (self.heading) }
                @if let Some(finding) = self.finding { p.finding { (finding) } }
                (self.body)
                @if self.finding.is_some() {
                    div.below {
                        details {
                            summary { "The numbers as a table" span.hidden { ": " (self.heading) } }
                            div.scroll role="region" tabindex="0" aria-label={ "Table: " (self.heading) } {
                                (table(&sheet))
                            }
                        }
                        a.save href={ "/desk/dashboard/" (name) ".csv?days=" (figures.period.days()) } {
                            "Save as CSV" span.hidden { ": " (self.heading) }
                        }
                    }
                }
                p.measure.quiet { (self.measure) }
            }
        }
    }
}

fn table(sheet: &Sheet) -> Markup {
    html! {
        table.counts {
            thead { tr { @for column in &sheet.columns { th scope="col" { (column) } } } }
            tbody {
                @for row in &sheet.rows {
                    tr { @for cell in row { (self::cell(cell)) } }
                }
            }
        }
    }
}

fn cell(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Text(text) => td { bdi { (inert_line(text)) } },
            Cell::Number(number) => td.amount { (number) },
            Cell::Nothing => td.amount { "–" },
        }
    }
}

/// A number with its noun.
pub fn counted(number: i64, one: &str, more: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {more}") }
}
