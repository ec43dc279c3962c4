//! A map as SVG.

use maud::{Markup, html};

use super::{
    graph::{Graph, Kind, Manner, Way},
    layout::{Arrow, Layout, Rect, Route, Size, layout},
    lines::{lines, lines_of_note, units},
};

/// What a map says of a step.
pub struct Mark {
    /// Where a click on it leads; nowhere if it has no id.
    pub href: Option<String>,
    pub errors: usize,
    pub warnings: usize,
}

/// The lines of a box or a label and their measures.
struct Text {
    lines: Vec<String>,
    /// How many of the lines are the title's; the rest is drawn small.
    title: usize,
    size: Size,
}

const TITLE: f64 = 18.0;
const SMALL: f64 = 15.0;
/// The widest letters of a usual font are wider than this, most are narrower.
const TITLE_LETTER: f64 = 8.5;
const SMALL_LETTER: f64 = 6.6;
const PADDING: f64 = 10.0;

/// The picture of a guide; `marks` are those of its steps.
pub fn picture(graph: &Graph, marks: &[Mark], title: &str) -> Markup {
    let boxes: Vec<Text> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(place, node)| {
            let problems = marks.get(place).and_then(problems);
            words(&node.title, node.notes.iter().cloned().chain(problems), node.kind)
        })
        .collect();
    let labels: Vec<Option<Text>> = graph.ways.iter().map(label).collect();
    let sizes: Vec<Size> = boxes.iter().map(|text| text.size).collect();
    let arrows: Vec<Arrow> = graph
        .ways
        .iter()
        .zip(&labels)
        .map(|(way, label)| Arrow {
            from: way.from,
            to: way.to,
            label: label.as_ref().map(|text| text.size),
        })
        .collect();
    let map = layout(&sizes, &arrows);
    let Layout { width, height, .. } = &map;
    let steps = graph.nodes.iter().filter(|node| node.kind == Kind::Step).count();
    html! {
        svg.map xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="map-title map-desc"
            width=(number(*width)) height=(number(*height))
            viewBox={ "0 0 " (number(*width)) " " (number(*height)) } {
            title #map-title { "Map of " (title) }
            desc #map-desc {
                (steps) " steps from top to bottom, joined by arrows with the words of the choices. "
                "The list of steps says the same."
            }
            defs {
                @for name in ["head", "head-back"] {
                    marker id=(name) class=(name) viewBox="0 0 8 8" refX="8" refY="4"
                        markerWidth="8" markerHeight="8" orient="auto" {
                        path d="M0 0 8 4 0 8z" {}
                    }
                }
            }
            @for (way, route) in graph.ways.iter().zip(&map.routes) {
                (arrow(way, route))
            }
            @for (text, route) in labels.iter().zip(&map.routes) {
                @if let (Some(text), Some(rect)) = (text, &route.label) {
                    g.label {
                        rect x=(number(rect.x)) y=(number(rect.y)) width=(number(rect.width))
                            height=(number(rect.height)) rx="3" {}
                        (text.draw(rect))
                    }
                }
            }
            @for (place, ((node, text), rect)) in
                graph.nodes.iter().zip(&boxes).zip(&map.boxes).enumerate() {
                @let drawn = html! { (outline(node.kind, rect)) (text.draw(rect)) };
                @let class = class(node.kind, marks.get(place));
                @match marks.get(place).and_then(|mark| mark.href.as_ref()) {
                    Some(href) => {
                        a class=(class) href=(href) {
                            title { "Open step: " (node.title) }
                            (drawn)
                        }
                    }
                    None => { g class=(class) { title { (node.title) } (drawn) } }
                }
            }
        }
    }
}

/// `1 error and 2 warnings`, or nothing.
fn problems(mark: &Mark) -> Option<String> {
    let amount = |count: usize, what: &str| {
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {what}{plural}"))
    };
    let parts: Vec<String> = [amount(mark.errors, "error"), amount(mark.warnings, "warning")]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| format!("⚠ {}", parts.join(", ")))
}

fn class(kind: Kind, mark: Option<&Mark>) -> String {
    let own = match kind {
        Kind::Start => "start",
        Kind::Step => "step",
        Kind::End => "end",
        Kind::People => "people",
        Kind::Entry => "entry",
    };
    let state = match mark {
        Some(mark) if mark.errors > 0 => " has-error",
        Some(mark) if mark.warnings > 0 => " has-warning",
        Some(_) | None => "",
    };
    format!("{own}{state}")
}

fn words(title: &str, notes: impl Iterator<Item = String>, kind: Kind) -> Text {
    let mut lines = lines(title, 24, 3);
    if lines.is_empty() {
        lines.push("(no title)".to_owned());
    }
    let title = lines.len();
    lines.extend(notes.flat_map(|note| lines_of_note(&note)));
    // The slanting sides of these take some of the width.
    let slant = match kind {
        Kind::People | Kind::Entry => 12.0,
        Kind::Start | Kind::Step | Kind::End => 0.0,
    };
    Text::new(lines, title, PADDING + slant)
}

fn label(way: &Way) -> Option<Text> {
    let said = match (way.manner, way.label.as_str()) {
        (Manner::Return, "") => "and back",
        (_, label) => label,
    };
    let lines = lines(said, 22, 3);
    (!lines.is_empty()).then(|| Text::new(lines, 0, 3.0))
}

impl Text {
    fn new(lines: Vec<String>, title: usize, padding: f64) -> Self {
        let mut width = 0.0_f64;
        let mut height = if title > 0 { 2.0 * 8.0 } else { 4.0 };
        for (place, line) in lines.iter().enumerate() {
            let (letter, line_height) =
                if place < title { (TITLE_LETTER, TITLE) } else { (SMALL_LETTER, SMALL) };
            width = width.max(units(line) as f64 * letter);
            height += line_height;
        }
        Self { lines, title, size: Size { width: width + 2.0 * padding, height } }
    }

    fn draw(&self, rect: &Rect) -> Markup {
        let middle = number(rect.x + rect.width / 2.0);
        let mut y = rect.y + if self.title > 0 { 8.0 } else { 2.0 };
        let rows: Vec<(String, bool, &String)> = self
            .lines
            .iter()
            .enumerate()
            .map(|(place, line)| {
                let is_title = place < self.title;
                let height = if is_title { TITLE } else { SMALL };
                let base = y + height * 0.75;
                y += height;
                (number(base), is_title, line)
            })
            .collect();
        html! {
            text text-anchor="middle" aria-hidden="true" {
                @for (y, is_title, line) in rows {
                    tspan class=(if is_title { "name" } else { "small" }) x=(middle) y=(y) { (line) }
                }
            }
        }
    }
}

fn outline(kind: Kind, rect: &Rect) -> Markup {
    let Rect { x, y, width, height } = *rect;
    let (right, bottom, slant) = (x + width, y + height, 10.0);
    let shape = |points: &[(f64, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        html! { polygon points=(points.join(" ")) {} }
    };
    match kind {
        Kind::Step | Kind::Start | Kind::End => html! {
            rect x=(number(x)) y=(number(y)) width=(number(width)) height=(number(height))
                rx=(number(if kind == Kind::Step { 8.0 } else { height / 2.0 })) {}
        },
        Kind::People => shape(&[
            (x + slant, y),
            (right - slant, y),
            (right, y + height / 2.0),
            (right - slant, bottom),
            (x + slant, bottom),
            (x, y + height / 2.0),
        ]),
        Kind::Entry => shape(&[(x + slant, y), (right, y), (right - slant, bottom), (x, bottom)]),
    }
}

fn arrow(way: &Way, route: &Route) -> Markup {
    let manner = match way.manner {
        Manner::Choice => "choice",
        Manner::Onward => "onward",
        Manner::Text => "in-text",
        Manner::Return => "return",
    };
    let head = if route.is_back { "url(#head-back)" } else { "url(#head)" };
    let class = if route.is_back { format!("way {manner} back") } else { format!("way {manner}") };
    html! { path class=(class) d=(line(&route.points)) marker-end=(head) {} }
}

/// The path through some points.
fn line(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    let mut last: Option<(f64, f64)> = None;
    for (x, y) in points.iter().copied() {
        let (to_x, to_y) = (number(x), number(y));
        let part = match last {
            None => format!("M{to_x} {to_y}"),
            Some((from_x, from_y)) if from_x != x && from_y != y => {
                let middle = number((from_y + y) / 2.0);
                format!("C{} {middle} {to_x} {middle} {to_x} {to_y}", number(from_x))
            }
            Some(_) => format!("L{to_x} {to_y}"),
        };
        path.push_str(&part);
        last = Some((x, y));
    }
    path
}

/// A coordinate with one decimal, which no screen tells from more.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_bend_only_where_both_coordinates_change() {
        let points = [(1.0, 2.0), (1.0, 4.0), (3.0, 8.25), (9.0, 8.25)];
        assert_eq!(line(&points), "M1 2L1 4C1 6.1 3 6.1 3 8.2L9 8.2");
    }
}
