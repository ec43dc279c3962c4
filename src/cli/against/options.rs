//! What can be typed after `unstuck check --against URL`.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::Args;
use unstuck_model::{hours::Seconds, language::Language};
use url::Url;

use super::cookies::{self, Cookie};
use crate::{browser::address, failure::Failure};

/// How the real site is looked at.
#[derive(Args)]
pub struct Options {
    /// Look for the steps' targets on the site at this address, in a headless Chromium
    #[arg(long, value_name = "URL", value_parser = address::site)]
    against: Option<Url>,
    /// Cookies of somebody who is signed in: JSON as browsers' extensions export it, or cookies.txt
    #[arg(long, value_name = "FILE", requires = "against")]
    cookies: Option<PathBuf>,
    /// JavaScript that signs in, run once on the first page as the body of an async function
    #[arg(long, value_name = "FILE", requires = "against")]
    sign_in: Option<PathBuf>,
    /// A page to look on too, for patterns that no link leads to; may be given several times
    #[arg(long = "page", value_name = "ADDRESS", requires = "against")]
    pages: Vec<String>,
    /// Look only for the steps of guides in this language
    #[arg(long, value_name = "TAG", requires = "against")]
    locale: Option<String>,
    /// Press buttons that may change something, too; for sites where that does no harm
    #[arg(long, requires = "against")]
    press: bool,
    /// How long a target may take to appear
    #[arg(long, value_name = "SECONDS", default_value_t = 5, requires = "against",
          value_parser = clap::value_parser!(u16).range(1..=600))]
    patience: u16,
    /// A WebDriver of Chromium that runs already, in place of the chromedriver on the path
    #[arg(long, value_name = "URL", requires = "against", value_parser = address::site)]
    webdriver: Option<Url>,
}

impl Options {
    /// The site, if one is to be looked at.
    pub fn against(&self) -> Option<&Url> {
        self.against.as_ref()
    }

    pub(super) fn webdriver(&self) -> Option<&Url> {
        self.webdriver.as_ref()
    }

    pub(super) fn patience(&self) -> Duration {
        Duration::from_secs(self.patience.into())
    }

    pub(super) fn press(&self) -> bool {
        self.press
    }

    /// The one language to look for, if it is one of the site's.
    pub(super) fn language<'a>(
        &self,
        offered: &'a [Language],
    ) -> Result<Option<&'a Language>, Failure> {
        let Some(tag) = &self.locale else { return Ok(None) };
        Language::new(tag).and_then(|wish| wish.choose(offered)).map(Some).ok_or_else(|| {
            let known: Vec<&str> = offered.iter().map(Language::as_str).collect();
            Failure::new(format!("the site is not written in `{tag}`"))
                .help(format!("it is written in {}", known.join(", ")))
        })
    }

    /// The pages that were named to look on.
    pub(super) fn named(&self, site: &Url) -> Result<Vec<Url>, Failure> {
        let page = |typed: &String| {
            let url = site.join(typed).ok().filter(|url| address::is_of(site, url));
            url.ok_or_else(|| {
                Failure::new(format!("`{typed}` is not a page of {}", address::shown(site)))
                    .help("write its path, as `--page /account/bills/7`")
            })
        };
        self.pages.iter().map(page).collect()
    }

    /// The recorded cookies that the site would get.
    pub(super) fn cookies(&self, site: &Url, now: Seconds) -> Result<Vec<Cookie>, Failure> {
        let Some(path) = &self.cookies else { return Ok(Vec::new()) };
        let text = text(path)?;
        cookies::read(&text, site.host_str().unwrap_or_default(), now).map_err(|fault| {
            let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
            Failure::new(format!("{}{line}: {}", path.display(), fault.sentence)).help(fault.help)
        })
    }

    /// The script that signs in.
    pub(super) fn script(&self) -> Result<Option<String>, Failure> {
        self.sign_in.as_deref().map(text).transpose()
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("{}: byte {at} is not UTF-8 text", path.display()))
            .help("save the file with the encoding UTF-8")
    })
}
