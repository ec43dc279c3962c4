//! A slow phone on a slow network, as Chromium imitates them.

use serde_json::json;
use unstuck_tests::{Chromium, Outcome};

/// How fast the machine and the network are.
#[derive(Clone, Copy)]
pub struct Speed {
    pub name: &'static str,
    /// How many times slower the processor is.
    pub cpu: u32,
    /// Bits a second in both directions; nothing for no limit.
    pub bits: Option<u32>,
    /// The time of a round trip in milliseconds.
    pub latency: u32,
}

pub const SPEEDS: [Speed; 2] = [
    Speed { name: "localhost", cpu: 1, bits: None, latency: 0 },
    Speed {
        name: "4x slower processor, 1.6 Mbit/s, 150 ms round trip",
        cpu: 4,
        bits: Some(1_600_000),
        latency: 150,
    },
];

/// Slows a browser down.
pub async fn slow_down(chromium: &Chromium, speed: Speed) -> Outcome {
    let cdp = chromium.web.cdp();
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": speed.cpu })).await?;
    let bytes = speed.bits.map_or(-1.0, |bits| f64::from(bits) / 8.0);
    let conditions = json!({
        "offline": false,
        "latency": speed.latency,
        "downloadThroughput": bytes,
        "uploadThroughput": bytes,
    });
    cdp.send_raw("Network.emulateNetworkConditions", conditions).await?;
    Ok(())
}
