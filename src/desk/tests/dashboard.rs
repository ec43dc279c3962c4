use std::sync::atomic::Ordering;

use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use unstuck_desk::SiteOptions;
use unstuck_model::id::SiteId;

use crate::bench::{Answer, Bench, NOW, PASSWORD, question, request};

const PARTS: [&str; 8] =
    ["callbacks", "topics", "load", "journey", "questions", "steps", "targets", "entries"];

async fn counted(bench: &Bench, site: &str, counts: &[(&str, &str, u32)]) {
    let counts: Vec<Value> = counts
        .iter()
        .map(|(kind, id, times)| json!({ "kind": kind, "id": id, "times": times }))
        .collect();
    let body = json!({ "site": site, "counts": counts }).to_string();
    let request = Request::post("/v1/counts").header(header::HOST, "desk.example");
    let answer = bench.send(request.body(body.into()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
}

/// Posts a request of a topic, with a slot that begins in an hour.
async fn asked(bench: &Bench, topic: &str) -> String {
    let now = bench.now.load(Ordering::SeqCst);
    let mut body = request();
    body["hand_off"]["topic"] = json!(topic);
    body["slot"] = json!({ "from": now + 3_600, "to": now + 7_200 });
    bench.accepted(&format!("{topic} {now}"), &body).await
}

async fn phoned(bench: &Bench, reference: &str, cookie: &str) {
    bench.act(reference, cookie, &[("act", "claim")]).await;
    let finish = [("act", "finish"), ("outcome", "wrong_number")];
    assert_eq!(bench.act(reference, cookie, &finish).await.status, StatusCode::SEE_OTHER);
}

async fn sheet(bench: &Bench, part: &str, cookie: &str) -> Answer {
    bench.get(&format!("/desk/dashboard/{part}.csv?days=7"), cookie).await
}

/// The lines of a table without its head.
async fn rows(bench: &Bench, part: &str, cookie: &str) -> Vec<String> {
    let answer = sheet(bench, part, cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{part}: {}", answer.text);
    answer.text.lines().skip(1).map(str::to_owned).collect()
}

fn at(bench: &Bench, seconds: i64) {
    bench.now.store(NOW + seconds, Ordering::SeqCst);
}

#[tokio::test]
async fn calls_are_held_against_the_slot_that_was_promised() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let kept = asked(&bench, "billing").await;
    let late = asked(&bench, "esim").await;
    asked(&bench, "roaming").await;
    at(&bench, 5_400);
    phoned(&bench, &kept, &cookie).await;
    at(&bench, 9_000);
    phoned(&bench, &late, &cookie).await;
    asked(&bench, "device").await;

    let page = bench.get("/desk/dashboard?days=7", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    let finding = "33 % of 3 promises that were due were kept; 1 customer still waits and is late.";
    assert!(page.text.contains(finding), "{}", page.text);
    let today = rows(&bench, "callbacks", &cookie).await.pop();
    assert_eq!(today.as_deref(), Some("2026-11-22,4,1,1,1,1,33,150"));
    assert_eq!(rows(&bench, "callbacks", &cookie).await.len(), 7);
    assert_eq!(
        rows(&bench, "topics", &cookie).await,
        [
            "billing,1,1,0,0,0,100,90",
            "device,1,0,0,0,1,,",
            "esim,1,0,1,0,0,0,150",
            "roaming,1,0,0,1,0,0,",
        ]
    );
}

#[tokio::test]
async fn another_slot_does_not_mend_a_promise() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let reference = asked(&bench, "billing").await;
    at(&bench, 9_000);
    bench.act(&reference, &cookie, &[("act", "claim")]).await;
    let page = bench.get(&format!("/desk/requests/{reference}"), &cookie).await;
    let slot = page.after("name=\"again\" value=\"").to_owned();
    let again = [("act", "finish"), ("outcome", "no_answer"), ("again", slot.as_str())];
    assert_eq!(bench.act(&reference, &cookie, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rows(&bench, "topics", &cookie).await, ["billing,1,0,1,0,0,0,150"]);
}

#[tokio::test]
async fn the_promise_of_the_site_takes_the_place_of_the_slot() {
    let bench = Bench::with(|options| {
        options.sites[0].promises.insert("callback".to_owned(), 10);
    });
    let cookie = bench.signed_in("Ana").await;
    let reference = asked(&bench, "billing").await;
    at(&bench, 3_600 + 601);
    phoned(&bench, &reference, &cookie).await;
    assert_eq!(rows(&bench, "topics", &cookie).await, ["billing,1,0,1,0,0,0,71"]);
    let page = bench.get("/desk/dashboard", &cookie).await.text;
    assert!(page.contains("within 10 minutes of asking"), "{page}");
}

#[tokio::test]
async fn load_is_told_by_the_companys_clock() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    asked(&bench, "billing").await;
    // 08:00 UTC is 09:00 in Madrid.
    assert_eq!(rows(&bench, "load", &cookie).await, ["Sunday,09:00,1,0", "Sunday,10:00,0,1"]);
    let page = bench.get("/desk/dashboard", &cookie).await.text;
    assert!(page.contains("Most requests come on Sunday at 09:00: 1 of 1."), "{page}");
}

#[tokio::test]
async fn what_pages_count_makes_the_way_of_customers() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let counts = [
        ("asked", "", 10),
        ("unanswered", "", 2),
        ("opened", "pay-bill", 6),
        ("opened", "new-sim", 4),
        ("step", "new-sim/order", 5),
        ("left", "new-sim/order", 2),
        ("drift", "new-sim/order", 1),
        ("people", "new-sim/order", 1),
        ("finished", "new-sim", 2),
        ("helped", "pay-bill", 3),
        ("handed-off", "callback", 1),
    ];
    for _ in 0..2 {
        counted(&bench, "tern", &counts).await;
    }
    assert_eq!(
        rows(&bench, "journey", &cookie).await,
        [
            "Asked,20,100",
            "Opened an answer or guide,20,100",
            "Began a guide,8,40",
            "Solved without people,10,50",
            "Handed off to people,2,10",
            "Handed off by callback,2,10",
            "Asked without a good answer,4,20",
        ]
    );
    assert_eq!(rows(&bench, "steps", &cookie).await, ["new-sim/order,10,4,2,60"]);
    assert_eq!(rows(&bench, "targets", &cookie).await, ["new-sim/order,10,2,20"]);
    assert_eq!(
        rows(&bench, "entries", &cookie).await,
        ["pay-bill,12,6,0,0,0", "new-sim,8,0,0,4,2"]
    );
}

#[tokio::test]
async fn a_period_ends_and_begins_by_days() {
    let bench = Bench::new();
    asked(&bench, "billing").await;
    counted(&bench, "tern", &[("asked", "", 1)]).await;
    at(&bench, 6 * 86_400);
    let cookie = bench.signed_in("Ana").await;
    assert_eq!(rows(&bench, "topics", &cookie).await.len(), 1);
    at(&bench, 7 * 86_400);
    let cookie = bench.sign_in("Ana", PASSWORD, "").await.cookie();
    assert!(rows(&bench, "topics", &cookie).await.is_empty());
    let week = bench.get("/desk/dashboard?days=7", &cookie).await.text;
    assert!(week.contains("Nobody asked to be phoned in these days."), "{week}");
    assert!(week.contains("Nothing was counted in these days."), "{week}");
    // What is not a period is four weeks.
    for days in ["?days=28", "?days=x", ""] {
        let page = bench.get(&format!("/desk/dashboard{days}"), &cookie).await.text;
        assert!(page.contains("aria-current=\"true\">28 days"), "{days}");
        assert!(page.contains("1 question was asked"), "{days}");
    }
}

#[tokio::test]
async fn d13_no_cell_is_a_formula() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    for (number, begins) in ["=", "+", "-", "@", "\t=", "\r="].into_iter().enumerate() {
        let text = format!("{begins}SUM(A1) number {}", "x".repeat(number));
        let answer = bench.ask(&format!("q{number}"), &question(&text)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let mut body = request();
        body["hand_off"]["topic"] = json!(format!("{begins}1+1"));
        body["hand_off"]["asked"] = json!([text]);
        let answer = bench.post(&format!("k{number}"), &body).await;
        assert!(matches!(answer.status.as_u16(), 201 | 422), "{}", answer.text);
    }
    counted(&bench, "tern", &[("opened", "-2-3", 1), ("step", "-2/-3", 1), ("drift", "-2/-3", 1)])
        .await;
    let mut guarded = 0;
    for part in PARTS {
        let answer = sheet(&bench, part, &cookie).await;
        let mut reader = csv::Reader::from_reader(answer.text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{part}: {cell:?}");
                guarded += usize::from(cell.starts_with('\''));
            }
        }
    }
    // Six questions, an entry twice, a step and its target.
    assert!(guarded >= 9, "{guarded}");
}

#[tokio::test]
async fn a_table_is_a_file_for_agents_alone_and_tells_of_nobody() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let reference = asked(&bench, "billing").await;
    bench.ask("q", &question("Do you ship to Malta?")).await;
    for part in PARTS {
        let answer = sheet(&bench, part, &cookie).await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
        let name = format!("attachment; filename=\"tern-{part}-7-days.csv\"");
        assert_eq!(answer.header("content-disposition"), name);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.text.starts_with('\u{feff}'), "{part}");
        let page = bench.get("/desk/dashboard?days=7", &cookie).await.text;
        for told in [&answer.text, &page] {
            for personal in ["Rosa", "5550143", "roaming I did not", &reference] {
                assert!(!told.contains(personal), "{part}: {personal}");
            }
        }
        assert_eq!(sheet(&bench, part, "").await.status, StatusCode::UNAUTHORIZED);
    }
    for file in ["callbacks", "callbacks.csv.csv", "other.csv", ".csv"] {
        let answer = bench.get(&format!("/desk/dashboard/{file}"), &cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn a_site_sees_its_own_numbers_only() {
    let bench = Bench::with(|options| {
        options.sites.push(SiteOptions::new(SiteId::new("gull").unwrap(), "Gull Bank"));
    });
    bench.desk.add_agent("gull", "Ana", PASSWORD).unwrap();
    let fields = [("site", "gull"), ("name", "Ana"), ("password", PASSWORD)];
    let cookie = bench.form("/desk/sign-in", "", &fields).await.cookie();
    asked(&bench, "billing").await;
    bench.ask("q", &question("Do you ship to Malta?")).await;
    counted(&bench, "tern", &[("asked", "", 9), ("step", "a/b", 9), ("opened", "a", 9)]).await;
    for part in ["topics", "load", "questions", "steps", "targets", "entries"] {
        assert!(rows(&bench, part, &cookie).await.is_empty(), "{part}");
    }
    let page = bench.get("/desk/dashboard", &cookie).await.text;
    assert!(page.contains("Nobody asked to be phoned") && !page.contains("Malta"), "{page}");
    assert!(rows(&bench, "journey", &cookie).await.iter().all(|row| row.ends_with(",0,")));
}

#[tokio::test]
async fn the_dashboard_asks_to_sign_in_and_is_where_the_counts_were() {
    let bench = Bench::new();
    let answer = bench.get("/desk/dashboard", "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text.contains("value=\"dashboard\""), "{}", answer.text);
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let fields = [("name", "Ana"), ("password", PASSWORD), ("to", "dashboard")];
    let answer = bench.form("/desk/sign-in", "", &fields).await;
    assert_eq!(answer.header("location"), "/desk/dashboard");
    assert_eq!(bench.get("/desk/counts", "").await.header("location"), "/desk/dashboard");
}
