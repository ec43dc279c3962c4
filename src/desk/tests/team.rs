use std::sync::atomic::Ordering;

use serde_json::json;
use unstuck_desk::{DeskError, Role, SiteOptions};
use unstuck_model::id::SiteId;

use crate::bench::{Bench, NOW, PASSWORD, changed, request};

/// A desk of the site of the other tests, and of one more.
fn two_sites() -> Bench {
    let bench = Bench::with(|options| {
        options.sites.push(SiteOptions::new(SiteId::new("gull").unwrap(), "Gull Bank"));
    });
    bench.desk.add_agent("gull", "Gil", PASSWORD).unwrap();
    bench
}

async fn of_gull(bench: &Bench) -> String {
    let fields = [("site", "gull"), ("name", "Gil"), ("password", PASSWORD)];
    bench.form("/desk/sign-in", "", &fields).await.cookie()
}

async fn of_tern(bench: &Bench, name: &str) -> String {
    bench.desk.add_agent("tern", name, PASSWORD).unwrap();
    let fields = [("site", "tern"), ("name", name), ("password", PASSWORD)];
    bench.form("/desk/sign-in", "", &fields).await.cookie()
}

#[tokio::test]
async fn d15_a_request_of_another_site_is_not_found_and_that_it_was_asked_for_is_written_down() {
    let bench = two_sites();
    let reference = bench.accepted("k", &request()).await;
    let path = format!("/desk/requests/{reference}");
    let (gil, ana) = (of_gull(&bench).await, of_tern(&bench, "Ana").await);
    let page = bench.get(&path, &gil).await;
    assert!(page.status == 404 && !page.text.contains("Rosa"), "{}", page.text);
    let proof = bench.proof(&gil).await;
    for act in ["claim", "release", "note", "reopen", "transfer", "finish"] {
        let fields = [
            ("proof", proof.as_str()),
            ("act", act),
            ("note", "n"),
            ("colleague", "1"),
            ("outcome", "no_answer"),
            ("again", "1795341600"),
        ];
        assert_eq!(bench.form(&path, &gil, &fields).await.status, 404, "{act}");
    }
    let found = bench.get(&format!("/desk/search?q={reference}"), &gil).await;
    assert_eq!(bench.get(found.header("location"), &gil).await.status, 404);
    for words in ["0143", "Lindqvist"] {
        let found = bench.get(&format!("/desk/search?q={words}"), &gil).await.text;
        assert!(found.contains("No request has this") && !found.contains(&reference), "{found}");
    }
    let audited = bench.desk.audited("gull").unwrap();
    assert_eq!(audited.len(), 8);
    for one in audited {
        assert_eq!((one.agent.as_str(), one.at), ("Gil", NOW));
        assert!(one.what.contains(&reference), "{}", one.what);
    }
    assert_eq!(bench.desk.audited("tern").unwrap(), []);
    let page = bench.get(&path, &ana).await.text;
    assert!(page.contains("Nobody has this yet") && page.contains("Nothing was done yet."));
}

/// Whoever sends for another site with a key that is known has a request of their own.
#[tokio::test]
async fn d5_each_site_has_its_own_keys() {
    let bench = two_sites();
    let ours = bench.accepted("k", &request()).await;
    let theirs = changed("/hand_off/site", json!("gull"));
    let other = bench.accepted("k", &theirs).await;
    assert_ne!(ours, other);
    for (body, reference) in [(request(), ours), (theirs, other)] {
        let again = bench.post("k", &body).await;
        assert_eq!((again.status.as_u16(), &again.json()["reference"]), (200, &json!(reference)));
    }
}

#[tokio::test]
async fn a_claim_is_handed_to_a_colleague() {
    let bench = two_sites();
    let reference = bench.accepted("k", &request()).await;
    let path = format!("/desk/requests/{reference}");
    let mut cookies = Vec::new();
    for name in ["Ana", "Bo", "Cy"] {
        cookies.push(of_tern(&bench, name).await);
    }
    let [ana, bo, cy] = cookies.try_into().unwrap();
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    bench.desk.disable_agent("tern", "Cy").unwrap();
    let form = bench.get(&path, &ana).await.text;
    let (_, colleagues) = form.split_once("name=\"colleague\"").unwrap();
    let colleagues = colleagues.split("</select>").next().unwrap();
    assert!(!colleagues.contains("Gil") && !colleagues.contains("Cy"), "{colleagues}");
    assert!(!colleagues.contains(">Ana<"), "nobody hands anything to themselves");
    let id = colleagues.split(">Bo<").next().unwrap().rsplit('"').nth(1).unwrap().to_owned();
    let hand = async |cookie: &str, to: &str, status: u16| {
        let fields = [("act", "transfer"), ("colleague", to), ("note", "Speaks German.")];
        let answer = bench.act(&reference, cookie, &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{to}");
    };
    hand(&bo, &id, 409).await;
    for nobody in ["999", "1"] {
        hand(&ana, nobody, 409).await;
    }
    hand(&ana, "", 422).await;
    hand(&ana, &id, 303).await;
    let page = bench.get(&path, &bo).await.text;
    for words in ["How did the call end?", "handed to Bo", "Speaks German."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // A colleague who is not there does not keep it.
    bench.now.store(NOW + 5 * 60, Ordering::SeqCst);
    assert_eq!(bench.get(&path, &cy).await.status, 401);
    assert_eq!(bench.act(&reference, &ana, &[("act", "claim")]).await.status, 303);
}

#[tokio::test]
async fn a_lead_gives_back_and_hands_over_what_anybody_has() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let path = format!("/desk/requests/{reference}");
    let (ana, lea) = (bench.signed_in("Ana").await, bench.signed_in("Lea").await);
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    assert_eq!(bench.act(&reference, &lea, &[("act", "release")]).await.status, 409);
    assert!(!bench.get(&path, &lea).await.text.contains("value=\"release\""));

    bench.desk.set_role("tern", "lea", Role::Lead).unwrap();
    let page = bench.get(&path, &lea).await;
    assert!(page.text.contains("Give it back to the queue") && page.text.contains(", lead"));
    assert_eq!(bench.act(&reference, &lea, &[("act", "release")]).await.status, 303);
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    let (_, form) = page.text.split_once("name=\"colleague\"").unwrap();
    let id = form.split(">Lea<").next().unwrap().rsplit('"').nth(1).unwrap();
    let hand = [("act", "transfer"), ("colleague", id)];
    assert_eq!(bench.act(&reference, &lea, &hand).await.status, 303);
    assert!(bench.get(&path, &lea).await.text.contains("How did the call end?"));
    // A lead records no call for somebody else.
    let hers = [("act", "finish"), ("outcome", "no_answer")];
    assert_eq!(bench.act(&reference, &ana, &hers).await.status, 409);

    bench.desk.set_role("tern", "Lea", Role::Agent).unwrap();
    bench.act(&reference, &lea, &[("act", "release")]).await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    assert_eq!(bench.act(&reference, &lea, &[("act", "release")]).await.status, 409);
}

#[tokio::test]
async fn an_agent_who_is_disabled_is_out_at_once_and_has_nothing_claimed() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    bench.desk.disable_agent("tern", "ana").unwrap();
    assert!(!bench.get("/desk", &ana).await.text.contains("Rosa"));
    assert_eq!(bench.sign_in("Ana", PASSWORD, "").await.status, 401);
    let page = bench.get(&format!("/desk/requests/{reference}"), &bo).await.text;
    for words in ["Nobody has this yet", "given back, because the account was disabled"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 303);

    bench.desk.enable_agent("tern", "Ana").unwrap();
    assert_eq!(bench.sign_in("Ana", PASSWORD, "").await.status, 303);
    assert!(!bench.get("/desk", &ana).await.text.contains("Rosa"), "old sessions stay ended");
}

#[test]
fn an_operator_lists_and_changes_agents() {
    let bench = Bench::new();
    for name in ["bo", "Ana"] {
        bench.desk.add_agent("tern", name, PASSWORD).unwrap();
    }
    bench.desk.set_role("tern", "ANA", Role::Lead).unwrap();
    bench.desk.disable_agent("tern", "Bo").unwrap();
    let agents = bench.desk.agents("tern").unwrap();
    let told: Vec<_> =
        agents.iter().map(|one| (one.name.as_str(), one.role, one.disabled)).collect();
    assert_eq!(told, [("Ana", Role::Lead, None), ("bo", Role::Agent, Some(NOW))]);
    let unknown = |outcome: Result<(), DeskError>| {
        assert!(matches!(outcome, Err(DeskError::AgentUnknown)), "{outcome:?}");
    };
    unknown(bench.desk.disable_agent("tern", "Eve"));
    unknown(bench.desk.enable_agent("tern", "Eve"));
    unknown(bench.desk.set_role("tern", "Eve", Role::Lead));
    assert!(matches!(bench.desk.agents("gull"), Err(DeskError::SiteUnknown { .. })));
}
