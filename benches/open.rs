//! From a touch of the launcher to a usable panel, and to the first answer.

use unstuck_tests::{Outcome, Server, Site, View, in_chromium};

use crate::{
    network::{SPEEDS, Speed, slow_down},
    wire::Wire,
};

/// How often each is measured; the middle one counts.
const ROUNDS: usize = 5;

/// Times in Chromium on a page with the tag, with an empty cache each time. The question stands in
/// the field as soon as it is there; the answer counts when its first hit is drawn.
const MEASURE: &str = r#"
const done = arguments[0];
const root = document.querySelector("unstuck-help").shadowRoot;
const begun = performance.now();
const times = {};
const look = () => {
  const field = root.querySelector(".ask-field");
  if (field && !times.panel) {
    times.panel = performance.now() - begun;
    field.value = "why is my bill higher this month";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (root.querySelector("[data-entry] mark")) {
    times.answer = performance.now() - begun;
    return done([times.panel, times.answer]);
  }
  requestAnimationFrame(look);
};
root.querySelector("button").click();
look();
"#;

/// Prints both times at each speed, and the bytes that were sent.
pub async fn bench() -> Outcome {
    let server = compressed()?;
    println!("From the touch of the launcher, empty cache, Brotli, median of {ROUNDS}:");
    for speed in SPEEDS {
        let mut panel = Vec::new();
        let mut answer = Vec::new();
        for _ in 0..ROUNDS {
            let times = once(&server, speed).await?;
            panel.push(times.0);
            answer.push(times.1);
        }
        println!("  {}:", speed.name);
        println!("    usable panel {:.0} ms, first answer {:.0} ms", middle(panel), middle(answer));
    }
    Ok(())
}

async fn once(server: &Server, speed: Speed) -> Outcome<(f64, f64)> {
    let mut times = (0.0, 0.0);
    in_chromium(View::PHONE, async |chromium| {
        chromium.open(server.address("/host.html")).await?;
        chromium.widget().find("button").await?;
        slow_down(chromium, speed).await?;
        chromium.web.set_script_timeout(std::time::Duration::from_secs(60)).await?;
        times = chromium.web.execute_async(MEASURE, Vec::new()).await?.convert()?;
        Ok(())
    })
    .await?;
    Ok(times)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The built site as a content delivery network sends it.
fn compressed() -> Outcome<Server> {
    let page = "<!doctype html><html lang=\"en\"><title>A page</title>\
                <script src=\"/unstuck.js\" async></script></html>";
    Site::built()?.plan().page("/host.html", page).change(Wire::default().compressor()).start()
}
