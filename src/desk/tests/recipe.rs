//! The receiver of the recipe for tickets, where there is Python to run it.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::atomic::Ordering,
    time::SystemTime,
};

use serde_json::json;
use unstuck_desk::{Allowed, HookOptions};

use crate::{
    bench::{Bench, question},
    hooks::{Receiver, data},
};

/// A receiver that runs, until it is dropped.
struct Recipe {
    child: Child,
    host: String,
}

impl Recipe {
    /// Nothing, where there is no Python.
    fn start(secret: &str, tickets: &str, port: u16) -> Option<Self> {
        let recipe = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/recipes/ticket.py");
        let mut child = Command::new("python3")
            .arg(recipe)
            .env("HOOK_SECRET", secret)
            .env("TICKETS", tickets)
            .env("PORT", port.to_string())
            .stdin(Stdio::null())
            .spawn()
            .ok()?;
        let host = format!("127.0.0.1:{port}");
        while TcpStream::connect(&host).is_err() {
            assert_eq!(child.try_wait().unwrap(), None, "the receiver ended");
            std::thread::yield_now();
        }
        Some(Self { child, host })
    }
}

impl Drop for Recipe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recipe_makes_one_ticket_of_a_question() {
    let tickets = Receiver::new().await;
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}/");
    let bench = Bench::with(|options| {
        options.hooks_allowed = Allowed::parse(&[format!("127.0.0.1:{port}")]).unwrap();
        options.address = "https://desk.example".to_owned();
    });
    #[expect(clippy::disallowed_methods, reason = "the receiver reads the machine's clock")]
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    bench.now.store(i64::try_from(now).unwrap(), Ordering::SeqCst);
    let hook =
        HookOptions { address, format: "standard".to_owned(), events: Vec::new(), personal: true };
    let secret = bench.desk.add_hook("tern", &hook).unwrap().secret.unwrap();
    let Some(recipe) = Recipe::start(&secret, &tickets.address, port) else {
        println!("skipped: there is no python3");
        return;
    };

    let answer = bench.ask("k", &question("Do you ship to Malta?")).await;
    let reference = answer.json()["reference"].as_str().unwrap().to_owned();
    // While tickets cannot be made the desk keeps what it has to tell.
    tickets.answers(500);
    bench.desk.deliver().await;
    assert_eq!(bench.desk.hooks("tern").unwrap()[0].waiting, 1);
    tickets.answers(201);
    bench.now.fetch_add(10, Ordering::SeqCst);
    bench.desk.deliver().await;
    let made: Vec<_> = tickets.came().iter().map(data).collect();
    let ticket = json!({
        "queue": 1,
        "priority": 3,
        "title": format!("Question {reference}"),
        "description": "Do you ship to Malta?\n\nhttps://desk.example/desk/questions",
    });
    assert_eq!(made, [ticket.clone(), ticket]);
    assert_eq!(bench.desk.hooks("tern").unwrap()[0].waiting, 0);

    // What the desk did not sign is no news.
    let forged = Command::new("python3")
        .arg("-c")
        .arg(format!(
            "import http.client as h; c = h.HTTPConnection('{}'); \
             c.request('POST', '/', '{{}}', {{'webhook-id': 'a', 'webhook-timestamp': '{now}', \
             'webhook-signature': 'v1,AAAA'}}); print(c.getresponse().status)",
            recipe.host
        ))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&forged.stdout).trim(), "401");
}
