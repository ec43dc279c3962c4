//! What a site counts, if it wants to: seen at the desk, and without anybody's words.

use unstuck_tests::{Outcome, Running, View, in_chromium, until};

use crate::state::check;

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_was_not_found_is_counted_at_the_desk() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    let desk = serving.sign_in()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(format!("{address}/account/billing.html")).await?;
        chromium.widget().click("button").await?;
        chromium.widget().fill(".ask-field", "my secret words").await?;
        chromium
            .ask::<()>(
                "document.querySelectorAll('[data-unstuck-target]').forEach((one) => one.remove()); \
                 Unstuck('guide', 'bill-higher/changed');",
            )
            .await?;
        chromium.widget().find_with(".spot-note", "This is not on the page").await?;
        chromium.widget().click(".stuck").await?;
        chromium.widget().find("[data-way]").await?;
        // The page goes, and what it has counted is sent.
        chromium.open(&desk.address).await?;
        let page = chromium.page();
        page.fill("input[name=name]", &desk.agent).await?;
        page.fill("input[name=password]", &desk.password).await?;
        page.click("button").await?;
        page.click_with("a", "Dashboard").await?;
        until("the counts at the desk", async || {
            chromium.ask::<()>("location.reload();").await?;
            let all = page.all("[aria-labelledby=targets] th[scope=row]").await?;
            let Some(first) = all.first() else { return Ok(None) };
            Ok((first.text().await? == "bill-higher/changed").then_some(()))
        })
        .await?;
        page.find_with("[aria-labelledby=steps] th[scope=row]", "bill-higher/changed").await?;
        let text = page.text("main").await?;
        assert!(!text.contains("secret"), "{text}");
        check(chromium, "desk-counts").await?;
        chromium.console_is_empty().await
    })
    .await
}
