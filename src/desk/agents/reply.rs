use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::Markup;

use crate::{desk::Inner, intake::PAUSE, pages, store::StoreError};

/// What every answer carries, so that a page can neither run a script but the desk's own file, nor be
/// framed, nor be kept.
/// The referrer policy is not `no-referrer`: browsers would then send `Origin: null` with the
/// desk's own forms.
const GUARDS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds the guards to an answer, and forbids keeping it unless it says otherwise.
pub async fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A page with a status.
pub fn page(status: StatusCode, page: Markup) -> Response {
    (status, Html(page.into_string())).into_response()
}

/// What is said instead of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The form does not come from this desk, or from a page drawn before signing in again.
    Stranger,
    /// The form cannot be read.
    Form,
    /// There is no such request.
    Unknown,
    /// There is no such question.
    NoQuestion,
    /// There is no such table.
    NoSheet,
    /// There is no such reply.
    NoReply,
    /// There is no such guide.
    NoGuide,
    /// The store does not answer.
    Later,
}

impl Problem {
    /// The page that says so.
    pub fn response(self, desk: &Inner) -> Response {
        let (status, title, sentence) = match self {
            Self::Stranger => (
                StatusCode::FORBIDDEN,
                "Nothing was changed",
                "This form was not sent from a current page of the desk. Go back to the queue and try again.",
            ),
            Self::Form => (
                StatusCode::BAD_REQUEST,
                "Nothing was changed",
                "The form could not be read. Go back to the queue and try again; keep the note under 2,000 characters.",
            ),
            Self::Unknown => (
                StatusCode::NOT_FOUND,
                "There is no such request",
                "See whether the reference is right. It looks like UN-7K3QF2MX; it may also have been erased.",
            ),
            Self::NoQuestion => (
                StatusCode::NOT_FOUND,
                "There is no such question",
                "Nothing was changed. The question may have been erased; look at those that are open.",
            ),
            Self::NoSheet => (
                StatusCode::NOT_FOUND,
                "There is no such table",
                "See whether the address is right, or take the table from the dashboard.",
            ),
            Self::NoReply => (
                StatusCode::NOT_FOUND,
                "There is no such reply",
                "A colleague may have removed it. Look at those that are saved, under Replies.",
            ),
            Self::NoGuide => (
                StatusCode::NOT_FOUND,
                "There is no such guide",
                "It is not in the content in this language, or not any more. Find another one under Replies.",
            ),
            Self::Later => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The desk cannot reach its database",
                "Nothing was changed. Try again in a few seconds, and tell the operator if it stays.",
            ),
        };
        let mut response = page(status, pages::problem(desk.sites.title(), title, sentence));
        if self == Self::Later {
            response.headers_mut().insert(header::RETRY_AFTER, PAUSE);
        }
        response
    }

    /// The problem of a store that does not answer, told to the operator.
    pub fn of_store(desk: &Inner, error: &StoreError) -> Self {
        desk.fault(error);
        Self::Later
    }
}
