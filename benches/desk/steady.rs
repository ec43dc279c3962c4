//! An open loop: a request is due at its time, and waiting for a slow desk counts.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};
use unstuck_load::{Connection, Desk, Requests};
use unstuck_tests::Outcome;

use super::Served;

/// Connections that nobody uses now.
type Idle = Arc<Mutex<Vec<Connection>>>;

/// Sends so many requests every second, from one of this number on, over as many connections as that
/// takes.
pub async fn serve(desk: &Desk, every_second: u32, seconds: u64, from: u64) -> Outcome<Served> {
    let requests = Requests::from_now();
    let idle = Idle::default();
    let mut customers = JoinSet::new();
    let begun = Instant::now();
    for number in 0..u64::from(every_second) * seconds {
        let due = begun + Duration::from_secs(1) * u32::try_from(number)? / every_second;
        sleep_until(due).await;
        let (idle, address) = (Arc::clone(&idle), desk.address().to_owned());
        customers.spawn(async move {
            let free = take(&idle);
            let (key, body) = (requests.key(from + number), requests.body(from + number));
            let answered = match free {
                Some(mut connection) => {
                    connection.post(&key, &body).await.ok().map(|answer| (answer, connection))
                }
                None => None,
            };
            let (answer, connection) = match answered {
                Some(answered) => answered,
                // The desk ends a connection that nobody has used for a while, and may do so in this
                // moment: the widget sends such a request again, with its key.
                None => {
                    let mut connection = Connection::open(&address).await?;
                    (connection.post(&key, &body).await?, connection)
                }
            };
            let millis = due.elapsed().as_secs_f64() * 1_000.0;
            lock(&idle).push(connection);
            Outcome::Ok(matches!(answer.status, 200 | 201).then_some(millis))
        });
    }
    let mut served = Served { millis: Vec::new(), refused: 0, time: Duration::ZERO };
    while let Some(answer) = customers.join_next().await {
        match answer?? {
            Some(millis) => served.millis.push(millis),
            None => served.refused += 1,
        }
    }
    served.time = begun.elapsed();
    Ok(served)
}

/// A connection that is still open, if there is one.
fn take(idle: &Idle) -> Option<Connection> {
    let mut idle = lock(idle);
    idle.retain(Connection::is_open);
    idle.pop()
}

fn lock(idle: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
