//! The journey: what a customer does who is stuck, with a look after each moment.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::By;
use url::Url;

use super::{
    hands::Hands,
    listener::Listener,
    look::{Look, look},
    seen::{Guide, Journey, Moment, Stage, Typed},
    server::{Server, together},
    site::Site,
};
use crate::{
    browser::{Browser, Opened, lost},
    failure::Failure,
};

/// A number that is kept for stories and rings nowhere.
pub const PHONE: &str = "(212) 555-0199";
/// An invented name.
pub const NAME: &str = "Robin Verifield";

/// A step that leads on is drawn at once; longer is not waited for one.
const MOMENT: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(50);

/// A browser, two servers and what was seen so far.
pub struct Walker<'a> {
    pub browser: &'a Browser,
    pub listener: Listener,
    pub help: Server,
    pub shop: Server,
    pub site: &'a Site,
    pub journey: Journey,
    pub guide: Guide,
    /// The globals that WebDriver itself leaves in a page.
    pub drivers: Vec<String>,
}

impl Walker<'_> {
    /// Walks the whole journey. What was seen is in [`Walker::journey`], however far it came.
    pub async fn walk(&mut self) -> Result<(), Failure> {
        let hands = Hands(self.browser);
        self.look_without().await?;
        self.load(&self.journey.page).await?;
        hands.find("button").await?;
        self.see(Moment::Untouched).await?;

        hands.press("button").await?;
        hands.find(".ask-field").await?;
        self.see(Moment::Opened).await?;

        let question = self.site.question.clone();
        self.journey.typed.push(Typed { what: "question", text: question.clone() });
        hands.fill(".ask-field", &question).await?;
        hands.gone(".searching").await?;
        self.see(Moment::Asked).await?;

        self.answer().await?;
        self.guide().await?;
        self.stuck().await?;

        if !hands.all(".panel").await?.is_empty() {
            hands.press(".head .tool:last-child").await?;
            hands.gone(".panel").await?;
        }
        self.see(Moment::Closed).await?;
        let destroy = "window.Unstuck('destroy');";
        self.browser.web.execute(destroy, Vec::new()).await.map_err(lost)?;
        self.see(Moment::Gone).await?;
        self.journey.complete = true;
        Ok(())
    }

    /// Looks at the page without the tag, so that nothing is laid to the tag that WebDriver leaves
    /// there.
    async fn look_without(&mut self) -> Result<(), Failure> {
        let without = self.journey.page.join("without");
        let without = without.map_err(|error| Failure::new(error.to_string()))?;
        self.load(&without).await?;
        Hands(self.browser).all("button").await?;
        self.page_button().await?;
        let Journey { page, help, .. } = &self.journey;
        self.drivers = look(self.browser, page, help).await.map_err(lost)?.globals;
        // None of this belongs to the journey.
        self.listener.take().await?;
        self.shop.take();
        Ok(())
    }

    async fn load(&self, page: &Url) -> Result<(), Failure> {
        match self.browser.open(page).await.map_err(lost)? {
            Opened::Loaded(_) => Ok(()),
            Opened::Refused(why) => Err(Failure::new(format!("{page} could not be opened: {why}"))
                .help("the browser has to be on this machine")),
        }
    }

    async fn answer(&mut self) -> Result<(), Failure> {
        let hands = Hands(self.browser);
        // An answer stores nothing and a guide does, so that an answer comes first.
        let answer = ".hit[data-entry]:not(:has(.kind))";
        let any = ".hit[data-entry]";
        let wanted = if hands.all(answer).await?.is_empty() { any } else { answer };
        if hands.all(wanted).await?.is_empty() {
            return self.skip(Moment::Answered, "nothing was found");
        }
        hands.press(wanted).await?;
        hands.find("article").await?;
        self.see(Moment::Answered).await
    }

    async fn guide(&mut self) -> Result<(), Failure> {
        let hands = Hands(self.browser);
        if self.site.guide.is_none() {
            self.skip(Moment::Guided, "the site has no guide")?;
            return self.skip(Moment::Reloaded, "the site has no guide");
        }
        self.begin().await?;
        let first = step(hands).await?;
        hands.press(".choices button, .step > .button").await?;
        let begun = Instant::now();
        while step(hands).await? == first && begun.elapsed() < MOMENT {
            tokio::time::sleep(PAUSE).await;
        }
        if step(hands).await?.is_none() {
            // A guide of one step has ended with it.
            self.begin().await?;
        }
        self.see(Moment::Guided).await?;
        self.load(&self.journey.page).await?;
        hands.find("[data-step]").await?;
        self.see(Moment::Reloaded).await
    }

    /// Begins the guide by a press on the page's own button.
    async fn begin(&self) -> Result<(), Failure> {
        self.page_button().await?;
        Hands(self.browser).find("[data-step]").await.map(drop)
    }

    async fn page_button(&self) -> Result<(), Failure> {
        let button = self.browser.web.find(By::Css("[data-unstuck-guide]")).await.map_err(lost)?;
        button.click().await.map_err(lost)
    }

    /// To people: the draft of the first channel, then the callback.
    async fn stuck(&mut self) -> Result<(), Failure> {
        let hands = Hands(self.browser);
        if hands.within(MOMENT, ".stuck, .foot-link, [data-way]").await?.is_none() {
            self.skip(Moment::Stuck, "the panel shows no way to people here")?;
            return self.skip(Moment::Callback, "the panel shows no way to people here");
        }
        if hands.all("[data-way]").await?.is_empty() {
            hands.press(".stuck, .foot-link").await?;
        }
        hands.find("[data-way]").await?;
        let ways = hands.all("[data-way]").await?.len();
        let (mut draft, mut callback) = (None, None);
        for way in 0..ways {
            if draft.is_some() && callback.is_some() {
                break;
            }
            hands.press_at("[data-way]", way).await?;
            hands.find("[data-message], a[data-channel], input[name=tel]").await?;
            let is_callback = !hands.all("input[name=tel]").await?.is_empty();
            let place = if is_callback { &mut callback } else { &mut draft };
            place.get_or_insert(way);
            hands.press(".head .tool:first-child").await?;
            hands.find("[data-way]").await?;
        }
        match draft {
            Some(way) => {
                hands.press_at("[data-way]", way).await?;
                hands.find("[data-message], a[data-channel]").await?;
                self.see(Moment::Stuck).await?;
                hands.press(".head .tool:first-child").await?;
            }
            None => self.skip(Moment::Stuck, "the site has no channel")?,
        }
        let Some(way) = callback else {
            return self.skip(Moment::Callback, "no callback is offered now");
        };
        hands.press_at("[data-way]", way).await?;
        self.journey.typed.push(Typed { what: "phone number", text: PHONE.to_owned() });
        self.journey.typed.push(Typed { what: "name", text: NAME.to_owned() });
        hands.fill("input[name=tel]", PHONE).await?;
        hands.fill("input[name=name]", NAME).await?;
        hands.press("input[name=consent]").await?;
        self.see(Moment::Callback).await
    }

    /// Notes what was seen since the moment before.
    async fn see(&mut self, moment: Moment) -> Result<(), Failure> {
        let requests = self.listener.take().await?;
        let Journey { page, help, .. } = &self.journey;
        let Look { stored, mut globals, walking } =
            look(self.browser, page, help).await.map_err(lost)?;
        self.guide = match (walking, self.guide) {
            (true, _) => Guide::UnderWay,
            (false, Guide::NotYet) => Guide::NotYet,
            (false, Guide::UnderWay | Guide::Over) => Guide::Over,
        };
        globals.retain(|name| !self.drivers.contains(name));
        let servers = [self.shop.take(), self.help.take()].concat();
        self.journey.stages.push(Stage {
            moment,
            skipped: None,
            guide: self.guide,
            requests: together(requests, servers),
            stored,
            globals,
        });
        Ok(())
    }

    /// Notes that the site has no such moment.
    fn skip(&mut self, moment: Moment, why: &'static str) -> Result<(), Failure> {
        self.journey.stages.push(Stage {
            moment,
            skipped: Some(why),
            guide: self.guide,
            requests: Vec::new(),
            stored: Vec::new(),
            globals: Vec::new(),
        });
        Ok(())
    }
}

/// The step that is in sight.
async fn step(hands: Hands<'_>) -> Result<Option<String>, Failure> {
    let found = hands.all("[data-step]").await?;
    let Some(found) = found.first() else { return Ok(None) };
    // A step that is drawn anew in this moment is found the next time.
    Ok(found.attr("data-step").await.ok().flatten())
}

/// The browser's name and version.
pub async fn version(browser: &Browser) -> Result<String, Failure> {
    let version = browser.cdp("Browser.getVersion", json!({})).await.map_err(lost)?;
    let product = version.get("product").and_then(Value::as_str).unwrap_or("a browser");
    Ok(product.to_owned())
}

/// A page with the tag of a help origin, or the same page without it.
pub fn page(site: &Site, help: Option<&Url>) -> String {
    let tag = help.map(|help| format!("<script src=\"{help}unstuck.js\" async></script>"));
    include_str!("host.html")
        .replacen("__LANGUAGE__", site.language.as_str(), 1)
        .replacen("__TAG__", &tag.unwrap_or_default(), 1)
        .replacen("__GUIDE__", site.guide.as_deref().unwrap_or_default(), 1)
}
