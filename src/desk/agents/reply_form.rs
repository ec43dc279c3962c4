use std::sync::Arc;

use axum::{
    Form,
    extract::{
        Path, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use unstuck_model::{
    language::Language,
    reply::{names_public_composer, template},
};

use super::{
    guard::{self, Signed},
    queue::{Said, frame},
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    guides::{Guide, Shelf},
    inert::{inert, inert_line},
    pages::{self, Notice, ReplySaid, ReplyWriting, SignInFace, reply_to},
    replies::{Granted, Kept, MOST_TEXT, MOST_TITLE, Wish, Written},
};

/// What a new reply is to lead to.
#[derive(Default, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    entry: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    step: String,
}

/// The form of a reply.
#[derive(Deserialize)]
pub struct Press {
    proof: String,
    act: String,
    id: Option<i64>,
    version: Option<i64>,
    #[serde(default)]
    entry: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    proposed: String,
}

/// A reply as its page shows it.
#[derive(Default)]
struct Draft {
    kept: Option<(i64, i64)>,
    proposed: String,
    theirs: Option<Kept>,
    last: Option<Kept>,
}

/// `GET /desk/replies/new?entry=`
pub async fn new(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    chosen: Result<Query<Chosen>, QueryRejection>,
) -> Response {
    let chosen = chosen.map(|Query(chosen)| chosen).unwrap_or_default();
    let drawn = draw_new(&desk, &headers, chosen).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_new(desk: &Inner, headers: &HeaderMap, chosen: Chosen) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else { return Ok(sign_in(desk)) };
    let shelf = signed.shelf();
    let guide = shelf.as_deref().and_then(|shelf| shelf.guide(&chosen.language, &chosen.entry));
    let guide = guide.ok_or(Problem::NoGuide)?;
    let step = guide.step(&chosen.step);
    let written = Written {
        language: chosen.language,
        title: step.map_or(&guide.title, |step| &step.title).clone(),
        text: template(guide.subject(step), guide.link_to(step)),
        entry: chosen.entry,
        step: step.map(|step| step.id.clone()),
    };
    let draft = Draft { proposed: written.text.clone(), ..Draft::default() };
    Ok(show(desk, &signed, StatusCode::OK, &written, &draft, None))
}

/// `GET /desk/replies/{id}`
pub async fn kept(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let notice = said.ok().and_then(|Query(said)| said.notice());
    let drawn = draw_kept(&desk, &headers, &id, notice).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_kept(
    desk: &Inner,
    headers: &HeaderMap,
    id: &str,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else { return Ok(sign_in(desk)) };
    let id: i64 = id.parse().map_err(|_| Problem::NoReply)?;
    let kept = desk.store.reply(signed.site.id(), id).await;
    let kept = kept.map_err(|error| Problem::of_store(desk, &error))?.ok_or(Problem::NoReply)?;
    Ok(show_kept(desk, &signed, StatusCode::OK, kept, notice.map(ReplySaid::Notice)))
}

fn show_kept(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    kept: Kept,
    said: Option<ReplySaid>,
) -> Response {
    let written = kept.written.clone();
    let draft = Draft { kept: Some((kept.id, kept.version)), last: Some(kept), ..Draft::default() };
    show(desk, signed, status, &written, &draft, said)
}

fn sign_in(desk: &Inner) -> Response {
    sign_in::first(desk, SignInFace::Page, "replies")
}

/// The page of a reply.
fn show(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    written: &Written,
    draft: &Draft,
    said: Option<ReplySaid>,
) -> Response {
    let shelf = signed.shelf();
    let shelf = shelf.as_deref();
    let writing = ReplyWriting {
        kept: draft.kept,
        written,
        proposed: &draft.proposed,
        guide: shelf.and_then(|shelf| shelf.guide(&written.language, &written.entry)),
        languages: &shelf.map(|shelf| languages(shelf, &written.entry)).unwrap_or_default(),
        theirs: draft.theirs.as_ref(),
        last: draft.last.as_ref(),
    };
    page(status, pages::reply(&frame(desk, signed), &writing, said.as_ref()))
}

/// The languages in which an entry is there.
fn languages<'a>(shelf: &'a Shelf, entry: &str) -> Vec<&'a Language> {
    let mut languages = shelf.languages();
    languages.retain(|language| shelf.guide(language.as_str(), entry).is_some());
    languages
}

/// `POST /desk/replies`
pub async fn act(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    form: Result<Form<Press>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(press)) = form else { return Problem::Form.response(&desk) };
    let done = perform(&desk, &headers, &press).await;
    done.unwrap_or_else(|problem| problem.response(&desk))
}

async fn perform(desk: &Inner, headers: &HeaderMap, press: &Press) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Ended, "replies"));
    };
    guard::proven(&signed, &press.proof)?;
    let kept = press.id.zip(press.version);
    if press.act == "remove" {
        let (id, version) = kept.ok_or(Problem::Form)?;
        return remove(desk, &signed, id, version).await;
    }
    let shelf = signed.shelf();
    let guide = shelf.as_deref().and_then(|shelf| shelf.guide(&press.language, &press.entry));
    let (written, proposed) = press.written(guide);
    let draft = Draft { kept, proposed, ..Draft::default() };
    match press.act.as_str() {
        "show" => Ok(show(desk, &signed, StatusCode::OK, &written, &draft, None)),
        "save" => match unfit(guide, &written) {
            None => save(desk, &signed, written, draft).await,
            Some(said) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(show(desk, &signed, status, &written, &draft, Some(said)))
            }
        },
        _ => Err(Problem::Form),
    }
}

impl Press {
    /// What the form says, and what the desk proposes for it. While the text is what was proposed
    /// before, another step or language brings its own.
    fn written(&self, guide: Option<&Guide>) -> (Written, String) {
        let lines = |text: &str| inert(&text.replace("\r\n", "\n")).trim().to_owned();
        let step = guide.and_then(|guide| guide.step(&self.step));
        let mut written = Written {
            language: self.language.clone(),
            title: inert_line(&self.title),
            text: lines(&self.text),
            entry: self.entry.clone(),
            step: Some(self.step.clone()).filter(|step| !step.is_empty()),
        };
        let before = lines(&self.proposed);
        let Some(guide) = guide.filter(|_| !before.is_empty()) else {
            return (written, before);
        };
        let proposed = template(guide.subject(step), guide.link_to(step));
        if written.text == before {
            written.text.clone_from(&proposed);
        }
        (written, proposed)
    }
}

/// Why a reply cannot be saved, if it cannot.
fn unfit(guide: Option<&Guide>, written: &Written) -> Option<ReplySaid> {
    let Some(reply) = reply_to(guide, written) else {
        return Some(ReplySaid::Notice(Notice::ReplyNoGuide));
    };
    let notice = if written.text.is_empty() {
        Notice::ReplyEmpty
    } else if written.title.is_empty() || written.title.chars().count() > MOST_TITLE {
        Notice::ReplyTitle
    } else if names_public_composer(&written.text) {
        Notice::ReplyComposer
    } else if let Some(over) = reply.over() {
        return Some(ReplySaid::TooLong(over));
    } else if let Some(over) = written.text.chars().count().checked_sub(MOST_TEXT + 1) {
        return Some(ReplySaid::TooLong(over + 1));
    } else {
        return None;
    };
    Some(ReplySaid::Notice(notice))
}

async fn save(
    desk: &Inner,
    signed: &Signed<'_>,
    written: Written,
    draft: Draft,
) -> Result<Response, Problem> {
    let wish = match draft.kept {
        None => Wish::Add(written.clone()),
        Some((id, version)) => Wish::Change { id, version, written: written.clone() },
    };
    let (draft, notice) = match grant(desk, signed, wish).await? {
        Granted::Done(id) => {
            let to = format!("/desk/replies/{id}?said={}", Notice::ReplySaved.name());
            return Ok(Redirect::to(&to).into_response());
        }
        Granted::Changed(theirs) => {
            let kept = Some((theirs.id, theirs.version));
            (Draft { kept, theirs: Some(*theirs), ..draft }, Notice::ReplyChanged)
        }
        // Saved once more it is a new one.
        Granted::Gone => (Draft { kept: None, ..draft }, Notice::ReplyGone),
        Granted::Full => (draft, Notice::ReplyFull),
    };
    let said = Some(ReplySaid::Notice(notice));
    Ok(show(desk, signed, StatusCode::CONFLICT, &written, &draft, said))
}

async fn remove(
    desk: &Inner,
    signed: &Signed<'_>,
    id: i64,
    version: i64,
) -> Result<Response, Problem> {
    match grant(desk, signed, Wish::Remove { id, version }).await? {
        Granted::Changed(theirs) => {
            let said = Some(ReplySaid::Notice(Notice::ReplyNotRemoved));
            Ok(show_kept(desk, signed, StatusCode::CONFLICT, *theirs, said))
        }
        Granted::Done(_) | Granted::Gone | Granted::Full => {
            let to = format!("/desk/replies?said={}", Notice::ReplyRemoved.name());
            Ok(Redirect::to(&to).into_response())
        }
    }
}

async fn grant(desk: &Inner, signed: &Signed<'_>, wish: Wish) -> Result<Granted, Problem> {
    let granted = desk.store.grant(signed.site.id(), signed.agent.id, wish, desk.now()).await;
    granted.map_err(|error| Problem::of_store(desk, &error))
}
