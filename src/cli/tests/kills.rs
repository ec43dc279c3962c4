//! The desk is killed under load, and loses and doubles nothing that it has acknowledged.

use std::path::Path;

use unstuck_load::{Plan, Store, run};

#[tokio::test(flavor = "multi_thread")]
async fn d1_nothing_acknowledged_is_lost_or_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::Sqlite(folder.path().join("desk.sqlite"));
    let plan = Plan { kills: 12, requests: 600, connections: 8, seed: 2_026 };
    let binary = Path::new(env!("CARGO_BIN_EXE_unstuck"));
    let seen = run(binary, &store, plan, |_| ()).await.unwrap();
    assert_eq!(seen.faults, []);
    assert!(seen.acknowledged > 100, "{} acknowledged", seen.acknowledged);
    println!("{} acknowledged, slowest start {:?}", seen.acknowledged, seen.slowest_start());
}
