//! A short video in a guide's step: fetched when the customer plays it, not before.

use std::fs;

use unstuck_tests::{Outcome, Server, Site, View, in_chromium, until};

use crate::settings::settings;

/// Records half a second of a moving square in the browser, because a video made here has no licence
/// but ours.
const RECORD: &str = "const done = arguments[0]; \
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 }); \
    const pen = canvas.getContext('2d'); \
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm;codecs=vp8' }); \
    const parts = []; \
    recorder.ondataavailable = ({ data }) => parts.push(data); \
    recorder.onstop = async () => done([...new Uint8Array(await new Blob(parts).arrayBuffer())]); \
    recorder.start(); \
    let frames = 0; \
    const draw = () => { \
        pen.fillStyle = '#0a5c44'; \
        pen.fillRect(frames * 10, 60, 60, 60); \
        if (++frames > 15) recorder.stop(); else requestAnimationFrame(draw); \
    }; \
    draw();";

const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Shop</title><main><h1>Shop</h1></main>\
                    <script src=\"/unstuck.js\" async></script></html>";

#[tokio::test(flavor = "multi_thread")]
async fn a_step_plays_its_video_when_the_customer_wants_it() -> Outcome {
    let blank = Server::plan().page("/", "<!doctype html><title>Blank</title>").start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(blank.address("/")).await?;
        let video: Vec<u8> = chromium.web.execute_async(RECORD, Vec::new()).await?.convert()?;
        let folder = tempfile::tempdir()?;
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("en/guides"))?;
        fs::write(content.join("unstuck.toml"), settings("films"))?;
        fs::write(content.join("en/guides/tray.webm"), &video)?;
        fs::write(
            content.join("en/guides/tray.md"),
            "---\ntitle: Open the tray\ntopic: all\nasks:\n  - how does the tray open\n---\nIt slides.\n\n\
             ## Push the pin {#pin}\n\nGently.\n\n![The tray slides out](tray.webm)\n",
        )?;
        let site = Site::of(&content, &folder.path().join("site"))?;
        let server = site.plan().page("/", PAGE).start()?;
        chromium.open(server.address("/#unstuck=tray/pin")).await?;
        let shown = chromium.widget().find("[data-step=pin] video").await?;
        assert_eq!(shown.attr("aria-label").await?.as_deref(), Some("The tray slides out"));
        let asked = || server.paths().iter().any(|path| path.ends_with(".webm"));
        assert!(!asked(), "the video is fetched before it is played");
        chromium
            .ask::<()>(
                "window.video = document.querySelector('unstuck-help').shadowRoot.querySelector('video'); \
                 video.muted = true; video.play();",
            )
            .await?;
        until("the video to play", async || {
            let size: (u32, u32, f64) = chromium
                .ask("return [video.videoWidth, video.videoHeight, video.currentTime];")
                .await?;
            Ok((size.0 == 320 && size.1 == 180 && size.2 > 0.0).then_some(()))
        })
        .await?;
        assert!(asked());
        let frame: (f64, f64) = chromium
            .ask("const at = video.getBoundingClientRect(); return [at.width, at.height];")
            .await?;
        assert!((frame.0 / frame.1 - 16.0 / 9.0).abs() < 0.02, "{frame:?}");
        chromium.screenshot("guide-video").await?;
        chromium.console_is_empty().await
    })
    .await
}
