//! A headless Chromium of our own.

use std::{env, fs, path::Path};

use tempfile::TempDir;
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, Key, LoggingPrefsLogLevel, TypingData, WebDriver,
};

use crate::{
    area::Area,
    driver::Driver,
    outcome::Outcome,
    screenshot,
    view::{Size, View},
};

/// A browser with an empty profile. Its parts end in the order in which they stand here.
pub struct Chromium {
    /// All that WebDriver knows to do, for what the harness has no words for.
    pub web: WebDriver,
    /// What it looks with.
    pub view: View,
    _driver: Driver,
    _profile: TempDir,
}

/// Starts a browser, walks a journey in it, and ends it, however the journey ended. A journey that
/// fails leaves a screenshot.
pub async fn in_chromium(view: View, journey: impl AsyncFnOnce(&Chromium) -> Outcome) -> Outcome {
    let chromium = Chromium::start(view).await?;
    let outcome = journey(&chromium).await;
    if outcome.is_err() {
        // The journey's own error is the one to report.
        let _ = chromium.screenshot(&format!("failed-{}", screenshot::test_name())).await;
    }
    let ended = chromium.web.clone().quit().await;
    outcome?;
    Ok(ended?)
}

impl Chromium {
    /// Starts a browser with a view.
    pub async fn start(view: View) -> Outcome<Self> {
        Self::start_with(view, &[]).await
    }

    /// Starts a browser with flags beside the usual ones, such as `--js-flags=--jitless`.
    pub async fn start_with(view: View, flags: &[&str]) -> Outcome<Self> {
        let profile = tempfile::Builder::new().prefix("unstuck-chromium-").tempdir()?;
        let driver = Driver::start()?;
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS.iter().chain(flags) {
            wishes.add_arg(flag)?;
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        wishes.add_arg(&format!("--accept-lang={}", view.locale))?;
        let size = match view.size {
            Size::Phone => "--window-size=500,900",
            Size::Desktop => "--window-size=1280,1040",
        };
        wishes.add_arg(size)?;
        if is_root(profile.path()) {
            wishes.add_arg("--no-sandbox")?;
        }
        if let Some(browser) = env::var("UNSTUCK_CHROMIUM").ok().or_else(on_path) {
            wishes.set_binary(&browser)?;
        }
        wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let web = WebDriver::new(driver.address(), wishes).await?;
        let chromium = Self { web, view, _driver: driver, _profile: profile };
        view.apply(&chromium.web).await?;
        Ok(chromium)
    }

    /// Opens an address and waits until it has loaded.
    pub async fn open(&self, address: impl AsRef<str>) -> Outcome {
        Ok(self.web.goto(address.as_ref()).await?)
    }

    /// The widget: what is in the shadow root of `<unstuck-help>`.
    pub fn widget(&self) -> Area<'_> {
        Area::shadow(&self.web, "unstuck-help")
    }

    /// The page around it, or a page without it.
    pub fn page(&self) -> Area<'_> {
        Area::page(&self.web)
    }

    /// Presses a key, or types words, wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self.web.action_chain().send_keys(keys).perform().await?)
    }

    /// Presses a key while another is held, such as Shift and Tab.
    pub async fn press_with(&self, held: Key, key: Key) -> Outcome {
        let keys = self.web.action_chain().key_down(held.clone()).send_keys(key).key_up(held);
        Ok(keys.perform().await?)
    }

    /// What a function body in JavaScript returns.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        Ok(self.web.execute(script, Vec::new()).await?.convert()?)
    }
}

const FLAGS: [&str; 8] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// Whether we are root, for whom Chromium has no sandbox: the owner of a folder that we have made.
#[cfg(unix)]
fn is_root(ours: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(ours).is_ok_and(|known| known.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

/// Debian's browser, which chromedriver does not look for everywhere.
fn on_path() -> Option<String> {
    let path = env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
        .and_then(|file| file.to_str().map(str::to_owned))
}
