//! The loader's local names and the single letters that stand for them in what is shipped.

/// Names of `loader.js` that are neither a global of the browser nor a key of any object, the most
/// frequent first. A test holds the loader to that.
pub const LOCAL: &[&str] = &[
    "settings", "box", "add", "attempt", "element", "reason", "show", "closed", "event", "init",
    "host", "launcher", "face", "stop", "made", "get", "now", "late", "script", "listen", "tell",
    "dead", "done", "reply", "pass", "message", "next", "handlers", "pick", "placed", "dress",
    "draw", "fail", "retry", "load", "begin", "before", "follow", "link", "gone", "look", "queue",
    "calls", "call", "policy", "values", "commands", "wanted", "panel", "mount", "send",
];

/// The letter that stands for a local name; other names stand for themselves.
pub fn short(name: &str) -> Option<char> {
    let place = LOCAL.iter().position(|local| *local == name)?;
    ('a'..='z').chain('A'..='Z').nth(place)
}
