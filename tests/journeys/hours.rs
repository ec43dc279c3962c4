//! When people are there, said on the customer's own clock.

use std::fs;

use serde_json::json;
use unstuck_tests::{Chromium, Outcome, Server, Site, View, in_chromium};

use crate::{settings::settings, state::check};

/// A help centre of New York: weekdays nine to five, and Thanksgiving off.
fn write(content: &std::path::Path) -> Outcome {
    fs::create_dir_all(content.join("en/answers"))?;
    let mut text = settings("hours").replace("\"UTC\"", "\"America/New_York\"");
    for day in ["tue", "wed", "thu", "fri"] {
        text = text.replace(&format!("{day} = []"), &format!("{day} = [\"09:00-17:00\"]"));
    }
    let holiday =
        "\n[[holidays]]\ndate = \"2026-11-26\"\nname = { en = \"Thanksgiving\" }\nhours = []\n";
    let phone = "\n[[channels]]\nkind = \"phone\"\nnumber = \"+12125550142\"\nhours = \"always\"\nurgent = true\n";
    let urgent = "[[topics]]\nid = \"lost\"\nname = { en = \"Lost card\" }\nurgent = true\n\
                  notice = { en = \"Block the card first.\" }\n\n[hours]";
    let text = format!("{}{holiday}{phone}", text.replace("[hours]", urgent));
    fs::write(content.join("unstuck.toml"), text)?;
    let entry = |title: &str, topic: &str| {
        format!("---\ntitle: {title}\ntopic: {topic}\n---\n{title} is told here.\n")
    };
    fs::write(content.join("en/answers/shop.md"), entry("The garden shop", "all"))?;
    fs::write(content.join("en/answers/card.md"), entry("A stolen card", "lost"))?;
    Ok(())
}

/// Serves it, with a page that carries the tag.
fn serve(folder: &std::path::Path) -> Outcome<Server> {
    let content = folder.join("content");
    write(&content)?;
    let tag = "<!doctype html><html lang=\"en\"><title>A shop</title><main><h1>A shop</h1></main>\
               <script src=\"/unstuck.js\" async></script></html>";
    Site::of(&content, &folder.join("site"))?.plan().page("/shop", tag).start()
}

/// Sets the clock of the pages that are opened from now on.
async fn at(chromium: &Chromium, moment: &str) -> Outcome {
    let source = format!(
        "(() => {{ const Own = Date, ahead = Own.parse('{moment}') - Own.now(); \
         Date = class extends Own {{ \
           constructor(...asked) {{ asked.length ? super(...asked) : super(Own.now() + ahead); }} \
           static now() {{ return Own.now() + ahead; }} }}; }})();"
    );
    let script = json!({ "source": source });
    chromium.web.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
    Ok(())
}

async fn people(chromium: &Chromium, address: &str, question: &str) -> Outcome {
    chromium.open(address).await?;
    let widget = chromium.widget();
    widget.click("button").await?;
    widget.fill(".ask-field", question).await?;
    widget.click(".foot-link").await?;
    widget.find(".ways").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn when_people_are_there_is_said_on_the_customers_clock() -> Outcome {
    let folder = tempfile::tempdir()?;
    let help = serve(folder.path())?;
    let (berlin, new_york) = ("Europe/Berlin", "America/New_York");
    for (name, zone, moment, expect) in [
        ("open", new_york, "2026-11-24T15:00:00Z", "Open now"),
        ("closed", new_york, "2026-11-24T10:00:00Z", "Opens 9:00 AM"),
        ("evening", new_york, "2026-11-23T23:00:00Z", "Opens tomorrow 9:00 AM"),
        ("holiday", new_york, "2026-11-26T15:00:00Z", "Opens tomorrow 9:00 AM"),
        // On the Sunday between Europe's clocks go back, and New York's a week later: nine there is
        // two in Berlin, and was three.
        ("before the change", berlin, "2026-10-22T21:30:00Z", "Opens tomorrow 3:00 PM"),
        ("across the change", berlin, "2026-10-23T21:30:00Z", "Opens Monday 2:00 PM"),
        ("after both", berlin, "2026-11-02T02:00:00Z", "Opens 3:00 PM"),
    ] {
        let view = if zone == berlin { View::PHONE } else { View::DESKTOP };
        in_chromium(view.time_zone(zone), async |chromium| {
            at(chromium, moment).await?;
            people(chromium, &help.address("/shop"), "penguins").await?;
            let said = chromium.widget().text("[data-way=E-mail]").await?;
            // Browsers part a day and a time with a comma or with `at`.
            let plain = said.replace(" at ", " ").replace(',', "").replace('\u{202f}', " ");
            assert!(plain.contains(expect), "{name}: {said}");
            check(chromium, &format!("hours-{}", name.replace(' ', "-"))).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_topic_leads_with_what_to_do_and_with_who_answers_now() -> Outcome {
    let folder = tempfile::tempdir()?;
    let help = serve(folder.path())?;
    in_chromium(View::PHONE.time_zone("America/New_York"), async |chromium| {
        at(chromium, "2026-11-24T15:00:00Z").await?;
        chromium.open(help.address("/shop")).await?;
        chromium
            .ask::<()>("(window.unstuck = window.unstuck || []).push(['guide', 'card']);")
            .await?;
        let widget = chromium.widget();
        widget.click(".foot-link").await?;
        widget.find_with(".note.urgent", "Block the card first.").await?;
        let first = widget.attribute(".ways [data-way]", "data-way").await?;
        assert_eq!(first.as_deref(), Some("Phone"));
        check(chromium, "urgent").await
    })
    .await
}
