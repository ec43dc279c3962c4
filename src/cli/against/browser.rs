//! A headless Chromium of our own, or one behind a WebDriver that runs already.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver,
    error::{WebDriverError, WebDriverErrorInner, WebDriverResult},
};
use unstuck_model::language::Language;
use url::Url;

use super::{
    address,
    cookies::Cookie,
    driver::{self, Driver},
    said::said,
};
use crate::failure::Failure;

/// A page that has not come by then is looked at as far as it has come.
const LOADING: Duration = Duration::from_secs(30);
/// A recorded sign-in may wait for several pages.
const SIGNING_IN: Duration = Duration::from_secs(60);
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
                let profile = tempfile::Builder::new().prefix("unstuck-check-").tempdir();
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
        self.web.set_script_timeout(SIGNING_IN).await?;
        // What the site allows its own pages does not stop the finder, which is ours.
        self.cdp("Page.setBypassCSP", json!({ "enabled": true })).await?;
        Ok(())
    }

    async fn cdp(&self, method: &str, arguments: Value) -> WebDriverResult<Value> {
        self.web.cdp().send_raw(method, arguments).await
    }

    /// Ends the browser, and its driver if it is ours.
    pub async fn end(self) {
        // What does not end when it is asked is ended with its driver.
        let _ = tokio::time::timeout(ENDING, self.web.quit()).await;
    }

    /// Asks pages for a language from now on.
    pub async fn speak(&self, language: &Language) -> WebDriverResult<()> {
        let version = self.cdp("Browser.getVersion", json!({})).await?;
        let agent = version.get("userAgent").cloned().unwrap_or_default();
        let wish = json!({ "userAgent": agent, "acceptLanguage": language.as_str() });
        self.cdp("Network.setUserAgentOverride", wish).await?;
        Ok(())
    }

    /// Takes a cookie for the site; whether the browser accepts it.
    pub async fn take(&self, cookie: &Cookie, site: &Url) -> WebDriverResult<bool> {
        let mut wish = json!({
            "name": cookie.name,
            "value": cookie.value,
            "path": cookie.path,
            "secure": cookie.secure,
            "httpOnly": cookie.http_only,
            "url": site.as_str(),
        });
        if let Some(wish) = wish.as_object_mut() {
            if let Some(domain) = cookie.domain.as_ref().filter(|_| cookie.below) {
                wish.insert("domain".to_owned(), json!(domain));
            }
            if let Some(same_site) = cookie.same_site {
                wish.insert("sameSite".to_owned(), json!(same_site));
            }
            if let Some(expires) = cookie.expires {
                wish.insert("expires".to_owned(), json!(expires));
            }
        }
        match self.cdp("Network.setCookie", wish).await {
            Ok(answer) => Ok(answer.get("success") != Some(&Value::Bool(false))),
            Err(error) => match error.as_inner() {
                WebDriverErrorInner::InvalidArgument(_) | WebDriverErrorInner::UnknownError(_) => {
                    Ok(false)
                }
                _ => Err(error),
            },
        }
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
        let status = "return performance.getEntriesByType('navigation')[0]?.responseStatus || 0;";
        let status = self.web.execute(status, Vec::new()).await;
        let status = status.ok().and_then(|status| status.json().as_u64()).unwrap_or_default();
        Ok(Opened::Loaded(status.try_into().unwrap_or_default()))
    }

    /// The address of the page.
    pub async fn here(&self) -> WebDriverResult<Url> {
        self.web.current_url().await
    }

    /// Where the links of the page lead within the site.
    pub async fn links(&self, site: &Url) -> Vec<Url> {
        // A page that is just leaving has no links to offer.
        let Ok(links) = self.web.execute(include_str!("links.js"), Vec::new()).await else {
            return Vec::new();
        };
        let links: Vec<String> = links.convert().unwrap_or_default();
        let parsed = links.iter().filter_map(|link| Url::parse(link).ok());
        parsed.filter(|link| address::is_of(site, link)).collect()
    }

    /// Runs a recorded sign-in and waits until the page it leads to has loaded.
    pub async fn sign_in(&self, script: &str) -> Result<(), String> {
        let body = include_str!("sign_in.js").replacen("/* script */", script, 1);
        match self.web.execute_async(body, Vec::new()).await {
            Ok(answer) => {
                if let Value::String(why) = answer.json() {
                    return Err(why.clone());
                }
            }
            Err(error) => match error.as_inner() {
                WebDriverErrorInner::ScriptTimeout(_) => {
                    return Err(format!("it did not end in {} s", SIGNING_IN.as_secs()));
                }
                // A script that leads to another page ends with its own.
                _ if has_left(&error) => {}
                _ => return Err(said(&error)),
            },
        }
        // A press in the script may lead to another page only a moment after it, and that page to
        // one more.
        const MOST_PAGES: usize = 20;
        let loaded = "const done = arguments[0]; setTimeout(() => { \
                      if (document.readyState === 'complete') done(null); \
                      else addEventListener('load', () => done(null)); }, 300);";
        for _ in 0..MOST_PAGES {
            match self.web.execute_async(loaded, Vec::new()).await {
                Err(error) if has_left(&error) => {}
                Err(error) => return Err(said(&error)),
                Ok(_) => break,
            }
        }
        Ok(())
    }
}

/// Whether a script ended because its page did.
fn has_left(error: &WebDriverError) -> bool {
    let told = error.to_string();
    ["unloaded", "navigation", "context was destroyed", "detached"]
        .iter()
        .any(|word| told.contains(word))
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
