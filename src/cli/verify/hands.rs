//! Hands in the widget: every action waits until what it acts on is there.

use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::{
    WebElement,
    error::{WebDriverError, WebDriverResult},
};

use crate::{
    browser::{Browser, lost, said},
    failure::Failure,
};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);

/// The widget in a page.
#[derive(Clone, Copy)]
pub struct Hands<'a>(pub &'a Browser);

impl Hands<'_> {
    /// The visible elements that match now.
    pub async fn all(self, css: &str) -> Result<Vec<WebElement>, Failure> {
        self.now(css).await.map_err(lost)
    }

    /// Waits for the first visible element that matches.
    pub async fn find(self, css: &str) -> Result<WebElement, Failure> {
        let found = self.within(PATIENCE, css).await?;
        found.ok_or_else(|| missing(css, "it did not come"))
    }

    /// The same, or nothing if none comes within a time.
    pub async fn within(self, time: Duration, css: &str) -> Result<Option<WebElement>, Failure> {
        let begun = Instant::now();
        loop {
            // A page that is on its way shows nothing.
            let found = self.now(css).await.unwrap_or_default().into_iter().next();
            if found.is_some() {
                return Ok(found);
            }
            if begun.elapsed() >= time {
                self.0.here().await.map_err(lost)?;
                return Ok(None);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until no visible element matches.
    pub async fn gone(self, css: &str) -> Result<(), Failure> {
        let begun = Instant::now();
        while !self.all(css).await?.is_empty() {
            if begun.elapsed() >= PATIENCE {
                return Err(missing(css, "it did not go away"));
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Presses the first visible element that matches.
    pub async fn press(self, css: &str) -> Result<(), Failure> {
        self.press_at(css, 0).await
    }

    /// Presses the visible element at a place among those that match.
    pub async fn press_at(self, css: &str, place: usize) -> Result<(), Failure> {
        let begun = Instant::now();
        loop {
            self.find(css).await?;
            // An element that moves or is drawn anew refuses the press: it is found again.
            let refused = match self.all(css).await?.get(place) {
                Some(element) => match element.click().await {
                    Ok(()) => return Ok(()),
                    Err(error) => said(&error),
                },
                None => "there are fewer".to_owned(),
            };
            if begun.elapsed() >= PATIENCE {
                return Err(missing(css, &refused));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Types into a field.
    pub async fn fill(self, css: &str, text: &str) -> Result<(), Failure> {
        let typed: Result<(), WebDriverError> = self.find(css).await?.send_keys(text).await;
        typed.map_err(|error| missing(css, &said(&error)))
    }

    async fn now(self, css: &str) -> WebDriverResult<Vec<WebElement>> {
        let found = self.0.web.execute(include_str!("find.js"), vec![json!(css)]).await?;
        found.elements()
    }
}

fn missing(css: &str, why: &str) -> Failure {
    Failure::new(format!("the widget was waited for, at `{css}`: {why}"))
        .help("open a page with the tag in a browser of your own and look at its console; or build the site anew")
}
