//! Walking the guides in the browser.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use thirtyfour::error::WebDriverError;
use unstuck_model::{
    entry::PagePattern,
    guide::{Done, Target},
};
use url::Url;

use super::{
    finder::{Finder, Seen},
    plan::{Planned, Walk},
    press::{Nature, Press, press},
    route::{Route, route},
    verdict::{Cause, Checked, Verdict, verdict},
};
use crate::{
    browser::{Browser, Opened, address, lost},
    failure::Failure,
};

/// How often to look again at a page that is still drawn.
const PAUSE: Duration = Duration::from_millis(100);
/// More links than these lead nowhere new.
const MOST_LINKS: usize = 20_000;

/// What stays the same on all walks.
pub struct Ground<'a> {
    pub browser: &'a Browser,
    pub finder: &'a Finder,
    pub site: Url,
    /// The page where a guide begins that names none.
    pub home: Url,
    /// The pages that were named to look on.
    pub named: Vec<Url>,
    pub patience: Duration,
    /// Whether what may change something is pressed.
    pub may_change: bool,
}

/// The pages that links lead to, in the order in which they were seen.
#[derive(Default)]
pub struct Links {
    order: Vec<Url>,
    known: HashSet<Url>,
}

impl Links {
    /// Adds links; what follows a `#` leads to no other page.
    pub fn add(&mut self, links: Vec<Url>) {
        for mut link in links {
            link.set_fragment(None);
            if self.order.len() < MOST_LINKS && self.known.insert(link.clone()) {
                self.order.push(link);
            }
        }
    }
}

/// How far a walk has come.
#[derive(Default)]
struct Progress {
    /// Whether something was just pressed, and another page may be on its way.
    was_pressed: bool,
    /// Why what comes next may not be there.
    blocked: Option<Cause>,
}

impl Ground<'_> {
    /// Walks a guide from its first step to its last.
    pub async fn walk(&self, walk: Walk, links: &mut Links) -> Result<Vec<Checked>, Failure> {
        let names_page = walk.steps.first().is_some_and(|first| first.step.on_page.page.is_some());
        if !names_page && self.browser.here().await.map_err(lost)? != self.home {
            self.browser.open(&self.home).await.map_err(lost)?;
        }
        let mut progress = Progress::default();
        let mut checked = Vec::new();
        for planned in walk.steps {
            checked.push(self.step(planned, &mut progress, links).await?);
            links.add(self.browser.links(&self.site).await);
        }
        Ok(checked)
    }

    async fn step(
        &self,
        planned: Planned,
        progress: &mut Progress,
        links: &Links,
    ) -> Result<Checked, Failure> {
        let on_page = &planned.step.on_page;
        let arrived = self.arrive(on_page.page.as_deref(), progress, links).await?;
        let here = self.browser.here().await.map_err(lost)?;
        let mut page = here.path().to_owned();
        if let Err(verdict) = arrived {
            // Who does not come to this step does not come by it to the next either.
            progress.blocked.get_or_insert(Cause::Before(planned.step.step.to_string()));
            return Ok(Checked { planned, page: None, ways: Vec::new(), verdict });
        }
        let mut seen = self.look(&on_page.targets).await?;
        if on_page.page.is_none()
            && verdict(&seen.ways) == Verdict::Missing
            && let Some(elsewhere) = self.look_elsewhere(&on_page.targets, &here).await?
        {
            (page, seen) = elsewhere;
        }
        let verdict = match verdict(&seen.ways) {
            Verdict::Missing => self.absent(on_page.done, &planned, progress),
            known => {
                // Who is here has come here all the same; a press that was not made may be missed
                // later.
                if matches!(progress.blocked, Some(Cause::Before(_))) {
                    progress.blocked = None;
                }
                known
            }
        };
        if let (Done::Click | Done::Url, Some(nature)) = (on_page.done, &seen.nature) {
            self.go_on(&planned, nature, &seen.ways, progress).await?;
        }
        Ok(Checked { page: Some(page), ways: seen.ways, verdict, planned })
    }

    /// Comes to the page of a step, or says why not.
    async fn arrive(
        &self,
        page: Option<&str>,
        progress: &mut Progress,
        links: &Links,
    ) -> Result<Result<(), Verdict>, Failure> {
        let mut here = self.browser.here().await.map_err(lost)?;
        if std::mem::take(&mut progress.was_pressed)
            && let Some(page) = page
        {
            let pattern = PagePattern(page.to_owned());
            let begun = Instant::now();
            while !pattern.matches(here.path()) && begun.elapsed() < self.patience {
                tokio::time::sleep(PAUSE).await;
                here = self.browser.here().await.map_err(lost)?;
            }
        }
        let unreached = |cause| Ok(Err(Verdict::NotReached(cause)));
        let url = match route(page, &here, &self.site, &self.named, &links.order) {
            Route::Here => return Ok(Ok(())),
            Route::Unknown if page.is_none() => return unreached(Cause::LeftTheSite),
            Route::Unknown => {
                let unpressed = |cause: &Cause| matches!(cause, Cause::NotPressed { .. });
                let blocked = progress.blocked.clone().filter(unpressed);
                return unreached(blocked.unwrap_or(Cause::UnknownPage));
            }
            Route::Open(url) => url,
        };
        progress.blocked = None;
        match self.browser.open(&url).await.map_err(lost)? {
            Opened::Refused(why) => return unreached(Cause::NotOpened(why)),
            Opened::Loaded(404 | 410) => return Ok(Err(Verdict::NoPage)),
            Opened::Loaded(status @ 400..) => {
                return unreached(Cause::NotOpened(format!("the site answers {status}")));
            }
            Opened::Loaded(_) => {}
        }
        let here = self.browser.here().await.map_err(lost)?;
        if !address::is_of(&self.site, &here) {
            return unreached(Cause::LedAway(address::shown(&here)));
        }
        let wanted = PagePattern(page.unwrap_or("*").to_owned());
        if !wanted.matches(here.path()) {
            return unreached(Cause::LedAway(here.path().to_owned()));
        }
        Ok(Ok(()))
    }

    /// Looks until the first way of a list finds something, or patience ends: a better way may only
    /// be drawn a little later than a worse one.
    async fn look(&self, ways: &[Target]) -> Result<Seen, Failure> {
        let begun = Instant::now();
        let mut last: Result<Result<Seen, String>, WebDriverError>;
        loop {
            last = self.finder.look(&self.browser.web, ways).await;
            if let Ok(Ok(seen)) = &last
                && seen.ways.first() == Some(&true)
            {
                return Ok(seen.clone());
            }
            if begun.elapsed() >= self.patience {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        match last {
            Ok(Ok(seen)) => Ok(seen),
            Ok(Err(why)) => Err(Failure::new(format!("the finder does not start: {why}"))),
            // A page that is still on its way shows nothing; a browser that has gone answers
            // nothing else either.
            Err(_) => {
                self.browser.here().await.map_err(lost)?;
                Ok(Seen { ways: vec![false; ways.len()], nature: None })
            }
        }
    }

    /// Looks on the pages that were named; if nothing is there, the browser returns.
    async fn look_elsewhere(
        &self,
        ways: &[Target],
        here: &Url,
    ) -> Result<Option<(String, Seen)>, Failure> {
        for url in &self.named {
            if let Opened::Refused(_) = self.browser.open(url).await.map_err(lost)? {
                continue;
            }
            let seen = self.look(ways).await?;
            if verdict(&seen.ways) != Verdict::Missing {
                return Ok(Some((url.path().to_owned(), seen)));
            }
        }
        if !self.named.is_empty() {
            self.browser.open(here).await.map_err(lost)?;
        }
        Ok(None)
    }

    /// What it means that a target is not there.
    fn absent(&self, done: Done, planned: &Planned, progress: &mut Progress) -> Verdict {
        let before = Cause::Before(planned.step.step.to_string());
        if let Some(cause) = &progress.blocked {
            return Verdict::NotReached(cause.clone());
        }
        match done {
            // The widget waits for it as long as it takes.
            Done::Visible => Verdict::NotReached(Cause::DidNotAppear),
            Done::Click | Done::Url => {
                progress.blocked = Some(before);
                Verdict::Missing
            }
            Done::Input | Done::Manual => Verdict::Missing,
        }
    }

    /// Presses what leads on, if it only leads or shows.
    async fn go_on(
        &self,
        planned: &Planned,
        nature: &Nature,
        ways: &[bool],
        progress: &mut Progress,
    ) -> Result<(), Failure> {
        match press(nature, &self.site, self.may_change) {
            Press::Leave => {
                progress.blocked = Some(Cause::NotPressed {
                    step: planned.step.step.to_string(),
                    name: nature.name.clone(),
                });
            }
            Press::Open(url) => {
                self.browser.open(&url).await.map_err(lost)?;
            }
            Press::Target => {
                let found =
                    planned.step.on_page.targets.iter().zip(ways).find(|(_, found)| **found);
                if let Some((way, _)) = found {
                    // A press that leads away at once ends the script that presses.
                    if self.finder.press(&self.browser.web, way).await.is_err() {
                        self.browser.here().await.map_err(lost)?;
                    }
                    progress.was_pressed = true;
                }
            }
        }
        Ok(())
    }
}
