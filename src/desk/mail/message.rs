use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    message::{
        Mailbox, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use unstuck_model::hours::Seconds;

use super::{letter::Letter, trouble::MailError};
use crate::inert::{inert, inert_line};

/// The whole mail. Whatever a letter holds, it makes no header of its own.
pub fn message(
    from: &Mailbox,
    to: Address,
    letter: &Letter,
    id: &str,
    at: Seconds,
) -> Result<Message, MailError> {
    let id: String =
        id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    let seconds = u64::try_from(at).unwrap_or_default();
    let date = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .date(date.ok_or(MailError::Unfit)?)
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .subject(inert_line(&letter.subject))
        .singlepart(SinglePart::plain(inert(&letter.text)))
        .map_err(|_| MailError::Unfit)?;
    // So that no absence note comes back (RFC 3834).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(subject: &str, text: &str, id: &str) -> String {
        let letter = Letter { subject: subject.to_owned(), text: text.to_owned() };
        let from = "Tern <desk@example.com>".parse().unwrap();
        let to = "ana@example.org".parse().unwrap();
        let message = message(&from, to, &letter, id, 1_795_424_400).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    /// The headers' names, in their order, and the body.
    fn parts(mail: &str) -> (Vec<&str>, &str) {
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        let names = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        (names.map(|line| line.split_once(": ").unwrap().0).collect(), body)
    }

    #[test]
    fn a_mail_has_what_servers_want() {
        let mail = written("New callback UN-7K3QF2MX", "Line one\nLine two\n", "msg_1");
        for line in [
            "From: Tern <desk@example.com>",
            "To: ana@example.org",
            "Subject: New callback UN-7K3QF2MX",
            "Date: Mon, 23 Nov 2026 09:00:00 +0000",
            "Message-ID: <msg_1@example.com>",
            "Content-Type: text/plain; charset=utf-8",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(mail.contains(&format!("{line}\r\n")), "{line}\n{mail}");
        }
        assert_eq!(parts(&mail).1.trim_end(), "Line one\r\nLine two");
        assert_eq!(mail, written("New callback UN-7K3QF2MX", "Line one\nLine two\n", "msg_1"));
    }

    #[test]
    fn d13_nothing_in_a_letter_becomes_a_header() {
        let plain = written("a", "b", "msg_1");
        let (names, _) = parts(&plain);
        for subject in [
            "a\r\nBcc: eve@example.com",
            "a\nBcc: eve@example.com\n\nbody",
            "a\rBcc: eve@example.com",
            "a\u{85}Bcc: eve@example.com",
            "a\u{2028}Bcc: eve@example.com",
            "a\0\u{b}Bcc: eve@example.com",
            "Zoë\r\n Bcc: eve@example.com",
            "=?utf-8?q?a=0D=0ABcc:_eve@example.com?=",
        ] {
            let mail = written(subject, "b", "msg_1\r\nBcc: eve@example.com\r\n");
            assert_eq!(parts(&mail).0, names, "{mail}");
            assert!(mail.contains("Message-ID: <msg_1Bcceveexamplecom@example.com>\r\n"), "{mail}");
        }
        let mail = written("a", "b\r\n.\r\nMAIL FROM:<eve@example.com>\u{1b}[2J", "msg_1");
        assert_eq!(parts(&mail).0, names);
        assert!(!mail.contains('\u{1b}'), "{mail}");
    }
}
