//! Customers at a steady pace on a desk that has kept a hundred thousand requests, first alone and then
//! while agents look at its pages.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;
use unstuck_load::{Connection, Desk, Program, Requests};
use unstuck_tests::{Outcome, fail};

use super::{Served, binary, busy, steady, stores::Stores};
use crate::measures::percentile;

/// How many requests were answered before.
const KEPT: usize = 100_000;

/// How many agents work.
const AGENTS: usize = 5;

/// How long an agent looks at a page before the next one.
const LOOK: Duration = Duration::from_secs(1);

/// What an agent opens one after the other: mostly the queue, as it changes all the time.
const PAGES: [&str; 8] = [
    "/desk",
    "/desk",
    "/desk/search?q=lindqvist",
    "/desk",
    "/desk",
    "/desk/search?q=5550199",
    "/desk",
    "/desk/dashboard?days=28",
];

/// How many requests customers send.
const EVERY_SECOND: u32 = 50;

/// How long each page took, in milliseconds.
type Pages = BTreeMap<&'static str, Vec<f64>>;

/// Runs `[SECONDS]` of each.
pub async fn run(mut words: impl Iterator<Item = String>) -> Outcome {
    let seconds = match words.next() {
        None => 60,
        Some(word) => word.parse().map_err(|_| format!("`{word}` is not a number of seconds"))?,
    };
    let folder = tempfile::Builder::new().prefix("unstuck-agents-").tempdir()?;
    let program = Program::at(&binary()?).await?;
    println!(
        "{EVERY_SECOND} requests a second for {seconds} s beside {KEPT} that were answered in the \
         last four weeks. Each of {AGENTS} agents opens a page a second.\n"
    );
    println!(
        "{:<11} {:<12} {:>7} {:>7} {:>7} {:>7} {:>5}",
        "store", "agents", "refused", "p50 ms", "p99 ms", "max ms", "busy"
    );
    for mut stores in Stores::all(folder.path()) {
        let store = match stores.usable(&program).await {
            Ok(store) => store,
            Err(why) => {
                println!("{:<11} skipped: {why}", stores.name());
                continue;
            }
        };
        let told = program.administer(&store, &["agent", "add", "Lea", "--lead"]).await?;
        let Some((_, password)) = told.trim().rsplit_once("with the password ") else {
            return fail(format!("the desk told no password: {told}"));
        };
        let desk = program.start(&store).await?;
        let requests = Requests::from_now();
        let mut customer = Connection::open(desk.address()).await?;
        let first = customer.post("first", &requests.body(0)).await?;
        if first.status != 201 {
            return fail(format!("the desk refused the first request: {}", first.text));
        }
        store.multiply(KEPT)?;

        let alone = steady::serve(&desk, EVERY_SECOND, seconds, 0).await?;
        print(stores.name(), "none", &alone);
        let stop = Arc::new(AtomicBool::new(false));
        let mut agents = JoinSet::new();
        for _ in 0..AGENTS {
            agents.spawn(work(agent(&desk, password).await?, Arc::clone(&stop)));
        }
        let begin = u64::from(EVERY_SECOND) * seconds;
        let beside = steady::serve(&desk, EVERY_SECOND, seconds, begin).await?;
        stop.store(true, Ordering::Relaxed);
        let mut pages = Pages::new();
        while let Some(seen) = agents.join_next().await {
            for (page, millis) in seen?? {
                pages.entry(page).or_default().extend(millis);
            }
        }
        print(stores.name(), "at work", &beside);
        for (page, millis) in &pages {
            let [p50, p99] = [50, 99].map(|share| percentile(millis, share));
            println!("{:<11} {page:<26} {p50:>9.1} {p99:>7.1}", "");
        }
        desk.kill().await?;
    }
    Ok(())
}

fn print(store: &str, agents: &str, served: &Served) {
    let [p50, p99, max] = [50, 99, 100].map(|share| percentile(&served.millis, share));
    println!(
        "{store:<11} {agents:<12} {:>7} {p50:>7.1} {p99:>7.1} {max:>7.1} {:>5}",
        served.refused,
        busy()
    );
}

/// An agent who has signed in: their connection, and the cookie of their session.
async fn agent(desk: &Desk, password: &str) -> Outcome<(Connection, String)> {
    let mut connection = Connection::open(desk.address()).await?;
    let cookie = connection.sign_in("Lea", password).await?;
    Ok((connection, cookie))
}

async fn work(
    (mut connection, cookie): (Connection, String),
    stop: Arc<AtomicBool>,
) -> Outcome<Pages> {
    let mut pages = Pages::new();
    let mut next = tokio::time::interval(LOOK);
    for page in PAGES.into_iter().cycle() {
        next.tick().await;
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let begun = Instant::now();
        let answer = connection.get_as(page, &cookie).await?;
        if answer.status != 200 {
            return fail(format!("{page}: {}", answer.status));
        }
        pages.entry(page).or_default().push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(pages)
}
