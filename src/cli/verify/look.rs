//! What a browser keeps, and which globals a page has.

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use url::Url;

use super::seen::{Area, Stored, host};
use crate::browser::Browser;

/// What is there at a moment.
pub struct Look {
    pub stored: Vec<Stored>,
    pub globals: Vec<String>,
    /// Whether a step of a guide is in sight.
    pub walking: bool,
}

/// What the page says of itself.
#[derive(Deserialize)]
struct Told {
    local: Vec<(String, u64)>,
    session: Vec<(String, u64)>,
    cookies: Vec<(String, u64)>,
    databases: Vec<String>,
    caches: Vec<String>,
    workers: Vec<String>,
    globals: Vec<String>,
    walking: bool,
}

/// Looks at the page and, in the browser's own lists, at what it keeps for all origins.
pub async fn look(browser: &Browser, page: &Url, help: &Url) -> WebDriverResult<Look> {
    let told: Told =
        browser.web.execute_async(include_str!("look.js"), Vec::new()).await?.convert()?;
    let own = host(page);
    let keep = |area: Area, name: String, bytes: Option<u64>| Stored {
        area,
        host: own.clone(),
        name,
        bytes,
    };
    let mut stored = Vec::new();
    for (area, pairs) in [
        (Area::LocalStorage, told.local),
        (Area::SessionStorage, told.session),
        (Area::Cookie, told.cookies),
    ] {
        stored.extend(pairs.into_iter().map(|(key, size)| keep(area.clone(), key, Some(size))));
    }
    for (area, names) in [
        (Area::IndexedDb, told.databases),
        (Area::CacheStorage, told.caches),
        (Area::ServiceWorker, told.workers),
    ] {
        stored.extend(names.into_iter().map(|name| keep(area.clone(), name, None)));
    }
    for cookie in cookies(browser).await? {
        // The page's own cookies are known, but for those that scripts cannot read.
        let is_known = cookie.host == page.host_str().unwrap_or_default()
            && stored.iter().any(|it| it.area == Area::Cookie && it.name == cookie.name);
        if !is_known {
            stored.push(cookie);
        }
    }
    for origin in [page, help] {
        stored.extend(quotas(browser, origin, origin == page).await?);
    }
    let mut globals = told.globals;
    // Names that `const`, `let` and `class` give are no properties of the window.
    let lexical = browser.cdp("Runtime.globalLexicalScopeNames", json!({})).await?;
    let names = lexical.get("names").and_then(Value::as_array).into_iter().flatten();
    globals.extend(names.filter_map(Value::as_str).map(str::to_owned));
    globals.sort();
    Ok(Look { stored, globals, walking: told.walking })
}

/// The browser's own list of cookies, of all hosts.
async fn cookies(browser: &Browser) -> WebDriverResult<Vec<Stored>> {
    let list = browser.cdp("Storage.getCookies", json!({})).await?;
    let list = list.get("cookies").and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |cookie: &Value, name: &str| {
        cookie.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let cookie = |cookie: &Value| Stored {
        area: Area::Cookie,
        host: text(cookie, "domain"),
        name: text(cookie, "name"),
        bytes: cookie.get("size").and_then(Value::as_u64),
    };
    Ok(list.iter().map(cookie).collect())
}

/// The stores of an origin that the browser counts; those that the page has told of are left out.
async fn quotas(browser: &Browser, origin: &Url, told: bool) -> WebDriverResult<Vec<Stored>> {
    let asked = json!({ "origin": origin.origin().ascii_serialization() });
    let usage = browser.cdp("Storage.getUsageAndQuota", asked).await?;
    let stores = usage.get("usageBreakdown").and_then(Value::as_array).cloned();
    let store = |store: &Value| {
        let name = store.get("storageType")?.as_str()?.to_owned();
        let bytes = store.get("usage")?.as_f64().filter(|bytes| *bytes > 0.0)?;
        let known = matches!(name.as_str(), "indexeddb" | "cache_storage" | "service_workers");
        (!(told && known)).then(|| Stored {
            area: Area::Other(name.clone()),
            host: host(origin),
            name,
            bytes: Some(bytes as u64),
        })
    };
    Ok(stores.iter().flatten().filter_map(store).collect())
}
