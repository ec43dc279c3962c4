//! What a desk does by itself while it serves: it erases what the sites no longer keep, forgets sessions
//! that are over, counts and messages of long ago, and makes due what a clock that was ahead put off.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use unstuck_model::hours::Seconds;

use crate::{
    desk::{Desk, Inner, now_or_wait},
    erasure::{Erased, Rows},
    error::DeskError,
    store::{Lease, StoreError},
};

/// How often it is looked, so that nothing is kept an hour longer than was promised.
const EVERY: Duration = Duration::from_secs(3600);

/// How long one instance has the right to sweep, in seconds: longer than it takes.
const LASTS: Seconds = 10 * 60;

const DAY: Seconds = 24 * 3600;

/// For how many days a chat is kept that nobody answers: its customer may never have written.
const UNANSWERED: u32 = 30;

/// How long it is kept that a hook was told, for whoever looks for it.
const TOLD: Seconds = 7 * DAY;

/// How long what a hook could not be told can be sent again by hand.
const GIVEN_UP: Seconds = 90 * DAY;

/// For how many days counts are kept: longer than the dashboard reaches back.
const COUNTED: i64 = 100;

/// Sweeps once at the start and then every hour, for ever. Of several desks on one database one does
/// it at a time.
pub async fn run(desk: Arc<Inner>) {
    loop {
        if let Err(error) = sweep(&desk).await {
            desk.fault(&error);
        }
        tokio::time::sleep(EVERY).await;
    }
}

impl Desk {
    /// Does once, now, what [`Desk::background`] does.
    pub fn sweep(&self) -> Result<Erased, DeskError> {
        now_or_wait(sweep(&self.inner))
    }
}

async fn sweep(desk: &Arc<Inner>) -> Result<Erased, StoreError> {
    let lease = Lease { name: "sweep", holder: desk.instance, now: desk.now(), lasts: LASTS };
    if !desk.store.take_lease(lease.clone()).await? {
        return Ok(Erased::default());
    }
    let swept = erase(desk).await;
    desk.store.give_back(lease).await?;
    swept
}

async fn erase(desk: &Arc<Inner>) -> Result<Erased, StoreError> {
    let now = desk.now();
    desk.store.forget_sessions(now).await?;
    desk.store.bring_forward(now).await?;
    desk.store.forget_sent(now.saturating_sub(TOLD), now.saturating_sub(GIVEN_UP)).await?;
    desk.store.forget_counts(now.div_euclid(DAY).saturating_sub(COUNTED)).await?;
    let mut erased = Erased::default();
    for site in desk.sites.iter() {
        let ago = |days: u32| now.saturating_sub(Seconds::from(days).saturating_mul(DAY));
        let kept = site.options.retention_days;
        let unanswered = ago(kept.map_or(UNANSWERED, |days| days.min(UNANSWERED)));
        let rows = [Some(Rows::UnansweredBefore(unanswered)), kept.map(ago).map(Rows::DoneBefore)];
        for rows in rows.into_iter().flatten() {
            erased = erased.and(desk.store.erase(site.id(), rows, now).await?);
        }
    }
    // What a sweep before could not bring out of the files, because somebody read them, is owed.
    if !erased.is_nothing() || desk.owes_scrub.load(Ordering::SeqCst) {
        desk.owes_scrub.store(true, Ordering::SeqCst);
        let blocking = Arc::clone(desk);
        let scrubbed = tokio::task::spawn_blocking(move || blocking.store.scrub(false));
        scrubbed.await.map_err(|_| StoreError::Stopped)??;
        desk.owes_scrub.store(false, Ordering::SeqCst);
    }
    Ok(erased)
}
