mod inbox;

use tokio::net::TcpSocket;

use self::inbox::{Inbox, Manner};
use super::{server::Security, *};

const NOW: Seconds = 1_795_424_400;

fn letter() -> Letter {
    Letter {
        subject: "New callback UN-7K3QF2MX".to_owned(),
        text: "Due: soon\n.\nEnd\n".to_owned(),
    }
}

/// What comes of sending a letter to a server, and what the server was told.
async fn send(manner: Manner, login: &str) -> (Result<(), MailError>, Vec<String>) {
    let inbox = Inbox::new(manner).await;
    let mailer = Mailer::new(&format!("smtp://{login}{}", inbox.at), "Tern <desk@example.com>");
    let sent = mailer.unwrap().send("ana@example.org", &letter(), "msg_1", NOW).await;
    (sent, inbox.told())
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let (sent, told) = send(Manner::Takes, "").await;
    assert_eq!(sent, Ok(()));
    let [hello, from, to, data, mail @ ..] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(hello, "EHLO example.com");
    assert!(from.starts_with("MAIL FROM:<desk@example.com>"), "{from}");
    assert_eq!((to.as_str(), data.as_str()), ("RCPT TO:<ana@example.org>", "DATA"));
    let mail = mail.join("\n");
    assert!(mail.contains("Subject: New callback UN-7K3QF2MX\n"), "{mail}");
    // A line that is only a full stop does not end the mail.
    assert!(mail.contains("\n\nDue: soon\n..\nEnd\n"), "{mail}");
}

#[tokio::test]
async fn a_server_may_ask_for_a_password() {
    let (sent, told) = send(Manner::Takes, "desk%40example.com:p%40ss@").await;
    assert_eq!(sent, Ok(()));
    // A zero byte, the name, a zero byte and the password, in Base64 (RFC 4616).
    assert_eq!(told[1], "AUTH PLAIN AGRlc2tAZXhhbXBsZS5jb20AcEBzcw==");
}

#[tokio::test]
async fn d24_what_a_server_refuses_names_nobody() {
    let check = async |line: &'static str, expect: MailError, may_pass: bool| {
        let (sent, _) = send(Manner::Refuses(line), "").await;
        let error = sent.unwrap_err();
        assert_eq!((error, error.may_pass()), (expect, may_pass));
        assert!(!format!("{error} {error:?}").contains("ana"), "{error}");
    };
    check("550 5.1.1 <ana@example.org> is unknown", MailError::Refused(550), false).await;
    check("451 4.7.1 <ana@example.org> later", MailError::Later(451), true).await;
    check("what", MailError::Unreachable, true).await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    // A port of this host that is taken, and takes no connection.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let at = socket.local_addr().unwrap();
    let mailer = Mailer::new(&format!("smtp://{at}"), "desk@example.com").unwrap();
    let sent = mailer.send("ana@example.org", &letter(), "msg_1", NOW).await;
    assert_eq!(sent, Err(MailError::Unreachable));
    assert!(MailError::Unreachable.may_pass());
}

#[tokio::test]
async fn no_mail_goes_to_a_server_that_should_have_tls_and_has_not() {
    let inbox = Inbox::new(Manner::Takes).await;
    let check = async |security, expect: MailError| {
        let (host, port) = ("127.0.0.1".to_owned(), inbox.at.port());
        let server = Server { host, port, security, credentials: None };
        let mailer = Mailer::over(server, "desk@example.com").unwrap();
        let sent = mailer.send("ana@example.org", &letter(), "msg_1", NOW).await;
        assert_eq!(sent, Err(expect), "{security:?}");
    };
    check(Security::Tls, MailError::Tls).await;
    check(Security::StartTls, MailError::Unable).await;
    assert!(!inbox.told().iter().any(|line| line.starts_with("MAIL")), "{:?}", inbox.told());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_hangs_is_left() {
    let (sent, _) = send(Manner::Hangs, "").await;
    assert_eq!(sent, Err(MailError::Late));
}

#[tokio::test]
async fn addresses_are_read_before_anything_is_sent() {
    let refused = |url: &str, from: &str| Mailer::new(url, from).err();
    assert_eq!(refused("https://mail.example.com", "desk@example.com"), Some(MailError::Server));
    assert_eq!(refused("smtp://localhost", "desk"), Some(MailError::From));
    let inject = "desk@example.com\r\nBcc: eve@example.com";
    assert_eq!(refused("smtp://localhost", inject), Some(MailError::From));

    let inbox = Inbox::new(Manner::Takes).await;
    let mailer = Mailer::new(&format!("smtp://{}", inbox.at), "desk@example.com").unwrap();
    for to in [
        "",
        "ana",
        "ana@example.org, eve@example.com",
        "ana@example.org\r\nRCPT TO:<eve@example.com>",
        "ana@example.org> SIZE=1",
    ] {
        let sent = mailer.send(to, &letter(), "msg_1", NOW).await;
        assert_eq!(sent, Err(MailError::To), "{to}");
    }
    assert_eq!(inbox.told(), [""; 0]);
}
