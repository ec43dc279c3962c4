//! Codes in the panel: those to copy, and the one that a phone's camera reads.

use unstuck_tests::{Chromium, Outcome, Reply, Running, Site, View, fail, in_chromium, until};

use crate::state::check;

#[tokio::test(flavor = "multi_thread")]
async fn codes_and_addresses_are_copied_with_a_press() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    for view in [View::DESKTOP.dark(), View::PHONE] {
        in_chromium(view, async |chromium| {
            let leave = serde_json::json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
            chromium.web.cdp().send_raw("Browser.grantPermissions", leave).await?;
            chromium.open(format!("{address}/#unstuck=activate-esim/check")).await?;
            let copy = chromium.widget().find(".body .copy").await?;
            assert_eq!(copy.attr("aria-label").await?.as_deref(), Some("Copy *#06#"));
            copy.click().await?;
            chromium.widget().find_with("[role=status]", "Copied").await?;
            let kept = "const done = arguments[0]; navigator.clipboard.readText().then(done);";
            let kept: String = chromium.web.execute_async(kept, Vec::new()).await?.convert()?;
            assert_eq!(kept, "*#06#");
            check(chromium, &format!("copied-{}", view.name())).await?;
            chromium.console_is_empty().await
        })
        .await?;
    }
    Ok(())
}

const GUIDE: &str = "Unstuck('guide', 'no-signal/line');";

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_reads_where_to_go_on() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    for view in [View::DESKTOP, View::DESKTOP.dark()] {
        in_chromium(view, async |chromium| {
            chromium.open(format!("{address}/?customer=17")).await?;
            chromium.widget().find("button").await?;
            chromium.ask::<()>(GUIDE).await?;
            chromium.widget().click_with(".ways-out .inline", "Continue on your phone").await?;
            chromium.widget().find(".phone-code path[d]").await?;
            assert_eq!(read(chromium).await?, format!("{address}/#unstuck=no-signal/line"));
            check(chromium, &format!("phone-code-{}", view.name())).await?;
            chromium.console_is_empty().await
        })
        .await?;
    }
    // A phone is not told to go on on a phone.
    in_chromium(View::PHONE, async |chromium| {
        chromium.open(&address).await?;
        chromium.widget().find("button").await?;
        chromium.ask::<()>(GUIDE).await?;
        chromium.widget().find("[data-step=line]").await?;
        let all = chromium.widget().all(".ways-out .inline").await?;
        for one in all {
            if one.text().await?.contains("phone") {
                return fail("a phone is told to go on on a phone");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_code_the_address_is_there() -> Outcome {
    let gone = |path: &str, reply| if path.contains("/qr.") { Reply::not_found() } else { reply };
    let server = Site::built()?.plan().page("/", PAGE).change(gone).start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/")).await?;
        chromium.widget().find("button").await?;
        chromium.ask::<()>(GUIDE).await?;
        chromium.widget().click_with(".ways-out .inline", "Continue on your phone").await?;
        chromium.widget().find_with(".phone-code", "#unstuck=no-signal/line").await?;
        until("the code that does not come", async || {
            Ok(server.paths().iter().any(|path| path.contains("/qr.")).then_some(()))
        })
        .await
    })
    .await
}

const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Shop</title><main><h1>Shop</h1></main>\
                    <script src=\"/unstuck.js\" async></script></html>";

/// What a camera reads in the code that is drawn.
async fn read(chromium: &Chromium) -> Outcome<String> {
    const SCALE: usize = 4;
    let (side, dark): (usize, Vec<(usize, usize)>) = chromium
        .ask(
            "const drawn = document.querySelector('unstuck-help').shadowRoot.querySelector('.phone-code svg'); \
             const at = [...drawn.firstChild.getAttribute('d').matchAll(/M(\\d+) (\\d+)h1v1h-1z/g)]; \
             return [drawn.viewBox.baseVal.width, at.map(([_, x, y]) => [+x, +y])];",
        )
        .await?;
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 }
        });
    let grids = picture.detect_grids();
    let grid = grids.first().ok_or("no code is seen")?;
    Ok(grid.decode()?.1)
}
