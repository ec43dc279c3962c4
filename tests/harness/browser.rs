//! Hands, eyes, console, screenshots and axe-core.

use unstuck_tests::{Chromium, Key, Outcome, Rules, Server, View, in_chromium};

fn page() -> Outcome<Server> {
    Server::plan()
        .page("/", include_str!("page.html"))
        .change(|path, mut reply| {
            if path == "/element.js" {
                reply.status = 200;
                reply.bytes = include_bytes!("element.js").to_vec();
                reply = reply.header("content-type", "text/javascript");
            }
            reply
        })
        .start()
}

#[tokio::test]
async fn reaches_into_an_open_shadow_root() -> Outcome {
    let server = page()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/")).await?;
        let widget = chromium.widget();
        widget.fill("input", "Ada").await?;
        assert_eq!(widget.value("input").await?, "Ada");
        widget.click_with("button", "greet").await?;
        widget.find_with("[role=status]", "hello ada").await?;
        assert_eq!(widget.text("[role=status]").await?, "Hello Ada");
        assert!(widget.all("#hidden").await?.is_empty());
        widget.gone("#hidden").await?;
        assert_eq!(chromium.page().text("h1").await?, "A page with a shadow root");
        chromium.console_is_empty().await?;
        assert_eq!(server.paths(), ["/", "/element.js"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn types_and_follows_the_focus() -> Outcome {
    let server = page()?;
    in_chromium(View::PHONE, async |chromium| {
        chromium.open(server.address("/")).await?;
        let widget = chromium.widget();
        widget.click("input").await?;
        chromium.press("Grace").await?;
        chromium.press(Key::Tab).await?;
        widget.focused("button").await?;
        chromium.press_with(Key::Shift, Key::Tab).await?;
        widget.focused("input").await?;
        assert_eq!(widget.value("input").await?, "Grace");
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test]
async fn shows_the_page_as_the_view_says() -> Outcome {
    let server = page()?;
    let check = async |view: View, expect: (u32, bool, &str)| {
        in_chromium(view, async |chromium| {
            // Twice, for a view that is lost on the way to the next page would mislead.
            chromium.open("about:blank").await?;
            chromium.open(server.address("/")).await?;
            let width: u32 = chromium.ask("return innerWidth;").await?;
            let dark = "return matchMedia('(prefers-color-scheme: dark)').matches;";
            let dark: bool = chromium.ask(dark).await?;
            let language: String = chromium.ask("return navigator.language;").await?;
            assert_eq!((width, dark, language.as_str()), expect);
            let zone = "return Intl.DateTimeFormat().resolvedOptions().timeZone;";
            assert_eq!(chromium.ask::<String>(zone).await?, view.time_zone);
            assert!(chromium.screenshot("harness").await?.is_file());
            Ok(())
        })
        .await
    };
    check(View::DESKTOP, (1280, false, "en")).await?;
    check(View::PHONE.dark().locale("es").time_zone("Asia/Tokyo"), (390, true, "es")).await
}

#[tokio::test]
async fn sees_what_the_console_says() -> Outcome {
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.ask::<()>("console.log('a word'); return null;").await?;
        let refused = chromium.console_is_empty().await.map_err(|error| error.to_string());
        assert!(refused.is_err_and(|error| error.contains("a word")));
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test]
async fn asks_axe() -> Outcome {
    let server = page()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/")).await?;
        chromium.axe(Rules::Usual).await?.no_violations()?;
        spoil(chromium).await?;
        let judgement = chromium.axe(Rules::Every).await?;
        assert!(judgement.violations.iter().any(|finding| finding.id == "label"));
        assert!(judgement.no_violations().is_err());
        chromium.console_is_empty().await
    })
    .await
}

/// Takes the label away from the field in the shadow root.
async fn spoil(chromium: &Chromium) -> Outcome {
    let script = "document.querySelector('unstuck-help').shadowRoot.querySelector('label').remove(); \
        return null;";
    chromium.ask(script).await
}
