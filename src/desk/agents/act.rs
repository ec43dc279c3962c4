use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use unstuck_model::callback::Slot;

use super::{
    guard::{self, Signed},
    queue::{show_record, unknown, when},
    reply::Problem,
    sign_in,
};
use crate::{
    again::Unfit,
    desk::Inner,
    pages::{Filled, Notice, SignInFace},
    record::{About, Act, Acted, Deed, Outcome},
    reference,
};

/// The form of the buttons on a request.
#[derive(Deserialize)]
pub struct Press {
    proof: String,
    act: String,
    #[serde(default)]
    outcome: String,
    /// Nothing, from a form that does not ask for it.
    purpose: Option<String>,
    #[serde(default)]
    action: String,
    /// When to try again: the beginning of a slot, `at` for the moment below, or `never`.
    #[serde(default)]
    again: String,
    #[serde(default)]
    at: String,
    /// Whom to hand it to.
    #[serde(default)]
    colleague: String,
    #[serde(default)]
    note: String,
}

/// The most characters of a note.
const MOST_NOTE: usize = 2_000;

/// A note as it is kept. Browsers send each end of a line as two characters, and count it as one.
pub fn note(written: &str) -> Result<String, Problem> {
    let note = written.replace("\r\n", "\n").trim().to_owned();
    if note.chars().nth(MOST_NOTE).is_some() { Err(Problem::Form) } else { Ok(note) }
}

/// `POST /desk/requests/{reference}`
pub async fn act(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(reference): Path<String>,
    form: Result<Form<Press>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(press)) = form else { return Problem::Form.response(&desk) };
    let done = perform(&desk, &headers, &reference, press).await;
    done.unwrap_or_else(|problem| problem.response(&desk))
}

async fn perform(
    desk: &Inner,
    headers: &HeaderMap,
    text: &str,
    press: Press,
) -> Result<Response, Problem> {
    let reference = reference::read(text).ok_or(Problem::Unknown)?;
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Ended, &reference));
    };
    guard::proven(&signed, &press.proof)?;
    let press = Press { note: note(&press.note)?, ..press };
    let act = match press.act() {
        Ok(Meant::Act(act)) => act,
        Ok(Meant::Again) => match slot(desk, &signed, &reference, &press).await? {
            Ok(slot) => Act::Again { slot, note: press.note.clone() },
            Err(notice) => return again(desk, &signed, text, &press, notice).await,
        },
        Err(notice) => return again(desk, &signed, text, &press, notice).await,
    };
    let to = led_to(&act, &reference);
    let agent = signed.agent.id;
    let deed = Deed { site: signed.site.id(), reference, agent, act, at: desk.now() };
    let reference = deed.reference.clone();
    let acted = desk.store.act(deed).await.map_err(|error| Problem::of_store(desk, &error))?;
    match acted {
        Acted::Done => Ok(Redirect::to(&to).into_response()),
        Acted::Unknown => Err(unknown(desk, &signed, &reference).await),
        Acted::Refused => {
            let (status, notice) = (StatusCode::CONFLICT, Some(Notice::TooLate));
            show_record(desk, &signed, status, text, notice, &press.filled()).await
        }
    }
}

/// The page that an act leads to.
fn led_to(act: &Act, reference: &str) -> String {
    let queue = |notice: Notice| format!("/desk?said={}", notice.name());
    match act {
        Act::Claim | Act::Reopen => format!("/desk/requests/{reference}"),
        Act::Note(_) => format!("/desk/requests/{reference}?said={}", Notice::Noted.name()),
        Act::Release => queue(Notice::Released),
        Act::Transfer { .. } => queue(Notice::Transferred),
        Act::Finish { .. } => queue(Notice::Finished),
        Act::Again { .. } => queue(Notice::Again),
    }
}

/// The page again, with what was chosen and what is to be mended.
async fn again(
    desk: &Inner,
    signed: &Signed<'_>,
    text: &str,
    press: &Press,
    notice: Notice,
) -> Result<Response, Problem> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_record(desk, signed, status, text, Some(notice), &press.filled()).await
}

/// The slot of another try, by the clocks of the company and the customer.
async fn slot(
    desk: &Inner,
    signed: &Signed<'_>,
    reference: &str,
    press: &Press,
) -> Result<Result<Slot, Notice>, Problem> {
    let record = desk.store.record(signed.site.id(), reference.to_owned());
    let record = record.await.map_err(|error| Problem::of_store(desk, &error))?;
    let Some(record) = record else { return Err(unknown(desk, signed, reference).await) };
    let slot = when(desk, signed, &record, |when| match press.again.as_str() {
        "at" => when.written(&press.at),
        // A date that is written beside another choice may be what was meant.
        _ if !press.at.is_empty() => Err(Unfit::Missing),
        from => when.slot(from.parse().map_err(|_| Unfit::Missing)?),
    });
    Ok(slot.map_err(|unfit| match unfit {
        Unfit::Missing => Notice::ChooseAgain,
        Unfit::Over => Notice::AgainOver,
        Unfit::Far => Notice::AgainFar,
        Unfit::Night => Notice::AgainNight,
    }))
}

/// What a form means.
enum Meant {
    Act(Act),
    /// Another try, the slot of which depends on whose request it is.
    Again,
}

impl Press {
    /// What the agent means, or what is missing.
    fn act(&self) -> Result<Meant, Notice> {
        let note = self.note.clone();
        Ok(Meant::Act(match self.act.as_str() {
            "claim" => Act::Claim,
            "release" => Act::Release,
            "reopen" => Act::Reopen,
            "note" if note.is_empty() => return Err(Notice::EmptyNote),
            "note" => Act::Note(note),
            "transfer" => {
                let to = self.colleague.parse().map_err(|_| Notice::ChooseColleague)?;
                Act::Transfer { to, note }
            }
            "finish" => match Outcome::named(&self.outcome).ok_or(Notice::ChooseOutcome)? {
                Outcome::NoAnswer
                    if !matches!(self.again.as_str(), "" | "never") || !self.at.is_empty() =>
                {
                    return Ok(Meant::Again);
                }
                outcome @ Outcome::Reached => Act::Finish { outcome, about: self.about()?, note },
                outcome @ (Outcome::NoAnswer | Outcome::WrongNumber) => {
                    Act::Finish { outcome, about: None, note }
                }
                // That is for the customer to do.
                Outcome::Cancelled => return Err(Notice::ChooseOutcome),
            },
            _ => return Err(Notice::ChooseOutcome),
        }))
    }

    /// What the call was about, if the form asks for it.
    fn about(&self) -> Result<Option<About>, Notice> {
        let Some(purpose) = &self.purpose else { return Ok(None) };
        About::read(purpose, &self.action).map(Some).ok_or(Notice::ChooseAbout)
    }

    fn filled(&self) -> Filled {
        Filled {
            outcome: self.outcome.clone(),
            purpose: self.purpose.clone().unwrap_or_default(),
            action: self.action.clone(),
            again: self.again.clone(),
            at: self.at.clone(),
            note: self.note.clone(),
        }
    }
}
