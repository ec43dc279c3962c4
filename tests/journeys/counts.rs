//! What a site counts, if it wants to: seen at the desk, and without anybody's words.

use unstuck_tests::{Outcome, Running, View, fail, in_chromium, until};

use crate::{desk::sign_in, language::ENGLISH, state::check};

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
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
        chromium.open(format!("{}/dashboard", desk.address)).await?;
        let page = chromium.page();
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

#[tokio::test(flavor = "multi_thread")]
async fn the_way_of_a_customer_is_counted_from_the_question_to_people() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    let desk = serving.sign_in()?;
    in_chromium(View::DESKTOP, async |chromium| {
        let widget = chromium.widget();
        chromium.open(format!("{address}/account/billing.html")).await?;
        widget.click("button").await?;
        widget.fill(".ask-field", ENGLISH.out_of_scope).await?;
        widget.find(".foot-link").await?;
        // One guide is done to its end, and another one closed.
        chromium.ask::<()>("Unstuck('guide', 'no-signal/indoors');").await?;
        widget.find("[data-step=indoors]").await?;
        widget.click(".button.primary").await?;
        widget.find(".feedback").await?;
        chromium.ask::<()>("Unstuck('guide', 'no-signal');").await?;
        widget.find("[data-step=see]").await?;
        chromium.ask::<()>("Unstuck('close'); Unstuck('open');").await?;
        widget.click(".stuck").await?;
        widget.click("[data-way=Phone]").await?;
        // Nobody is phoned.
        chromium
            .ask::<()>("document.addEventListener('click', (event) => event.preventDefault());")
            .await?;
        widget.click("a[data-channel]").await?;
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
        chromium.open(format!("{}/dashboard", desk.address)).await?;
        let page = chromium.page();
        until("the way of the customer at the desk", async || {
            chromium.ask::<()>("location.reload();").await?;
            let all = page.all("[aria-labelledby=journey] .finding").await?;
            let Some(finding) = all.first() else { return Ok(None) };
            let expect = "1 question was asked, 1 solved without people, 1 handed off.";
            let said = finding.text().await?;
            if said == expect { Ok(Some(())) } else { fail(said) }
        })
        .await?;
        page.find_with("[aria-labelledby=steps] .finding", "no-signal/see loses most").await?;
        page.click("[aria-labelledby=journey] summary").await?;
        page.find_with("[aria-labelledby=journey] td", "Handed off by phone").await?;
        let text = page.text("main").await?;
        assert!(!text.contains("lentil"), "{text}");
        Ok(())
    })
    .await
}
