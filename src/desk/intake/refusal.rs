use axum::{
    Json,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use unstuck_model::{
    callback::CallbackRefused,
    chat::ChatProblem,
    hours::Seconds,
    phone::PhoneError,
    proof::{self, ProofAsked},
    question::QuestionProblem,
};

/// Why a request is not accepted. Whatever is refused was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only this method is taken.
    Method(Method),
    Origin,
    ContentType,
    Encoding,
    TooLarge,
    TooSlow,
    Broken,
    NotJson,
    Shape(String),
    KeyMissing,
    KeyTooLong,
    KeyReused,
    Erased,
    Phone(PhoneError),
    Consent,
    Slot(&'static str),
    Site,
    TooLong(&'static str),
    Question(QuestionProblem),
    Chat(ChatProblem),
    /// What has the reference of this record is done.
    ReferenceTaken,
    /// A proof of work is wanted.
    Proof {
        challenge: String,
        /// Whether the sender knows of it, and has only not been told which.
        is_expected: bool,
    },
    /// After so many seconds there is room again.
    TooMany(Seconds),
    Later,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Origin => StatusCode::FORBIDDEN,
            Self::ContentType | Self::Encoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken | Self::NotJson | Self::KeyMissing | Self::KeyTooLong => {
                StatusCode::BAD_REQUEST
            }
            Self::Shape(_)
            | Self::KeyReused
            | Self::Phone(_)
            | Self::Consent
            | Self::Slot(_)
            | Self::Site
            | Self::TooLong(_)
            | Self::Question(_)
            | Self::Chat(_)
            | Self::ReferenceTaken => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Proof { is_expected: true, .. } => StatusCode::ACCEPTED,
            Self::Proof { is_expected: false, .. } => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Erased => StatusCode::GONE,
            Self::Later => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Method(_) => "method",
            Self::Origin => "origin",
            Self::ContentType => "content_type",
            Self::Encoding => "encoding",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::Broken => "broken",
            Self::NotJson => "json",
            Self::Shape(_) => "shape",
            Self::KeyMissing | Self::KeyTooLong => "key",
            Self::KeyReused => "key_reused",
            Self::Erased => "erased",
            Self::Phone(_) => "phone",
            Self::Consent => "consent",
            Self::Slot(_) => "slot",
            Self::Site => "site",
            Self::TooLong(_) => "too_long",
            Self::Question(problem) => problem.code(),
            Self::Chat(problem) => problem.code(),
            Self::ReferenceTaken => "reference_taken",
            Self::Proof { .. } => proof::CODE,
            Self::TooMany(_) => "too_many",
            Self::Later => "later",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Method(taken) => format!("Send the request with {taken}."),
            Self::Origin => {
                "Pages of this origin may not use this desk; add it to the allowed origins of the desk."
                    .to_owned()
            }
            Self::ContentType => "Send the request as application/json.".to_owned(),
            Self::Encoding => "Send the request without compression.".to_owned(),
            Self::TooLarge => "The request is larger than 64 KiB; shorten the message.".to_owned(),
            Self::TooSlow => "The request did not arrive in time; send it again.".to_owned(),
            Self::Broken => "The request ended early; send it again.".to_owned(),
            Self::NotJson => "The request is not JSON.".to_owned(),
            Self::Shape(what) => format!("The request does not have the expected form: {what}."),
            Self::KeyMissing => {
                "Send an Idempotency-Key header, the same one for every try of this request."
                    .to_owned()
            }
            Self::KeyTooLong => {
                "The Idempotency-Key has 1 to 128 letters, digits and signs.".to_owned()
            }
            Self::KeyReused => {
                "This Idempotency-Key belongs to another request; use a new one.".to_owned()
            }
            Self::Erased => {
                "This request was taken before and has been erased since; make a new one.".to_owned()
            }
            Self::Consent => {
                "Nobody is phoned without having agreed to it; set consent to true.".to_owned()
            }
            Self::Phone(error) => error.sentence().to_owned(),
            Self::Slot(sentence) => (*sentence).to_owned(),
            Self::Site => "This desk takes nothing for this site; check the site that the request names.".to_owned(),
            Self::TooLong(field) => format!("The field {field} is too long; shorten it."),
            Self::Question(problem) => problem.sentence().to_owned(),
            Self::Chat(problem) => problem.sentence().to_owned(),
            Self::ReferenceTaken => {
                "The chat with this reference is done, and its record stays; begin a new one.".to_owned()
            }
            Self::Proof { .. } => {
                "Solve the challenge, and send the request again with the same key and the proof in the Unstuck-Proof header."
                    .to_owned()
            }
            Self::TooMany(wait) => {
                format!("Too many requests came from here; send it again in {wait} seconds.")
            }
            Self::Later => {
                "The desk cannot store the request now; send it again with the same key.".to_owned()
            }
        }
    }
}

/// How long a caller waits before it tries again when the store does not answer, in seconds.
pub const PAUSE: HeaderValue = HeaderValue::from_static("5");

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code, message) = (self.status(), self.code().to_owned(), self.message());
        let mut response = if let Self::Proof { challenge, .. } = &self {
            let challenge = challenge.clone();
            (status, Json(ProofAsked { code, message, challenge })).into_response()
        } else {
            (status, Json(CallbackRefused { code, message })).into_response()
        };
        match self {
            Self::Later => {
                response.headers_mut().insert(header::RETRY_AFTER, PAUSE);
            }
            Self::TooMany(wait) => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
            }
            Self::Method(taken) => {
                if let Ok(methods) = HeaderValue::try_from(format!("{taken}, OPTIONS")) {
                    response.headers_mut().insert(header::ALLOW, methods);
                }
            }
            Self::Origin
            | Self::ContentType
            | Self::Encoding
            | Self::TooLarge
            | Self::TooSlow
            | Self::Broken
            | Self::NotJson
            | Self::Shape(_)
            | Self::KeyMissing
            | Self::KeyTooLong
            | Self::KeyReused
            | Self::Erased
            | Self::Phone(_)
            | Self::Consent
            | Self::Slot(_)
            | Self::Site
            | Self::TooLong(_)
            | Self::Question(_)
            | Self::Chat(_)
            | Self::ReferenceTaken
            | Self::Proof { .. } => {}
        }
        response
    }
}
