//! An agent's day at the desk: by keyboard, beside a colleague, on every screen.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thirtyfour::components::SelectElement;
use unstuck_model::proof::{Search, proof};
use unstuck_tests::{
    Area, Chromium, Key, Outcome, Running, View, fail, in_chromium, unstuck, until,
};

use crate::state::check;

const VIEWS: [View; 4] = [View::DESKTOP, View::DESKTOP.dark(), View::PHONE, View::PHONE.dark()];

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_goes_from_signing_in_to_the_outcome_by_keyboard_beside_a_colleague() -> Outcome {
    let desk = Desk::start().await?;
    in_chromium(View::DESKTOP, async |mine| {
        in_chromium(View::DESKTOP, async |theirs| {
            mine.open(&desk.address).await?;
            let reference = ask(mine, "Robin Vega", 1).await?;
            let request = format!("{}/requests/{reference}", desk.address);

            // The colleague has the request open before it is claimed.
            sign_in(theirs, &desk.address, "bo", &desk.colleague).await?;
            theirs.open(&request).await?;
            theirs.page().find("[value=claim]").await?;

            mine.open(&desk.address).await?;
            go_to(mine, "#name").await?;
            mine.press(desk.agent.as_str()).await?;
            go_to(mine, "#password").await?;
            mine.press(desk.password.as_str()).await?;
            mine.press(Key::Enter).await?;
            mine.page().find("article").await?;
            go_to(mine, "article [value=claim]").await?;
            mine.press(Key::Enter).await?;
            mine.page().find_with("#next", "How did the call end?").await?;

            go_to(theirs, "[value=claim]").await?;
            theirs.press(Key::Enter).await?;
            theirs.page().find_with("[role=alert]", "Nothing was changed").await?;
            theirs.page().find_with("#next", &format!("With {}", desk.agent)).await?;
            refused(theirs, "desk-too-late").await?;

            go_to(mine, "[name=outcome]").await?;
            mine.press(Key::Space).await?;
            go_to(mine, "#purpose").await?;
            go_to(mine, "[name=action]").await?;
            mine.press(Key::Space).await?;
            mine.press(Key::Down).await?;
            go_to(mine, "#note").await?;
            mine.press("Taken off the bill.").await?;
            go_to(mine, "[value=finish]").await?;
            mine.press(Key::Enter).await?;
            mine.page().find_with("[role=status]", "The call is recorded.").await?;

            theirs.open(&request).await?;
            theirs.page().find_with("#next ~ p", "Changed something").await?;
            theirs.page().find_with(".note", "Taken off the bill.").await?;
            theirs.console_is_empty().await
        })
        .await?;
        mine.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_changes_by_itself_and_leaves_the_agent_alone() -> Outcome {
    let desk = Desk::start().await?;
    in_chromium(View::DESKTOP, async |mine| {
        in_chromium(View::DESKTOP, async |theirs| {
            sign_in(mine, &desk.address, &desk.agent, &desk.password).await?;
            let page = mine.page();
            page.find_with("#queue", "Nobody is waiting").await?;
            let first = ask(mine, "Robin Vega", 1).await?;
            page.find_with("#live", "1 request waits").await?;
            page.find_with("article", &first).await?;
            titled(mine, "(1) ").await?;

            // What is open stays open, and what is being typed stays, when something new comes.
            page.click("article summary").await?;
            page.fill("#q", "half a na").await?;
            let second = ask(mine, "Kim Alvarez", 26).await?;
            page.find_with("article", &second).await?;
            titled(mine, "(2) ").await?;
            page.find("article details[open]").await?;
            page.focused("#q").await?;
            assert_eq!(page.value("#q").await?, "half a na");

            // A colleague takes what has the focus: the card stays the same card.
            page.find("article [value=claim]").await?.focus().await?;
            sign_in(theirs, &desk.address, "bo", &desk.colleague).await?;
            theirs.page().click("article [value=claim]").await?;
            theirs.page().find_with("#next", "How did the call end?").await?;
            page.find_with("section article", "With bo").await?;
            page.focused("article h3 a").await?;
            page.find("article details[open]").await?;
            titled(mine, "(1) ").await?;

            // The sound is off until it is switched on, and the browser remembers it.
            assert_eq!(page.attribute("#sound", "aria-pressed").await?.as_deref(), Some("false"));
            page.click("#sound").await?;
            page.find("#sound[aria-pressed=true]").await?;
            mine.open(&desk.address).await?;
            page.find("#sound[aria-pressed=true]").await?;

            page.click_with("header button", "Sign out").await?;
            page.find("#password").await.map(drop)
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_desk_suits_everybody() -> Outcome {
    let desk = Desk::start().await?;
    for (number, view) in VIEWS.into_iter().enumerate() {
        in_chromium(view, async |chromium| {
            let page = chromium.page();
            let at = |path: &str| format!("{}{path}", desk.address);
            chromium.open(at("")).await?;
            page.find("#password").await?;
            check(chromium, "desk-sign-in").await?;
            let name = format!("Robin Vega {number}");
            let reference = ask(chromium, &name, 1).await?;
            let other = ask(chromium, "Kim Alvarez", 30).await?;
            sign_in(chromium, &desk.address, &desk.agent, &desk.password).await?;
            page.find_with("article", &other).await?;
            check(chromium, "desk-queue").await?;

            chromium.open(at(&format!("/requests/{reference}"))).await?;
            page.click("[value=claim]").await?;
            page.find_with("#next", "How did the call end?").await?;
            check(chromium, "desk-claimed").await?;
            for (outcome, shown) in [
                ("reached", "#purpose"),
                ("no_answer", "#at"),
                ("wrong_number", "[value=finish]"),
            ] {
                page.click(&format!("[value={outcome}]")).await?;
                page.find(shown).await?;
                check(chromium, &format!("desk-{outcome}")).await?;
            }
            page.click("[value=reached]").await?;
            page.click("[value=finish]").await?;
            page.find_with("[role=alert]", "what was done").await?;
            refused(chromium, "desk-mend").await?;
            let purpose = page.find("#purpose").await?;
            SelectElement::new(&purpose).await?.select_by_value("other").await?;
            page.click("[value=explained]").await?;
            page.click("[value=finish]").await?;
            page.find_with("[role=status]", "recorded").await?;

            chromium.open(at(&format!("/requests/{other}"))).await?;
            page.click("[value=claim]").await?;
            page.find_with("#next", "How did the call end?").await?;
            open_all(chromium).await?;
            let colleague = page.find("#colleague").await?;
            SelectElement::new(&colleague).await?.select_by_exact_text("bo").await?;
            check(chromium, "desk-hand-over").await?;
            page.click("[value=transfer]").await?;
            page.find_with("[role=status]", "handed over").await?;
            page.fill("#q", &name).await?;
            page.click("[role=search] button").await?;
            page.find_with(".found", &reference).await?;
            check(chromium, "desk-found").await?;
            for (path, state) in [
                (format!("/requests/{reference}"), "desk-done"),
                ("/search?q=1".to_owned(), "desk-search-short"),
                ("/questions".to_owned(), "desk-questions"),
                ("/dashboard?days=7".to_owned(), "desk-dashboard-calls"),
            ] {
                chromium.open(at(&path)).await?;
                page.find("h1").await?;
                check(chromium, state).await?;
            }
            let wide: bool = chromium
                .ask("return document.documentElement.scrollWidth > document.documentElement.clientWidth;")
                .await?;
            assert!(!wide, "the page is wider than the screen");
            Ok(())
        })
        .await
        .map_err(|error| format!("{}: {error}", view.name()))?;
    }
    Ok(())
}

/// `unstuck serve` with two agents at its desk.
pub struct Desk {
    /// The address of its queue.
    pub address: String,
    pub agent: String,
    pub password: String,
    /// The password of `bo`.
    pub colleague: String,
    /// The file of its database.
    pub database: String,
    _serving: Running,
    _folder: tempfile::TempDir,
}

impl Desk {
    pub async fn start() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("desk.sqlite").display().to_string();
        let (mut serving, _) = Running::serve(&["--database", &database])?;
        let demo = serving.sign_in()?;
        let add = ["desk", "agent", "add", "bo", "--site", "larkline", "--database", &database];
        let said = unstuck(&add, None).await?;
        let Some((_, colleague)) = said.stdout.trim_end().rsplit_once(' ') else {
            return fail(format!("no password of bo: {said:?}"));
        };
        Ok(Self {
            address: demo.address,
            agent: demo.agent,
            password: demo.password,
            colleague: colleague.to_owned(),
            database: database.clone(),
            _serving: serving,
            _folder: folder,
        })
    }
}

/// Signs in at the desk, by the address of its queue. The queue has come when this is over: to leave a page
/// that is about to sign in would end that.
pub async fn sign_in(chromium: &Chromium, queue: &str, name: &str, password: &str) -> Outcome {
    chromium.open(queue).await?;
    let page: Area<'_> = chromium.page();
    page.fill("input[name=name]", name).await?;
    page.fill("input[name=password]", password).await?;
    page.click("main button").await?;
    page.find("#queue").await.map(drop)
}

/// Presses Tab until the focus is on an element that matches.
pub async fn go_to(chromium: &Chromium, css: &str) -> Outcome {
    for _ in 0..80 {
        let script = format!("return document.activeElement.matches({});", json!(css));
        if chromium.ask::<bool>(&script).await? {
            return Ok(());
        }
        chromium.press(Key::Tab).await?;
    }
    fail(format!("the keyboard does not lead to `{css}`"))
}

async fn titled(chromium: &Chromium, begins: &str) -> Outcome {
    until(&format!("a title that begins with \"{begins}\""), async || {
        Ok(chromium.web.title().await?.starts_with(begins).then_some(()))
    })
    .await
}

/// Asks to be phoned in so many hours, as the widget does; the answer is the reference.
pub async fn ask(chromium: &Chromium, name: &str, hours: i64) -> Outcome<String> {
    let request = json!({
        "phone": "+12125550143", "phone_as_written": "(212) 555-0143", "name": name,
        "time_zone": "America/New_York", "consent": true, "message": "It rings and rings.",
        "hand_off": {
            "reference": "", "site": "larkline", "language": "en", "page": "", "topic": "billing",
            "asked": ["why is my bill so high"], "tried": []
        }
    });
    let from = "const from = Math.floor(Date.now() / 3600000 + hours) * 3600; \
        body.slot = { from, to: from + 3600 };";
    post(chromium, "/v1/callbacks", &request, &from.replace("hours", &hours.to_string())).await
}

/// Leaves a question to the desk, as the widget does; the answer is the reference.
pub async fn leave(chromium: &Chromium, question: &Value) -> Outcome<String> {
    post(chromium, "/v1/questions", question, "").await
}

/// Has the page post something that needs a proof of work, after a script that completes `body`.
async fn post(chromium: &Chromium, path: &str, body: &Value, script: &str) -> Outcome<String> {
    let script = format!(
        "const [path, body, key, proof, done] = arguments; {script} \
         fetch(path, {{ method: 'POST', body: JSON.stringify(body), headers: {{ \
            'content-type': 'application/json', 'idempotency-key': key, 'unstuck-proof': proof }} }}) \
            .then((answer) => answer.json()) \
            .then((told) => done(told.reference || told.challenge), () => done(''));"
    );
    // Sent twice with one key, and each time it is asked with another.
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let key = format!("journey {}", NUMBER.fetch_add(1, Ordering::SeqCst));
    let send = async |proof: &str| -> Outcome<String> {
        let sent = vec![json!(path), body.clone(), json!(key), json!(proof)];
        Ok(chromium.web.execute_async(&script, sent).await?.convert()?)
    };
    let reference = send(&solved(&send("none").await?)?).await?;
    assert!(reference.starts_with("UN-"), "{reference}");
    Ok(reference)
}

/// The proof of work that a challenge of the desk asks for.
fn solved(challenge: &str) -> Outcome<String> {
    let hash = |digits: &[u8]| {
        let tried = Sha256::new().chain_update(challenge).chain_update(".").chain_update(digits);
        tried.finalize().into()
    };
    let search = Search::new(challenge).and_then(|mut search| search.step(u32::MAX, hash));
    match search {
        Some(digits) => Ok(proof(challenge, &digits)),
        None => fail(format!("this is no challenge: {challenge}")),
    }
}

/// Checks a page that came with a refusal, which the browser has written to its console.
pub async fn refused(chromium: &Chromium, state: &str) -> Outcome {
    let lines = chromium.console().await?;
    if lines.iter().any(|line| !line.contains("the server responded with a status of 4")) {
        return fail(format!("{state}: {}", lines.join("\n")));
    }
    check(chromium, state).await
}

async fn open_all(chromium: &Chromium) -> Outcome {
    chromium
        .ask::<()>("document.querySelectorAll('details').forEach((one) => { one.open = true; });")
        .await
}
