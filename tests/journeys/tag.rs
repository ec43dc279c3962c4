//! The script tag on pages of another origin, with built files on a plain web server.

use unstuck_tests::{Chromium, Outcome, Server, Site, View, in_chromium, until};

use crate::{language::ENGLISH, state::check};

/// A page of another origin with nothing but the tag.
fn host(help: &Server) -> Outcome<Server> {
    let tag = format!("<script src=\"{}\" async></script>", help.address("/unstuck.js"));
    let page = "<!doctype html><html lang=\"en\"><title>A shop</title><main><h1>A shop</h1></main>";
    Server::plan().page("/", format!("{page}{tag}</html>")).start()
}

async fn open_panel(chromium: &Chromium) -> Outcome {
    chromium.widget().click("button").await?;
    chromium.widget().find(".ask-field").await?;
    Ok(())
}

async fn ask(chromium: &Chromium) -> Outcome {
    chromium.widget().fill(".ask-field", ENGLISH.question).await?;
    chromium.widget().find(&format!("[data-entry={}]", ENGLISH.answer)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_origin_needs_only_the_tag() -> Outcome {
    let help = Site::built()?.serve()?;
    let shop = host(&help)?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(shop.address("/")).await?;
        chromium.widget().find("button").await?;
        assert_eq!(help.paths(), ["/unstuck.js"], "something was fetched before a touch");
        let stored: u64 = chromium
            .ask("return localStorage.length + sessionStorage.length + document.cookie.length;")
            .await?;
        assert_eq!(stored, 0, "something was stored before a touch");
        open_panel(chromium).await?;
        ask(chromium).await?;
        check(chromium, "other-origin").await?;
        // Without a desk there is no callback, and every channel is there.
        let widget = chromium.widget();
        widget.fill(".ask-field", ENGLISH.out_of_scope).await?;
        widget.find("[data-way]").await?;
        widget.click(".foot-link").await?;
        widget.find("[data-way=WhatsApp]").await?;
        assert!(widget.all("[data-way='We call you']").await?.is_empty());
        assert_eq!(shop.paths().iter().filter(|path| *path != "/favicon.ico").count(), 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_leave_for_other_origins_is_met_in_a_frame() -> Outcome {
    let help = Site::built()?.plan().start()?;
    let shop = host(&help)?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(shop.address("/")).await?;
        chromium.widget().click("button").await?;
        let frame = chromium.widget().find("iframe").await?;
        frame.enter_frame().await?;
        ask(chromium).await?;
        chromium.web.enter_default_frame().await?;
        chromium.screenshot("frame").await.map(drop)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_crashes_is_started_once_more_and_then_people_are_offered() -> Outcome {
    // The first worker's wasm is cut; from the second on it is whole.
    let site = Site::built()?;
    for (broken, search_works) in [(1, true), (usize::MAX, false)] {
        let served = std::sync::atomic::AtomicUsize::new(0);
        let help = site
            .plan()
            .cors()
            .change(move |path, mut reply| {
                let worker = path.contains("worker") && path.ends_with(".wasm");
                if worker && served.fetch_add(1, std::sync::atomic::Ordering::SeqCst) < broken {
                    reply.bytes.truncate(reply.bytes.len() / 2);
                }
                reply.header("cache-control", "no-store")
            })
            .start()?;
        let shop = host(&help)?;
        in_chromium(View::DESKTOP, async |chromium| {
            chromium.open(shop.address("/")).await?;
            open_panel(chromium).await?;
            if search_works {
                return ask(chromium).await;
            }
            let widget = chromium.widget();
            widget.find_with(".note", "Search does not work right now").await?;
            widget.fill(".ask-field", ENGLISH.question).await?;
            widget.find("[data-way=WhatsApp]").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_that_cannot_be_had_leaves_links_and_people() -> Outcome {
    let help =
        Site::built()?
            .plan()
            .cors()
            .change(|path, reply| {
                if path.ends_with(".content") { unstuck_tests::Reply::not_found() } else { reply }
            })
            .start()?;
    let shop = host(&help)?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(shop.address("/")).await?;
        chromium.widget().click("button").await?;
        // The frame on the help origin cannot have it either; it shows the links.
        chromium.widget().find("iframe").await?.enter_frame().await?;
        until("links to the help pages and to people", async || {
            let links = chromium.widget().all(".us-panel a").await.unwrap_or_default();
            Ok((links.len() >= 2).then_some(()))
        })
        .await?;
        chromium.web.enter_default_frame().await?;
        chromium.screenshot("links").await.map(drop)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_cannot_be_reached_is_said_and_nothing_is_lost() -> Outcome {
    let folder = tempfile::tempdir()?;
    let endpoint = ["--callback-endpoint", "http://127.0.0.1:9/v1/callbacks"];
    let help = Site::with(&folder.path().join("site"), &endpoint)?.serve()?;
    let shop = host(&help)?;
    in_chromium(View::DESKTOP.time_zone("America/New_York"), async |chromium| {
        chromium.open(shop.address("/")).await?;
        open_panel(chromium).await?;
        let widget = chromium.widget();
        widget.fill(".ask-field", ENGLISH.out_of_scope).await?;
        widget.click_with("[data-way]", ENGLISH.callback).await?;
        widget.fill("input[name=tel]", "(212) 555-0199").await?;
        widget.click("input[name=consent]").await?;
        widget.click("button[type=submit]").await?;
        widget.find("[data-unsent]").await?;
        widget.find_with(".primary", "Try now").await?;
        // The other ways stand there, and what was written is kept.
        widget.find("[data-way=WhatsApp]").await?;
        let kept: String = chromium.ask("return localStorage.unstuck;").await?;
        assert!(kept.contains("(212) 555-0199"), "{kept}");
        chromium.screenshot("callback-unreachable").await.map(drop)
    })
    .await
}
