//! The built search worker in Chromium, asked as the widget asks it.

use std::{fs, path::Path, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use unstuck_model::message::{FromWorker, SearchAnswer, ToWorker};
use unstuck_pack::{from_bytes, to_bytes};
use unstuck_tests::{Chromium, Outcome, Server, Site, View, fail, in_chromium};

use crate::{
    eval::{Answered, LIMIT},
    sets::Query,
    site::head,
    wire::isolate,
};

/// The page starts the worker and passes bytes; what they mean is known here only.
const PAGE: &str = include_str!("page.html");
/// So many questions take far less than WebDriver's patience.
const CHUNK: usize = 50;

/// The worker's answers to some questions, each with the microseconds from message to reply.
pub async fn answers(site: &Site, queries: &[Query]) -> Outcome<Vec<Answered>> {
    Ok(answers_and_heap(site, queries, LIMIT).await?.0)
}

/// The same with so many hits a question, and the bytes of the worker's memory after that.
pub async fn answers_and_heap(
    site: &Site,
    queries: &[Query],
    limit: u8,
) -> Outcome<(Vec<Answered>, u64)> {
    let server = site.plan().page("/worker.html", PAGE).change(isolate).start()?;
    let mut measured = (Vec::new(), 0);
    in_chromium(View::DESKTOP, async |chromium| {
        measured.0 = ask(chromium, &server, site.folder(), queries, limit).await?;
        let script = "const [done] = arguments; heap().then(done);";
        measured.1 = chromium.web.execute_async(script, vec![]).await?.convert()?;
        Ok(())
    })
    .await?;
    Ok(measured)
}

async fn ask(
    chromium: &Chromium,
    server: &Server,
    folder: &Path,
    queries: &[Query],
    limit: u8,
) -> Outcome<Vec<Answered>> {
    chromium.open(server.address("/worker.html")).await?;
    chromium.web.set_script_timeout(Duration::from_secs(120)).await?;
    let started = call(chromium, "start", json!([asset(folder, "js")?, asset(folder, "wasm")?]));
    expect(started.await?, &FromWorker::Started)?;
    let open = ToWorker::Open { head: head(folder)?, folder: server.address("/packs/") };
    expect(exchange(chromium, &[open]).await?, &FromWorker::Ready)?;
    // The first questions would pay for code that is not compiled yet.
    let mut answers = Vec::new();
    let warm = queries.chunks(CHUNK).take(1).map(|chunk| (chunk, false));
    for (chunk, counts) in warm.chain(queries.chunks(CHUNK).map(|chunk| (chunk, true))) {
        let questions: Vec<ToWorker> =
            chunk.iter().zip(0..).map(|asked| question(asked, limit)).collect();
        let replies = exchange(chromium, &questions).await?;
        for ((message, ms), number) in replies.into_iter().zip(0..) {
            let answer = answer(message, number)?;
            if counts {
                answers.push((answer, ms * 1000.0));
            }
        }
    }
    Ok(answers)
}

fn question((query, number): (&Query, u32), limit: u8) -> ToWorker {
    ToWorker::Search { number, text: query.text.clone(), limit }
}

fn answer(message: FromWorker, asked: u32) -> Outcome<SearchAnswer> {
    match message {
        FromWorker::Found { number, answer } if number == asked => Ok(answer),
        other => fail(format!("the worker did not answer question {asked}: {other:?}")),
    }
}

fn expect(replies: Vec<(FromWorker, f64)>, expect: &FromWorker) -> Outcome {
    match replies.as_slice() {
        [(reply, _)] if reply == expect => Ok(()),
        other => fail(format!("the worker did not say {expect:?}, but {other:?}")),
    }
}

/// Sends messages one after the other; each reply comes with its milliseconds.
async fn exchange(chromium: &Chromium, messages: &[ToWorker]) -> Outcome<Vec<(FromWorker, f64)>> {
    let texts: Vec<String> = messages.iter().map(|it| STANDARD.encode(to_bytes(it))).collect();
    let announcing = to_bytes(&FromWorker::Fetching { number: 0 });
    call(chromium, "exchange", json!([texts, announcing.first()])).await
}

async fn call(
    chromium: &Chromium,
    name: &str,
    arguments: serde_json::Value,
) -> Outcome<Vec<(FromWorker, f64)>> {
    let script = "const [name, list, done] = arguments;\
        window[name](...list).then(done, (error) => done(String(error)));";
    let reply = chromium.web.execute_async(script, vec![json!(name), arguments]).await?;
    if let Some(error) = reply.json().as_str() {
        return fail(format!("the worker failed: {error}"));
    }
    let replies: Vec<(String, f64)> = reply.convert()?;
    let read = |(text, ms): (String, f64)| {
        let message = STANDARD.decode(text).ok().and_then(|bytes| from_bytes(&bytes));
        message.map(|message| (message, ms)).ok_or_else(|| "a reply cannot be read".into())
    };
    replies.into_iter().map(read).collect()
}

/// The path of the worker's script or code on the server.
fn asset(folder: &Path, ending: &str) -> Outcome<String> {
    let names = fs::read_dir(folder.join("assets"))?.flatten().map(|it| it.file_name());
    let mut names = names.filter_map(|name| name.into_string().ok());
    match names.find(|name| name.starts_with("worker.") && name.ends_with(ending)) {
        Some(name) => Ok(format!("/assets/{name}")),
        None => fail(format!("{}: the site has no worker", folder.display())),
    }
}
