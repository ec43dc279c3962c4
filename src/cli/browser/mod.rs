//! A headless Chromium of our own, or one behind a WebDriver that runs already: for commands that look
//! at pages as customers do.

pub mod address;
mod driver;
mod said;

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver,
    error::{WebDriverError, WebDriverErrorInner, WebDriverResult},
};
use url::Url;

use crate::failure::Failure;
use driver::Driver;

pub use said::said;

/// A page that has not come by then is looked at as far as it has come.
const LOADING: Duration = Duration::from_secs(30);
/// Longer is not waited for a browser's end; its driver ends it.
const ENDING: Duration = Duration::from_secs(10);

const FLAGS: [&str; 10] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--window-size=1280,1040",
];

/// A browser. Its parts end in the order in which they stand here.
pub struct Browser {
    /// What WebDriver knows to do.
    pub web: WebDriver,
    _driver: Option<Driver>,
    _profile: Option<TempDir>,
}

/// How a page came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// With this HTTP status; 0 if the browser does not tell.
    Loaded(u16),
    /// It did not, and this is what the browser says.
    Refused(String),
}

impl Browser {
    /// Starts one with an empty profile; with `running`, behind that WebDriver.
    pub async fn start(running: Option<&Url>) -> Result<Self, Failure> {
        let wishes = |error: WebDriverError| Failure::new(said(&error));
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in FLAGS {
            capabilities.add_arg(flag).map_err(wishes)?;
        }
        // A question of the page is answered with no, and so holds nothing up.
        capabilities.set("unhandledPromptBehavior", "dismiss").map_err(wishes)?;
        let (address, driver, profile) = match running {
            Some(running) => (running.to_string(), None, None),
            None => {
                let profile = tempfile::Builder::new().prefix("unstuck-browser-").tempdir();
                let profile =
                    profile.map_err(|error| Failure::io(&std::env::temp_dir(), &error))?;
                let folder = profile.path().display();
                capabilities.add_arg(&format!("--user-data-dir={folder}")).map_err(wishes)?;
                if is_root(profile.path()) {
                    capabilities.add_arg("--no-sandbox").map_err(wishes)?;
                }
                let names = ["chromium", "chromium-browser", "google-chrome"];
                // Where chromedriver does not look, Debian puts the browser.
                if let Some(path) = driver::on_path(&names).as_deref().and_then(Path::to_str) {
                    capabilities.set_binary(path).map_err(wishes)?;
                }
                let driver = Driver::start()?;
                (driver.address(), Some(driver), Some(profile))
            }
        };
        let web = WebDriver::new(address.trim_end_matches('/'), capabilities).await;
        let web = web.map_err(|error| {
            Failure::new(format!("no browser could be started: {}", said(&error)))
                .help(driver::WAY_OUT)
        })?;
        let browser = Self { web, _driver: driver, _profile: profile };
        let ready = browser.prepare().await;
        if let Err(error) = ready {
            let why = said(&error);
            browser.end().await;
            return Err(Failure::new(format!("the browser does not do what is needed: {why}"))
                .help("use a chromedriver of the same version as Chromium"));
        }
        Ok(browser)
    }

    async fn prepare(&self) -> WebDriverResult<()> {
        self.web.set_page_load_timeout(LOADING).await?;
        // A browser without Chromium's own commands is told of now, not in the middle.
        self.cdp("Browser.getVersion", json!({})).await.map(drop)
    }

    /// Carries out one of Chromium's own commands for the page.
    pub async fn cdp(&self, method: &str, arguments: Value) -> WebDriverResult<Value> {
        self.web.cdp().send_raw(method, arguments).await
    }

    /// Ends the browser, and its driver if it is ours.
    pub async fn end(self) {
        // What does not end when it is asked is ended with its driver.
        let _ = tokio::time::timeout(ENDING, self.web.quit()).await;
    }

    /// Opens a page and waits until it has loaded, or for half a minute.
    pub async fn open(&self, page: &Url) -> WebDriverResult<Opened> {
        if let Err(error) = self.web.goto(page.as_str()).await {
            match error.as_inner() {
                WebDriverErrorInner::WebDriverTimeout(_) => {}
                // A browser that has gone answers to nothing.
                _ if self.web.current_url().await.is_err() => return Err(error),
                _ => return Ok(Opened::Refused(said(&error))),
            }
        }
        let seen = "return [location.protocol, \
                    performance.getEntriesByType('navigation')[0]?.responseStatus || 0];";
        let seen = self.web.execute(seen, Vec::new()).await;
        let (protocol, status): (String, u64) =
            seen.ok().and_then(|seen| seen.convert().ok()).unwrap_or_default();
        // Some addresses a browser never asks for: it shows a page of its own, and reports no error.
        if !protocol.is_empty() && !protocol.starts_with("http") {
            return Ok(Opened::Refused("the browser does not open this address".to_owned()));
        }
        Ok(Opened::Loaded(status.try_into().unwrap_or_default()))
    }

    /// The address of the page.
    pub async fn here(&self) -> WebDriverResult<Url> {
        self.web.current_url().await
    }
}

/// A browser that does not answer any more.
pub fn lost(error: WebDriverError) -> Failure {
    Failure::new(format!("the browser does not answer: {}", said(&error)))
        .help("try again; if it stays so, look whether the machine has memory left")
}

/// Whether we are root, for whom Chromium has no sandbox: the owner of a folder that we have made.
#[cfg(unix)]
fn is_root(ours: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(ours).is_ok_and(|known| known.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}
