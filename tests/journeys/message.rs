//! From being stuck to a private message with the right draft.

use unstuck_tests::Outcome;

use crate::{state::check, walk::everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn stuck_leads_to_a_message_with_everything_tried() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.question).await?;
        widget.click(&format!("[data-entry={}]", language.answer)).await?;
        chromium.ask::<()>("Unstuck('guide', 'no-signal/airplane');").await?;
        widget.find("[data-step=airplane]").await?;
        widget.click(".stuck").await?;
        widget.find("[data-way=WhatsApp]").await?;
        check(chromium, "people").await?;
        widget.click("[data-way=WhatsApp]").await?;

        let text = widget.value("[data-message]").await?;
        assert!(text.starts_with(language.greeting), "{text}");
        assert!(text.contains(language.question), "the question is not told along: {text}");
        assert!(text.contains("UN-"), "no reference: {text}");
        let language_line = if language.tag == "es" { "Idioma: es." } else { "Language: en." };
        assert!(text.contains(language_line), "no device and language: {text}");
        check(chromium, "draft").await?;

        // A card number that is typed in is masked in the text and in the link.
        widget.find("[data-message]").await?.send_keys(" 4111 1111 1111 1111").await?;
        widget.click("h2").await?;
        widget.find_with(".hidden-data", ":").await?;
        let text = widget.value("[data-message]").await?;
        assert!(!text.contains("4111"), "{text}");
        let link = widget.attribute("a[data-channel]", "href").await?.unwrap_or_default();
        assert!(link.starts_with("https://wa.me/12125550143?text="), "{link}");
        assert!(!link.contains("4111"), "{link}");
        widget.find_with("a[data-channel]", language.open_whatsapp).await?;
        check(chromium, "draft-masked").await?;

        // What was taken for private is put back with one press, and goes along.
        widget.click("[data-show]").await?;
        widget.focused("[data-message]").await?;
        let text = widget.value("[data-message]").await?;
        assert!(text.ends_with("4111 1111 1111 1111"), "{text}");
        let link = widget.attribute("a[data-channel]", "href").await?.unwrap_or_default();
        assert!(link.contains("4111"), "{link}");
        // All of it can be left out but the code that leads to the record, and be put back.
        widget.click(".hidden-data + .row button").await?;
        assert_eq!(widget.value("[data-message]").await?, "");
        let link = widget.attribute("a[data-channel]", "href").await?.unwrap_or_default();
        assert!(link.starts_with("https://wa.me/12125550143?text=UN-"), "{link}");
        widget.click(".hidden-data + .row button").await?;
        let text = widget.value("[data-message]").await?;
        assert!(text.starts_with(language.greeting), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_to_call_stands_there_as_text() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.out_of_scope).await?;
        // The first few ways may be others: it depends on who is there now.
        widget.click(".foot-link").await?;
        let phone = if language.tag == "es" { "Teléfono" } else { "Phone" };
        widget.click(&format!("[data-way={phone}]")).await?;
        let link = widget.attribute("a[data-channel]", "href").await?.unwrap_or_default();
        assert_eq!(link, "tel:+12125550142");
        widget.find_with("a[data-channel]", "555").await?;
        check(chromium, "call").await
    })
    .await
}
