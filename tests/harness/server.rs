//! The server that pages come from.

use std::fs;

use unstuck_tests::{Outcome, Server, View, in_chromium};

#[tokio::test]
async fn serves_files_to_other_origins_only_when_it_may() -> Outcome {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("a.json"), "[1]")?;
    let open = Server::plan().folder(folder.path()).cors().start()?;
    let closed = Server::plan().folder(folder.path()).start()?;
    let host = Server::plan().page("/", "<!doctype html><title>Host</title>").start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(host.address("/")).await?;
        let read = async |server: &Server, path: &str| -> Outcome<String> {
            let address = server.address(path);
            chromium
                .ask(&format!(
                    "return fetch('{address}').then( \
                        (reply) => reply.status + ' ' + reply.headers.get('content-type'), \
                        () => 'refused');"
                ))
                .await
        };
        assert_eq!(read(&open, "/a.json").await?, "200 application/json");
        assert_eq!(read(&closed, "/a.json").await?, "refused");
        assert_eq!(read(&open, "/b.json").await?, "404 text/html; charset=utf-8");
        assert_eq!(open.paths(), ["/a.json", "/b.json"]);
        open.forget();
        assert!(open.requests().is_empty());
        Ok(())
    })
    .await
}
