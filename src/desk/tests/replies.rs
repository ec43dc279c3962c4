use std::sync::{Arc, atomic::Ordering};

use axum::http::StatusCode;
use unstuck_desk::{Guide, GuideStep, Guides, SiteOptions, Topics};
use unstuck_model::{id::SiteId, language::Language};

use crate::bench::{Answer, Bench, PASSWORD, form};

const LINK: &str = "https://tern.example/#unstuck=esim";

/// A guide in two languages, and a search that forgives one misspelled word.
fn guides() -> Guides {
    let guide = |tag: &str, id: &str, title: &str, step: &str| Guide {
        id: id.to_owned(),
        language: Language::new(tag).unwrap(),
        written: Language::new(tag).unwrap(),
        title: title.to_owned(),
        link: format!("https://tern.example/#unstuck={id}"),
        is_guide: true,
        steps: vec![GuideStep {
            id: "scan".to_owned(),
            title: step.to_owned(),
            link: format!("https://tern.example/#unstuck={id}/scan"),
        }],
    };
    let list = vec![
        guide("en", "esim", "Activate your eSIM", "Scan the code"),
        guide("es", "esim", "Active su eSIM", "Escanee el código"),
        guide("en", "bill", "Read your bill", "Find the total"),
    ];
    Guides::new(
        list,
        Topics::new(),
        Arc::new(|_, words| match words {
            "actvate" | "eSIM" => vec!["esim".to_owned()],
            "bill" => vec!["bill".to_owned()],
            _ => Vec::new(),
        }),
    )
}

fn bench() -> Bench {
    Bench::with(|options| {
        options.sites[0].guides = Some(guides());
        let mut lark = SiteOptions::new(SiteId::new("lark").unwrap(), "Lark");
        lark.guides = Some(guides());
        options.sites.push(lark);
    })
}

async fn signed_in(bench: &Bench, site: &str, name: &str) -> String {
    bench.desk.add_agent(site, name, PASSWORD).unwrap();
    let fields = [("site", site), ("name", name), ("password", PASSWORD)];
    bench.form("/desk/sign-in", "", &fields).await.cookie()
}

async fn get(bench: &Bench, path: &str, cookie: &str) -> Answer {
    bench.get(&format!("/desk/replies{path}"), cookie).await
}

/// Presses a button of the form of a reply.
async fn press(bench: &Bench, cookie: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
    let proof = bench.proof(cookie).await;
    let mut all = vec![("act", act), ("proof", &proof)];
    all.extend(fields);
    bench.form("/desk/replies", cookie, &all).await
}

const ESIM: [(&str, &str); 4] =
    [("entry", "esim"), ("language", "en"), ("step", ""), ("title", "eSIM again")];

fn with<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ESIM.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    kept.chain(fields).copied().collect()
}

/// Saves a reply and gives the path of its page.
async fn saved(bench: &Bench, cookie: &str, text: &str) -> String {
    let answer = press(bench, cookie, "save", &with(&[("text", text)])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let to = answer.header("location").split('?').next().unwrap();
    to.strip_prefix("/desk/replies").unwrap().to_owned()
}

/// What stands ready to post on a page.
fn ready(page: &Answer) -> &str {
    let (_, rest) = page.text.split_once("id=\"ready-text\"").unwrap();
    rest.split_once('>').unwrap().1.split("</textarea>").next().unwrap()
}

#[tokio::test]
async fn a_guide_is_found_by_a_misspelled_word_and_answers_with_its_link() {
    let bench = bench();
    let ana = signed_in(&bench, "tern", "Ana").await;
    let found = get(&bench, "?q=actvate&language=en", &ana).await.text;
    assert!(found.contains("/desk/replies/new?entry=esim&amp;language=en"), "{found}");
    assert!(found.contains("Guide, 1 step") && !found.contains("Read your bill"), "{found}");
    let page = get(&bench, "/new?entry=esim&language=en", &ana).await;
    assert!(ready(&page).contains("Activate your eSIM") && ready(&page).contains(LINK));
    assert!(page.text.contains(" of 280 characters"), "{}", page.text);
    let step = get(&bench, "/new?entry=esim&language=es&step=scan", &ana).await;
    assert!(ready(&step).contains("en el paso «Escanee el código»"), "{}", ready(&step));
    assert!(ready(&step).contains(&format!("{LINK}/scan")), "{}", ready(&step));
    let nothing = get(&bench, "?q=zebra", &ana).await.text;
    assert!(nothing.contains("No guide fits these words."), "{nothing}");
    for none in ["/new?entry=none&language=en", "/new", "/900", "/x"] {
        assert_eq!(get(&bench, none, &ana).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn without_content_the_page_says_how_to_switch_it_on() {
    let bench = Bench::new();
    let ana = bench.signed_in("Ana").await;
    let page = get(&bench, "", &ana).await;
    assert!(page.status == StatusCode::OK && page.text.contains("--content DIR"), "{}", page.text);
    let empty = Bench::with(|options| options.sites[0].guides = Some(Guides::default()));
    let ana = empty.signed_in("Ana").await;
    let page = get(&empty, "?q=bill", &ana).await.text;
    assert!(page.contains("the content folder has errors"), "{page}");
}

#[tokio::test]
async fn a_text_that_is_not_changed_follows_the_step_and_the_language() {
    let bench = bench();
    let ana = signed_in(&bench, "tern", "Ana").await;
    let page = get(&bench, "/new?entry=esim&language=en", &ana).await;
    let proposed = page.after("name=\"proposed\" value=\"").to_owned();
    let check = async |text: &str, language: &str, expect: &[&str]| {
        let fields = [
            ("text", text),
            ("proposed", proposed.as_str()),
            ("step", "scan"),
            ("language", language),
        ];
        let page = press(&bench, &ana, "show", &with(&fields)).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in expect {
            assert!(ready(&page).contains(words), "{words}: {}", ready(&page));
        }
    };
    check(&proposed, "en", &["at the step “Scan the code”", "esim/scan"]).await;
    check(&proposed, "es", &["en el paso «Escanee el código»"]).await;
    check("My words {link} here", "es", &[&format!("My words {LINK}/scan here")]).await;
    check("My words", "en", &[&format!("My words {LINK}/scan")]).await;
}

#[tokio::test]
async fn a_reply_is_saved_found_changed_and_removed_by_the_team() {
    let bench = bench();
    let (ana, bo) = (signed_in(&bench, "tern", "Ana").await, signed_in(&bench, "tern", "Bo").await);
    let path = saved(&bench, &ana, "We are on it:\r\nsee {link}").await;
    // By a word of it, by its guide, however that is spelled, and without any word.
    for query in ["?q=again", "?q=ON it", "?q=actvate", "", "?q=esim"] {
        let page = get(&bench, &query.replace(' ', "%20"), &bo).await.text;
        assert!(page.contains(&format!("/desk/replies{path}")), "{query}: {page}");
        assert!(page.contains(&format!("We are on it:\nsee {LINK}<")), "{query}: {page}");
    }
    let other = get(&bench, "?q=bill", &bo).await.text;
    assert!(other.contains("No saved reply fits these words."), "{other}");

    let page = get(&bench, &path, &bo).await;
    assert!(page.text.contains("Saved by Ana, Sun 22 Nov, 09:00"), "{}", page.text);
    let (id, version) =
        (page.after("name=\"id\" value=\""), page.after("name=\"version\" value=\""));
    let fields = [("id", id), ("version", version), ("text", "Shorter"), ("title", "Short")];
    let changed = press(&bench, &bo, "save", &with(&fields)).await;
    let to = changed.header("location").to_owned();
    assert_eq!(to, format!("/desk/replies{path}?said=reply-saved"));
    let page = bench.get(&to, &ana).await;
    assert!(page.text.contains("The reply is saved for the team."), "{}", page.text);
    assert_eq!(ready(&page), format!("Shorter {LINK}"));

    let version = page.after("name=\"version\" value=\"");
    let removed = press(&bench, &ana, "remove", &[("id", id), ("version", version)]).await;
    assert_eq!(removed.header("location"), "/desk/replies?said=reply-removed");
    assert_eq!(get(&bench, &path, &bo).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_posted_is_not_saved_and_stays_in_the_form() {
    let bench = bench();
    let ana = signed_in(&bench, "tern", "Ana").await;
    let check = async |fields: &[(&str, &str)], expect: &str| {
        let answer = press(&bench, &ana, "save", &with(fields)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.text.contains(expect), "{expect}: {}", answer.text);
        for (name, value) in fields.iter().filter(|(name, _)| matches!(*name, "text" | "title")) {
            assert!(answer.text.contains(&value.replace('&', "&amp;")), "{name} is lost");
        }
    };
    // 23 for the link, one for the space before it.
    let words = "word ".repeat(60);
    check(&[("text", words.trim())], "the reply is 43 characters too long for X").await;
    let long = "word ".repeat(4_000);
    check(&[("text", long.trim())], "characters too long for X").await;
    let address = format!("https://a.example/{}", "x".repeat(3_000));
    check(&[("text", &address)], "too long for X").await;
    check(&[("text", "")], "write a text").await;
    check(&[("text", "Fine"), ("title", " ")], "give the reply a title").await;
    check(&[("text", "Fine"), ("title", &"t".repeat(121))], "give the reply a title").await;
    check(&[("text", "See https://x.com/intent/post?text=a&b=1")], "for everybody to read").await;
    check(&[("text", "Fine"), ("entry", "none")], "not in the content").await;
    check(&[("text", "Fine"), ("step", "none")], "not in the content").await;
    assert!(get(&bench, "", &ana).await.text.contains("Nothing yet."));
    let fits = saved(&bench, &ana, &"w".repeat(256)).await;
    assert!(get(&bench, &fits, &ana).await.text.contains("280 of 280 characters"));
}

#[tokio::test]
async fn two_who_change_the_same_reply_lose_nothing() {
    let bench = bench();
    let (ana, bo) = (signed_in(&bench, "tern", "Ana").await, signed_in(&bench, "tern", "Bo").await);
    let path = saved(&bench, &ana, "First").await;
    let page = get(&bench, &path, &ana).await;
    let id = page.after("name=\"id\" value=\"");
    let first = page.after("name=\"version\" value=\"");
    let change = async |cookie: &str, act: &str, version: &str, text: &str| {
        let fields = [("id", id), ("version", version), ("text", text)];
        press(&bench, cookie, act, &with(&fields)).await
    };
    assert_eq!(change(&bo, "save", first, "Of Bo").await.status, StatusCode::SEE_OTHER);
    let late = change(&ana, "save", first, "Of Ana").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in ["a colleague changed this reply", "As Bo left it", "Of Bo", "Of Ana"] {
        assert!(late.text.contains(words), "{words}: {}", late.text);
    }
    let removed = change(&ana, "remove", first, "").await;
    assert_eq!(removed.status, StatusCode::CONFLICT);
    assert!(removed.text.contains("Nothing was removed") && removed.text.contains("Of Bo"));
    // What stands there now is known, and is replaced.
    let version = late.after("name=\"version\" value=\"");
    assert_eq!(change(&ana, "save", version, "Of Ana").await.status, StatusCode::SEE_OTHER);
    assert!(ready(&get(&bench, &path, &bo).await).starts_with("Of Ana "));

    let page = get(&bench, &path, &bo).await;
    let third = page.after("name=\"version\" value=\"");
    assert_eq!(change(&bo, "remove", third, "").await.status, StatusCode::SEE_OTHER);
    // Somebody's new reply may have the number of the one that is gone.
    bench.now.fetch_add(60, Ordering::SeqCst);
    let other = saved(&bench, &bo, "Of Bo, and new").await;
    let gone = change(&ana, "save", third, "Of Ana again").await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.text.contains("Of Ana again"), "{}", gone.text);
    assert!(ready(&get(&bench, &other, &ana).await).starts_with("Of Bo, and new"));
}

#[tokio::test]
async fn a_reply_that_a_colleague_removed_can_be_kept_as_a_new_one() {
    let bench = bench();
    let (ana, bo) = (signed_in(&bench, "tern", "Ana").await, signed_in(&bench, "tern", "Bo").await);
    let path = saved(&bench, &ana, "First").await;
    let page = get(&bench, &path, &ana).await;
    let (id, version) =
        (page.after("name=\"id\" value=\""), page.after("name=\"version\" value=\""));
    let of = [("id", id), ("version", version), ("text", "Of Ana again")];
    assert_eq!(press(&bench, &bo, "remove", &with(&of)).await.status, StatusCode::SEE_OTHER);
    let gone = press(&bench, &ana, "save", &with(&of)).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.text.contains("save again to keep it as a new one"), "{}", gone.text);
    assert!(gone.text.contains("Of Ana again") && !gone.text.contains("name=\"version\""));
}

#[tokio::test]
async fn replies_are_of_one_site_and_of_the_agents_own_form() {
    let bench = bench();
    let (ana, lou) =
        (signed_in(&bench, "tern", "Ana").await, signed_in(&bench, "lark", "Lou").await);
    let path = saved(&bench, &ana, "Of the tern").await;
    assert!(!get(&bench, "", &lou).await.text.contains("Of the tern"));
    assert_eq!(get(&bench, &path, &lou).await.status, StatusCode::NOT_FOUND);
    let page = get(&bench, &path, &ana).await;
    let (id, version) =
        (page.after("name=\"id\" value=\""), page.after("name=\"version\" value=\""));
    let fields = [("id", id), ("version", version), ("text", "Of the lark")];
    assert_eq!(press(&bench, &lou, "save", &with(&fields)).await.status, StatusCode::CONFLICT);
    press(&bench, &lou, "remove", &fields).await;
    assert!(ready(&get(&bench, &path, &ana).await).starts_with("Of the tern"));

    let proof = bench.proof(&ana).await;
    for (cookie, proof, site, status) in [
        (ana.as_str(), proof.as_str(), "cross-site", 403),
        (&ana, "", "same-origin", 403),
        (&lou, &proof, "same-origin", 403),
        ("", &proof, "same-origin", 401),
    ] {
        let all = [("act", "save"), ("proof", proof), ("text", "x")];
        let sent = form("/desk/replies", cookie, &with(&all), &[("sec-fetch-site", site)]);
        assert_eq!(bench.send(sent).await.status.as_u16(), status);
    }
    let page = get(&bench, "", "").await;
    assert!(page.status == 401 && page.text.contains("value=\"replies\""), "{}", page.text);
    assert_eq!(press(&bench, &ana, "dance", &with(&[("text", "x")])).await.status, 400);
}
