//! Every journey runs in both languages, on a phone and on a desktop.

use unstuck_tests::{Chromium, Outcome, Running, View, in_chromium};

use crate::language::{ENGLISH, Language, SPANISH};

const DESKTOP: View = View::DESKTOP.time_zone("America/New_York");
const PHONE: View = View::PHONE.time_zone("America/New_York");

/// Serves the example with its desk and walks a journey in every view. The page is open and the
/// panel is too.
pub async fn everywhere(
    journey: impl AsyncFn(&Chromium, &Language, &mut Running) -> Outcome,
) -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    for (language, view) in [
        (&ENGLISH, DESKTOP),
        (&SPANISH, PHONE.locale("es")),
        (&ENGLISH, PHONE.dark()),
        (&SPANISH, DESKTOP.dark().locale("es")),
    ] {
        in_chromium(view, async |chromium| {
            chromium.open(format!("{address}{}", language.page)).await?;
            chromium.widget().click("button").await?;
            chromium.widget().find(".ask-field").await?;
            journey(chromium, language, &mut serving)
                .await
                .map_err(|error| format!("in {} on {}: {error}", language.tag, view.name()).into())
        })
        .await?;
    }
    Ok(())
}
