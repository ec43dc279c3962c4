//! Sends what hooks are to be told, until it has arrived or is given up.

use std::{sync::Arc, time::Duration};

use tokio::task::JoinSet;
use unstuck_model::hours::Seconds;

use crate::{
    desk::Inner,
    hooks::{Due, DueNews, GONE, Sent},
    log::LogEvent,
    mail::{Letter, Mailer},
    site::Site,
    webhook::{
        Format,
        delivery::{Client, Post, Verdict, next_try},
        event::{Event, News},
        secret::Secret,
        signature::Secrets,
        target::Target,
    },
};

/// How long a message is one desk's: longer than a try may take, and short enough that another desk
/// sends what a desk that died had taken.
const LEASE: Seconds = 120;

/// How many messages are sent at once.
const AT_ONCE: i64 = 16;

/// How long to wait before the queue is looked at without having been told of anything new.
const PAUSE: Duration = Duration::from_secs(5);

/// What messages go out through.
pub struct Couriers {
    pub client: Client,
    pub mailer: Option<Mailer>,
}

/// Sends what is due, for ever.
pub async fn run(desk: Arc<Inner>) {
    loop {
        let more = once(&desk).await;
        if !more {
            tokio::select! {
                () = desk.news.notified() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }
}

/// Sends what is due now; true if there may be more.
pub async fn once(desk: &Arc<Inner>) -> bool {
    let now = desk.now();
    let lease = now.saturating_add(LEASE);
    let due = match desk.store.take_due(now, lease, AT_ONCE).await {
        Ok(due) => due,
        Err(error) => {
            desk.fault(&error);
            return false;
        }
    };
    if due.is_empty() {
        return false;
    }
    let mut tries = JoinSet::new();
    for one in due {
        let desk = Arc::clone(desk);
        tries.spawn(async move {
            let sent = send(&desk, &one).await;
            if let Some(event) = untold(&one, &sent) {
                (desk.options.log)(&event);
            }
            if let Err(error) = desk.store.sent(one.id, lease, desk.now(), sent).await {
                desk.fault(&error);
            }
        });
    }
    tries.join_all().await;
    true
}

/// What the operator is told of a message that did not arrive: not every try of the ten.
fn untold(due: &Due, sent: &Sent) -> Option<LogEvent> {
    let (status, again) = match sent {
        Sent::Again { status, .. } if due.tries == 1 => (status.as_str(), true),
        Sent::GivenUp { status } if !matches!(due.news, DueNews::Erased) => {
            (status.as_str(), false)
        }
        Sent::Gone => (GONE, false),
        Sent::Delivered | Sent::Again { .. } | Sent::GivenUp { .. } => return None,
    };
    let (site, status) = (due.site.clone(), status.to_owned());
    Some(LogEvent::Untold { site, hook: due.hook.id, status, again })
}

async fn send(desk: &Inner, due: &Due) -> Sent {
    let news = match &due.news {
        DueNews::Callback { reference, change, request } => {
            News::Callback { reference, change: *change, request }
        }
        DueNews::Question(question) => News::Question(question),
        DueNews::HandOff(opened) => News::HandOff(opened),
        DueNews::Erased => {
            return Sent::GivenUp { status: "what it was to tell of was erased".to_owned() };
        }
    };
    let Some(site) = desk.sites.get(&due.site) else {
        return again(desk, due, "the desk does not serve the site".to_owned(), None);
    };
    let event = Event { at: due.at, site: &due.site, desk: &desk.options.address, news };
    match due.hook.address.strip_prefix("mailto:") {
        Some(to) => mail(desk, due, to, &Letter::of(&event, &site.clock)).await,
        None => post(desk, due, site, &event).await,
    }
}

async fn post(desk: &Inner, due: &Due, site: &Site, event: &Event<'_>) -> Sent {
    let format = Format::named(&due.hook.format).unwrap_or(Format::Standard);
    let body = format.body(event, due.hook.personal, &site.clock);
    let post = match (format, Secret::parse(&due.hook.secret)) {
        (Format::Chat, _) => Post::unsigned(body),
        (Format::Standard, Ok(current)) => {
            let previous = due.hook.previous.as_deref().and_then(|text| Secret::parse(text).ok());
            Post::signed(&Secrets { current, previous }, &message(desk, due), desk.now(), body)
        }
        (Format::Standard, Err(error)) => return Sent::GivenUp { status: error.to_string() },
    };
    let target = match Target::parse(&due.hook.address, &desk.options.hooks_allowed) {
        Ok(target) => target,
        // The desk may be started again with leave to write there.
        Err(error) => return again(desk, due, error.to_string(), None),
    };
    match desk.couriers.client.send(&target, &post, desk.now()).await {
        Verdict::Delivered => Sent::Delivered,
        Verdict::Gone => Sent::Gone,
        Verdict::Retry { reason, not_before } => again(desk, due, reason.to_string(), not_before),
    }
}

async fn mail(desk: &Inner, due: &Due, to: &str, letter: &Letter) -> Sent {
    let Some(mailer) = &desk.couriers.mailer else {
        return again(
            desk,
            due,
            "the desk that serves was told of no mail server; set UNSTUCK_SMTP".to_owned(),
            None,
        );
    };
    match mailer.send(to, letter, &message(desk, due), desk.now()).await {
        Ok(()) => Sent::Delivered,
        Err(error) => again(desk, due, error.to_string(), None),
    }
}

/// The id of a message, the same for every try of it, by which a receiver knows a repetition. It is
/// made with the desk's secret, so that no other desk has the same, and holds no full stop, which would
/// blur where it ends in what is signed. The number of a row alone would not do: it is given out again
/// once the row is forgotten, or when a backup takes the place of the database.
fn message(desk: &Inner, due: &Due) -> String {
    let Due { id, at, reference, .. } = due;
    format!("msg_{}", desk.secret.seal("message", &format!("{id} {at} {reference}")))
}

fn again(desk: &Inner, due: &Due, status: String, not_before: Option<Seconds>) -> Sent {
    // Without chance to give, messages come back together, which is no reason not to send them.
    let mut chance = [0];
    let _ = getrandom::fill(&mut chance);
    let [chance] = chance;
    match next_try(due.tries, desk.now(), not_before, chance) {
        Some(due) => Sent::Again { due, status },
        None => Sent::GivenUp { status },
    }
}
