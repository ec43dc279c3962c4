//! `unstuck check --against`: the guides' steps looked for on pages in a browser.

use std::{fs, path::Path};

use unstuck_tests::{Outcome, Said, Server, unstuck};

use crate::settings::settings;

const PAY: &str = r##"<!doctype html>
<html lang="en">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'">
<title>Pay</title>
<h1>Pay a bill</h1>
<p><button type="button" data-unstuck-target="pay">Pay now</button> <b>Read the terms</b></p>
<div id="host"></div>
<details><summary>More</summary><a id="inside" href="/terms-2.html?from=pay">The terms</a></details>
<script>
  const shadow = document.querySelector("#host").attachShadow({ mode: "open" });
  // Drawn a little later than the page, as applications do.
  setTimeout(() => { shadow.innerHTML = "<button id='shadowed'>In the shadow</button>"; }, 300);
</script>
</html>"##;

const TERMS: &str = r##"<!doctype html>
<html lang="en"><title>Terms</title><h1>Terms</h1>
<form action="/agreed.html"><button data-unstuck-target="agree">I agree</button></form></html>"##;

const AGREED: &str = r##"<!doctype html>
<html lang="en"><title>Agreed</title><h1 id="thanks">Thank you</h1></html>"##;

const ACCOUNT: &str = r##"<!doctype html>
<html lang="en"><title>Account</title>
<script>if (!document.cookie.includes("session=ann")) location.replace("/sign-in.html");</script>
<h1 data-unstuck-target="bill">Your bill</h1></html>"##;

const SIGN_IN: &str =
    r##"<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1></html>"##;

const HOME: &str = r##"<!doctype html><html lang="en"><title>Home</title><h1>Home</h1></html>"##;

fn step(id: &str, page: Option<&str>, targets: &str, done: &str) -> String {
    let page = page.map_or(String::new(), |page| format!("page = \"{page}\"\n"));
    format!(
        "## The step {id} {{#{id}}}\n\n```on-page\n{page}target = [\n{targets}\n]\ndone = \"{done}\"\n```\n\n"
    )
}

fn guide(content: &Path, id: &str, steps: &[String]) -> Outcome {
    let text = format!(
        "---\ntitle: The walk of {id}\ntopic: all\nasks:\n  - how does {id} go\n---\nIt goes so.\n\n{}",
        steps.concat()
    );
    fs::create_dir_all(content.join("en/guides"))?;
    Ok(fs::write(content.join("en/guides").join(format!("{id}.md")), text)?)
}

/// Content with steps of every fate, and a server with the pages they happen on.
fn start(folder: &Path) -> Outcome<(String, Server)> {
    let content = folder.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("unstuck.toml"), settings("against"))?;
    guide(
        &content,
        "pay",
        &[
            step(
                "first",
                Some("/pay.html"),
                "{ data = \"pay\" },\n{ css = \"#never\" },",
                "manual",
            ),
            step(
                "late",
                None,
                "{ data = \"gone\" },\n{ css = \"#never\" },\n{ text = \"Read the terms\" },",
                "manual",
            ),
            step("nothing", None, "{ data = \"nothing\" },\n{ css = \"#nothing\" },", "manual"),
            step("shadow", None, "{ css = \"#shadowed\" },", "manual"),
            step("open", None, "{ css = \"summary\" },", "click"),
            step("inside", None, "{ css = \"#inside\" },", "click"),
            step("agree", Some("/terms-*"), "{ data = \"agree\" },", "click"),
            step("thanks", None, "{ css = \"#thanks\" },", "manual"),
        ],
    )?;
    guide(
        &content,
        "account",
        &[
            step("bill", Some("/account.html"), "{ data = \"bill\" },", "manual"),
            step("order", Some("/order/*"), "{ css = \"#order\" },", "manual"),
            step("old", Some("/old.html"), "{ css = \"#old\" },", "manual"),
        ],
    )?;
    let content = content.to_str().ok_or("the folder's name is not UTF-8")?.to_owned();
    let server = Server::plan()
        .page("/", HOME)
        .page("/pay.html", PAY)
        .page("/terms-2.html", TERMS)
        .page("/agreed.html", AGREED)
        .page("/account.html", ACCOUNT)
        .page(
            "/order/7",
            "<!doctype html><html lang=\"en\"><title>7</title><p id=\"order\">7</p></html>",
        )
        .page("/sign-in.html", SIGN_IN)
        .start()?;
    Ok((content, server))
}

async fn check(content: &str, server: &Server, options: &[&str]) -> Outcome<Said> {
    let address = server.address("/");
    let mut arguments = vec!["check", content, "--against", &address, "--patience", "2"];
    arguments.extend(options);
    unstuck(&arguments, None).await
}

/// The lines without the ways out, which stand behind a semicolon.
fn lines(said: &Said) -> Vec<&str> {
    said.stdout.lines().filter_map(|line| line.split("; ").next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_is_told_of_at_its_line() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (content, server) = start(folder.path())?;
    let said = check(&content, &server, &["--format", "short"]).await?;
    assert_eq!(
        lines(&said),
        [
            "en/guides/account.md:11:1: warning[step-not-reached]: the step `bill` was not reached: the site led from /account.html to /sign-in.html",
            "en/guides/account.md:21:1: warning[step-not-reached]: the step `order` was not reached: no link on the pages so far leads to /order/*",
            "en/guides/account.md:31:1: error[page-missing]: the site has no page /old.html, on which the step `old` happens",
            "en/guides/pay.md:24:1: warning[target-found-late]: the target of the step `late` is found on /pay.html only by the third way of its list, `{ text = \"Read the terms\" }`",
            "en/guides/pay.md:33:1: error[target-missing]: the target of the step `nothing` is not on /pay.html: none of the 2 ways of its list finds anything",
            "en/guides/pay.md:80:1: warning[step-not-reached]: the step `thanks` was not reached: `I agree` of the step `agree` is not pressed without --press",
        ],
        "{said:?}"
    );
    assert_eq!(
        said.stderr,
        "11 steps on the page: 5 found at once, 1 late in the list, 2 missing, 3 not reached\n"
    );
    assert_eq!(said.code, Some(1));
    let asked = server.paths();
    assert!(asked.iter().any(|path| path == "/terms-2.html?from=pay"), "{asked:?}");
    assert!(!asked.iter().any(|path| path.starts_with("/agreed")), "nothing was sent: {asked:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_names_pages_and_presses_comes_everywhere() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (content, server) = start(folder.path())?;
    let cookies = folder.path().join("cookies.json");
    fs::write(
        &cookies,
        r#"[{"name": "session", "value": "ann", "domain": "127.0.0.1", "hostOnly": true}]"#,
    )?;
    let cookies = cookies.to_str().ok_or("the folder's name is not UTF-8")?;
    let options = ["--format", "json", "--press", "--page", "/order/7", "--cookies", cookies];
    let said = check(&content, &server, &options).await?;
    assert_eq!(
        said.stderr,
        "11 steps on the page: 8 found at once, 1 late in the list, 2 missing, 0 not reached\n",
        "{said:?}"
    );
    let told: serde_json::Value = serde_json::from_str(&said.stdout)?;
    let late =
        told["steps"].as_array().and_then(|steps| steps.iter().find(|it| it["step"] == "late"));
    let ways = late.and_then(|late| late["ways"].as_array()).ok_or("there is no such step")?;
    let found: Vec<(Option<u64>, Option<bool>)> =
        ways.iter().map(|way| (way["line"].as_u64(), way["found"].as_bool())).collect();
    assert_eq!(
        found,
        [(Some(24), Some(false)), (Some(25), Some(false)), (Some(26), Some(true))],
        "{said:?}"
    );

    // A script signs in as well, and the page that it leads to is waited for.
    let script = folder.path().join("sign-in.js");
    fs::write(
        &script,
        "await null;\ndocument.cookie = 'session=ann';\nlocation.href = '/account.html'; // there",
    )?;
    let script = script.to_str().ok_or("the folder's name is not UTF-8")?;
    let said = check(&content, &server, &["--format", "short", "--sign-in", script]).await?;
    assert!(!said.stdout.contains("`bill`") && said.code == Some(1), "{said:?}");
    fs::write(script, "throw new Error('no such field');")?;
    let said = check(&content, &server, &["--sign-in", script]).await?;
    assert!(said.stderr.contains("no such field") && said.code == Some(2), "{said:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_or_a_site_that_fails_is_told_of() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (content, server) = start(folder.path())?;
    let address = server.address("/");
    let said = unstuck(&["check", &content, "--against", &address], Some("/nowhere")).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(
        said.stderr.contains("chromium-driver") && said.stderr.contains("--webdriver"),
        "{said:?}"
    );
    drop(server);
    let said = unstuck(&["check", &content, "--against", &address], None).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stderr.contains("could not be opened: net::ERR_CONNECTION_REFUSED"), "{said:?}");
    // A port that no browser opens.
    let blocked = "http://127.0.0.1:9/";
    let said = unstuck(&["check", &content, "--against", blocked], None).await?;
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.stderr.contains("http://127.0.0.1:9/ could not be opened"), "{said:?}");
    Ok(())
}
