//! How much chance a test tries.

/// As many cases as the environment asks for by `UNSTUCK_FUZZ`, or a few.
pub fn asked_or(few: usize) -> usize {
    match std::env::var("UNSTUCK_FUZZ") {
        Ok(asked) => asked.parse().expect("UNSTUCK_FUZZ is a number of cases"),
        Err(_) => few,
    }
}
