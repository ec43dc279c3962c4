//! Ways to a target as writers write them.

use unstuck_model::guide::Target;

/// The way as it stands in an `on-page` block.
pub fn written(way: &Target) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    match way {
        Target::Data(value) => format!("{{ data = {} }}", quoted(value)),
        Target::Role { role, name } => {
            format!("{{ role = {}, name = {} }}", quoted(role), quoted(name))
        }
        Target::Text(text) => format!("{{ text = {} }}", quoted(text)),
        Target::Css(css) => format!("{{ css = {} }}", quoted(css)),
    }
}

/// `first`, `second`, …: the place in a list that is counted from 0.
pub fn ordinal(place: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    WORDS.get(place).map_or_else(|| format!("number {}", place + 1), |word| (*word).to_owned())
}
