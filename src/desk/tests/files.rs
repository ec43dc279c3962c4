//! What is in a desk's files: after an erasure, in a backup, after a restore, in the middle of a
//! migration.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use axum::http::StatusCode;
use rusqlite::Connection;
use serde_json::{Value, json};
use unstuck_desk::{Desk, DeskError, Erase, Erased, Place, Restore, backup, restore};

use crate::bench::{Bench, NOW, options, question, request};

/// A desk on a file.
fn on(path: &Path) -> Bench {
    let mut bench = Bench::new();
    let mut options = options(&bench.now, &bench.faults);
    options.sites[0].retention_days = Some(30);
    bench.desk = Desk::serving(&Place::File(path.to_owned()), options).unwrap();
    bench.router = bench.desk.router();
    bench
}

/// A request that is like no other.
fn numbered(number: usize) -> Value {
    let mut body = request();
    body["phone"] = json!(format!("+1212555{number:04}"));
    body["phone_as_written"] = json!(format!("(212) 555-{number:04}"));
    body["name"] = json!(format!("Customer number{number:04}"));
    body["message"] = json!(format!("The bill of caller{number:04} is wrong. ").repeat(60));
    body
}

/// What of a customer stands in a request, in whatever column.
fn traces(number: usize) -> [String; 4] {
    [
        format!("1212555{number:04}"),
        format!("555-{number:04}"),
        format!("number{number:04}"),
        format!("caller{number:04}"),
    ]
}

/// How often a text stands in the files of a database, and beside it.
fn found(path: &Path, text: &str) -> usize {
    let folder = path.parent().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|file| file.file_name().unwrap().to_str().unwrap().starts_with(name));
    files
        .map(|file| {
            let bytes = fs::read(file).unwrap();
            bytes.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
        })
        .sum()
}

fn check_gone(path: &Path, number: usize) {
    for trace in traces(number) {
        assert_eq!(found(path, &trace), 0, "{trace}");
    }
}

fn check_there(path: &Path, number: usize) {
    for trace in traces(number) {
        assert!(found(path, &trace) > 0, "{trace}");
    }
}

#[tokio::test]
async fn d22_what_is_erased_is_gone_from_the_file_and_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let bench = on(&path);
    let mut references = Vec::new();
    for number in 0..60 {
        references.push(bench.accepted(&format!("k{number}"), &numbered(number)).await);
    }
    let mut asked = question("Why does the zeppelin not ring?");
    asked["reference"] = json!(references[7]);
    bench.ask("q", &asked).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&references[7], &ana, &[("act", "claim")]).await;
    let note = [("act", "finish"), ("outcome", "reached"), ("note", "Likes marmalade.")];
    bench.act(&references[7], &ana, &note).await;
    check_there(&path, 7);
    for text in ["zeppelin", "marmalade"] {
        assert!(found(&path, text) > 0, "{text}");
    }

    bench.desk.erase("tern", &Erase::Reference(references[7].clone()), false).unwrap();
    check_gone(&path, 7);
    for text in ["zeppelin", "marmalade"] {
        assert_eq!(found(&path, text), 0, "{text}");
    }
    bench.desk.erase("tern", &Erase::Phone("+12125550011".to_owned()), false).unwrap();
    check_gone(&path, 11);
    check_there(&path, 8);
    bench.desk.erase("tern", &Erase::Before("2026-11-23".to_owned()), true).unwrap();
    for number in 0..60 {
        check_gone(&path, number);
    }
    assert!(bench.faults.lock().unwrap().is_empty());
}

#[tokio::test]
async fn d22_what_is_no_longer_kept_is_gone_from_the_file_and_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let bench = on(&path);
    let reference = bench.accepted("k", &numbered(7)).await;
    bench.accepted("other", &numbered(8)).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    bench.act(&reference, &ana, &[("act", "finish"), ("outcome", "no_answer")]).await;
    check_there(&path, 7);
    bench.now.store(NOW + 31 * 86_400, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), Erased { requests: 1, ..Erased::default() });
    check_gone(&path, 7);
    check_there(&path, 8);
}

#[tokio::test]
async fn a_backup_of_a_desk_that_serves_holds_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("desk.sqlite"), folder.path().join("backup"));
    let bench = on(&path);
    for number in 0..20 {
        bench.accepted(&format!("k{number}"), &numbered(number)).await;
    }
    let list = backup(&path, &copy).unwrap();
    assert_eq!(list, folder.path().join("backup.erasures"));
    #[cfg(unix)]
    for file in [&copy, &list] {
        let rights =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(file).unwrap().permissions());
        assert_eq!(rights & 0o077, 0, "{}", file.display());
    }
    // It does not overwrite, neither itself nor anything else.
    let before = fs::read(&copy).unwrap();
    for target in [&copy, &path, &list] {
        let error = backup(&path, target).unwrap_err();
        assert!(matches!(error, DeskError::Exists { .. }), "{error}");
    }
    assert_eq!(fs::read(&copy).unwrap(), before);

    let place = folder.path().join("new.sqlite");
    let options = Restore { backup: &copy, place: &place, replace: false, erasures: &[] };
    assert_eq!(restore(&options).unwrap().kept, None);
    let restored = on(&place);
    for number in 0..20 {
        let again = restored.post(&format!("k{number}"), &numbered(number)).await;
        assert_eq!(again.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn d22_a_restored_backup_does_not_bring_back_what_was_erased_since() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("desk.sqlite"), folder.path().join("backup"));
    let bench = on(&path);
    let mut references = Vec::new();
    for number in 0..3 {
        references.push(bench.accepted(&format!("k{number}"), &numbered(number)).await);
    }
    backup(&path, &copy).unwrap();
    bench.desk.erase("tern", &Erase::Reference(references[0].clone()), false).unwrap();
    let list = bench.desk.erasures().unwrap();

    // While a desk serves, and without being told to, nothing is replaced.
    let options = Restore { backup: &copy, place: &path, replace: true, erasures: &[] };
    assert!(matches!(restore(&options), Err(DeskError::InUse { .. })));
    #[cfg(unix)]
    {
        let link = folder.path().join("link.sqlite");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let by_link = Restore { place: &link, ..options };
        assert!(matches!(restore(&by_link), Err(DeskError::InUse { .. })));
        fs::remove_file(link).unwrap();
    }
    drop(bench);
    let careful = Restore { replace: false, ..options };
    assert!(matches!(restore(&careful), Err(DeskError::Occupied { .. })));

    // What the replaced database knows is enough.
    let restored = restore(&options).unwrap();
    assert_eq!(restored.erased, Erased { requests: 1, ..Erased::default() });
    let kept = restored.kept.unwrap();
    assert_eq!((restored.unread, kept.exists()), (None, true));
    check_gone(&path, 0);
    check_there(&path, 1);
    let bench = on(&path);
    assert_eq!(bench.post("k0", &numbered(0)).await.status, StatusCode::GONE);
    assert_eq!(bench.post("k1", &numbered(1)).await.status, StatusCode::OK);
    // The next backup holds nothing of it.
    let next = folder.path().join("next");
    backup(&path, &next).unwrap();
    check_gone(&next, 0);
    drop(bench);

    // So is a list, where the database before is lost or broken.
    fs::write(&path, "no database any more").unwrap();
    let options = Restore { erasures: &list, ..options };
    let restored = restore(&options).unwrap();
    assert_eq!(restored.erased, Erased { requests: 1, ..Erased::default() });
    assert!(restored.unread.is_some());
    check_gone(&path, 0);
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_the_place_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let bench = on(&path);
    let reference = bench.accepted("k", &request()).await;
    drop(bench);
    let other = |name: &str, sql: &str| -> PathBuf {
        let path = folder.path().join(name);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        path
    };
    let text = folder.path().join("text");
    fs::write(&text, "These are my notes, and no database at all.").unwrap();
    let empty = folder.path().join("empty");
    fs::write(&empty, "").unwrap();
    let foreign = other("foreign", "CREATE TABLE other (a)");
    let newer = "PRAGMA application_id = 0x554e5354; PRAGMA user_version = 99";
    let newer = other("newer", newer);
    let nowhere = folder.path().join("nowhere");
    let check = |backup: &Path, expect: fn(&DeskError) -> bool| {
        let options = Restore { backup, place: &path, replace: true, erasures: &[] };
        let error = restore(&options).unwrap_err();
        assert!(expect(&error) && error.to_string().contains(backup.to_str().unwrap()), "{error}");
    };
    check(&text, |error| matches!(error, DeskError::NotADesk { .. }));
    check(&empty, |error| matches!(error, DeskError::NotADesk { .. }));
    check(&foreign, |error| matches!(error, DeskError::NotADesk { .. }));
    check(&newer, |error| matches!(error, DeskError::NewerSchema { found: 99, .. }));
    check(&nowhere, |error| matches!(error, DeskError::Open { .. }));
    assert!(matches!(backup(&text, &nowhere), Err(DeskError::NotADesk { .. })));
    assert!(!nowhere.exists());
    let again = on(&path).post("k", &request()).await;
    assert_eq!(again.json()["reference"], reference.as_str());
}

#[tokio::test]
async fn d16_a_backup_of_an_old_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let (path, old) = (folder.path().join("desk.sqlite"), folder.path().join("old"));
    Connection::open(&old).unwrap().execute_batch(include_str!("second-schema.sql")).unwrap();
    let before = fs::read(&old).unwrap();
    let options = Restore { backup: &old, place: &path, replace: false, erasures: &[] };
    restore(&options).unwrap();
    assert_eq!(fs::read(&old).unwrap(), before, "the backup is left as it is");
    let bench = on(&path);
    let cookie = bench.signed_in("Bo").await;
    let page = bench.get("/desk/requests/UN-BR34DA7T", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
}

/// The steps as they were released, each of which may be cut off anywhere.
const STEPS: [&str; 11] = [
    include_str!("../database/steps/first.sql"),
    include_str!("../database/steps/second.sql"),
    include_str!("../database/steps/third.sql"),
    include_str!("../database/steps/fourth.sql"),
    include_str!("../database/steps/hooks.sql"),
    include_str!("../database/steps/agents.sql"),
    include_str!("../database/steps/erasures.sql"),
    include_str!("../database/steps/promise.sql"),
    include_str!("../database/steps/replies.sql"),
    include_str!("../database/steps/hand_offs.sql"),
    include_str!("../database/steps/finished.sql"),
];

/// A request as the first desk stored it.
const FIRST_ROW: &str = "INSERT INTO callback (site, reference, idempotency_key, fingerprint,
    received, slot_from, slot_to, request)
    VALUES ('tern', 'UN-00000000', 'k', zeroblob(32), 1, 2, 3, ?1)";

/// The slot that was promised to customers who were phoned before promises were measured.
#[tokio::test]
async fn d16_promises_are_measured_for_older_calls_too() {
    let check = |contacted: Option<i64>, expect: (Option<i64>, Option<i64>)| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("PRAGMA journal_mode = WAL").unwrap();
        for (version, step) in (1..).zip(&STEPS[..7]) {
            connection.execute_batch(step).unwrap();
            if version == 1 {
                connection.execute(FIRST_ROW, [include_str!("first-row.json")]).unwrap();
            }
        }
        connection.execute("UPDATE callback SET contacted = ?1", [contacted]).unwrap();
        connection.pragma_update(None, "application_id", 0x554e_5354).unwrap();
        connection.pragma_update(None, "user_version", 7).unwrap();
        drop(on(&path));
        let slot = "SELECT first_from, first_to FROM callback";
        let found = connection.query_row(slot, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(found, expect, "{contacted:?}");
    };
    check(Some(5), (Some(2), Some(3)));
    check(None, (None, None));
}

/// The files are copied in the middle of a step, as they would lie on the disk after a kill.
#[tokio::test]
async fn d16_a_migration_that_was_interrupted_anywhere_is_begun_anew() {
    let row = include_str!("first-row.json");
    let folder = tempfile::tempdir().unwrap();
    for (version, step) in (0..).zip(STEPS).skip(1) {
        let statements: Vec<&str> = step.split_inclusive(";\n").collect();
        for cut in 1..=statements.len() {
            let path = folder.path().join(format!("{version}-{cut}.sqlite"));
            let connection = Connection::open(&path).unwrap();
            let wal =
                "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = 1;";
            connection.execute_batch(wal).unwrap();
            connection.execute_batch(STEPS[0]).unwrap();
            connection.execute(FIRST_ROW, [row]).unwrap();
            for before in &STEPS[1..version] {
                connection.execute_batch(before).unwrap();
            }
            connection.pragma_update(None, "application_id", 0x554e_5354).unwrap();
            connection.pragma_update(None, "user_version", version as i64).unwrap();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            connection.execute_batch(&statements[..cut].concat()).unwrap();

            let copy = folder.path().join(format!("{version}-{cut}-killed.sqlite"));
            for end in ["", "-wal"] {
                let name = |base: &Path| format!("{}{end}", base.display());
                fs::copy(name(&path), name(&copy)).unwrap();
            }
            let bench = on(&copy);
            assert_eq!(bench.rows().await, 1, "step {}, statement {cut}", version + 1);
        }
    }
}
