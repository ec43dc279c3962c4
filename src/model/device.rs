//! What the customer holds in their hands, as agents are told of it.

/// The family of the device that a browser's user agent names: no version, and nothing that tells one
/// customer from another. Empty if it is none that agents would know. `is_touch` says whether the main
/// pointer is a finger, by which an iPad differs from the Mac that it says it is.
pub fn family(user_agent: &str, is_touch: bool) -> &'static str {
    const FAMILIES: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = FAMILIES.into_iter().find(|(sign, _)| user_agent.contains(sign));
    match named {
        Some((_, "Mac")) if is_touch => "iPad",
        Some((_, family)) => family,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_apart() {
        for (agent, is_touch, expect) in [
            ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36", true, "Android"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", true, "iPhone"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", true, "iPad"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", false, "Mac"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", true, "Windows"),
            ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", false, "ChromeOS"),
            ("Mozilla/5.0 (X11; Linux x86_64)", false, "Linux"),
            ("curl/8", false, ""),
        ] {
            assert_eq!(family(agent, is_touch), expect, "{agent}");
        }
    }
}
