//! `unstuck check --against URL`: the guides' steps looked for on the real site.

mod cookies;
mod finder;
mod json;
#[cfg(test)]
mod made;
mod options;
mod plan;
mod press;
mod route;
mod verdict;
mod visit;
mod walk;
mod way;

use unstuck_compiler::{Diagnostic, SourceFile, steps_on_page};
use unstuck_model::language::Language;
use url::Url;

use crate::{
    browser::{Browser, Opened, address, lost},
    clock,
    failure::Failure,
    shutdown,
};
use cookies::Cookie;
use finder::Finder;
use plan::Walk;
use verdict::Checked;
use walk::{Ground, Links};

pub use json::written as json;
pub use options::Options;

/// What was found on the site.
#[derive(Default)]
pub struct Outcome {
    checked: Vec<Checked>,
}

impl Outcome {
    /// What writers are told.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let told = self.checked.iter().filter(|checked| !checked.planned.is_repeat);
        told.filter_map(verdict::diagnostic).collect()
    }

    /// The count of steps by what became of them.
    pub fn summary(&self) -> String {
        verdict::summary(&self.checked)
    }
}

/// Looks for the steps of the guides on a site.
pub fn look(
    site: &Url,
    options: &Options,
    languages: &[Language],
    files: &[SourceFile],
) -> Result<Outcome, Failure> {
    let locale = options.language(languages)?;
    let named = options.named(site)?;
    let cookies = options.cookies(site, clock::now())?;
    let script = options.script()?;
    let walks = plan::walks(steps_on_page(files), locale);
    if walks.is_empty() {
        return Ok(Outcome::default());
    }
    let finder = Finder::load()?;
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new(format!("the system gives no threads: {error}")))?;
    runtime.block_on(async {
        let browser = tokio::select! {
            // It is listened to first, so that nothing is started that nobody would end.
            biased;
            () = shutdown::asked() => return Err(stopped()),
            browser = Browser::start(options.webdriver()) => browser?,
        };
        let journey =
            Journey { browser: &browser, finder: &finder, site, options, named, cookies, script };
        let checked = tokio::select! {
            biased;
            () = shutdown::asked() => Err(stopped()),
            checked = journey.go(walks) => checked,
        };
        browser.end().await;
        Ok(Outcome { checked: checked? })
    })
}

fn stopped() -> Failure {
    Failure::new("stopped before every step was looked for")
}

/// A browser and what it needs on its way.
struct Journey<'a> {
    browser: &'a Browser,
    finder: &'a Finder,
    site: &'a Url,
    options: &'a Options,
    named: Vec<Url>,
    cookies: Vec<Cookie>,
    script: Option<String>,
}

impl Journey<'_> {
    /// Signs in, and walks every guide.
    async fn go(self, walks: Vec<Walk>) -> Result<Vec<Checked>, Failure> {
        self.browser.visit().await.map_err(lost)?;
        let mut language = walks.first().map(|walk| walk.language.clone());
        if let Some(language) = &language {
            self.browser.speak(language).await.map_err(lost)?;
        }
        let (site, home) = self.enter().await?;
        let mut links = Links::default();
        links.add(self.browser.links(&site).await);
        for page in &self.named {
            self.browser.open(page).await.map_err(lost)?;
            links.add(self.browser.links(&site).await);
        }
        let ground = Ground {
            browser: self.browser,
            finder: self.finder,
            site,
            home,
            named: self.named,
            patience: self.options.patience(),
            may_change: self.options.press(),
        };
        let mut checked = Vec::new();
        for walk in walks {
            if language.as_ref() != Some(&walk.language) {
                self.browser.speak(&walk.language).await.map_err(lost)?;
                language = Some(walk.language.clone());
                // The site shows itself in that language, if it has it.
                self.browser.open(&ground.home).await.map_err(lost)?;
                links.add(self.browser.links(&ground.site).await);
            }
            checked.extend(ground.walk(walk, &mut links).await?);
        }
        Ok(checked)
    }

    /// Opens the site as somebody who has signed in, and returns its address and its first page.
    async fn enter(&self) -> Result<(Url, Url), Failure> {
        for cookie in &self.cookies {
            if !self.browser.take(cookie, self.site).await.map_err(lost)? {
                return Err(Failure::new(format!(
                    "the browser refuses the cookie `{}` for {}",
                    cookie.name,
                    address::shown(self.site)
                ))
                .help("export the cookies again while signed in at the site"));
            }
        }
        let shown = address::shown(self.site);
        if let Opened::Refused(why) = self.browser.open(self.site).await.map_err(lost)? {
            return Err(Failure::new(format!("{shown} could not be opened: {why}"))
                .help("look at the address in a browser of your own"));
        }
        if let Some(script) = &self.script {
            self.browser.sign_in(script).await.map_err(|why| {
                Failure::new(format!("the script of --sign-in failed on {shown}: {why}"))
                    .help("it runs once on that page, as the body of an async function; try it in the browser's console")
            })?;
        }
        let here = self.browser.here().await.map_err(lost)?;
        if !address::is_of(self.site, &here) {
            return Ok((self.site.clone(), self.site.clone()));
        }
        // A site that leads to its secure or its `www.` address is looked at there.
        let mut site = self.site.clone();
        if site.origin() != here.origin() {
            site = here.clone();
        }
        Ok((site, here))
    }
}
