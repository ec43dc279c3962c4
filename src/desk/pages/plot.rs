//! Plots as SVG, drawn here. Their widths are shares of the page's, so that texts in them keep their
//! size on every screen; what they show stands in a table beside them too.

use maud::{Markup, html};

/// How high the part with columns is, in pixels, and what stands above and below it.
const HIGH: i64 = 150;
const ABOVE: i64 = 24;
const BELOW: i64 = 24;

/// How a part of a column looks; its place tells it apart as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What went well, in one colour.
    Good,
    /// What did not, striped.
    Striped,
    /// What is still open, an outline.
    Hollow,
    /// A number without a judgement.
    Plain,
}

impl Ink {
    fn class(self) -> &'static str {
        match self {
            Self::Good => "ink-good",
            Self::Striped => "ink-striped",
            Self::Hollow => "ink-hollow",
            Self::Plain => "ink-plain",
        }
    }

    /// A stylesheet cannot name what stands in the page.
    fn fill(self) -> Option<&'static str> {
        (self == Self::Striped).then_some("url(#stripes)")
    }
}

/// One column: what is said of it, and its parts above and below the line.
pub struct Column {
    pub label: String,
    pub title: String,
    pub above: Vec<(Ink, i64)>,
    pub below: Vec<(Ink, i64)>,
}

/// Columns side by side on one scale.
pub struct Columns<'a> {
    /// The id of the plot's title.
    pub id: &'a str,
    /// What the plot shows, in a sentence.
    pub finding: &'a str,
    /// What the highest line stands for.
    pub top: &'a dyn Fn(i64) -> String,
    /// A value that is marked across all columns, and its name.
    pub mark: Option<(i64, String)>,
    pub columns: Vec<Column>,
}

impl Columns<'_> {
    /// The plot.
    pub fn draw(&self) -> Markup {
        let sum = |parts: &[(Ink, i64)]| parts.iter().map(|(_, value)| value).sum::<i64>();
        let most = |side: fn(&Column) -> &[(Ink, i64)]| {
            self.columns.iter().map(|column| sum(side(column))).max().unwrap_or_default()
        };
        let (above, down) = (most(|column| &column.above), most(|column| &column.below));
        let is_empty = above == 0 && down == 0;
        let marked = self.mark.as_ref().map_or(0, |(value, _)| *value);
        let up = above.max(marked).max(1);
        let scale = Scale { all: up.saturating_add(down) };
        let line = ABOVE * 10 + scale.tenths(up);
        let count = i64::try_from(self.columns.len()).unwrap_or(i64::MAX).max(1);
        let every = match count {
            ..=7 => 1,
            8..=28 => 7,
            _ => 30,
        };
        let across = |tenths: i64| {
            html! { line.grid x1="0" x2="100%" y1=(decimal(tenths)) y2=(decimal(tenths)) {} }
        };
        html! {
            svg.plot role="img" aria-labelledby=(self.id) width="100%" height=(ABOVE + HIGH + BELOW) {
                title id=(self.id) { (self.finding) }
                (across(ABOVE * 10))
                // Where nothing stands there is nothing to measure it by.
                @if !is_empty { text.tick x="0" y=(ABOVE - 7) { ((self.top)(up)) } }
                @for (column, at) in self.columns.iter().zip(0..) {
                    g {
                        title { (column.title) }
                        // Something to point at where the column is empty.
                        rect.reach x=(share(at, count)) y=(ABOVE) width=(share(1, count)) height=(HIGH) {}
                        (stacked(&column.above, (at, count), line, &scale, true))
                        (stacked(&column.below, (at, count), line, &scale, false))
                    }
                    @if at % every == 0 {
                        @if every == 1 {
                            text.tick text-anchor="middle" x=(share(2 * at + 1, 2 * count)) y=(ABOVE + HIGH + 17) {
                                (column.label)
                            }
                        } @else {
                            text.tick x=(share(at, count)) y=(ABOVE + HIGH + 17) { (column.label) }
                        }
                    }
                }
                line.base x1="0" x2="100%" y1=(decimal(line)) y2=(decimal(line)) {}
                @if let Some((value, name)) = &self.mark {
                    @let at = line - scale.tenths(*value);
                    line.mark x1="0" x2="100%" y1=(decimal(at)) y2=(decimal(at)) {}
                    @if *value < up {
                        text.tick text-anchor="end" x="100%" y=(decimal(at - 50)) { (name) }
                    }
                }
            }
        }
    }
}

struct Scale {
    all: i64,
}

impl Scale {
    /// The height of a value, in tenths of a pixel.
    fn tenths(&self, value: i64) -> i64 {
        (HIGH * 10).saturating_mul(value) / self.all.max(1)
    }
}

fn stacked(
    parts: &[(Ink, i64)],
    (at, count): (i64, i64),
    line: i64,
    scale: &Scale,
    upwards: bool,
) -> Markup {
    // A column fills most of its place; with few of them less, so that they stay columns.
    let (width, of) = if count <= 7 { (2, 5) } else { (7, 10) };
    let mut sum = 0;
    html! {
        @for (ink, value) in parts {
            @let (from, to) = (scale.tenths(sum), scale.tenths(sum + value));
            @let y = if upwards { line - to } else { line + from };
            @if to > from {
                rect class=(ink.class()) fill=[ink.fill()] y=(decimal(y)) height=(decimal(to - from))
                    x=(share(2 * of * at + of - width, 2 * of * count)) width=(share(width, of * count)) {}
            }
            ({ sum += value; "" })
        }
    }
}

/// The stripes that plots fill with, once a page.
pub fn stripes() -> Markup {
    html! {
        svg.defs aria-hidden="true" width="0" height="0" {
            pattern #stripes width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.stripe-ground width="6" height="6" {}
                rect.stripe width="3" height="6" {}
            }
        }
    }
}

/// What an ink stands for, as a legend shows it.
pub fn key(ink: Ink, words: &str) -> Markup {
    html! {
        span.key {
            svg aria-hidden="true" width="14" height="14" {
                rect class=(ink.class()) fill=[ink.fill()] x="1" y="1" width="12" height="12" {}
            }
            (words)
        }
    }
}

/// A bar in a table, beside its number.
pub fn bar(ink: Ink, part: i64, whole: i64) -> Markup {
    html! {
        svg.bar aria-hidden="true" width="100%" height="10" {
            rect.track width="100%" height="10" {}
            rect class=(ink.class()) fill=[ink.fill()] width=(share(part.clamp(0, whole.max(0)), whole)) height="10" {}
        }
    }
}

/// Bars below each other, each with its words over it.
pub fn bars(id: &str, finding: &str, rows: &[(String, String, Ink, i64)]) -> Markup {
    const ROW: i64 = 52;
    let most = rows.iter().map(|(.., value)| *value).max().unwrap_or_default();
    let count = i64::try_from(rows.len()).unwrap_or_default();
    html! {
        svg.plot role="img" aria-labelledby=(id) width="100%" height=(ROW * count) {
            title id=(id) { (finding) }
            @for ((name, said, ink, value), at) in rows.iter().zip(0..) {
                text.name x="0" y=(ROW * at + 20) { (name) }
                text.value text-anchor="end" x="100%" y=(ROW * at + 20) { (said) }
                rect.track y=(ROW * at + 29) width="100%" height="14" {}
                rect class=(ink.class()) y=(ROW * at + 29) width=(share(*value, most)) height="14" {}
            }
        }
    }
}

/// The hours of a week: a row for each day, a column for each hour, as high as what falls on it.
pub fn week(id: &str, finding: &str, hours: &[[i64; 24]; 7], most: i64) -> Markup {
    const ROW: i64 = 34;
    const FULL: i64 = 28;
    // The names of the days stand before the columns.
    const FIRST: i64 = 12;
    const HOUR: i64 = 100 - FIRST;
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let x = |hour: i64, twelfths: i64| {
        share((24 * FIRST + HOUR * hour) * 12 + HOUR * twelfths, 24 * 100 * 12)
    };
    html! {
        svg.plot role="img" aria-labelledby=(id) width="100%" height=(7 * ROW + BELOW) {
            title id=(id) { (finding) }
            @for ((day, hours), row) in DAYS.iter().zip(hours).zip(0..) {
                @let base = ROW * row + ROW - 1;
                text.tick x="0" y=(base - 6) { (day) }
                line.grid x1=(share(FIRST, 100)) x2="100%" y1=(base) y2=(base) {}
                @for (times, hour) in hours.iter().zip(0..) {
                    @if *times > 0 {
                        // Whatever happened can be seen.
                        @let high = (FULL * 10 * times / most.max(1)).max(20);
                        rect.ink-good x=(x(hour, 1)) width=(share(HOUR * 10, 24 * 100 * 12))
                            y=(decimal(base * 10 - high)) height=(decimal(high)) {
                            title { (day) " " (format!("{hour:02}:00")) ": " (times) }
                        }
                    }
                }
            }
            @for hour in [0, 6, 12, 18] {
                text.tick x=(x(hour, 1)) y=(7 * ROW + 17) { (format!("{hour:02}:00")) }
            }
        }
    }
}

/// A number of tenths with its point.
fn decimal(tenths: i64) -> String {
    let tenths = tenths.max(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A share in percent with two digits behind the point.
fn share(part: i64, whole: i64) -> String {
    let hundredths = part.max(0).saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(columns: Vec<Column>) -> String {
        let top = |most: i64| format!("{most} requests");
        let (id, finding) = ("p", "Two of three were phoned in time");
        Columns { id, finding, top: &top, mark: None, columns }.draw().into_string()
    }

    fn column(above: i64, below: i64) -> Column {
        Column {
            label: "22 Nov".to_owned(),
            title: "Two requests".to_owned(),
            above: vec![(Ink::Good, above)],
            below: vec![(Ink::Striped, below)],
        }
    }

    #[test]
    fn what_is_below_the_line_stands_on_the_same_scale() {
        let svg = columns(vec![column(2, 1), column(0, 0)]);
        assert!(svg.contains("aria-labelledby=\"p\""), "{svg}");
        assert!(svg.contains("class=\"ink-good\" y=\"24.0\" height=\"100.0\""), "{svg}");
        let below = "class=\"ink-striped\" fill=\"url(#stripes)\" y=\"124.0\" height=\"50.0\"";
        assert!(svg.contains(below), "{svg}");
        assert_eq!(svg.matches("class=\"ink-").count(), 2, "{svg}");
    }

    #[test]
    fn nothing_divides_by_nothing() {
        assert!(!columns(Vec::new()).contains("NaN"));
        assert!(!columns(vec![column(0, 0)]).contains("1 requests"));
        assert!(columns(vec![column(1, 0)]).contains("1 requests"));
        assert_eq!(
            (share(5, 0), share(1, 3), decimal(-5)),
            ("500.00%".to_owned(), "33.33%".to_owned(), "0.0".to_owned())
        );
        assert!(bar(Ink::Good, 3, 0).into_string().contains("width=\"0.00%\""));
        assert!(week("w", "", &[[0; 24]; 7], 0).into_string().contains("18:00"));
    }
}
