use std::sync::{Arc, atomic::AtomicI64};

use axum::http::StatusCode;
use unstuck_desk::{Desk, DeskError, Place};

use crate::bench::{Bench, NOW, PASSWORD, options, post, request, send, without_words};

fn open(path: &std::path::Path) -> Result<Desk, DeskError> {
    Desk::open(
        &Place::File(path.to_owned()),
        options(&Arc::new(AtomicI64::new(NOW)), &Arc::default()),
    )
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let mut references: Vec<serde_json::Value> = Vec::new();
    for start in 0..3 {
        let desk = open(&path).unwrap();
        for (known, reference) in references.iter().enumerate() {
            let again = post(&format!("key-{known}"), request().to_string());
            let answer = send(desk.router(), again).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.json()["reference"], *reference);
        }
        let new = post(&format!("key-{start}"), request().to_string());
        let answer = send(desk.router(), new).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        references.push(answer.json()["reference"].clone());
    }
}

/// The file is copied while it is in use, as it would lie on the disk after a kill.
#[tokio::test]
async fn d1_what_was_acknowledged_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let desk = open(&path).unwrap();
    for key in 0..20 {
        send(desk.router(), post(&format!("key-{key}"), request().to_string())).await;
    }
    let copy = folder.path().join("copy.sqlite");
    for end in ["", "-wal"] {
        let name = |base: &std::path::Path| format!("{}{end}", base.display());
        std::fs::copy(name(&path), name(&copy)).unwrap();
    }
    let revived = open(&copy).unwrap();
    for key in 0..20 {
        let again = post(&format!("key-{key}"), request().to_string());
        assert_eq!(send(revived.router(), again).await.status, StatusCode::OK);
    }
}

#[test]
fn d16_a_schema_of_a_later_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    drop(open(&path).unwrap());
    let version = |set: Option<i64>| -> i64 {
        let connection = rusqlite::Connection::open(&path).unwrap();
        if let Some(version) = set {
            connection.pragma_update(None, "user_version", version).unwrap();
        }
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    };
    version(Some(99));
    let error = open(&path).err().unwrap();
    assert!(matches!(error, DeskError::NewerSchema { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("newer unstuck"), "{error}");
    assert_eq!(version(None), 99);
}

/// The form of the first released rows: whatever the types become, such rows must be read.
#[tokio::test]
async fn a_row_of_the_first_version_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("../database/steps/first.sql")).unwrap();
    connection.pragma_update(None, "application_id", 0x554e_5354).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    let row = include_str!("first-row.json");
    connection
        .execute(
            "INSERT INTO callback (site, reference, idempotency_key, fingerprint, received,
             slot_from, slot_to, request) VALUES ('tern', 'UN-00000000', 'k', zeroblob(32), 1, 2, 3, ?1)",
            [row],
        )
        .unwrap();
    drop(connection);
    let mut bench = Bench::new();
    bench.desk = open(&path).unwrap();
    bench.router = bench.desk.router();
    let cookie = bench.signed_in("Ana").await;
    assert!(bench.get("/desk", &cookie).await.text.contains("Rosa Lindqvist"));
}

/// A database of the schema before consent had words, questions were taken and first contacts kept.
#[tokio::test]
async fn d16_a_database_of_the_second_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("second-schema.sql")).unwrap();
    let mut bench = Bench::new();
    bench.desk = open(&path).unwrap();
    bench.router = bench.desk.router();

    let row = |reference: &str| -> (Option<String>, Option<i64>, String, String, String, i64) {
        let columns =
            "topic, contacted, consent_text, consent_version, consent_language, consent_at";
        let row = format!("SELECT {columns} FROM callback WHERE reference = ?1");
        let read = |row: &rusqlite::Row<'_>| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        };
        connection.query_row(&row, [reference], read).unwrap()
    };
    let expect = |contacted| {
        let none = String::new;
        (Some("billing".to_owned()), contacted, none(), none(), "en".to_owned(), NOW)
    };
    assert_eq!(row("UN-BR34DA7T"), expect(None));
    // The first call counts, though nobody answered it, and not the later one.
    assert_eq!(row("UN-RBBYHFXP"), expect(Some(NOW + 900)));

    // A widget that waits for the answer since before is told what became of its request.
    let again = bench.post("waiting", &without_words()).await;
    assert_eq!(
        (again.status, again.json()["reference"].as_str()),
        (StatusCode::OK, Some("UN-BR34DA7T"))
    );
    let cookie = bench.signed_in("Bo").await;
    let page = bench.get("/desk/requests/UN-BR34DA7T", &cookie).await.text;
    assert!(page.contains("Agreed to be phoned; the words were not sent along"), "{page}");
    bench.accepted("new", &request()).await;
}

#[test]
fn d17_a_file_is_served_by_one_desk_and_administered_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("desk.sqlite"));
    let options = || options(&Arc::new(AtomicI64::new(NOW)), &Arc::default());
    let first = Desk::serving(&place, options()).unwrap();
    let second = Desk::serving(&place, options()).err().unwrap();
    assert!(matches!(second, DeskError::InUse { .. }), "{second}");
    #[cfg(unix)]
    {
        // By another name it is the same file.
        let link = folder.path().join("link.sqlite");
        std::os::unix::fs::symlink(folder.path().join("desk.sqlite"), &link).unwrap();
        let second = Desk::serving(&Place::File(link), options());
        assert!(matches!(second.err(), Some(DeskError::InUse { .. })));
    }
    Desk::open(&place, options()).unwrap().add_agent("tern", "Ana", PASSWORD).unwrap();
    drop(first);
    Desk::serving(&place, options()).unwrap();
}
