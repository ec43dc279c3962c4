//! Every kind of channel: its link carries the draft, without private data, and works on this device.

use std::{collections::BTreeSet, fs};

use unstuck_tests::{Chromium, Outcome, Server, Site, View, in_chromium};

use crate::{settings::settings, state::check};

/// The channels of the site, all of them open at any hour.
const CHANNELS: &str = r#"
kind = "x"
recipient_id = "1000000000000000142"
handle = "MadeUpCare"
hours = "always"

[[channels]]
kind = "messenger"
page = "MadeUpCare"
hours = "always"

[[channels]]
kind = "instagram"
user = "madeupcare"
hours = "always"

[[channels]]
kind = "whatsapp"
number = "+12125550143"
hours = "always"

[[channels]]
kind = "telegram_bot"
bot = "madeup_bot"
hours = "always"

[[channels]]
kind = "telegram"
user = "madeupcare"
hours = "always"

[[channels]]
kind = "line"
id = "madeup"
hours = "always"

[[channels]]
kind = "viber"
uri = "madeupcare"
hours = "always"

[[channels]]
kind = "apple"
business_id = "1f2e3d4c-5b6a-4789-8abc-0123456789ab"
hours = "always"

[[channels]]
kind = "sms"
number = "+12125550144"
hours = "always"

[[channels]]
kind = "phone"
number = "+12125550142"
hours = "always"

[[channels]]
kind = "email"
address = "help@madeup.example"
hours = "always"
"#;

/// What is expected of a channel.
struct Expected {
    /// What its link begins with.
    link: &'static str,
    /// Whether the link carries the draft.
    carries: bool,
    /// What stands there as text, should nothing open.
    visible: &'static str,
    /// Whether a desktop shows its link as a code for the phone.
    code: bool,
}

const fn expected(
    link: &'static str,
    carries: bool,
    visible: &'static str,
    code: bool,
) -> Expected {
    Expected { link, carries, visible, code }
}

const EXPECTED: [Expected; 12] = [
    expected(
        "https://x.com/messages/compose?recipient_id=1000000000000000142&text=",
        true,
        "@MadeUpCare",
        false,
    ),
    expected("https://m.me/MadeUpCare?ref=UN-", true, "m.me/MadeUpCare", false),
    expected("https://ig.me/m/madeupcare?ref=UN-", false, "@madeupcare", true),
    expected("https://wa.me/12125550143?text=", true, "555", false),
    expected("https://t.me/madeup_bot?start=UN-", false, "@madeup_bot", false),
    expected("https://t.me/madeupcare?text=", true, "@madeupcare", false),
    expected("https://line.me/R/oaMessage/%40madeup/?", true, "@madeup", true),
    expected("viber://pa?chatURI=madeupcare&context=UN-", true, "madeupcare", true),
    expected(
        "https://bcrw.apple.com/urn:biz:1f2e3d4c-5b6a-4789-8abc-0123456789ab?",
        true,
        "Apple",
        true,
    ),
    expected("sms:+12125550144?&body=", true, "555", true),
    expected("tel:+12125550142", false, "555", false),
    expected("mailto:help@madeup.example?subject=UN-", true, "help@madeup.example", false),
];

/// What the customer types: with a card number that nobody else is to see.
const QUESTION: &str = "penguins took my parcel 4111 1111 1111 1111";

#[tokio::test(flavor = "multi_thread")]
async fn w21_w23_each_channel_opens_with_the_draft_and_has_its_address_as_text() -> Outcome {
    let folder = tempfile::tempdir()?;
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("en/answers"))?;
    let settings = settings("madeup");
    let settings = settings.split("kind =").next().unwrap_or_default();
    fs::write(content.join("unstuck.toml"), format!("{}\n{CHANNELS}", settings.trim_end()))?;
    let answer =
        "---\ntitle: Opening hours of the shop\ntopic: all\n---\nThe shop opens at nine.\n";
    fs::write(content.join("en/answers/hours.md"), answer)?;
    let help = Site::of(&content, &folder.path().join("site"))?;
    let tag = "<!doctype html><html lang=\"en\"><title>A shop</title><main><h1>A shop</h1></main>\
               <script src=\"/unstuck.js\" async></script></html>";
    let help = help.plan().page("/shop", tag).start()?;
    for view in [View::DESKTOP, View::PHONE] {
        in_chromium(view, async |chromium| {
            let seen = every_way(chromium, &help, view == View::DESKTOP).await?;
            assert_eq!(seen.len(), EXPECTED.len(), "{seen:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Opens each way and returns which of the expected ones it was.
async fn every_way(
    chromium: &Chromium,
    help: &Server,
    is_desktop: bool,
) -> Outcome<BTreeSet<&'static str>> {
    let widget = chromium.widget();
    chromium.open(help.address("/shop")).await?;
    widget.click("button").await?;
    widget.fill(".ask-field", QUESTION).await?;
    widget.click(".foot-link").await?;
    widget.find(".ways").await?;
    check(chromium, "every-channel").await?;
    let mut seen = BTreeSet::new();
    for index in 0..EXPECTED.len() {
        widget.click(&format!(".ways li:nth-child({}) button", index + 1)).await?;
        let link = widget.attribute("a[data-channel]", "href").await?.unwrap_or_default();
        let Some(expected) = EXPECTED.iter().find(|one| link.starts_with(one.link)) else {
            return Err(format!("nobody expects {link}").into());
        };
        seen.insert(expected.link);
        // Spaces and line breaks are written as parts of an address.
        let carries = link.contains("penguins%20took%20my%20parcel");
        assert_eq!(carries, expected.carries, "{link}");
        assert!(!link.contains("4111") && !link.contains("1111"), "{link}");
        assert!(widget.text(".view").await?.contains(expected.visible), "{}", expected.visible);
        let codes = widget.all(".phone-code svg").await?.len();
        assert_eq!(codes > 0, expected.code && is_desktop, "the code of {link}");
        widget.click("[aria-label=Back]").await?;
        widget.find(".ways").await?;
    }
    Ok(seen)
}
