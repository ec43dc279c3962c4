//! From being stuck to a callback that an agent sees.

use thirtyfour::components::SelectElement;
use unstuck_tests::{Chromium, Outcome, Running, Server, Site, View, in_chromium, until};

use crate::{
    desk::sign_in,
    language::{ENGLISH, Language},
    state::check,
    walk::everywhere,
};

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
        // The browser reads the calendar's file as it would save it.
        let script = "const link = document.querySelector('unstuck-help').shadowRoot.querySelector('a[download$=ics]'); \
                      return decodeURIComponent(link.href.split(',')[1]);";
        let file: String = chromium.ask(script).await?;
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.contains(&reference), "{file}");
        check(chromium, "booked").await?;

        // By the link the customer chooses another time, without signing in.
        let link = widget.attribute("[data-status]", "href").await?.unwrap_or_default();
        chromium.open(&link).await?;
        let page = chromium.page();
        page.find_with("main", &reference).await?;
        check(chromium, "status").await?;
        page.click("details.change > summary").await?;
        check(chromium, "status-times").await?;
        page.click("details.day[open] input[type=radio]").await?;
        page.click("details.change button").await?;
        page.find("[role=status]").await?;
        check(chromium, "moved").await?;

        let desk = serving.sign_in()?;
        sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
        let page = chromium.page();
        page.find_with("main", &reference).await?;
        page.find_with("main", language.out_of_scope).await?;
        page.find_with("main", "Robin <b>Vega</b>").await?;
        check(chromium, "desk").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_looks_wrong_is_asked_about_once() -> Outcome {
    everywhere(async |chromium, language, serving| {
        let widget = chromium.widget();
        form(chromium, language).await?;
        rules(chromium).await?;
        assert_eq!(widget.value("select[name=country]").await?, "US");
        let names = countries(chromium).await?;
        assert!(names.iter().any(|name| name == language.germany), "{names:?}");
        check(chromium, "callback-countries").await?;

        // A number that costs extra is refused, and nobody is asked about it.
        widget.fill("input[name=tel]", "900 555 0123").await?;
        widget.click("input[name=consent]").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with("#u-phone-error", language.premium).await?;
        widget.focused("input[name=tel]").await?;

        widget.fill("input[name=tel]", "555 123 4567").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with("#u-phone-error", language.home).await?;
        widget.focused("input[name=tel]").await?;
        widget.find_with("button", language.anyway).await?;
        check(chromium, "callback-doubt").await?;

        // Another number is another question.
        widget.fill("input[name=tel]", "555 123 45678").await?;
        widget.gone("#u-phone-error + .row button").await?;
        widget.fill("input[name=tel]", "555 123 4568").await?;
        widget.click("button[type=submit]").await?;
        widget.click_with("button", language.anyway).await?;
        widget.find_with("h2", language.booked).await?;
        phoned(chromium, serving, "+15551234568").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_of_the_country_that_is_chosen_or_that_it_names() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::PHONE, async |chromium| {
        let widget = chromium.widget();
        open(chromium, &address).await?;
        rules(chromium).await?;
        let country = widget.find("select[name=country]").await?;
        SelectElement::new(&country).await?.select_by_value("DE").await?;
        widget.fill("input[name=tel]", "030 123456").await?;
        widget.click("input[name=consent]").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        phoned(chromium, &mut serving, "+4930123456").await?;
        chromium.console_is_empty().await
    })
    .await?;
    in_chromium(View::DESKTOP, async |chromium| {
        let widget = chromium.widget();
        open(chromium, &address).await?;
        rules(chromium).await?;
        widget.fill("input[name=tel]", "+34 612 34 56 78").await?;
        until("the country of the number", async || {
            Ok((widget.value("select[name=country]").await? == "ES").then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_is_asked_for_without_the_rules_of_numbers() -> Outcome {
    let (mut serving, address) = Running::serve(&[])?;
    in_chromium(View::DESKTOP, async |chromium| {
        let cdp = chromium.web.cdp();
        cdp.send_raw("Network.enable", serde_json::json!({})).await?;
        let blocked = serde_json::json!({ "urls": ["*/assets/phone.*"] });
        cdp.send_raw("Network.setBlockedURLs", blocked).await?;
        let widget = chromium.widget();
        open(chromium, &address).await?;
        assert_eq!(countries(chromium).await?, [ENGLISH.home]);
        widget.click("input[name=consent]").await?;
        widget.fill("input[name=tel]", "12").await?;
        widget.click("button[type=submit]").await?;
        widget.find("#u-phone-error").await?;
        // The desk refuses what the form could not know.
        widget.fill("input[name=tel]", "900 555 0123").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with(".problem", "cost extra").await?;
        widget.fill("input[name=tel]", "(212) 555-0198").await?;
        widget.click("button[type=submit]").await?;
        widget.find_with("h2", ENGLISH.booked).await?;
        phoned(chromium, &mut serving, "+12125550198").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn how_soon_people_answered_lately_stands_beside_each_way() -> Outcome {
    let estimates = r#"{"site":"larkline","estimates":[
        {"channel":"callback","topic":null,"minutes":150,"promise":60,"of":9},
        {"channel":"callback","topic":"billing","minutes":12,"of":5},
        {"channel":"x","topic":null,"minutes":7,"of":30},
        {"channel":"phone","topic":null,"promise":120,"of":0},
        {"channel":"messenger","topic":null,"minutes":1,"of":4}]}"#;
    let desk = Server::plan().cors().page("/v1/estimates", estimates).start()?;
    let folder = tempfile::tempdir()?;
    let endpoint = desk.address("/v1/callbacks");
    let site = Site::with(&folder.path().join("site"), &["--callback-endpoint", &endpoint])?;
    let page = "<!doctype html><html lang=\"en\"><title>A shop</title><main><h1>A shop</h1></main>\
                <script src=\"/unstuck.js\" async></script></html>";
    let help = site.plan().page("/shop", page).start()?;
    in_chromium(View::PHONE.time_zone("America/New_York"), async |chromium| {
        let widget = chromium.widget();
        chromium.open(help.address("/shop")).await?;
        widget.click("button").await?;
        widget.fill(".ask-field", ENGLISH.out_of_scope).await?;
        widget.find(".foot-link").await?;
        assert!(desk.requests().is_empty(), "the desk was asked before anybody wanted people");
        widget.click(".foot-link").await?;
        let row = format!("[data-way='{}']", ENGLISH.callback);
        widget.find_with(&row, "Lately called after about 3 h").await?;
        widget.find_with(&row, "Promised within 60 min of the time you choose").await?;
        // What was measured counts, and else what the site says.
        widget.find_with("[data-way=X]", "usually answers in 7\u{a0}min").await?;
        // The phone is answered at every hour.
        widget.find_with("[data-way=Phone]", "promised within 2\u{a0}h").await?;
        let messenger = widget.text("[data-way=Messenger]").await?;
        assert!(!messenger.contains("in 1\u{a0}min"), "too few to tell: {messenger}");
        assert!(!messenger.contains("promised"), "{messenger}");
        // The topic of what was read counts.
        chromium.ask::<()>("Unstuck('guide', 'late-fee');").await?;
        widget.click(".foot-link").await?;
        widget.find_with(&row, "Lately called after about 12 min").await?;
        check(chromium, "estimate").await
    })
    .await
}

/// Goes from the open panel to the form of a callback.
async fn form(chromium: &Chromium, language: &Language) -> Outcome {
    let widget = chromium.widget();
    widget.fill(".ask-field", language.out_of_scope).await?;
    widget.click_with("[data-way]", language.callback).await?;
    widget.find("input[name=tel]").await.map(drop)
}

/// Opens the English page and its form.
async fn open(chromium: &Chromium, address: &str) -> Outcome {
    chromium.open(address).await?;
    chromium.widget().click("button").await?;
    form(chromium, &ENGLISH).await
}

/// Waits until the rules of numbers are there.
async fn rules(chromium: &Chromium) -> Outcome {
    until("the countries", async || Ok((countries(chromium).await?.len() > 200).then_some(())))
        .await
}

/// The countries that can be chosen, as they are called.
async fn countries(chromium: &Chromium) -> Outcome<Vec<String>> {
    chromium
        .ask(
            "const root = document.querySelector('unstuck-help').shadowRoot; \
             return [...root.querySelectorAll('[name=country] option')].map((one) => one.text);",
        )
        .await
}

/// Signs in at the desk, where the number has to be one to press.
async fn phoned(chromium: &Chromium, serving: &mut Running, number: &str) -> Outcome {
    let desk = serving.sign_in()?;
    sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
    chromium.page().find(&format!("a[href='tel:{number}']")).await.map(drop)
}
