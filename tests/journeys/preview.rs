//! The maps of guides that writers see while they write.

use unstuck_tests::{Outcome, Running, View, in_chromium};

use crate::state::check;

#[tokio::test(flavor = "multi_thread")]
async fn a_press_on_a_step_of_a_map_opens_the_widget_there() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(format!("{address}/preview/guides/")).await?;
        chromium.page().click_with("main a", "Set up your eSIM").await?;
        chromium.page().find("main svg").await?;
        check(chromium, "preview-map").await?;
        chromium.page().find("svg a[href$='#unstuck=activate-esim/code']").await?.click().await?;
        chromium.widget().find("[data-step=code]").await?;
        chromium.console_is_empty().await
    })
    .await
}
