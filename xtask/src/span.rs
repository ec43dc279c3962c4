//! How long something took, in words.

use std::time::Duration;

/// A duration as `0.4 s`, `12 s` or `4 min 05 s`.
pub fn span(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        let check = |millis, expect: &str| assert_eq!(span(Duration::from_millis(millis)), expect);
        check(420, "0.4 s");
        check(12_900, "12 s");
        check(60_000, "1 min 00 s");
        check(3_725_000, "62 min 05 s");
    }
}
