//! What must be true in every state that a journey visits.

use unstuck_tests::{Chromium, Outcome, Rules};

/// Leaves a screenshot, and fails if the console is not empty or axe-core finds a violation.
pub async fn check(chromium: &Chromium, state: &str) -> Outcome {
    // The panel appears within 150 ms; a colour that is half faded in is not judged.
    chromium
        .web
        .execute_async(
            "const done = arguments[0]; \
             const panel = document.querySelector('unstuck-help')?.shadowRoot; \
             Promise.allSettled((panel?.getAnimations() ?? []).map((one) => one.finished)) \
                 .then(() => done(true));",
            Vec::new(),
        )
        .await?;
    chromium.screenshot(state).await?;
    let judgement = chromium.axe(Rules::Every).await?;
    judgement.no_violations().map_err(|e| format!("{state}: {e}"))?;
    chromium.note_incomplete(state, &judgement)?;
    chromium.console_is_empty().await
}
