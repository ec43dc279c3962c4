//! How open pages hear that a queue changed: the store is asked now and then, once for all pages of a
//! site, so that what another desk on the same database did is heard of too.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::watch;

use crate::{desk::Inner, record::Pulse, site::Sites};

/// The sites' queues as they were seen last, and whether the desk is about to stop.
pub struct Live {
    sites: Vec<Watched>,
    stopped: watch::Sender<bool>,
}

struct Watched {
    site: String,
    /// Nothing, while nobody listens.
    seen: watch::Sender<Option<Pulse>>,
    /// Whether somebody looks.
    looking: Mutex<bool>,
}

/// What ends the streams of a desk that is about to stop.
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Ends them. Pages ask again by themselves, as soon as a desk answers.
    pub fn stop(self) {
        self.0.send_replace(true);
    }
}

impl Live {
    /// Nobody listens yet.
    pub fn new(sites: &Sites) -> Self {
        let watched = |site: String| Watched {
            site,
            seen: watch::Sender::new(None),
            looking: Mutex::new(false),
        };
        let sites = sites.iter().map(|site| watched(site.id())).collect();
        Self { sites, stopped: watch::Sender::new(false) }
    }

    /// What ends the streams.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stopped.clone())
    }

    /// Whether the desk is about to stop.
    pub fn stopped(&self) -> watch::Receiver<bool> {
        self.stopped.subscribe()
    }
}

impl Watched {
    /// Whether nobody listens any more. What was seen is forgotten then.
    fn is_left(&self) -> bool {
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if self.seen.receiver_count() == 0 {
            *looking = false;
            self.seen.send_replace(None);
        }
        !*looking
    }
}

/// The queue of a site, as it is seen from now on.
pub fn listen(desk: &Arc<Inner>, site: &str) -> Option<watch::Receiver<Option<Pulse>>> {
    let place = desk.live.sites.iter().position(|watched| watched.site == site)?;
    let watched = desk.live.sites.get(place)?;
    let mut looking = watched.looking.lock().unwrap_or_else(PoisonError::into_inner);
    let receiver = watched.seen.subscribe();
    if !*looking {
        *looking = true;
        tokio::spawn(look(Arc::downgrade(desk), place));
    }
    Some(receiver)
}

/// Looks until nobody listens or the desk is gone.
async fn look(desk: Weak<Inner>, place: usize) {
    let mut failed = false;
    while let Some(desk) = desk.upgrade() {
        let Some(watched) = desk.live.sites.get(place) else { return };
        if watched.is_left() {
            return;
        }
        match desk.store.pulse(watched.site.clone(), desk.now()).await {
            Ok(pulse) => {
                failed = false;
                watched.seen.send_if_modified(|seen| {
                    let differs = seen.as_ref() != Some(&pulse);
                    if differs {
                        *seen = Some(pulse);
                    }
                    differs
                });
            }
            // An operator who was told once knows it.
            Err(error) => {
                if !std::mem::replace(&mut failed, true) {
                    desk.fault(&error);
                }
            }
        }
        let pause = desk.options.look_every;
        drop(desk);
        tokio::time::sleep(pause).await;
    }
}
