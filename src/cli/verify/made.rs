//! A made-up journey for tests.

use url::Url;

use super::seen::{Area, Guide, Journey, Moment, Request, Stage, Stored, Typed};

/// A request that a page made.
pub fn request(address: &str) -> Request {
    let mut request = Request::new("GET", Url::parse(address).unwrap());
    request.kind = "script".to_owned();
    request.status = Some(200);
    request.bytes = Some(3_400);
    request.by_browser = true;
    request.by_server = true;
    request
}

/// Something kept for the page.
pub fn stored(area: Area, name: &str) -> Stored {
    Stored { area, host: "shop.localhost:1".to_owned(), name: name.to_owned(), bytes: Some(60) }
}

/// A journey of four moments that breaks no rule.
pub fn journey() -> Journey {
    let page = "http://shop.localhost:1/";
    let stage = |moment, guide, requests: &[&str]| Stage {
        moment,
        skipped: None,
        guide,
        requests: requests.iter().map(|address| request(address)).collect(),
        stored: Vec::new(),
        globals: vec!["Unstuck".to_owned(), "unstuck".to_owned()],
    };
    let loader = "http://help.localhost:2/unstuck.js";
    let mut stages = vec![
        stage(Moment::Untouched, Guide::NotYet, &[page, loader]),
        stage(Moment::Asked, Guide::NotYet, &["http://help.localhost:2/assets/widget.js"]),
        stage(Moment::Reloaded, Guide::UnderWay, &[page, loader]),
        stage(Moment::Gone, Guide::Over, &[]),
    ];
    stages[2].stored.push(stored(Area::SessionStorage, "unstuck"));
    stages[3].globals.clear();
    Journey {
        site: "public".to_owned(),
        browser: "Chrome/156".to_owned(),
        page: Url::parse(page).unwrap(),
        help: Url::parse("http://help.localhost:2/").unwrap(),
        desks: vec![Url::parse("https://desk.example/v1/callbacks").unwrap()],
        typed: vec![Typed { what: "question", text: "Why was I charged a late fee?".to_owned() }],
        stages,
        complete: true,
    }
}
