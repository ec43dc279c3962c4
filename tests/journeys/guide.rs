//! From a guide's beginning to its end.

use unstuck_tests::Outcome;

use crate::{state::check, walk::everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_branches_goes_back_and_ends() -> Outcome {
    everywhere(async |chromium, _, _| {
        let widget = chromium.widget();
        chromium.ask::<()>("Unstuck('guide', 'no-signal');").await?;
        widget.find("[data-step=see]").await?;
        widget.focused(".step-title").await?;
        check(chromium, "guide-first-step").await?;
        // The first choice by its number, the second by a press.
        chromium.press("1").await?;
        widget.find("[data-step=airplane]").await?;
        widget.click(".choices li:nth-child(3) button").await?;
        widget.find("[data-step=status]").await?;
        check(chromium, "guide-later-step").await?;
        widget.click(".ways-out .inline").await?;
        widget.find("[data-step=airplane]").await?;
        widget.click(".choices li:nth-child(2) button").await?;
        widget.find("[data-step=indoors]").await?;
        widget.click(".button.primary").await?;
        widget.find(".feedback").await?;
        widget.focused(".step-title").await?;
        check(chromium, "guide-end").await?;
        widget.click(".ways-out .inline:nth-child(2)").await?;
        widget.find("[data-step=see]").await?;
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_a_step_and_an_urgent_guide_shows_people() -> Outcome {
    everywhere(async |chromium, _, _| {
        let widget = chromium.widget();
        chromium.ask::<()>("location.hash = '#unstuck=no-signal/line';").await?;
        widget.find("[data-step=line]").await?;
        chromium.page().find("[data-unstuck-guide=lost-phone]").await?;
        chromium
            .ask::<()>("document.querySelector('[data-unstuck-guide=lost-phone]').click();")
            .await?;
        widget.find_with(".guide-title", "").await?;
        widget.click(".stuck").await?;
        widget.find(".note.urgent").await?;
        // In an urgent case the channel that is open and fit comes first.
        let first = widget.find("[data-way]").await?.attr("data-way").await?;
        assert!(matches!(
            first.as_deref(),
            Some("Phone" | "Teléfono" | "We call you" | "Le llamamos")
        ));
        check(chromium, "people-urgent").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn ticked_boxes_stay_ticked() -> Outcome {
    everywhere(async |chromium, _, _| {
        let widget = chromium.widget();
        chromium.ask::<()>("Unstuck('guide', 'activate-esim');").await?;
        widget.find("[data-step=ready]").await?;
        widget.click(".checks li:nth-child(2) input").await?;
        widget.click(".choices li:nth-child(3) button").await?;
        widget.find("[data-step=check]").await?;
        widget.click(".ways-out .inline").await?;
        widget.find("[data-step=ready]").await?;
        let ticked: Vec<bool> = chromium
            .ask(
                "const root = document.querySelector('unstuck-help').shadowRoot; \
                 return [...root.querySelectorAll('.checks input')].map((one) => one.checked);",
            )
            .await?;
        assert_eq!(ticked, [false, true, false]);
        chromium.console_is_empty().await
    })
    .await
}
