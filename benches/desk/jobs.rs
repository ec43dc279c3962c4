//! Several desks on one PostgreSQL database that tell a hook of a great many events: each event is one
//! desk's to tell, and is told once.

use std::time::{Duration, Instant};

use unstuck_load::{Connection, Program, Receiver, Requests, Store};
use unstuck_tests::{Outcome, fail};

use super::{binary, stores::Stores};

/// How many desks share the work.
const DESKS: usize = 8;

/// How often it is looked how far they are.
const LOOK: Duration = Duration::from_millis(200);

/// How long nothing may come before it is said that the rest does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs `[JOBS]` and fails if one was taken twice or never.
pub async fn run(mut words: impl Iterator<Item = String>) -> Outcome {
    let jobs: usize = match words.next() {
        None => 100_000,
        Some(word) => word.parse().map_err(|_| format!("`{word}` is not a number of jobs"))?,
    };
    let folder = tempfile::Builder::new().prefix("unstuck-jobs-").tempdir()?;
    let receiver = Receiver::start().await?;
    let program = Program::at(&binary()?).await?.with("--allow-hook", receiver.host());
    let [_, mut stores] = Stores::all(folder.path());
    let Store::Postgres(server, url) = stores.usable(&program).await? else {
        return fail("the second store is not PostgreSQL");
    };
    let store = Store::Postgres(server.clone(), url.clone());
    queue(&program, &store, &receiver).await?;
    // All the others are like the first one.
    server.sql(&url, &format!(
        "INSERT INTO unstuck.outgoing (site, hook, kind, reference, subject, at, slot_from, slot_to, due)
         SELECT site, hook, kind, reference, subject, at, slot_from, slot_to, at
         FROM unstuck.outgoing, generate_series(2, {jobs})"
    ))?;
    server.sql(&url, "UPDATE unstuck.outgoing SET due = at")?;

    let begun = Instant::now();
    let mut desks = Vec::new();
    for _ in 0..DESKS {
        desks.push(program.start(&store).await?);
    }
    let mut came = 0;
    let mut last = Instant::now();
    while came < jobs && last.elapsed() < PATIENCE {
        tokio::time::sleep(LOOK).await;
        let now = receiver.came().len();
        if now > came {
            (came, last) = (now, Instant::now());
        }
    }
    let time = begun.elapsed().as_secs_f64();
    for desk in desks {
        // What was told is written down before it ends.
        desk.stop().await?;
    }
    let came = receiver.came();
    let twice = came.values().filter(|times| **times > 1).count();
    let kept = server.sql(
        &url,
        "SELECT count(*) FILTER (WHERE delivered IS NOT NULL), sum(tries), max(tries) FROM unstuck.outgoing",
    )?;
    println!(
        "PostgreSQL: {DESKS} desks told a receiver of {} of {jobs} events in {time:.1} s ({:.0} a second); {twice} came twice",
        came.len(),
        came.len() as f64 / time,
    );
    println!("Delivered | taken in all | taken most often: {kept}");
    if came.len() == jobs && twice == 0 && kept == format!("{jobs}|{jobs}|1") {
        Ok(())
    } else {
        fail("an event was told twice or never")
    }
}

/// Has one event to tell, which nobody tells yet: the hook is switched off while it comes.
async fn queue(program: &Program, store: &Store, receiver: &Receiver) -> Outcome {
    let address = format!("http://{}/", receiver.host());
    program.administer(store, &["hook", "add", &address, "--allow-hook", receiver.host()]).await?;
    let Store::Postgres(server, url) = store else { return fail("the store is not PostgreSQL") };
    // An event that is due at the end of time is queued as any other.
    server.sql(
        url,
        "CREATE FUNCTION unstuck.later() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.due := NULL; RETURN NEW; END'",
    )?;
    server.sql(
        url,
        "CREATE TRIGGER later BEFORE INSERT ON unstuck.outgoing
        FOR EACH ROW EXECUTE FUNCTION unstuck.later()",
    )?;
    let desk = program.start(store).await?;
    let requests = Requests::from_now();
    let mut connection = Connection::open(desk.address()).await?;
    let answer = connection.post(&requests.key(0), &requests.body(0)).await?;
    desk.kill().await?;
    server.sql(url, "DROP TRIGGER later ON unstuck.outgoing")?;
    if answer.status == 201 { Ok(()) } else { fail(answer.text) }
}
