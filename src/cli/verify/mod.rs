//! `unstuck verify`: what a built site asks for, keeps and sends, seen in a browser.

mod hands;
mod journey;
mod json;
mod listener;
mod look;
#[cfg(test)]
mod made;
mod rules;
mod seen;
mod server;
mod site;
mod text;
mod traffic;
mod typed;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use url::Url;

use crate::{
    browser::{Browser, address},
    failure::Failure,
    shutdown,
};
use journey::Walker;
use listener::Listener;
use rules::judge;
use seen::{Guide, Journey};
use server::{Pages, Server};
use site::Site;

/// Walk through a built site in a browser and report what it asks for, keeps and sends
#[derive(Args)]
pub struct Verify {
    /// The folder that `unstuck build` wrote
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// How the report is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A WebDriver of Chromium that runs already on this machine, in place of the chromedriver on
    /// the path
    #[arg(long, value_name = "URL", value_parser = address::site)]
    webdriver: Option<Url>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table for each moment, and the verdicts.
    #[default]
    Human,
    /// A JSON object.
    Json,
}

impl Verify {
    /// Walks and reports; exit code 1 if a rule is broken.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let site = Site::read(&self.out)?;
        let runtime = tokio::runtime::Runtime::new()
            .map_err(|error| Failure::new(format!("the system gives no threads: {error}")))?;
        let (journey, ended) = runtime.block_on(self.walked(&site))?;
        let verdicts = judge(&journey);
        match self.format {
            Format::Human => print!("{}", text::written(&journey, &verdicts)),
            Format::Json => print!("{}", json::written(&journey, &verdicts)),
        }
        ended?;
        let is_broken = verdicts.iter().any(|verdict| verdict.holds == Some(false));
        Ok(ExitCode::from(u8::from(is_broken)))
    }

    /// The journey as far as it came, and how it ended.
    async fn walked(&self, site: &Site) -> Result<(Journey, Result<(), Failure>), Failure> {
        let browser = tokio::select! {
            // It is listened to first, so that nothing is started that nobody would end.
            biased;
            () = shutdown::asked() => return Err(stopped()),
            browser = Browser::start(self.webdriver.as_ref()) => browser?,
        };
        let walked = tokio::select! {
            biased;
            () = shutdown::asked() => Err(stopped()),
            walked = self.walk(site, &browser) => walked,
        };
        browser.end().await;
        walked
    }

    async fn walk(
        &self,
        site: &Site,
        browser: &Browser,
    ) -> Result<(Journey, Result<(), Failure>), Failure> {
        let out = self.out.canonicalize().map_err(|error| Failure::io(&self.out, &error))?;
        let (help, help_origin) = Server::listen("help").await?;
        let (shop, shop_origin) = Server::listen("shop").await?;
        let pages = Pages::Page {
            with: journey::page(site, Some(&help_origin)),
            without: journey::page(site, None),
        };
        let mut walker = Walker {
            browser,
            listener: Listener::start(browser).await?,
            journey: Journey {
                site: self.out.display().to_string(),
                browser: journey::version(browser).await?,
                page: shop_origin.clone(),
                help: help_origin.clone(),
                desks: site.desks.clone(),
                typed: Vec::new(),
                stages: Vec::new(),
                complete: false,
            },
            help: Server::start(help, help_origin, Pages::Folder(out)),
            shop: Server::start(shop, shop_origin, pages),
            site,
            guide: Guide::NotYet,
            drivers: Vec::new(),
        };
        let ended = walker.walk().await;
        Ok((walker.journey, ended))
    }
}

fn stopped() -> Failure {
    Failure::new("stopped before the journey came to its end")
}
