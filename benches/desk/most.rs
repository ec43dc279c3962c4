//! A closed loop: each connection sends the next request as soon as the last is answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;
use unstuck_load::{Connection, Desk, Requests};
use unstuck_tests::Outcome;

use super::Served;

/// Sends as many requests as so many connections can in a number of seconds.
pub async fn serve(desk: &Desk, connections: usize, seconds: u64) -> Outcome<Served> {
    let requests = Requests::from_now();
    let next = Arc::new(AtomicU64::new(0));
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(Connection::open(desk.address()).await?);
    }
    let begun = Instant::now();
    let time = Duration::from_secs(seconds);
    let mut customers = JoinSet::new();
    for mut connection in open {
        let next = Arc::clone(&next);
        customers.spawn(async move {
            let (mut millis, mut refused) = (Vec::new(), 0);
            while begun.elapsed() < time {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let (key, body) = (requests.key(number), requests.body(number));
                let sent = Instant::now();
                let answer = connection.post(&key, &body).await?;
                match answer.status {
                    201 => millis.push(sent.elapsed().as_secs_f64() * 1_000.0),
                    _ => refused += 1,
                }
            }
            Outcome::Ok((millis, refused))
        });
    }
    let mut served = Served { millis: Vec::new(), refused: 0, time: Duration::ZERO };
    while let Some(customer) = customers.join_next().await {
        let (millis, refused) = customer??;
        served.millis.extend(millis);
        served.refused += refused;
    }
    served.time = begun.elapsed();
    Ok(served)
}
