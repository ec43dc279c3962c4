//! A callback that cannot be sent at once waits on the device, and is sent once.

use serde_json::json;
use unstuck_tests::{Chromium, Outcome, Running, Server, Site, View, in_chromium, until};

use crate::{desk::sign_in, language::ENGLISH, state::check, walk::everywhere};

/// What replies to the callbacks of a page, in place of its network: `reply` is a function of the
/// request's arguments and of the page's own `fetch`.
async fn replies(chromium: &Chromium, reply: &str) -> Outcome {
    let script = format!(
        "if (!window.own) {{ window.own = fetch; }} \
         window.fetch = (...asked) => String(asked[0]).includes('/v1/callbacks') \
           ? ({reply})(own, ...asked) : own(...asked);"
    );
    chromium.ask::<()>(&script).await
}

/// An endpoint that takes nothing now.
const BUSY: &str =
    "async () => new Response('', { status: 503, headers: { 'retry-after': '600' } })";

async fn connect(chromium: &Chromium, is_connected: bool) -> Outcome {
    let cdp = chromium.web.cdp();
    cdp.send_raw("Network.enable", json!({})).await?;
    let network = json!({ "offline": !is_connected, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    cdp.send_raw("Network.emulateNetworkConditions", network).await?;
    Ok(())
}

/// Fills in the form, whose parts have all arrived.
async fn fill(chromium: &Chromium, callback: &str, question: &str) -> Outcome {
    let widget = chromium.widget();
    widget.fill(".ask-field", question).await?;
    widget.click_with("[data-way]", callback).await?;
    widget.fill("input[name=tel]", "(212) 555-0199").await?;
    widget.click("input[name=consent]").await?;
    until("what sends the form", async || {
        let script = "return performance.getEntriesByType('resource').some((one) => \
                      /outbox.*wasm/.test(one.name) && one.responseEnd > 0);";
        Ok(chromium.ask::<bool>(script).await?.then_some(()))
    })
    .await
}

async fn submit(chromium: &Chromium) -> Outcome {
    chromium.widget().click("button[type=submit]").await
}

/// Opens the page, fills in the form and sends it to an endpoint that takes nothing.
async fn send_in_vain(chromium: &Chromium, address: &str) -> Outcome {
    open(chromium, address).await?;
    replies(chromium, BUSY).await?;
    submit(chromium).await?;
    chromium.widget().find("[data-unsent]").await.map(drop)
}

async fn stored(chromium: &Chromium) -> Outcome<String> {
    chromium.ask("return localStorage.unstuck || '';").await
}

/// How many callbacks the desk has.
async fn at_the_desk(chromium: &Chromium, serving: &mut Running) -> Outcome<usize> {
    let desk = serving.sign_in()?;
    chromium.open(&desk.address).await?;
    let page = chromium.page();
    if !page.all("input[name=password]").await?.is_empty() {
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
    }
    page.find("a[href='tel:+12125550199']").await?;
    Ok(page.all("a[href='tel:+12125550199']").await?.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn w16_what_is_sent_offline_goes_out_when_there_is_a_connection() -> Outcome {
    everywhere(async |chromium, language, _| {
        let widget = chromium.widget();
        fill(chromium, language.callback, language.out_of_scope).await?;
        connect(chromium, false).await?;
        submit(chromium).await?;
        widget.find("[data-unsent]").await?;
        widget.focused("h2").await?;
        check(chromium, "unsent").await?;
        assert!(stored(chromium).await?.contains("555-0199"), "the device keeps nothing");
        connect(chromium, true).await?;
        widget.find_with("h2", language.booked).await?;
        assert_eq!(stored(chromium).await?, "", "what was sent is still on the device");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn w16_a_lost_reply_is_asked_for_again_and_one_call_is_made() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        let widget = chromium.widget();
        send_in_vain(chromium, &address).await?;
        // The desk takes it, and the reply does not come back.
        let lost = "async (own, ...asked) => { const reply = await own(...asked); \
                    if (reply.status !== 201) return reply; throw new TypeError('lost'); }";
        replies(chromium, lost).await?;
        widget.click("[data-unsent] + .row .primary").await?;
        widget.find("[data-unsent] + .row .primary:not([aria-disabled])").await?;
        replies(chromium, "(own, ...asked) => own(...asked)").await?;
        widget.click("[data-unsent] + .row .primary").await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        assert_eq!(at_the_desk(chromium, &mut serving).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_goes_out_from_the_next_page_and_is_told_of() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::PHONE, async |chromium| {
        let widget = chromium.widget();
        open(chromium, &address).await?;
        replies(chromium, "async () => { throw new TypeError('no connection'); }").await?;
        submit(chromium).await?;
        widget.find("[data-unsent]").await?;
        // Nobody opens the panel on the next page.
        chromium.open(format!("{address}/account/")).await?;
        until("the request is sent", async || {
            Ok(stored(chromium).await?.contains("=sent").then_some(()))
        })
        .await?;
        assert!(!stored(chromium).await?.contains("555"), "the number is still on the device");
        widget.click("button").await?;
        widget.find_with("[data-note]", "was sent").await?;
        check(chromium, "sent-later").await?;
        widget.click("[data-note] button").await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        assert_eq!(at_the_desk(chromium, &mut serving).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn w17_of_two_tabs_one_sends() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        open(chromium, &address).await?;
        // The first tab is at it until it is told to go on.
        let held = "(own, ...asked) => window.went ? own(...asked) : new Promise((done) => { \
                    window.go = () => { window.went = true; done(own(...asked)); }; })";
        replies(chromium, held).await?;
        submit(chromium).await?;
        until("the first tab sends", async || {
            Ok(chromium.ask::<bool>("return !!window.go;").await?.then_some(()))
        })
        .await?;
        let first = chromium.web.window().await?;
        let second = chromium.web.new_tab().await?;
        chromium.web.switch_to_window(second).await?;
        chromium.open(&address).await?;
        chromium.widget().click("button").await?;
        chromium.widget().find_with("[data-note]", "not sent yet").await?;
        let posts = "return performance.getEntriesByType('resource').filter((one) => \
                     one.name.includes('/v1/callbacks')).length;";
        assert_eq!(chromium.ask::<usize>(posts).await?, 0, "the second tab sends as well");
        chromium.web.switch_to_window(first).await?;
        chromium.ask::<()>("window.go();").await?;
        chromium.widget().find_with("h2", ENGLISH.booked).await?;
        assert_eq!(at_the_desk(chromium, &mut serving).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn w13_without_storage_it_is_sent_while_the_page_lives() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        let widget = chromium.widget();
        open(chromium, &address).await?;
        let full = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };";
        chromium.ask::<()>(full).await?;
        connect(chromium, false).await?;
        submit(chromium).await?;
        widget.find_with("[data-unsent]", "Leave this page open").await?;
        connect(chromium, true).await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        assert_eq!(at_the_desk(chromium, &mut serving).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn w18_a_clock_that_jumps_by_ten_years_loses_nothing() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    for years in [10, -10] {
        in_chromium(View::DESKTOP, async |chromium| {
            let widget = chromium.widget();
            send_in_vain(chromium, &address).await?;
            let jump =
                format!("const now = Date.now; Date.now = () => now() + {years} * 31557600000;");
            chromium.ask::<()>(&jump).await?;
            // The endpoint's clock says that nothing is old.
            let busy = "async (own) => { const clock = (await own('/')).headers.get('date') \
                        || new Date().toUTCString(); \
                        return new Response('', { status: 503, headers: { date: clock } }); }";
            replies(chromium, busy).await?;
            widget.click("[data-unsent] + .row .primary").await?;
            widget.find("[data-unsent] + .row .primary:not([aria-disabled])").await?;
            replies(chromium, "(own, ...asked) => own(...asked)").await?;
            widget.click("[data-unsent] + .row .primary").await?;
            widget.find_with("h2", ENGLISH.booked).await?;
            at_the_desk(chromium, &mut serving).await.map(drop)
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_seven_days_the_customer_is_told_and_can_ask_again() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        let widget = chromium.widget();
        send_in_vain(chromium, &address).await?;
        // The device has had it for eight days, as both clocks say.
        let days = "const late = Date.now() + 8 * 86400000; Date.now = () => late;";
        chromium.ask::<()>(days).await?;
        let busy = "async () => new Response('', { status: 503, headers: { \
                    date: new Date(Date.now()).toUTCString() } })";
        replies(chromium, busy).await?;
        widget.click("[data-unsent] + .row .primary").await?;
        widget.find_with("h2", "could not be sent").await?;
        check(chromium, "not-sent").await?;
        // On the next page it is told as well, and nothing has to be typed again.
        chromium.open(&address).await?;
        widget.click("button").await?;
        widget.find_with("[data-note]", "could not be sent").await?;
        widget.click("[data-note] button").await?;
        widget.click(".primary").await?;
        assert_eq!(widget.value("input[name=tel]").await?, "(212) 555-0199");
        widget.click("input[name=consent]").await?;
        submit(chromium).await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        assert_eq!(stored(chromium).await?, "");
        assert_eq!(at_the_desk(chromium, &mut serving).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_nobody_answers_is_passed_over() -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("desk.sqlite");
    let database = database.to_str().ok_or("the folder's name is not UTF-8")?;
    let options = ["--database", database, "--site", "larkline", "--allow-origin", "*"];
    let (_desk, desk) = Running::desk(&options)?;
    // A port that was free a moment ago, and nobody listens there.
    let gone = Server::plan().start()?.address("/v1/callbacks");
    let desk = format!("{desk}/v1/callbacks");
    let endpoints = ["--callback-endpoint", &gone, "--callback-endpoint", &desk];
    let site = Site::with(&folder.path().join("site"), &endpoints)?;
    let page = "<!doctype html><html lang=\"en\"><title>A shop</title><main><h1>A shop</h1></main>\
                <script src=\"/unstuck.js\" async></script></html>";
    let help = site.plan().page("/shop", page).start()?;
    in_chromium(View::DESKTOP.time_zone("America/New_York"), async |chromium| {
        open(chromium, &help.address("/shop")).await?;
        submit(chromium).await?;
        let widget = chromium.widget();
        widget.find_with("h2", ENGLISH.booked).await?;
        assert_eq!(stored(chromium).await?, "");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_to_be_sent_is_gone() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    in_chromium(View::PHONE, async |chromium| {
        let widget = chromium.widget();
        send_in_vain(chromium, &address).await?;
        // Whoever comes back to the form meets what waits, and not a second form.
        widget.click("[aria-label=Back]").await?;
        widget.click(".foot-link").await?;
        widget.click("[data-note] button").await?;
        let ways = widget.all("[data-way]").await?.len();
        assert_eq!(widget.all(&format!("[data-way='{}']", ENGLISH.callback)).await?.len(), 0);
        assert!(ways > 3, "{ways} ways");
        widget.click_with("[data-unsent] + .row button", "Do not send it").await?;
        widget.find("[data-way=WhatsApp]").await?;
        until("an empty device", async || Ok(stored(chromium).await?.is_empty().then_some(())))
            .await
    })
    .await
}

/// Opens the English page and fills in its form.
async fn open(chromium: &Chromium, address: &str) -> Outcome {
    chromium.open(address).await?;
    chromium.widget().click("button").await?;
    fill(chromium, ENGLISH.callback, ENGLISH.out_of_scope).await
}
