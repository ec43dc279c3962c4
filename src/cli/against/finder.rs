//! The widget's own finder in the page that is looked at, so that a check never says anything else
//! than the widget would do.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::{WebDriver, error::WebDriverResult};
use unstuck_model::guide::Target;

use super::press::Nature;
use crate::{
    assets::{Assets, Module},
    failure::Failure,
};

/// Puts the finder into the page and gives it this name there.
const LOAD: &str = "\
const [wasm, done] = arguments;
(async () => {
  const bytes = Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0));
  const finder = (() => { /* glue */; return wasm_bindgen; })();
  await finder({ module_or_path: bytes });
  window.__unstuckCheck = finder;
})().then(() => done(null), (error) => done(String(error)));";

/// What was seen of a step's target.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Seen {
    /// Which ways find something.
    pub ways: Vec<bool>,
    /// What the first way that finds something finds.
    pub nature: Option<Nature>,
}

/// The finder as it is put into pages.
pub struct Finder {
    load: String,
    wasm: String,
}

impl Finder {
    /// The finder of the widget in this program.
    pub fn load() -> Result<Self, Failure> {
        let Module { glue, wasm } = Assets::load()?.walk;
        let glue = String::from_utf8_lossy(&glue);
        Ok(Self { load: LOAD.replacen("/* glue */", &glue, 1), wasm: STANDARD.encode(wasm) })
    }

    /// Looks at the page as it is now; nothing if the page could not take the finder, with why.
    pub async fn look(
        &self,
        web: &WebDriver,
        ways: &[Target],
    ) -> WebDriverResult<Result<Seen, String>> {
        let arguments = vec![json!(ways.iter().map(bytes).collect::<Vec<_>>())];
        loop {
            let seen = web.execute(include_str!("look.js"), arguments.clone()).await?;
            match seen.json() {
                Value::Null => {}
                seen => return Ok(Ok(serde_json::from_value(seen.clone())?)),
            }
            let refused = web.execute_async(self.load.as_str(), vec![json!(self.wasm)]).await?;
            if let Value::String(why) = refused.json() {
                return Ok(Err(why.clone()));
            }
        }
    }

    /// Presses what a way finds. Only the element itself hears of it: what lies over it, such as a
    /// question about cookies, is not pressed in its place.
    pub async fn press(&self, web: &WebDriver, way: &Target) -> WebDriverResult<()> {
        web.execute(include_str!("press.js"), vec![json!(bytes(way))]).await?;
        Ok(())
    }
}

/// A way as the finder reads it.
fn bytes(way: &Target) -> Vec<u8> {
    unstuck_pack::to_bytes(way)
}
