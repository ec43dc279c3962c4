//! From being stuck to a callback that an agent sees.

use unstuck_tests::Outcome;

use crate::{state::check, walk::everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_appears_in_the_desk() -> Outcome {
    everywhere(async |chromium, language, serving| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.out_of_scope).await?;
        widget.click_with("[data-way]", language.callback).await?;
        check(chromium, "callback").await?;

        // Nothing is filled in: every field that needs it says so, and the first has the focus.
        widget.click("button[type=submit]").await?;
        widget.find("#u-phone-error").await?;
        widget.find("#u-consent-error").await?;
        widget.focused("input[name=tel]").await?;
        check(chromium, "callback-mend").await?;

        widget.fill("input[name=tel]", "(212) 555-0199").await?;
        widget.fill("input[name=name]", "Robin <b>Vega</b>").await?;
        widget.click("input[name=consent]").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with("h2", language.booked).await?;
        let reference = widget.attribute("[data-reference]", "data-reference").await?;
        let reference = reference.unwrap_or_default();
        assert!(reference.starts_with("UN-"), "{reference}");
        check(chromium, "booked").await?;

        let desk = serving.sign_in()?;
        chromium.open(&desk.address).await?;
        let page = chromium.page();
        page.fill("input[name=name]", &desk.agent).await?;
        page.fill("input[name=password]", &desk.password).await?;
        page.click("button").await?;
        page.find_with("main", &reference).await?;
        page.find_with("main", language.out_of_scope).await?;
        page.find_with("main", "Robin <b>Vega</b>").await?;
        check(chromium, "desk").await
    })
    .await
}
