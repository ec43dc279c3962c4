use hyper::{HeaderMap, StatusCode, header::RETRY_AFTER};
use jiff::fmt::rfc2822::DateTimeParser;
use unstuck_model::hours::Seconds;

use super::dial::DialError;

/// The longest that a receiver may ask to be left alone, in seconds.
const LONGEST: Seconds = 24 * 3_600;

/// What came of sending a message once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The receiver has it.
    Delivered,
    /// The receiver wants no more messages: its hook is to be switched off.
    Gone,
    /// It may arrive another time.
    Retry {
        /// What was wrong, for whoever looks after the hook.
        reason: Reason,
        /// The moment before which the receiver does not want it again.
        not_before: Option<Seconds>,
    },
}

/// What was wrong with a try, in words that name neither the receiver nor what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The reply was not one of success.
    #[error("status {0}")]
    Status(u16),
    /// The receiver sent us elsewhere.
    #[error("status {0}: redirects are not followed; enter the address that it leads to")]
    Redirect(u16),
    /// There was no connection.
    #[error(transparent)]
    Dial(#[from] DialError),
    /// The message cannot be written as a request.
    #[error("the message does not fit into a request; report this as a fault of the desk")]
    Unfit,
    /// The connection ended, or what came was not HTTP.
    #[error("no reply in HTTP")]
    Reply,
    /// There was no reply in time.
    #[error("no reply in time")]
    Late,
}

impl Reason {
    /// The verdict when nothing is known of when to try again.
    pub fn retry(self) -> Verdict {
        Verdict::Retry { reason: self, not_before: None }
    }
}

impl Verdict {
    /// What a reply means.
    pub fn of(status: StatusCode, headers: &HeaderMap, now: Seconds) -> Self {
        let reason = match status {
            status if status.is_success() => return Self::Delivered,
            StatusCode::GONE => return Self::Gone,
            status if status.is_redirection() => Reason::Redirect(status.as_u16()),
            status => Reason::Status(status.as_u16()),
        };
        let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        Self::Retry { reason, not_before: asked.and_then(|text| moment(text, now)) }
    }
}

/// The moment that `Retry-After` names, in seconds from now or as a date (RFC 9110, section 10.2.3).
fn moment(text: &str, now: Seconds) -> Option<Seconds> {
    let text = text.trim();
    let moment = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number too long to be read is longer than the longest.
        now.saturating_add(text.parse().unwrap_or(LONGEST))
    } else {
        DateTimeParser::new().parse_timestamp(text).ok()?.as_second()
    };
    (moment > now).then(|| moment.min(now.saturating_add(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d6_a_reply_is_read_by_its_status() {
        let check = |status: u16, expect: Verdict| {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(Verdict::of(status, &HeaderMap::new(), 0), expect);
        };
        check(200, Verdict::Delivered);
        check(202, Verdict::Delivered);
        check(204, Verdict::Delivered);
        check(410, Verdict::Gone);
        for status in [101, 400, 401, 404, 408, 422, 429, 500, 502, 503, 599, 999] {
            check(status, Reason::Status(status).retry());
        }
        for status in [301, 302, 303, 304, 307, 308] {
            check(status, Reason::Redirect(status).retry());
        }
    }

    #[test]
    fn d6_retry_after_is_seconds_or_a_date_of_a_day_at_most() {
        let now = 1_795_424_400;
        let check = |text: &str, expect: Option<Seconds>| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            let verdict = Verdict::of(StatusCode::TOO_MANY_REQUESTS, &headers, now);
            let retry = Verdict::Retry {
                reason: Reason::Status(429),
                not_before: expect.map(|wait| now + wait),
            };
            assert_eq!(verdict, retry, "{text}");
        };
        check("120", Some(120));
        check(" 1 ", Some(1));
        check("0", None);
        check("86400", Some(86_400));
        check("86401", Some(86_400));
        check("99999999999999999999999999", Some(86_400));
        check("Mon, 23 Nov 2026 09:02:00 GMT", Some(120));
        check("Mon, 23 Nov 2026 08:59:00 GMT", None);
        check("Fri, 01 Jan 2100 00:00:00 GMT", Some(86_400));
        for text in ["", "-5", "+5", "1.5", "soon", "2026-11-23T09:02:00Z"] {
            check(text, None);
        }
    }
}
