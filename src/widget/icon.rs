//! The few pictures of the interface, drawn in the colour of the text beside them.

use crate::dom::{Tag, svg};

/// A picture.
#[derive(Clone, Copy)]
pub enum Icon {
    /// An arrow against the direction of reading.
    Back,
    /// An arrow in the direction of reading.
    Forward,
    /// A cross.
    Close,
    /// A magnifying glass.
    Search,
    /// A speech bubble.
    Message,
    /// A telephone receiver.
    Phone,
    /// An envelope.
    Mail,
    /// A tick.
    Tick,
    /// Steps that follow one another.
    Steps,
    /// Two sheets.
    Copy,
}

/// Draws a picture that screen readers pass over.
pub fn icon(icon: Icon) -> Tag {
    let path = match icon {
        Icon::Back => "M15 5l-7 7 7 7",
        Icon::Forward => "M9 5l7 7-7 7",
        Icon::Close => "M6 6l12 12M18 6L6 18",
        Icon::Search => "M11 4a7 7 0 1 0 0 14a7 7 0 1 0 0-14M16 16l4.500 4.500",
        Icon::Message => {
            "M5 5h14a1.500 1.500 0 0 1 1.500 1.500v8A1.500 1.500 0 0 1 19 16h-7l-4.500 4v-4H5\
             a1.500 1.500 0 0 1-1.500-1.500v-8A1.500 1.500 0 0 1 5 5z"
        }
        Icon::Phone => {
            "M6 4h3l1.600 4.200-2 1.500a11 11 0 0 0 5.700 5.700l1.500-2L20 15v3a2 2 0 0 1-2.200 2\
             A15.500 15.500 0 0 1 4 6.200 2 2 0 0 1 6 4z"
        }
        Icon::Mail => "M4 6h16v12H4zM4 7l8 6 8-6",
        Icon::Tick => "M5 12.500l4.500 4.500L19 7.500",
        Icon::Copy => "M9 9h10v10H9zM5 15V5h10",
        Icon::Steps => "M5 7h.01M5 12h.01M5 17h.01M9 7h10M9 12h10M9 17h10",
    };
    svg("svg")
        .attr("class", "icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .with(svg("path").attr("d", path))
}
