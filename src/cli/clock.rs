//! The one place that reads the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use unstuck_model::hours::Seconds;

/// The time now.
pub fn now() -> Seconds {
    #[expect(clippy::disallowed_methods, reason = "the command line is the rim")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.ok().and_then(|since| Seconds::try_from(since.as_secs()).ok()).unwrap_or_default()
}
