//! From a question to its answer.

use unstuck_tests::{Key, Outcome};

use crate::{state::check, walk::everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_finds_its_answer() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        check(chromium, "home").await?;
        widget.fill(".ask-field", language.question).await?;
        let best = widget.find(&format!("[data-entry={}]", language.answer)).await?;
        // The words that were found are marked.
        widget.find("mark").await?;
        check(chromium, "results").await?;
        best.click().await?;
        widget.find_with(".body", language.answer_says).await?;
        widget.focused("h2").await?;
        check(chromium, "answer").await?;
        widget.click(".feedback .row button").await?;
        check(chromium, "answer-helped").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_an_answer_offers_people_at_once() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.out_of_scope).await?;
        assert!(!widget.find("[data-way]").await?.text().await?.is_empty());
        check(chromium, "no-answer").await?;
        widget.click(".foot-link").await?;
        widget.find("[data-way=WhatsApp]").await.map(drop)
    })
    .await
}

/// Asks the same once more while the focus is elsewhere, and marks what was found before.
const ASK_AGAIN: &str = r#"
    const root = document.querySelector("unstuck-help").shadowRoot;
    root.querySelectorAll("[data-result]").forEach(result => result.dataset.before = "");
    const field = root.querySelector(".ask-field");
    field.value += "?";
    field.dispatchEvent(new Event("input"));
"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_alone_finds_an_answer() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        widget.click(".ask-field").await?;
        chromium.press(language.question).await?;
        widget.find(&format!("[data-entry={}]", language.answer)).await?;
        chromium.press(Key::Down.value().to_string()).await?;
        widget.focused("[data-result]").await?;
        // An answer that comes late draws the list anew, and leaves the keyboard where it is.
        chromium.ask::<()>(ASK_AGAIN).await?;
        widget.gone("[data-before]").await?;
        widget.focused("[data-result]").await?;
        chromium.press(Key::Up.value().to_string()).await?;
        widget.focused(".ask-field").await?;
        chromium.press(Key::Enter.value().to_string()).await?;
        widget.find(".feedback").await?;
        // Escape steps back, then clears the question, then closes.
        chromium.press(Key::Escape.value().to_string()).await?;
        widget.find(".ask-field").await?;
        widget.find("[data-result]").await?;
        chromium.press(Key::Escape.value().to_string()).await?;
        widget.find(".topics").await?;
        assert_eq!(widget.value(".ask-field").await?, "");
        chromium.press(Key::Escape.value().to_string()).await?;
        widget.gone(".panel").await?;
        widget.focused("button").await?;
        chromium.console_is_empty().await
    })
    .await
}
