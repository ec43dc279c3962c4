//! What a check asks of the browser on the site: a language, cookies, links and a sign-in.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use unstuck_model::language::Language;
use url::Url;

use super::cookies::Cookie;
use crate::browser::{Browser, address, said};

/// A recorded sign-in may wait for several pages.
const SIGNING_IN: Duration = Duration::from_secs(60);

impl Browser {
    /// Makes the browser ready for pages that are not ours.
    pub async fn visit(&self) -> WebDriverResult<()> {
        self.web.set_script_timeout(SIGNING_IN).await?;
        // What the site allows its own pages does not stop the finder, which is ours.
        self.cdp("Page.setBypassCSP", json!({ "enabled": true })).await.map(drop)
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
