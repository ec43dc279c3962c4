//! What was seen on a journey, as the rules and the reports read it.

use url::Url;

/// A journey through a site, as far as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The folder of the site as it was typed.
    pub site: String,
    /// The browser and its version.
    pub browser: String,
    /// The page that carries the tag.
    pub page: Url,
    /// The origin that the tag comes from.
    pub help: Url,
    /// The endpoints of the site's settings on hosts of their own: its desk.
    pub desks: Vec<Url>,
    /// What was typed.
    pub typed: Vec<Typed>,
    /// What was seen, in the order of the journey.
    pub stages: Vec<Stage>,
    /// Whether the journey came to its end.
    pub complete: bool,
}

/// Something that was typed into the widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it is, for a sentence: `question`.
    pub what: &'static str,
    /// The text.
    pub text: String,
}

/// A moment of the journey, and what was seen since the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    pub moment: Moment,
    /// Why the site has no such moment, if it has none.
    pub skipped: Option<&'static str>,
    pub guide: Guide,
    pub requests: Vec<Request>,
    pub stored: Vec<Stored>,
    /// The page's global names beyond those it had before the tag.
    pub globals: Vec<String>,
}

/// A moment of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    Untouched,
    Opened,
    Asked,
    Answered,
    Guided,
    Reloaded,
    Stuck,
    Callback,
    Closed,
    Gone,
}

impl Moment {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Opened => "opened",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Guided => "guided",
            Self::Reloaded => "reloaded",
            Self::Stuck => "stuck",
            Self::Callback => "callback",
            Self::Closed => "closed",
            Self::Gone => "gone",
        }
    }

    /// What happened, for people.
    pub fn told(self) -> &'static str {
        match self {
            Self::Untouched => "The page has loaded, nothing is touched",
            Self::Opened => "The panel is opened",
            Self::Asked => "A question is asked",
            Self::Answered => "A result is opened",
            Self::Guided => "A guide is begun, and a step is taken",
            Self::Reloaded => "The page is loaded again, and the guide goes on",
            Self::Stuck => "\"I am still stuck\": the ways to people and the draft of a message",
            Self::Callback => "The form of a callback is filled, and not sent",
            Self::Closed => "The panel is closed",
            Self::Gone => "Unstuck(\"destroy\")",
        }
    }
}

/// How far the customer is with guides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guide {
    NotYet,
    UnderWay,
    Over,
}

/// A request that left a page, a frame or a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    pub url: Url,
    /// What asked for it, in the browser's words in lower case: `script`, `fetch`.
    pub kind: String,
    pub status: Option<u16>,
    /// The bytes that came over the wire, if it is known.
    pub bytes: Option<u64>,
    /// Whether the browser took the reply from what it had.
    pub cached: bool,
    /// The names and values of the headers, a line each.
    pub headers: String,
    pub body: Vec<u8>,
    pub by_browser: bool,
    pub by_server: bool,
}

impl Request {
    /// A request that nobody has seen yet.
    pub fn new(method: &str, url: Url) -> Self {
        Self {
            method: method.to_owned(),
            url,
            kind: String::new(),
            status: None,
            bytes: None,
            cached: false,
            headers: String::new(),
            body: Vec::new(),
            by_browser: false,
            by_server: false,
        }
    }

    /// The path and the query.
    pub fn path(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }
}

/// The host and the port of an address.
pub fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Something that is kept in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub area: Area,
    /// Whose it is.
    pub host: String,
    /// Its key or name.
    pub name: String,
    /// Its size, if the browser tells.
    pub bytes: Option<u64>,
}

/// Where something is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    LocalStorage,
    SessionStorage,
    IndexedDb,
    CacheStorage,
    ServiceWorker,
    Cookie,
    /// Another store, by the browser's own name of it.
    Other(String),
}

impl Area {
    /// Its name for people and programs.
    pub fn name(&self) -> &str {
        match self {
            Self::LocalStorage => "localStorage",
            Self::SessionStorage => "sessionStorage",
            Self::IndexedDb => "IndexedDB",
            Self::CacheStorage => "Cache storage",
            Self::ServiceWorker => "service worker",
            Self::Cookie => "cookie",
            Self::Other(name) => name,
        }
    }
}
