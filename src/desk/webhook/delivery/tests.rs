mod receiver;
mod tls;

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{
    io::{AsyncWriteExt, DuplexStream, duplex},
    net::TcpSocket,
};

use self::receiver::{Manner, Receiver, read, reply};
use super::*;
use crate::webhook::{dial::Resolve, secret::Secret, signature::Received};

const NOW: Seconds = 1_795_424_400;
const BODY: &str = r#"{"type":"callback.created"}"#;

fn secrets() -> Secrets {
    let current = Secret::parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX").unwrap();
    Secrets { current, previous: None }
}

fn post() -> Post {
    Post::signed(&secrets(), "msg_tern1", NOW, BODY.to_owned())
}

/// A client to which names lead where the test says.
fn client(allowed: &[String], resolve: Resolve) -> Client {
    let mut client = Client::new(Allowed::parse(allowed).unwrap());
    client.dialer.resolve = resolve;
    client
}

/// Names lead to these addresses, whatever the port.
fn leads_to(addresses: &[SocketAddr]) -> Resolve {
    let addresses = addresses.to_vec();
    Arc::new(move |_, _| Box::pin(std::future::ready(Ok(addresses.clone()))))
}

/// Sends a message to a receiver of this host, which is on the list.
async fn send(receiver: &Receiver) -> Verdict {
    let client = client(&[receiver.at.to_string()], leads_to(&[]));
    let address = format!("http://{}/hooks/a?key=K3Y", receiver.at);
    let target = Target::parse(&address, &client.dialer.allowed).unwrap();
    client.send(&target, &post(), NOW).await
}

#[tokio::test]
async fn d6_a_message_arrives_whole_and_signed() {
    let receiver = Receiver::new([reply("204 No Content")]).await;
    assert_eq!(send(&receiver).await, Verdict::Delivered);
    let requests = receiver.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, BODY);
    assert!(head.starts_with("POST /hooks/a?key=K3Y HTTP/1.1\r\n"), "{head}");
    let header = |name: &str| {
        let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        found.unwrap_or_else(|| panic!("{name}: {head}"))
    };
    assert_eq!(header("host"), receiver.at.to_string());
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("user-agent"), USER_AGENT);
    assert!(USER_AGENT.starts_with("Unstuck-Desk/0."));
    let received = Received {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signature: header("webhook-signature"),
    };
    let verify = super::super::signature::verify;
    assert_eq!(verify(&secrets().current, received, body.as_bytes(), NOW), Ok(()));
}

#[tokio::test]
async fn d6_each_reply_has_its_verdict() {
    let check = async |head: &str, expect: Verdict| {
        let receiver = Receiver::new([reply(head)]).await;
        let status = head.lines().next().unwrap();
        assert_eq!(send(&receiver).await, expect, "{status}");
        assert_eq!(receiver.requests().len(), 1, "{status}");
    };
    check("200 OK", Verdict::Delivered).await;
    check("410 Gone", Verdict::Gone).await;
    check("500 Internal Server Error", Reason::Status(500).retry()).await;
    check("404 Not Found", Reason::Status(404).retry()).await;
    let later = Verdict::Retry { reason: Reason::Status(429), not_before: Some(NOW + 120) };
    check("429 Too Many Requests\r\nRetry-After: 120", later.clone()).await;
    check("429 Too Many Requests\r\nRetry-After: Mon, 23 Nov 2026 09:02:00 GMT", later).await;
    check("200 OK\r\nX: \u{1}", Reason::Reply.retry()).await;
    check(&format!("200 OK\r\nX: {}", "x".repeat(4 * MOST_HEAD)), Reason::Reply.retry()).await;
    let receiver = Receiver::new([Manner::Says("SSH-2.0-x\r\n".to_owned())]).await;
    assert_eq!(send(&receiver).await, Reason::Reply.retry());
    let receiver = Receiver::new([Manner::Says(String::new())]).await;
    assert_eq!(send(&receiver).await, Reason::Reply.retry());
}

#[tokio::test]
async fn d6_a_receiver_that_fails_nine_times_gets_the_message_at_the_tenth() {
    let failures = std::iter::repeat_n(reply("500 Internal Server Error"), 9);
    let receiver = Receiver::new(failures.chain([reply("200 OK")])).await;
    let (mut now, mut tries) = (NOW, 0);
    loop {
        let verdict = send(&receiver).await;
        tries += 1;
        if verdict == Verdict::Delivered {
            break;
        }
        assert_eq!(verdict, Reason::Status(500).retry());
        now = next_try(tries, now, None, 128).unwrap();
    }
    assert_eq!((tries, receiver.requests().len()), (10, 10));
    assert!(now - NOW > 3 * 86_400, "{now}");
}

#[tokio::test]
async fn d6_of_a_hundred_megabytes_a_part_is_read() {
    let receiver = Receiver::new([Manner::NeverStops, reply("200 OK")]).await;
    assert_eq!(send(&receiver).await, Verdict::Delivered);
    // The receiver takes the next connection only when nobody reads the first any more.
    assert_eq!(send(&receiver).await, Verdict::Delivered);
    assert_eq!(receiver.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn d6_a_receiver_that_hangs_is_left_after_fifteen_seconds() {
    let began = Instant::now();
    let receiver = Receiver::new([Manner::Hangs]).await;
    assert_eq!(send(&receiver).await, Reason::Late.retry());
    assert_eq!(began.elapsed().as_secs(), 15);
}

#[tokio::test(start_paused = true)]
async fn d6_a_name_that_is_not_found_in_time_is_left_after_five_seconds() {
    let began = Instant::now();
    let client = client(&[], Arc::new(|_, _| Box::pin(std::future::pending())));
    let target = Target::parse("https://hooks.example.com/a", &Allowed::default()).unwrap();
    assert_eq!(client.send(&target, &post(), NOW).await, Reason::Dial(DialError::Late).retry());
    assert_eq!(began.elapsed().as_secs(), 5);
}

/// Exchanges a message with a receiver behind a wire in memory, whose clock the test owns.
async fn over_wire<F: Future<Output = ()> + Send + 'static>(
    receiver: impl FnOnce(DuplexStream) -> F,
) -> (Result<u16, Reason>, u64) {
    let (ours, theirs) = duplex(1024);
    let receiver = tokio::spawn(receiver(theirs));
    let client = client(&["intranet".to_owned()], leads_to(&[]));
    let target = Target::parse("http://intranet/", &client.dialer.allowed).unwrap();
    let began = Instant::now();
    let request = post().request(&target).unwrap();
    let limits = Limits::default();
    let head = exchange(ours, request, limits.reply, began + limits.whole).await;
    let took = began.elapsed().as_secs();
    // The connection has ended with the try, so that whoever writes into it notices.
    receiver.await.unwrap();
    (head.map(|head| head.status.as_u16()), took)
}

/// Writes a text a byte a second, again and again, until nobody reads.
async fn drip(wire: &mut DuplexStream, text: &str) {
    for byte in text.bytes().cycle() {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if wire.write_all(&[byte]).await.is_err() {
            return;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn d6_a_head_that_drips_is_no_reply() {
    let outcome = over_wire(async |mut wire| {
        read(&mut wire).await;
        wire.write_all(b"HTTP/1.1 200 OK\r\nX: ").await.unwrap();
        drip(&mut wire, "x").await;
    });
    assert_eq!(outcome.await, (Err(Reason::Late), 15));
}

#[tokio::test(start_paused = true)]
async fn d6_a_body_that_drips_changes_no_verdict() {
    let outcome = over_wire(async |mut wire| {
        read(&mut wire).await;
        wire.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await.unwrap();
        drip(&mut wire, "x").await;
    });
    assert_eq!(outcome.await, (Ok(200), 15));
}

#[tokio::test(start_paused = true)]
async fn d6_notices_without_end_are_no_reply() {
    let outcome = over_wire(async |mut wire| {
        read(&mut wire).await;
        drip(&mut wire, "HTTP/1.1 103 Early Hints\r\n\r\n").await;
    });
    assert_eq!(outcome.await, (Err(Reason::Late), 15));
}

#[tokio::test(start_paused = true)]
async fn d6_a_reply_without_end_is_read_in_part() {
    let outcome = over_wire(async |mut wire| {
        read(&mut wire).await;
        wire.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n").await.unwrap();
        let mut written = 0;
        while wire.write_all(&[b'x'; 1024]).await.is_ok() {
            written += 1024;
        }
        // What is read, and what lies in the buffers between.
        assert!(written < 4 * Limits::default().reply, "{written}");
    });
    assert_eq!(outcome.await, (Ok(200), 0));
}

#[tokio::test]
async fn d6_a_receiver_that_is_not_there_is_tried_again() {
    // A port of this host that is taken, and takes no connection.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let at = socket.local_addr().unwrap();
    let client = client(&[at.to_string()], leads_to(&[]));
    let target = Target::parse(&format!("http://{at}/"), &client.dialer.allowed).unwrap();
    let verdict = client.send(&target, &post(), NOW).await;
    assert_eq!(verdict, Reason::Dial(DialError::Unreachable).retry());
}

#[tokio::test]
async fn d7_a_name_that_leads_inside_is_refused_when_it_is_connected_to() {
    let receiver = Receiver::new([reply("200 OK")]).await;
    let name = format!("https://hooks.example.com:{}/a", receiver.at.port());
    let target = Target::parse(&name, &Allowed::default()).unwrap();
    let check = async |addresses: &[&str], expect: DialError| {
        let addresses: Vec<SocketAddr> = addresses
            .iter()
            .map(|ip| SocketAddr::new(ip.parse().unwrap(), receiver.at.port()))
            .collect();
        let client = client(&[], leads_to(&addresses));
        assert_eq!(client.check(&target).await, Err(expect), "{addresses:?}");
        let verdict = client.send(&target, &post(), NOW).await;
        assert_eq!(verdict, Reason::Dial(expect).retry(), "{addresses:?}");
    };
    check(&[], DialError::Unresolved).await;
    check(&["127.0.0.1"], DialError::NotPublic).await;
    check(&["169.254.169.254"], DialError::NotPublic).await;
    check(&["::1", "::ffff:127.0.0.1", "fd00::1"], DialError::NotPublic).await;
    let fails: Resolve =
        Arc::new(|_, _| Box::pin(std::future::ready(Err(io::Error::other("no such host")))));
    let failed = client(&[], fails).send(&target, &post(), NOW).await;
    assert_eq!(failed, Reason::Dial(DialError::Unresolved).retry());
    assert_eq!(receiver.requests(), [""; 0]);
}

#[tokio::test]
async fn d7_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere() {
    let receiver = Receiver::new([reply("200 OK")]).await;
    let port = receiver.at.port();
    let answers = Arc::new(std::sync::Mutex::new(vec!["127.0.0.1", "93.184.216.34"]));
    let asked = Arc::clone(&answers);
    let rebinds: Resolve = Arc::new(move |_, port| {
        let ip = asked.lock().unwrap().pop().unwrap();
        Box::pin(std::future::ready(Ok(vec![SocketAddr::new(ip.parse().unwrap(), port)])))
    });
    let client = client(&[], rebinds);
    let name = format!("https://hooks.example.com:{port}/a");
    let target = Target::parse(&name, &Allowed::default()).unwrap();
    assert_eq!(client.check(&target).await, Ok(()));
    let verdict = client.send(&target, &post(), NOW).await;
    assert_eq!(verdict, Reason::Dial(DialError::NotPublic).retry());
    // The name was asked for once for each, never again between the look and the connection.
    assert!(answers.lock().unwrap().is_empty() && receiver.requests().is_empty());
}

#[tokio::test]
async fn d7_of_several_addresses_only_public_ones_are_connected_to() {
    let target = Target::parse("https://hooks.example.com/a", &Allowed::default()).unwrap();
    let at = |ip: &str| SocketAddr::new(ip.parse().unwrap(), 443);
    let both = leads_to(&[at("10.0.0.1"), at("93.184.216.34"), at("::1")]);
    let found = client(&[], both.clone()).dialer.addresses(&target).await;
    assert_eq!(found, Ok(vec![at("93.184.216.34")]));
    let found = client(&["10.0.0.0/8".to_owned()], both).dialer.addresses(&target).await;
    assert_eq!(found, Ok(vec![at("10.0.0.1"), at("93.184.216.34")]));
}

#[tokio::test]
async fn d7_a_redirect_inward_is_not_followed() {
    let inside = Receiver::new([reply("200 OK")]).await;
    for status in [301, 302, 303, 307, 308] {
        let head = format!("{status} Elsewhere\r\nLocation: http://{}/", inside.at);
        let receiver = Receiver::new([reply(&head)]).await;
        assert_eq!(send(&receiver).await, Reason::Redirect(status).retry());
        assert_eq!(receiver.requests().len(), 1);
    }
    assert_eq!(inside.requests(), [""; 0]);
}

#[tokio::test]
async fn d7_a_receiver_that_left_the_list_is_refused() {
    let receiver = Receiver::new([reply("200 OK")]).await;
    let allowed = Allowed::parse(&[receiver.at.to_string()]).unwrap();
    let target = Target::parse(&format!("http://{}/", receiver.at), &allowed).unwrap();
    let verdict = client(&[], leads_to(&[])).send(&target, &post(), NOW).await;
    assert_eq!(verdict, Reason::Dial(DialError::NotPublic).retry());
    assert_eq!(receiver.requests(), [""; 0]);
}

#[test]
fn d24_a_reason_tells_nothing_of_the_address() {
    let reasons = [
        Reason::Status(500),
        Reason::Redirect(302),
        Reason::Unfit,
        Reason::Reply,
        Reason::Late,
        Reason::Dial(DialError::NotPublic),
        Reason::Dial(DialError::Tls),
    ];
    for reason in reasons {
        let text = reason.to_string();
        assert!(text.len() < 120 && !text.contains("://") && !text.contains('?'), "{text}");
    }
    assert_eq!(Reason::Status(500).to_string(), "status 500");
}
