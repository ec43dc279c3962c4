//! An answer in public: found by a misspelled word, copied, changed and kept for the team.

use unstuck_tests::{Chromium, Key, Outcome, View, in_chromium, until};

use crate::{
    desk::{Desk, go_to, refused, sign_in},
    state::check,
};

const VIEWS: [View; 4] = [View::DESKTOP, View::DESKTOP.dark(), View::PHONE, View::PHONE.dark()];

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_finds_copies_and_saves_a_reply_that_a_colleague_finds() -> Outcome {
    let desk = Desk::start().await?;
    for view in VIEWS {
        in_chromium(view, async |mine| {
            let leave = serde_json::json!({
                "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
            });
            mine.web.cdp().send_raw("Browser.grantPermissions", leave).await?;
            let page = mine.page();
            sign_in(mine, &desk.address, &desk.agent, &desk.password).await?;
            go_to(mine, "a[href='/desk/replies']").await?;
            mine.press(Key::Enter).await?;
            page.find("#words").await?;
            check(mine, "desk-replies").await?;
            go_to(mine, "#words").await?;
            mine.press("no sgnal").await?;
            mine.press(Key::Enter).await?;
            page.find_with("#guides ~ .found", "signal").await?;
            check(mine, "desk-replies-found").await?;
            go_to(mine, "a[href*='entry=no-signal']").await?;
            mine.press(Key::Enter).await?;
            page.find_with("#counted", "of 280 characters").await?;
            check(mine, "desk-reply").await?;

            // Another step gets its own words and its own link, with the script at once.
            go_to(mine, "#step").await?;
            mine.press(Key::Down).await?;
            let posted = ready(mine, "#unstuck=no-signal/").await?;
            page.fill("#text", &"w".repeat(300)).await?;
            page.find_with("#counted", "too long for X").await?;
            check(mine, "desk-reply-too-long").await?;
            go_to(mine, "[value=save]").await?;
            mine.press(Key::Enter).await?;
            page.find_with("[role=alert]", "44 characters too long").await?;
            assert_eq!(page.value("#text").await?, "w".repeat(300));
            refused(mine, "desk-reply-refused").await?;
            page.fill("#text", "Short and kind: {link}").await?;
            let kind = ready(mine, "Short and kind: http").await?;
            assert_ne!(kind, posted);
            go_to(mine, "[data-copies]").await?;
            mine.press(Key::Enter).await?;
            page.find_with("#live", "Copied.").await?;
            let read = "const done = arguments[0]; navigator.clipboard.readText().then(done);";
            let copied: String = mine.web.execute_async(read, Vec::new()).await?.convert()?;
            assert_eq!(copied, kind);
            let title = format!("Kind {}", view.name());
            page.fill("#title", &title).await?;
            go_to(mine, "[value=save]").await?;
            mine.press(Key::Enter).await?;
            page.find_with("[role=status]", "saved for the team").await?;
            check(mine, "desk-reply-saved").await?;

            in_chromium(view, async |theirs| {
                sign_in(theirs, &desk.address, "bo", &desk.colleague).await?;
                theirs.open(format!("{}/replies?q=sgnal", desk.address)).await?;
                let page = theirs.page();
                page.find_with(".card", &title).await?;
                page.find_with(".post", &kind).await?;
                check(theirs, "desk-replies-saved").await?;
                page.click_with(".card h3 a", &title).await?;
                page.find_with(".panel", "Saved by").await?;
                page.click("details.add summary").await?;
                page.click("[value=remove]").await?;
                page.find_with("[role=status]", "removed").await?;
                theirs.console_is_empty().await
            })
            .await?;
            // What is gone meanwhile is told, and nothing is lost.
            page.fill("#text", "Mine again").await?;
            page.click("[value=save]").await?;
            page.find_with("[role=alert]", "removed this reply").await?;
            assert_eq!(page.value("#text").await?, "Mine again");
            refused(mine, "desk-reply-gone").await
        })
        .await
        .map_err(|error| format!("{}: {error}", view.name()))?;
    }
    Ok(())
}

/// What stands ready to post once it holds some words.
async fn ready(chromium: &Chromium, words: &str) -> Outcome<String> {
    until(&format!("a reply with \"{words}\""), async || {
        let text = chromium.page().value("#ready-text").await?;
        Ok(text.contains(words).then_some(text))
    })
    .await
}
