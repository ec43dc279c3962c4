//! Kills the desk under load again and again, and looks what became of the requests.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use fastrand::Rng;
use tokio::{sync::Notify, task::JoinSet};

use crate::{
    client::Connection,
    desk::{Desk, Program},
    outcome::{Outcome, fail},
    request::Requests,
    rows::rows,
    store::Store,
    verdict::{Fault, judge},
};

/// How much load, and how many kills.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub kills: usize,
    /// How many requests are acknowledged at least; the kills are spread over them.
    pub requests: usize,
    pub connections: usize,
    /// The same seed chooses the same points for the kills.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Seen {
    pub kills: usize,
    pub acknowledged: usize,
    /// How long each start took until the desk answered; those that were killed before are not in.
    pub starts: Vec<Duration>,
    pub faults: Vec<Fault>,
}

impl Seen {
    /// How many starts took longer than a time.
    pub fn slower_than(&self, time: Duration) -> usize {
        self.starts.iter().filter(|start| **start > time).count()
    }

    /// The longest that customers waited for the desk to answer again.
    pub fn slowest_start(&self) -> Duration {
        self.starts.iter().max().copied().unwrap_or_default()
    }
}

/// So many faults between two kills are not chance.
const TOO_MANY: usize = 20;

/// One in so many kills comes while the desk starts, which is when it repairs what the last one left.
const WHILE_STARTING: usize = 8;

/// Runs a plan on a store that is empty; `told` hears after each kill how far it is.
pub async fn run(
    binary: &Path,
    store: &Store,
    plan: Plan,
    mut told: impl FnMut(&Seen),
) -> Outcome<Seen> {
    let program = Program::at(binary).await?;
    let requests = Requests::from_now();
    let mut rng = Rng::with_seed(plan.seed);
    let mut seen = Seen::default();
    let mut acknowledged: BTreeMap<String, String> = BTreeMap::new();
    let mut sent = Sent::default();
    // Those that are killed while they start acknowledge nothing.
    let lives = plan.kills - plan.kills / WHILE_STARTING;
    let most = plan.requests * 2 / lives.max(1);
    while seen.kills < plan.kills || seen.acknowledged < plan.requests {
        if rng.usize(..WHILE_STARTING) == 0 {
            let mut child = program.spawn(store)?;
            linger(rng.usize(..20_000)).await;
            child.kill().await?;
            seen.kills += 1;
            continue;
        }
        let desk = program.start(store).await?;
        seen.starts.push(desk.ready());
        // What the last kill put at risk is asked for at once, and all the rest at the end.
        let again = std::mem::take(&mut sent.acknowledged);
        seen.faults.extend(ask_again(&desk, requests, &again, plan.connections).await?);
        acknowledged.extend(again.into_iter().map(|(n, told)| (requests.key(n), told)));
        sent = life(desk, requests, sent, rng.usize(1..=most.max(1)), &mut rng, plan).await?;
        seen.faults.append(&mut sent.faults);
        seen.kills += 1;
        seen.acknowledged = acknowledged.len() + sent.acknowledged.len();
        told(&seen);
    }
    let desk = program.start(store).await?;
    seen.starts.push(desk.ready());
    settle(&desk, requests, &mut sent).await?;
    seen.faults.append(&mut sent.faults);
    acknowledged.extend(sent.acknowledged.iter().map(|(n, told)| (requests.key(*n), told.clone())));
    seen.acknowledged = acknowledged.len();
    let all: Vec<(u64, String)> = (0..sent.next)
        .filter_map(|number| Some((number, acknowledged.get(&requests.key(number))?.clone())))
        .collect();
    seen.faults.extend(ask_again(&desk, requests, &all, plan.connections).await?);
    desk.kill().await?;
    let (rows, sound) = rows(store)?;
    seen.faults.extend(judge(&acknowledged, &rows));
    if sound != "ok" {
        seen.faults.push(Fault::Damaged(sound));
    }
    Ok(seen)
}

/// What the customers know between two kills.
#[derive(Default)]
struct Sent {
    /// The number of the next request that nobody has sent yet.
    next: u64,
    /// Sent, but the desk was gone before it answered: it is sent again with the same key.
    owed: Vec<u64>,
    /// Acknowledged since the last start, with the references.
    acknowledged: Vec<(u64, String)>,
    faults: Vec<Fault>,
}

impl Sent {
    /// The next request to send, and whether it is sent again.
    fn take(&mut self) -> (u64, bool) {
        if let Some(number) = self.owed.pop() {
            return (number, true);
        }
        let number = self.next;
        self.next += 1;
        (number, false)
    }

    /// Notes an answer; one that the desk refused for now is owed.
    fn note(&mut self, key: String, number: u64, again: bool, answer: &crate::Answer) -> bool {
        match (answer.status, answer.reference()) {
            (201, Some(reference)) => self.acknowledged.push((number, reference)),
            // Nobody can have stored what was never sent before.
            (200, Some(reference)) if again => self.acknowledged.push((number, reference)),
            (503, _) => {
                self.owed.push(number);
                return false;
            }
            (status, _) => {
                let text = answer.text.clone();
                self.faults.push(Fault::Answered { key, status, text });
                return false;
            }
        }
        true
    }
}

/// Posts over all connections, and kills the desk once so many requests are acknowledged while
/// the connections go on.
async fn life(
    desk: Desk,
    requests: Requests,
    sent: Sent,
    quota: usize,
    rng: &mut Rng,
    plan: Plan,
) -> Outcome<Sent> {
    let sent = Arc::new(Mutex::new(sent));
    let count = Arc::new(AtomicUsize::new(0));
    let enough = Arc::new(Notify::new());
    let mut customers = JoinSet::new();
    for _ in 0..plan.connections {
        let (sent, count, enough) = (Arc::clone(&sent), Arc::clone(&count), Arc::clone(&enough));
        let address = desk.address().to_owned();
        customers.spawn(async move {
            // The desk may be killed before the last customer has come.
            let Ok(mut connection) = Connection::open(&address).await else { return };
            loop {
                let (number, again) = lock(&sent).take();
                let key = requests.key(number);
                let Ok(answer) = connection.post(&key, &requests.body(number)).await else {
                    return lock(&sent).owed.push(number);
                };
                let noted = lock(&sent).note(key, number, again, &answer);
                // A desk that refuses everything would never come to its kill.
                if lock(&sent).faults.len() > TOO_MANY {
                    return;
                }
                if noted && count.fetch_add(1, Ordering::SeqCst) + 1 == quota {
                    enough.notify_one();
                }
            }
        });
    }
    let all_gone = async { while customers.join_next().await.is_some() {} };
    tokio::pin!(all_gone);
    tokio::select! {
        () = enough.notified() => {}
        () = &mut all_gone => {
            let faults = std::mem::take(&mut lock(&sent).faults);
            return fail(match faults.first() {
                Some(fault) => format!("the desk refuses what it should take: {fault:?}"),
                None => "the desk ended before it was killed".to_owned(),
            });
        }
    }
    // The answer that fills the quota comes just after a commit; the kill comes anywhere.
    linger(rng.usize(..2_000)).await;
    desk.kill().await?;
    all_gone.await;
    let sent = std::mem::take(&mut *lock(&sent));
    Ok(sent)
}

/// Sends again what the desk never answered.
async fn settle(desk: &Desk, requests: Requests, sent: &mut Sent) -> Outcome {
    let mut connection = Connection::open(desk.address()).await?;
    for number in std::mem::take(&mut sent.owed) {
        let key = requests.key(number);
        let answer = connection.post(&key, &requests.body(number)).await?;
        if !sent.note(key, number, true, &answer) && !sent.owed.is_empty() {
            return fail("the desk refuses requests though nothing is wrong with it");
        }
    }
    Ok(())
}

/// Sends acknowledged requests again: each must be known, under the reference that was told.
async fn ask_again(
    desk: &Desk,
    requests: Requests,
    told: &[(u64, String)],
    connections: usize,
) -> Outcome<Vec<Fault>> {
    let mut askers = JoinSet::new();
    for part in told.chunks(told.len().div_ceil(connections).max(1)) {
        let (part, address) = (part.to_vec(), desk.address().to_owned());
        askers.spawn(async move {
            let mut connection = Connection::open(&address).await?;
            let mut faults = Vec::new();
            for (number, reference) in part {
                let key = requests.key(number);
                let answer = connection.post(&key, &requests.body(number)).await?;
                match answer.status {
                    200 if answer.reference().as_ref() == Some(&reference) => {}
                    200 => faults.push(Fault::Changed(key)),
                    // It was taken as a new one.
                    201 => faults.push(Fault::Lost(key)),
                    status => faults.push(Fault::Answered { key, status, text: answer.text }),
                }
            }
            Outcome::Ok(faults)
        });
    }
    let mut faults = Vec::new();
    while let Some(part) = askers.join_next().await {
        faults.extend(part??);
    }
    Ok(faults)
}

/// Lets others work for a number of turns: a time that chance chooses, far below a millisecond each.
async fn linger(turns: usize) {
    for _ in 0..turns {
        tokio::task::yield_now().await;
    }
}

fn lock<T>(sent: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    sent.lock().unwrap_or_else(PoisonError::into_inner)
}
