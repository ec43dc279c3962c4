use std::{
    convert::Infallible,
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::guard;
use crate::{
    desk::Inner,
    live,
    record::{CLAIM_HOLDS, Pulse},
};

/// After how many looks at the queue the session is looked at, and after how many of these the
/// agent's claims are held anew: by default after 10 seconds, and after a minute.
const LOOKS: u32 = 5;
const BEATS: u32 = 6;

/// How many events may wait for a browser to read them.
const WAITING: usize = 8;

/// `GET /desk/events`: tells a page that the queue of the agent's site changed, and keeps the agent's
/// claims while it is open. `queue` carries a [`Pulse`]; `ended` says that the session is over.
pub async fn events(State(desk): State<Arc<Inner>>, headers: HeaderMap) -> Response {
    let signed = match guard::signed(&desk, &headers).await {
        Ok(Some(signed)) => signed,
        Ok(None) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(problem) => return problem.response(&desk),
    };
    let stopped = desk.live.stopped();
    let changes = live::listen(&desk, &signed.site.id());
    let Some(changes) = changes.filter(|_| !*stopped.borrow()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let (events, stream) = mpsc::channel(WAITING);
    let page = Page {
        desk: Arc::downgrade(&desk),
        session: signed.session(),
        agent: signed.agent.id,
        events,
    };
    tokio::spawn(page.tell(changes, stopped, desk.options.look_every * LOOKS));
    // Proxies that gather an answer before they pass it on would pass on nothing.
    let straight = (HeaderName::from_static("x-accel-buffering"), "no");
    let headers = [straight, (header::CACHE_CONTROL, "no-store")];
    (headers, Sse::new(ReceiverStream::new(stream))).into_response()
}

/// A page that listens.
struct Page {
    /// The desk is closed when its routers are gone, whoever still listens.
    desk: Weak<Inner>,
    session: [u8; 32],
    agent: i64,
    events: mpsc::Sender<Result<Event, Infallible>>,
}

impl Page {
    /// Tells until the page is left, the session ends or the desk stops.
    async fn tell(
        self,
        mut changes: watch::Receiver<Option<Pulse>>,
        mut stopped: watch::Receiver<bool>,
        pause: Duration,
    ) {
        let mut beat = tokio::time::interval(pause);
        let mut beats: u32 = 0;
        // What was seen before this page came is news to it.
        changes.mark_changed();
        loop {
            tokio::select! {
                () = self.events.closed() => return,
                () = async { drop(stopped.wait_for(|stopped| *stopped).await) } => return,
                changed = changes.changed() => {
                    let event = changes.borrow_and_update().as_ref().and_then(queue);
                    if changed.is_err() || !event.is_none_or(|event| self.send(event)) {
                        return;
                    }
                }
                _ = beat.tick() => {
                    let Some(desk) = self.desk.upgrade() else { return };
                    if !self.is_signed_in(&desk).await {
                        self.send(Event::default().event("ended").data(""));
                        return;
                    }
                    if beats.is_multiple_of(BEATS) {
                        self.hold(&desk).await;
                    }
                    beats = beats.wrapping_add(1);
                    // A comment finds out whether the browser is still there. It takes no place
                    // from what changed.
                    let nothing_waits = self.events.capacity() == self.events.max_capacity();
                    if nothing_waits && !self.send(Event::default().comment("")) {
                        return;
                    }
                }
            }
        }
    }

    /// Sends an event; false if the browser has gone, or does not read: it is not waited for.
    fn send(&self, event: Event) -> bool {
        self.events.try_send(Ok(event)).is_ok()
    }

    /// Whether the session goes on. A store that does not answer ends none.
    async fn is_signed_in(&self, desk: &Inner) -> bool {
        !matches!(desk.store.session(self.session, desk.now()).await, Ok(None))
    }

    async fn hold(&self, desk: &Inner) {
        let now = desk.now();
        let held = desk.store.hold(self.agent, now, now.saturating_add(CLAIM_HOLDS));
        if let Err(error) = held.await {
            desk.fault(&error);
        }
    }
}

/// The event of a queue that changed.
fn queue(pulse: &Pulse) -> Option<Event> {
    Event::default().event("queue").json_data(pulse).ok()
}
