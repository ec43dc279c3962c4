use jiff::civil::{Date, Time};
use unstuck_model::{hours::Seconds, phone::Verdict};

use crate::{
    desk::{Desk, now_or_wait},
    erasure::{Erase, Erased, Erasure, Rows},
    error::DeskError,
    reference,
    site::Site,
};

/// The longest day, in which clocks are put back.
const DAY: Seconds = 25 * 3_600;

impl Desk {
    /// Erases rows of a site, from the database and from its files; with `whole` by writing these
    /// anew. What was erased does not come back: neither is it taken in again from a device that
    /// still has it, nor is it left in a backup that is restored with [`crate::restore`].
    pub fn erase(&self, site: &str, what: &Erase, whole: bool) -> Result<Erased, DeskError> {
        let inner = &self.inner;
        let site = inner.sites.served(site)?;
        let rows = rows(site, what, inner.now())?;
        let erased = now_or_wait(inner.store.erase(site.id(), rows, inner.now()))?;
        inner.store.scrub(whole).map_err(|error| DeskError::NotScrubbed {
            requests: erased.requests,
            questions: erased.questions,
            chats: erased.chats,
            cause: error.to_string(),
        })?;
        Ok(erased)
    }

    /// Of the requests of one customer, the codes under which there is more that may be theirs: one who
    /// corrects a number asks twice in one visit, and the first request has its code. It is to be asked
    /// before they are erased.
    pub fn other_codes(&self, site: &str, what: &Erase) -> Result<Vec<String>, DeskError> {
        let inner = &self.inner;
        let site = inner.sites.served(site)?;
        match rows(site, what, inner.now())? {
            one @ (Rows::Phone(_) | Rows::Reference(_)) => {
                now_or_wait(inner.store.other_codes(site.id(), one))
            }
            Rows::ReceivedBefore(_) | Rows::DoneBefore(_) | Rows::UnansweredBefore(_) => {
                Ok(Vec::new())
            }
        }
    }

    /// All that was ever erased, of every site, as it is needed to restore a backup.
    pub fn erasures(&self) -> Result<Vec<Erasure>, DeskError> {
        now_or_wait(self.inner.store.erasures())
    }

    /// Erases again what was erased from another copy of the database.
    pub fn replay(&self, erasures: &[Erasure]) -> Result<Erased, DeskError> {
        let erased = now_or_wait(self.inner.store.replay(erasures))?;
        self.inner.store.scrub(false)?;
        Ok(erased)
    }
}

fn rows(site: &Site, what: &Erase, now: Seconds) -> Result<Rows, DeskError> {
    match what {
        Erase::Reference(text) => {
            let reference = reference::read(text);
            reference.map(Rows::Reference).ok_or(DeskError::Reference)
        }
        Erase::Phone(text) => match unstuck_phone::read(text, &site.options.country) {
            Verdict::Likely(phone) | Verdict::Unlikely(phone) => Ok(Rows::Phone(phone.e164)),
            Verdict::Refused(_) => Err(DeskError::Phone),
        },
        Erase::Before(text) => {
            let wrong = || DeskError::Date { text: text.clone() };
            let date = Date::strptime("%Y-%m-%d", text).map_err(|_| wrong())?;
            let begins = site.clock.zone().to_zoned(date.to_datetime(Time::midnight()));
            let begins = begins.map_err(|_| wrong())?.timestamp().as_second();
            // Tomorrow means all that there is; a day after that is a slip.
            if begins > now.saturating_add(DAY) {
                Err(wrong())
            } else {
                Ok(Rows::ReceivedBefore(begins))
            }
        }
    }
}
