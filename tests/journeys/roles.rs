//! The roles and names that steps look for are those that the browser gives by WebDriver.

use std::fs;

use axum::http::Method;
use thirtyfour::{
    By, RequestData, SessionId, common::command::FormatRequestData, prelude::WebDriverResult,
};
use unstuck_tests::{Chromium, Outcome, Site, View, in_chromium};

/// Elements to be described: the first with an `id` counts in each.
const FIXTURES: &str = include_str!("roles.html");

/// WebDriver's "Get Computed Role" and "Get Computed Label".
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self { element, what } = self;
        RequestData::new(Method::GET, format!("session/{session}/element/{element}/{what}"))
    }
}

async fn computed(
    chromium: &Chromium,
    element: &str,
    what: &'static str,
) -> WebDriverResult<String> {
    let asked = Computed { element: element.to_owned(), what };
    chromium.web.handle().cmd(asked).await?.value()
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_names_are_the_browsers() -> Outcome {
    let site = Site::built()?;
    let asset = |begin: &str, ending: &str| -> Outcome<String> {
        let names = fs::read_dir(site.folder().join("assets"))?.flatten();
        let mut names = names.filter_map(|file| file.file_name().into_string().ok());
        let name = names.find(|name| name.starts_with(begin) && name.ends_with(ending));
        Ok(format!("/assets/{}", name.ok_or("the site has no such file")?))
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><title>Roles</title><body>{FIXTURES}\
         <script>window.Unstuck = {{ boot: (init) => {{ window.init = init; }} }};</script>\
         <script src=\"{}\"></script></body></html>",
        asset("walk.", "js")?
    );
    let server = site.plan().page("/roles.html", page).start()?;
    let wasm = server.address(&asset("walk.", "wasm")?);
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/roles.html")).await?;
        let script = "const [wasm, done] = arguments; \
            init({ module_or_path: wasm }).then(() => done([...document.querySelectorAll('[id^=f-]')] \
                .map((one) => init.describe(one))));";
        let ours = chromium.web.execute_async(script, vec![wasm.into()]).await?;
        let ours: Vec<String> = ours.convert()?;
        let elements = chromium.web.find_all(By::Css("[id^=f-]")).await?;
        assert!(elements.len() >= 100, "only {} fixtures", elements.len());
        let mut wrong = Vec::new();
        for (element, ours) in elements.iter().zip(&ours) {
            let id = element.element_id().to_string();
            let role = computed(chromium, &id, "computedrole").await?;
            let name = computed(chromium, &id, "computedlabel").await?;
            // What the browser leaves out of the tree has no role for a step to find.
            let role = if role == "none" { "presentation" } else { role.as_str() };
            // Names are compared with single spaces.
            let name: Vec<&str> = name.split_whitespace().collect();
            let theirs = format!("{role} {}", name.join(" "));
            if theirs != *ours {
                let html = element.outer_html().await?;
                wrong.push(format!("{html}\n  the browser: {theirs}\n  ours: {ours}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), elements.len(), wrong.join("\n"));
        Ok(())
    })
    .await
}
