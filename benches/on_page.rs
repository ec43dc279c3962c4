//! Steps on the host's page: how soon a target is lit, and what waiting for one costs.

use std::time::Duration;

use serde_json::{Value, json};
use unstuck_tests::{Chromium, Outcome, Server, Site, View, in_chromium};

/// How often a target appears; the middle time counts.
const ROUNDS: usize = 9;
/// How long the page is left alone.
const IDLE: Duration = Duration::from_secs(10);
/// A step of the example that waits for its target on this path.
const STEP: &str = "activate-esim/new-code";
const PATH: &str = "/account/sim.html";

/// Puts the target on the page and waits until the light is on it; the milliseconds between.
const APPEAR: &str = r#"
const done = arguments[0];
const ring = document.querySelector("unstuck-help").shadowRoot.querySelector(".ring");
document.querySelector("[data-unstuck-target]")?.remove();
const gone = () => ring.hidden ? appear() : requestAnimationFrame(gone);
const appear = () => {
  const target = document.createElement("button");
  target.textContent = "New QR code";
  target.dataset.unstuckTarget = "new-code";
  const begun = performance.now();
  document.querySelector("main").append(target);
  const look = () => ring.hidden ? requestAnimationFrame(look) : done(performance.now() - begun);
  look();
};
gone();
"#;

/// Prints both.
pub async fn bench() -> Outcome {
    let site = Site::built()?;
    let page = |script: &str| {
        let rows = "<p>A line of the page.</p>".repeat(500);
        format!(
            "<!doctype html><html lang=\"en\"><title>A page</title><main>{rows}</main>{script}</html>"
        )
    };
    let server = site
        .plan()
        .page(PATH, page("<script src=\"/unstuck.js\" async></script>"))
        .page("/plain.html", page(""))
        .start()?;
    let mut times = Vec::new();
    let mut waiting = 0.0;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server).await?;
        waiting = work(chromium).await?;
        for _ in 0..ROUNDS {
            times.push(chromium.web.execute_async(APPEAR, vec![]).await?.convert::<f64>()?);
        }
        Ok(())
    })
    .await?;
    let mut plain = 0.0;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/plain.html")).await?;
        tokio::time::sleep(Duration::from_secs(7)).await;
        plain = work(chromium).await?;
        Ok(())
    })
    .await?;
    times.sort_by(f64::total_cmp);
    let middle = times.get(times.len() / 2).copied().unwrap_or(0.0);
    let slowest = times.last().copied().unwrap_or(0.0);
    println!("A step on a page of 500 paragraphs:");
    println!("  lit after its target is there: {middle:.0} ms, at the slowest {slowest:.0} ms");
    println!(
        "  work of the main thread in {} s of waiting: {waiting:.1} ms; on the page without the tag: {plain:.1} ms",
        IDLE.as_secs()
    );
    Ok(())
}

/// Opens the step and lets it find that its target is not there yet.
async fn begin(chromium: &Chromium, server: &Server) -> Outcome {
    chromium.open(server.address(&format!("{PATH}#unstuck={STEP}"))).await?;
    chromium.widget().find("[data-step=new-code]").await?;
    chromium.widget().find(".spot-note").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(())
}

/// The milliseconds of tasks on the main thread while the page is left alone.
async fn work(chromium: &Chromium) -> Outcome<f64> {
    let cdp = chromium.web.cdp();
    cdp.send_raw("Performance.enable", json!({})).await?;
    let total = async || -> Outcome<f64> {
        let metrics = cdp.send_raw("Performance.getMetrics", json!({})).await?;
        let metrics = metrics.get("metrics").and_then(Value::as_array).cloned().unwrap_or_default();
        let named =
            |metric: &&Value| metric.get("name").and_then(Value::as_str) == Some("TaskDuration");
        let value = metrics.iter().find(named).and_then(|metric| metric.get("value"));
        Ok(value.and_then(Value::as_f64).unwrap_or(0.0))
    };
    let before = total().await?;
    tokio::time::sleep(IDLE).await;
    Ok((total().await? - before) * 1000.0)
}
