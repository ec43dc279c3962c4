//! The dashboard of the desk: read, turned to another period and taken along, by keyboard and on every
//! screen.

use std::fs;

use serde_json::json;
use unstuck_tests::{Chromium, Key, Outcome, View, in_chromium, unstuck, until};

use crate::{
    desk::{Desk, ask, go_to, leave, sign_in},
    state::check,
};

const VIEWS: [View; 4] = [View::DESKTOP, View::DESKTOP.dark(), View::PHONE, View::PHONE.dark()];

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_reads_the_dashboard_and_takes_a_table_along_by_keyboard() -> Outcome {
    let desk = Desk::start().await?;
    let lead = ["desk", "agent", "role", &desk.agent, "lead", "--site", "larkline"];
    unstuck(&[&lead[..], &["--database", &desk.database]].concat(), None).await?;
    in_chromium(View::DESKTOP, async |chromium| {
        let page = chromium.page();
        let folder = tempfile::tempdir()?;
        let kept = json!({ "behavior": "allow", "downloadPath": folder.path() });
        chromium.web.cdp().send_raw("Browser.setDownloadBehavior", kept).await?;
        chromium.open(&desk.address).await?;
        sign_in_by_keyboard(chromium, &desk).await?;
        go_to(chromium, "a[href='/desk/dashboard']").await?;
        chromium.press(Key::Enter).await?;
        page.find_with(".board", "Nobody asked to be phoned").await?;
        page.find_with(".board", "Nothing was counted").await?;
        check(chromium, "dashboard-empty").await?;

        seed(chromium).await?;
        go_to(chromium, ".as-of a").await?;
        chromium.press(Key::Enter).await?;
        page.find_with("[aria-labelledby=journey] .finding", "20 questions were asked").await?;
        page.find_with("[aria-labelledby=steps] .finding", "bill-higher/changed loses most")
            .await?;
        page.find_with("[aria-labelledby=questions] a", "Do you ship to Malta?").await?;
        check(chromium, "dashboard").await?;

        go_to(chromium, ".periods a:first-child").await?;
        chromium.press(Key::Enter).await?;
        page.find_with(".periods [aria-current]", "7 days").await?;
        go_to(chromium, "[aria-labelledby=journey] summary").await?;
        chromium.press(Key::Enter).await?;
        page.find_with("[aria-labelledby=journey] td", "Handed off by callback").await?;
        go_to(chromium, "[aria-labelledby=journey] .save").await?;
        chromium.press(Key::Enter).await?;
        let file = folder.path().join("larkline-journey-7-days.csv");
        let text =
            until("the table on the disk", async || Ok(fs::read_to_string(&file).ok())).await?;
        assert!(text.contains("\r\nAsked,20,100\r\n"), "{text}");
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_suits_everybody() -> Outcome {
    let desk = Desk::start().await?;
    for (number, view) in VIEWS.into_iter().enumerate() {
        in_chromium(view, async |chromium| {
            let page = chromium.page();
            if number == 0 {
                chromium.open(&desk.address).await?;
                seed(chromium).await?;
            }
            sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
            chromium.open(format!("{}/dashboard?days=90", desk.address)).await?;
            page.find(".pair").await?;
            check(chromium, "dashboard").await?;
            chromium
                .ask::<()>("document.querySelectorAll('details').forEach((one) => { one.open = true; });")
                .await?;
            check(chromium, "dashboard-tables").await?;
            let wide: bool = chromium
                .ask("return document.documentElement.scrollWidth > document.documentElement.clientWidth;")
                .await?;
            assert!(!wide, "the page is wider than the screen");
            Ok(())
        })
        .await
        .map_err(|error| format!("{}: {error}", view.name()))?;
    }
    Ok(())
}

async fn sign_in_by_keyboard(chromium: &Chromium, desk: &Desk) -> Outcome {
    go_to(chromium, "#name").await?;
    chromium.press(desk.agent.as_str()).await?;
    go_to(chromium, "#password").await?;
    chromium.press(desk.password.as_str()).await?;
    chromium.press(Key::Enter).await?;
    chromium.page().find("#queue").await.map(drop)
}

/// Has the page send what widgets send: requests, questions and counts.
async fn seed(chromium: &Chromium) -> Outcome {
    for hours in 1..4 {
        ask(chromium, "Robin Vega", hours).await?;
    }
    let counts = [
        ("asked", "", 20),
        ("unanswered", "", 3),
        ("opened", "bill-higher", 9),
        ("step", "bill-higher/changed", 9),
        ("left", "bill-higher/changed", 4),
        ("drift", "bill-higher/changed", 2),
        ("finished", "bill-higher", 5),
        ("opened", "late-fee", 6),
        ("helped", "late-fee", 4),
        ("handed-off", "callback", 3),
    ]
    .map(|(kind, id, times)| json!({ "kind": kind, "id": id, "times": times }));
    let counts = json!({ "site": "larkline", "counts": counts });
    post(chromium, "/v1/counts", counts).await?;
    let question = json!({
        "site": "larkline", "language": "en", "text": "Do you ship to Malta?", "page": "",
        "reference": "",
    });
    leave(chromium, &question).await.map(drop)
}

async fn post(chromium: &Chromium, path: &str, body: serde_json::Value) -> Outcome {
    let script = "const [path, body, done] = arguments; \
        fetch(path, { method: 'POST', body: JSON.stringify(body) }) \
            .then((answer) => done(answer.ok), () => done(false));";
    let sent = chromium.web.execute_async(script, vec![json!(path), body]).await?;
    assert!(sent.convert::<bool>()?, "{path} was refused");
    Ok(())
}
