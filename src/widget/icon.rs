//! The few pictures of the interface, drawn in the colour of the text beside them.

use leptos::{prelude::*, svg};

fn drawn(path: &'static str) -> AnyView {
    svg::svg()
        .attr("class", "icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(svg::path().attr("d", path))
        .into_any()
}

/// An arrow against the direction of reading.
pub fn back() -> AnyView {
    drawn("M15 5l-7 7 7 7")
}

/// An arrow in the direction of reading.
pub fn forward() -> AnyView {
    drawn("M9 5l7 7-7 7")
}

/// A cross.
pub fn close() -> AnyView {
    drawn("M6 6l12 12M18 6L6 18")
}

/// A magnifying glass.
pub fn search() -> AnyView {
    drawn("M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16l4.5 4.5")
}

/// A speech bubble.
pub fn message() -> AnyView {
    drawn(
        "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-7l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5z",
    )
}

/// A telephone receiver.
pub fn phone() -> AnyView {
    drawn(
        "M6 4h3l1.6 4.2-2 1.5a11 11 0 0 0 5.700 5.700l1.500-2L20 15v3a2 2 0 0 1-2.200 2A15.500 15.500 0 0 1 4 6.200 2 2 0 0 1 6 4z",
    )
}

/// An envelope.
pub fn mail() -> AnyView {
    drawn("M4 6h16v12H4zM4 7l8 6 8-6")
}

/// A tick.
pub fn tick() -> AnyView {
    drawn("M5 12.500l4.500 4.500L19 7.500")
}

/// Steps that follow one another.
pub fn steps() -> AnyView {
    drawn("M5 7h.01M5 12h.01M5 17h.01M9 7h10M9 12h10M9 17h10")
}
