//! Waiting for what takes a moment.

use std::time::{Duration, Instant};

use crate::outcome::{Outcome, fail};

/// Longer than any wait on a busy machine; what is there ends the wait at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often to look again.
const PAUSE: Duration = Duration::from_millis(40);

/// Looks until something is there, and fails with what was waited for.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let begun = Instant::now();
    loop {
        // A page that is changing may answer with an error: only the last one counts.
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if begun.elapsed() > PATIENCE {
            let why = seen.err().map(|error| format!(" ({error})")).unwrap_or_default();
            return fail(format!("waited {} s for {what}{why}", PATIENCE.as_secs()));
        }
        tokio::time::sleep(PAUSE).await;
    }
}
