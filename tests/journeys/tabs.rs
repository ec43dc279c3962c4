//! A guide in two tabs.

use unstuck_tests::{Outcome, View, in_chromium};

use crate::on_page::{begin, lit, press, start};

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_goes_on_in_a_tab_that_its_page_opens_and_ends_in_both() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "pages").await?;
        lit(chromium, "leave", "#terms").await?;
        let first = chromium.web.window().await?;
        // What a press on a link of the page's own origin does.
        chromium.ask::<()>("open('/terms.html', '_blank');").await?;
        let tabs = chromium.web.windows().await?;
        let second = tabs.into_iter().find(|tab| *tab != first).ok_or("there is no second tab")?;
        chromium.web.switch_to_window(second).await?;
        // The way so far has come along, and can be gone back.
        lit(chromium, "arrive", "button").await?;
        chromium.widget().find_with(".ways-out .inline", "Back").await?;
        press(chromium, "main button").await?;
        chromium.widget().find("[data-step=end]").await?;
        chromium.widget().click(".button.primary").await?;
        chromium.widget().find(".feedback").await?;
        // Done there, it is done here.
        chromium.web.switch_to_window(first).await?;
        chromium.widget().find(".feedback").await?;
        chromium.widget().gone(".beside").await?;
        let stored: usize = chromium.ask("return sessionStorage.length;").await?;
        assert_eq!(stored, 0);
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_walks_through_one_guide_do_not_end_each_other() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "missing").await?;
        chromium.widget().find("[data-step=nothing]").await?;
        let first = chromium.web.window().await?;
        let second = chromium.web.new_tab().await?;
        chromium.web.switch_to_window(second).await?;
        begin(chromium, &server, "missing").await?;
        chromium.widget().find("[data-step=nothing]").await?;
        chromium.widget().click(".button").await?;
        chromium.widget().find("[data-step=end]").await?;
        chromium.widget().click(".button.primary").await?;
        chromium.widget().find(".feedback").await?;
        chromium.web.switch_to_window(first).await?;
        chromium.widget().find("[data-step=nothing]").await?;
        chromium.console_is_empty().await
    })
    .await
}
