//! From a guide that did not help to an agent who knows it before the customer says it again.

use unstuck_tests::{Key, Outcome, fail, until};

use crate::{
    desk::{go_to, sign_in},
    state::check,
    walk::everywhere,
};

/// Keeps what the widget tells the desk, and stays on the page when a chat is opened.
const WATCH: &str = "window.told = []; const own = window.fetch; \
    window.fetch = (...asked) => { \
        if (String(asked[0]).includes('/v1/hand-offs')) told.push(asked[1].body); \
        return own(...asked); \
    }; \
    addEventListener('click', (press) => { \
        if (press.composedPath().some((node) => node.target === '_blank')) press.preventDefault(); \
    }, true);";

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_brings_what_was_tried_to_the_agent_who_answers() -> Outcome {
    everywhere(async |chromium, language, serving| {
        let widget = chromium.widget();
        widget.fill(".ask-field", language.question).await?;
        widget.click(&format!("[data-entry={}]", language.answer)).await?;
        chromium.ask::<()>("Unstuck('guide', 'no-signal/airplane');").await?;
        widget.find("[data-step=airplane]").await?;
        let step = widget.text("[data-step=airplane] h3, [data-step=airplane] h2").await?;
        widget.click(".stuck").await?;
        widget.click("[data-way=WhatsApp]").await?;
        let text = widget.value("[data-message]").await?;
        let Some(code) = text.find("UN-").and_then(|at| text.get(at..at + 11)) else {
            return fail(format!("no code: {text}"));
        };
        // It is said beside the link what goes to the team; of a text that is left out nothing does.
        widget.find_with("[data-code]", code).await?;
        check(chromium, "draft-code").await?;
        chromium.ask::<()>(WATCH).await?;
        widget.click(".hidden-data + .row button").await?;
        assert_eq!(widget.text("[data-code]").await?, "");
        widget.click("a[data-channel]").await?;
        widget.click(".hidden-data + .row button").await?;
        widget.find("a[data-channel]").await?.focus().await?;
        chromium.press(Key::Enter).await?;
        chromium.press(Key::Enter).await?;
        let told = until("what the desk is told", async || {
            let told: Vec<String> = chromium.ask("return window.told;").await?;
            Ok((told.len() == 2).then_some(told))
        })
        .await?;
        assert!(told[0] == told[1] && !told[0].contains(language.question), "{told:?}");
        assert!(told[0].contains(code) && told[0].contains("\"asked\":[]"), "{told:?}");

        // The agent has nothing but the code of the message.
        let desk = serving.sign_in()?;
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
        let page = chromium.page();
        go_to(chromium, "#q").await?;
        chromium.press(code).await?;
        chromium.press(Key::Enter).await?;
        page.find_with("h1", code).await?;
        page.find_with(".badge", "WhatsApp").await?;
        page.find_with(".path li", &format!("{} Stopped here", step.trim())).await?;
        page.find(".entry a[target=_blank][href$='no-signal/airplane']").await?;
        assert!(!page.text("main").await?.contains(language.question));
        check(chromium, "desk-chat").await?;
        go_to(chromium, "[value=answer]").await?;
        chromium.press(Key::Enter).await?;
        page.find_with("#next", "You are answering").await?;
        check(chromium, "desk-chat-answered").await?;
        go_to(chromium, "[name=outcome]").await?;
        chromium.press(Key::Space).await?;
        go_to(chromium, "[name=action]").await?;
        chromium.press(Key::Space).await?;
        go_to(chromium, "#note").await?;
        chromium.press("Switched it off again.").await?;
        go_to(chromium, "[value=settle]").await?;
        chromium.press(Key::Enter).await?;
        page.find_with("#next", "Solved").await?;
        page.find_with(".note", "Switched it off again.").await?;
        check(chromium, "desk-chat-solved").await?;
        go_to(chromium, "a[href='/desk/hand-offs']").await?;
        chromium.press(Key::Enter).await?;
        page.find_with(".found", code).await?;
        check(chromium, "desk-chats").await
    })
    .await
}
