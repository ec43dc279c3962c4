//! Hands and eyes in one tree of elements: a page, or the shadow root of an element in it.

use serde_json::json;
use thirtyfour::{WebDriver, WebElement};

use crate::{
    outcome::{Outcome, fail},
    wait::until,
};

/// A tree of elements. Every action waits until what it acts on is visible.
#[derive(Clone, Copy)]
pub struct Area<'a> {
    web: &'a WebDriver,
    /// The CSS of the element whose open shadow root it is; the document, if empty.
    host: &'static str,
}

impl<'a> Area<'a> {
    pub(crate) fn page(web: &'a WebDriver) -> Self {
        Self { web, host: "" }
    }

    pub(crate) fn shadow(web: &'a WebDriver, host: &'static str) -> Self {
        Self { web, host }
    }

    /// The visible elements that match right now, without waiting.
    pub async fn all(&self, css: &str) -> Outcome<Vec<WebElement>> {
        self.matching(css, "").await
    }

    /// The first visible element that matches.
    pub async fn find(&self, css: &str) -> Outcome<WebElement> {
        self.find_with(css, "").await
    }

    /// The first visible element that matches and contains some words, whatever their case.
    pub async fn find_with(&self, css: &str, words: &str) -> Outcome<WebElement> {
        let what = match words {
            "" => format!("`{css}`"),
            _ => format!("`{css}` with \"{words}\""),
        };
        until(&what, async || Ok(self.matching(css, words).await?.into_iter().next())).await
    }

    /// Waits until no visible element matches.
    pub async fn gone(&self, css: &str) -> Outcome {
        until(&format!("`{css}` to be gone"), async || {
            Ok(self.all(css).await?.is_empty().then_some(()))
        })
        .await
    }

    /// Clicks on the first visible element that matches.
    pub async fn click(&self, css: &str) -> Outcome {
        self.click_with(css, "").await
    }

    /// Clicks on the first visible element that matches and contains some words.
    pub async fn click_with(&self, css: &str, words: &str) -> Outcome {
        // An element that moves or is drawn anew refuses the click: find it again.
        until(&format!("a click on `{css}` \"{words}\""), async || {
            self.find_with(css, words).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types into a field, in place of what it held.
    pub async fn fill(&self, css: &str, text: &str) -> Outcome {
        let field = self.find(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// The text of the first visible element that matches, as it is drawn.
    pub async fn text(&self, css: &str) -> Outcome<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// What a field holds.
    pub async fn value(&self, css: &str) -> Outcome<String> {
        Ok(self.find(css).await?.prop("value").await?.unwrap_or_default())
    }

    /// An attribute of the first visible element that matches.
    pub async fn attribute(&self, css: &str, name: &str) -> Outcome<Option<String>> {
        Ok(self.find(css).await?.attr(name).await?)
    }

    /// Waits until the focus is on an element that matches.
    pub async fn focused(&self, css: &str) -> Outcome {
        let script =
            format!("{ROOT} return root?.activeElement?.matches(arguments[1]) ? true : null;");
        until(&format!("the focus on `{css}`"), async || {
            let answer =
                self.web.execute(script.as_str(), vec![json!(self.host), json!(css)]).await?;
            Ok(answer.convert::<Option<bool>>()?)
        })
        .await
        .map(drop)
    }

    async fn matching(&self, css: &str, words: &str) -> Outcome<Vec<WebElement>> {
        let script = format!("{ROOT} {MATCHING}");
        let arguments = vec![json!(self.host), json!(css), json!(words.to_lowercase())];
        let answer = self.web.execute(script, arguments).await?;
        if answer.json().is_null() {
            return fail(format!("there is no `{}` with an open shadow root", self.host));
        }
        Ok(answer.elements()?)
    }
}

/// The tree to look in: the first argument names its host, if it has one.
const ROOT: &str = "const root = arguments[0] === '' ? document \
    : document.querySelector(arguments[0])?.shadowRoot;";

/// The visible matches of the second argument with the words of the third.
const MATCHING: &str = "if (!root) return null; \
    const visible = (element) => element.checkVisibility( \
        { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) \
        && element.getClientRects().length > 0; \
    const says = (element) => (element.innerText ?? element.textContent ?? '') \
        .toLowerCase().includes(arguments[2]); \
    return [...root.querySelectorAll(arguments[1])] \
        .filter((element) => visible(element) && says(element));";
