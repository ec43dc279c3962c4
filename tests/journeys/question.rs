//! A question without an answer, sent to the people who write the help.

use unstuck_tests::Outcome;

use crate::{desk::sign_in, state::check, walk::everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_an_answer_reaches_the_help_team() -> Outcome {
    everywhere(async |chromium, language, serving| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.out_of_scope).await?;
        widget.click_with("button", language.question_link).await?;
        widget.focused("h2").await?;
        // The exact text stands there, and what is private in it is masked before it goes.
        assert_eq!(widget.value("[data-message]").await?, language.out_of_scope);
        widget.find("[data-message]").await?.send_keys(" robin@example.com").await?;
        widget.click("h2").await?;
        widget.find_with(".hidden-data", ":").await?;
        check(chromium, "question").await?;
        // A question that is refused can be mended and sent again.
        let refusal = "window.own = fetch; window.fetch = async (...asked) => \
                       String(asked[0]).includes('/v1/questions') \
                         ? new Response('{\"code\":\"text\",\"message\":\"Shorten it.\"}', { status: 422 }) \
                         : own(...asked);";
        chromium.ask::<()>(refusal).await?;
        widget.click(".view .primary").await?;
        widget.find_with(".problem", "Shorten it.").await?;
        chromium.ask::<()>("window.fetch = own;").await?;
        widget.click(".view .primary").await?;
        widget.find("[data-said]").await?;
        widget.focused("h2").await?;
        check(chromium, "question-sent").await?;
        let stored: String = chromium.ask("return localStorage.unstuck || '';").await?;
        assert_eq!(stored, "");

        let desk = serving.sign_in()?;
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
        let page = chromium.page();
        page.click_with("a", "Questions").await?;
        page.find_with("main", language.out_of_scope).await?;
        assert!(!page.text("main").await?.contains("robin@"));
        check(chromium, "desk-questions").await
    })
    .await
}
