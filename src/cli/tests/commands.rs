//! The commands as people and programs see them: exit codes and words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may fail as tests do"
)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn unstuck(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_unstuck"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments may have ended before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A folder of its own with a small content folder in it.
fn content(name: &str, entry: &str) -> (PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let content = folder.join("content");
    fs::create_dir_all(content.join("en/answers")).unwrap();
    let settings = include_str!("small/unstuck.toml");
    fs::write(content.join("unstuck.toml"), settings).unwrap();
    fs::write(content.join("en/answers/late-fee.md"), entry).unwrap();
    let path = content.to_str().unwrap().to_owned();
    (folder, path)
}

const GOOD: &str =
    "---\ntitle: Late fee\nasks: [why was I charged a late fee]\ntopic: bills\n---\nIt is $5.\n";
const BAD: &str = "---\ntitel: Late fee\ntopic: bils\n---\n<b>It</b> is $5.\n";

#[test]
fn wrong_use_ends_with_2() {
    for (arguments, expect) in [
        (&["frob"][..], "unrecognized subcommand"),
        (&["build", "content"], "--output <OUT>"),
        (&["build", "-o", "x", "--callback-endpoint", "http://a.example/"], "use `https:`"),
        (&["check", "/nowhere/at/all"], "name the folder that holds unstuck.toml"),
        (&["redact", "--language", "!"], "is not a language tag"),
        (&["desk", "--site", "Not An Id"], "is not the id of a site"),
        (&["desk", "--promise", "callback"], "write a channel and minutes"),
        (&["desk", "--promise", "callback=soon"], "`soon` is not a number of minutes"),
        (&["verify", "/nowhere/at/all"], "name the folder that `unstuck build` wrote"),
        (&["check", "--cookies", "x.json"], "--against <URL>"),
        (&["check", "--against", "www.shop.example"], "as https://www.shop.example"),
        (&["link", "a#b#c"], "write `guide#step`"),
        (&["link", "late-fee", "--page", "http://shop.example"], "use `https:`"),
    ] {
        let (code, stdout, stderr) = unstuck(arguments, "");
        assert_eq!(code, 2, "{arguments:?}: {stdout}{stderr}");
        assert!(stderr.contains(expect), "{arguments:?}: {stderr}");
    }
}

#[test]
fn check_reports_and_ends_with_1() {
    let (folder, dir) = content("check", BAD);
    let (code, short, _) = unstuck(&["check", &dir, "--format", "short"], "");
    assert_eq!(code, 1);
    let lines: Vec<&str> = short.lines().collect();
    assert!(lines.len() >= 3, "{short}");
    assert!(lines.iter().all(|line| line.starts_with("en/answers/late-fee.md:")), "{short}");
    let (_, json, _) = unstuck(&["check", &dir, "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), lines.len());

    fs::write(folder.join("content/en/answers/late-fee.md"), GOOD).unwrap();
    let (code, stdout, stderr) = unstuck(&["check", &dir], "");
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(stdout, "no errors and no warnings in 2 files\n");
}

#[test]
fn check_has_nothing_to_say_of_the_example() {
    let (code, stdout, _) = unstuck(&["check", EXAMPLE], "");
    assert_eq!(code, 0);
    assert!(stdout.starts_with("no errors and no warnings in "), "{stdout}");
}

#[test]
fn check_names_a_phrasing_that_finds_another_entry() {
    let (folder, dir) = content("unfound", GOOD);
    let answers = folder.join("content/en/answers");
    let other = "---\ntitle: Opening hours of the shops\ntopic: bills\nasks:\n  - why was I charged a late fee\n  - when are you open\n---\nFrom nine to five.\n";
    fs::write(answers.join("shops.md"), other).unwrap();
    let (code, stdout, _) = unstuck(&["check", &dir, "--format", "short"], "");
    assert_eq!(code, 0, "{stdout}");
    assert!(stdout.contains("en/answers/shops.md:5:5: warning[phrasing-not-found]"), "{stdout}");
}

#[test]
fn check_refuses_what_does_not_help_to_look_at_a_site() {
    let (folder, dir) = content("against", GOOD);
    let cookies = folder.join("cookies.json");
    fs::write(&cookies, "[\n{ \"name\": }]").unwrap();
    let cookies = cookies.to_str().unwrap();
    for (options, expect) in [
        (["--cookies", cookies], "cookies.json:2: this is not JSON"),
        (["--cookies", "/nowhere/cookies.txt"], "/nowhere/cookies.txt: "),
        (["--sign-in", "/nowhere/sign-in.js"], "/nowhere/sign-in.js: "),
        (["--page", "https://other.example/x"], "is not a page of https://shop.example/"),
        (["--locale", "fr"], "it is written in en"),
    ] {
        let typed = ["check", &dir, "--against", "https://shop.example"];
        let (code, _, stderr) = unstuck(&[&typed[..], &options[..]].concat(), "");
        assert!(code == 2 && stderr.contains(expect), "{options:?}: {stderr}");
    }
    let (code, _, stderr) = unstuck(&["check", &dir, "--against", "https://shop.example"], "");
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.starts_with("no steps on the page"), "{stderr}");
    // What is wrong with the content is told of, and nothing is opened.
    fs::write(folder.join("content/en/answers/late-fee.md"), BAD).unwrap();
    let (code, _, stderr) = unstuck(&["check", &dir, "--against", "https://shop.example"], "");
    assert_eq!((code, stderr.as_str()), (1, ""));
}

#[test]
fn a_build_with_errors_writes_nothing() {
    let (folder, dir) = content("build", BAD);
    let out = folder.join("site");
    fs::create_dir_all(out.join("packs")).unwrap();
    fs::write(out.join("unstuck.js"), "the last good one").unwrap();
    let (code, _, stderr) = unstuck(&["build", &dir, "-o", out.to_str().unwrap()], "");
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("titel") && stderr.contains("nothing was written"), "{stderr}");
    assert_eq!(fs::read_to_string(out.join("unstuck.js")).unwrap(), "the last good one");

    let inside = folder.join("content/site");
    let (code, _, stderr) = unstuck(&["build", &dir, "-o", inside.to_str().unwrap()], "");
    assert_eq!(code, 2, "{stderr}");
    assert!(stderr.contains("inside one another"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn c5_what_leads_out_of_the_folder_is_refused() {
    use std::os::unix::fs::symlink;

    for (name, link, target, expect) in [
        ("device", "other.md", "/dev/zero", "leads out of the content folder"),
        ("secret", "other.md", "/etc/hostname", "leads out of the content folder"),
        ("parent", "other.md", "../../../..", "leads out of the content folder"),
        ("picture", "tray.png", "/etc/hostname", "leads out of the content folder"),
        ("video", "tray.mp4", "/dev/zero", "leads out of the content folder"),
    ] {
        let (folder, dir) = content(&format!("c5-{name}"), GOOD);
        symlink(target, folder.join("content/en/answers").join(link)).unwrap();
        let (code, _, stderr) = unstuck(&["check", &dir], "");
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains(expect), "{stderr}");
    }
}

#[test]
fn check_looks_at_pictures_and_reads_no_more_of_a_file_than_it_must() {
    let entry = format!("{GOOD}\n![The bill](bill.png)\n\n![How to pay](pay.mp4)\n");
    let (folder, dir) = content("media", &entry);
    let answers = folder.join("content/en/answers");
    fs::write(answers.join("bill.png"), "<svg/>").unwrap();
    // A file with a hole takes no room on the disk and would take all memory.
    let video = fs::File::create(answers.join("pay.mp4")).unwrap();
    video.set_len(1 << 40).unwrap();
    let (code, stdout, stderr) = unstuck(&["check", &dir, "--format", "short"], "");
    assert_eq!(code, 1, "{stdout}{stderr}");
    for expect in [
        "en/answers/late-fee.md:8:13: error[wrong-bytes]: `bill.png` is named as PNG",
        "en/answers/late-fee.md:10:15: error[too-large]: this video has more than 5 MB",
    ] {
        assert!(stdout.contains(expect), "{stdout}");
    }
}

#[test]
fn search_answers_and_explains() {
    let (_, dir) = content("search", GOOD);
    let (code, stdout, stderr) = unstuck(&["search", "charged", "late", "fee", "--dir", &dir], "");
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("1. Late fee (late-fee)"), "{stdout}");
    let (_, stdout, _) = unstuck(&["search", "late fee", "--dir", &dir, "--explain", "--json"], "");
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(json["hits"][0]["entry"], "late-fee");
    let (code, _, stderr) = unstuck(&["search", "x", "--dir", &dir, "--language", "fr"], "");
    assert!(code == 2 && stderr.contains("it is written in en"), "{stderr}");
}

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");

/// What a phone reads in a code of half blocks on a dark ground, where ink is light.
fn scanned(lines: &[&str]) -> String {
    const SCALE: usize = 4;
    let row = |line: &&str, ink: [char; 2]| line.chars().map(|c| ink.contains(&c)).collect();
    let light: Vec<Vec<bool>> =
        lines.iter().flat_map(|line| [row(line, ['█', '▀']), row(line, ['█', '▄'])]).collect();
    let (width, height) = (light[0].len(), light.len());
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(width * SCALE, height * SCALE, |x, y| {
            if light[y / SCALE][x / SCALE] { 255 } else { 0 }
        });
    picture.detect_grids()[0].decode().unwrap().1
}

#[test]
fn link_prints_the_address_its_code_and_a_reply() {
    let link = "https://www.larkline.example/#unstuck=activate-esim/code";
    let (code, stdout, stderr) = unstuck(&["link", "activate-esim#code", EXAMPLE], "");
    assert_eq!((code, stderr.as_str()), (0, ""));
    let lines: Vec<&str> = stdout.lines().collect();
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    assert_eq!(first, link);
    let drawn: Vec<&str> =
        lines.iter().copied().filter(|line| line.contains(['█', '▀', '▄'])).collect();
    assert_eq!(scanned(&drawn), link);
    assert!(last.contains("Set up your eSIM") && last.contains("Scan the QR code"), "{last}");
    assert!(last.contains(link) && !last.contains('!') && last.chars().count() < 280, "{last}");
    assert!(!stdout.contains('\u{1b}'), "a pipe wants no colours");
}

#[test]
fn link_tells_programs_and_speaks_other_languages() {
    let page = "https://www.larkline.example/es.html";
    let typed = ["link", "lost-phone", EXAMPLE, "--json", "--locale", "es-MX", "--page", page];
    let (code, stdout, _) = unstuck(&typed, "");
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(code, 0);
    assert_eq!(json["link"], format!("{page}#unstuck=lost-phone"));
    assert_eq!((&json["language"], &json["step"]), (&"es".into(), &serde_json::Value::Null));
    let reply = json["reply"].as_str().unwrap();
    assert!(reply.starts_with("Hola, ") && !reply.contains(['!', '¡']), "{reply}");
    assert!(json["counted"].as_u64().unwrap() < 280);
    let rows = json["qr"].as_array().unwrap();
    assert!(rows.iter().all(|row| row.as_str().unwrap().len() == rows.len()));
}

#[test]
fn link_to_what_is_not_there_ends_with_1_and_says_what_was_meant() {
    for (to, sentence, help) in [
        ("activate-esin", "there is no entry `activate-esin`", "did you mean `activate-esim`?"),
        ("activate-esim#cod", "has no step `cod`", "did you mean `code`?"),
        ("late-fee#pay", "is an answer and has no steps", "link to it as `late-fee`"),
    ] {
        let (code, stdout, stderr) = unstuck(&["link", to, EXAMPLE], "");
        assert_eq!((code, stdout.as_str()), (1, ""), "{to}: {stderr}");
        assert!(stderr.contains(sentence) && stderr.contains(help), "{to}: {stderr}");
    }
    let (_, dir) = content("link", BAD);
    let (code, _, stderr) = unstuck(&["link", "late-fee", &dir], "");
    assert!(code == 1 && stderr.contains("nothing can be linked to"), "{stderr}");
    let (code, _, stderr) = unstuck(&["link", "late-fee", EXAMPLE, "--locale", "fr"], "");
    assert!(code == 2 && stderr.contains("it is written in en, es"), "{stderr}");
}

#[test]
fn redact_works_line_by_line() {
    let input = "card 4111 1111 1111 1111 please\r\nnothing here\n";
    let (code, stdout, _) = unstuck(&["redact"], input);
    assert_eq!(code, 0);
    let lines: Vec<&str> = stdout.lines().collect();
    assert!(!lines[0].contains("1111") && lines[0].ends_with("please"), "{stdout}");
    assert_eq!(lines[1], "nothing here");
    let (_, stdout, _) = unstuck(&["redact", "--json"], input);
    let first: serde_json::Value = serde_json::from_str(stdout.lines().next().unwrap()).unwrap();
    assert_eq!(first["found"][0]["kind"], "card");
}

#[test]
fn a_desk_is_backed_up_cleaned_and_restored() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("backups");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let database = file("desk.sqlite");
    let desk = |arguments: &[&str]| {
        let named = [&["desk"], arguments, &["--database", &database]].concat();
        unstuck(&named, "")
    };
    let check = |arguments: &[&str], expect: i32, says: &str| {
        let (code, stdout, stderr) = desk(arguments);
        assert!(code == expect, "{arguments:?}: {stdout}{stderr}");
        assert!(stdout.contains(says) || stderr.contains(says), "{arguments:?}: {stdout}{stderr}");
    };
    check(&["agent", "add", "ana"], 0, "Agent ana");
    check(&["backup", &file("copy")], 0, "copy.erasures");
    check(&["backup", &file("copy")], 2, "there already");
    check(&["erase", "--reference", "UN-0"], 2, "not a reference");
    check(&["erase", "--phone", "+12125550143"], 0, "Nothing of this was there");
    check(&["erase", "--before", "2026-01-31", "--vacuum"], 0, "A backup may hold it all the same");
    check(&["erase", "--before", "9999-01-01"], 2, "is not a day up to tomorrow");
    check(&["erase", "--before", "2026-01-31T00:00"], 2, "is not a day up to tomorrow");
    check(&["erase"], 2, "--reference");
    check(&["erase", "--phone", "+1", "--before", "2026-01-31"], 2, "cannot be used with");
    check(&["erasures"], 0, "# Erasures");
    check(&["erasures", "--replay", &file("copy.erasures")], 0, "Nothing of this was there");
    check(&["erasures", "--replay", &file("copy")], 2, "copy");
    check(&["restore", &file("copy")], 2, "--replace");
    check(&["restore", &file("copy"), "--replace"], 0, "desk.sqlite-replaced-1");
    check(&["restore", &file("copy.erasures"), "--replace"], 2, "not a desk's");
    // The agent was in the backup.
    check(&["agent", "add", "ana"], 2, "already an agent");
    let (code, _, stderr) =
        unstuck(&["desk", "backup", "f", "--database", "postgres://desk:secret@db/desk"], "");
    assert!(code == 2 && stderr.contains("pg_dump") && !stderr.contains("secret"), "{stderr}");
    assert!(!Path::new("f").exists());
}

#[test]
fn agents_are_added_once() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("agents");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let database = folder.join("desk.sqlite");
    let add = |name: &str, input: &str| {
        unstuck(&["desk", "agent", "add", name, "--database", database.to_str().unwrap()], input)
    };
    let (code, stdout, stderr) = add("ana", "");
    assert_eq!(code, 0, "{stderr}");
    let password = stdout.trim_end().rsplit(' ').next().unwrap();
    assert!(stdout.starts_with("Agent ana") && password.len() == 16, "{stdout}");
    let (code, _, stderr) = add("ana", "a password of mine\n");
    assert!(code == 2 && stderr.contains("already an agent"), "{stderr}");
    let (code, stdout, _) = add("bo", "a password of mine\n");
    assert!(code == 0 && !stdout.contains("mine"), "{stdout}");
    let (code, _, stderr) = add("cy", "short\n");
    assert!(code == 2 && stderr.contains("10 to 256"), "{stderr}");
}

#[test]
fn agents_are_listed_shut_out_and_made_leads() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("team");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let database = folder.join("desk.sqlite").to_str().unwrap().to_owned();
    let check = |arguments: &[&str], code: i32, says: &str| {
        let mut whole = vec!["desk", "agent"];
        whole.extend(arguments);
        whole.extend(["--database", &database]);
        let (ended, stdout, stderr) = unstuck(&whole, "");
        assert_eq!(ended, code, "{arguments:?}: {stdout}{stderr}");
        let said = format!("{stdout}{stderr}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    };
    check(&["list"], 2, "there is no database");
    assert!(!Path::new(&database).exists());
    check(&["add", "Ana", "--lead"], 0, "Agent Ana can sign in with the password ");
    check(&["add", "bo"], 0, "Agent bo");
    check(&["role", "Bo", "lead"], 0, "is lead.");
    check(&["role", "bo", "agent"], 0, "is agent.");
    check(&["role", "bo", "boss"], 2, "write agent or lead");
    check(&["disable", "bo"], 0, "cannot sign in any more");
    check(&["list"], 0, "Ana (lead)\nbo (agent, disabled)\n");
    check(&["enable", "bo"], 0, "can sign in again");
    check(&["list"], 0, "bo (agent)\n");
    check(&["password", "bo"], 0, "with the password ");
    check(&["password", "eve"], 2, "the site has no agent with this name");
    check(&["disable", "eve"], 2, "the site has no agent with this name");
    check(&["audit"], 0, "No agent tried what was not theirs.");
}

#[test]
fn a_command_means_the_site_that_the_database_knows() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sites");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let database = folder.join("desk.sqlite").to_str().unwrap().to_owned();
    let check = |arguments: &[&str], code: i32, says: &str| {
        let whole = [&["desk"], arguments, &["--database", &database]].concat();
        let (ended, stdout, stderr) = unstuck(&whole, "");
        assert_eq!(ended, code, "{arguments:?}: {stdout}{stderr}");
        let said = format!("{stdout}{stderr}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    };
    let add = |name: &str, site: &str, code: i32, says: &str| {
        check(&["agent", "add", name, "--site", site], code, says);
    };
    add("Ana", "larkline", 0, "Agent Ana");
    // There is one site only.
    check(&["agent", "list"], 0, "Ana");
    check(&["agent", "add", "bo"], 0, "Agent bo");
    check(&["agent", "list", "--site", "larkline"], 0, "Ana (agent)\nbo (agent)\n");
    check(&["agent", "list", "--site", "larklin"], 2, "with `--site ID`: larkline");
    check(&["erase", "--phone", "+12125550143", "--site", "larklin"], 2, "knows nothing of");
    add("Cy", "heron", 0, "Agent Cy");
    check(&["agent", "list"], 2, "with `--site ID`: heron, larkline");
    check(&["agent", "add", "Di"], 2, "the desk has several sites");
    check(&["hook", "list", "--site", "heron"], 0, "Nobody is told of anything");
    check(&["agent", "list", "--allow-origin", "heron.example"], 2, "which is no origin");
    check(&["agent", "list", "--retention-days", "0"], 2, "write 1 or more");
    check(&["agent", "list", "--country", "Spain"], 2, "the site `site` has the country");
    check(&["agent", "list", "--time-zone", "Mars"], 2, "the site `site` has the time zone");
}

#[test]
fn hooks_are_added_listed_changed_and_removed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hooks");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let database = folder.join("desk.sqlite").to_str().unwrap().to_owned();
    let check = |arguments: &[&str], code: i32, says: &str| {
        let whole = [&["desk", "hook"], arguments, &["--database", &database]].concat();
        let (ended, stdout, stderr) = unstuck(&whole, "");
        assert_eq!(ended, code, "{arguments:?}: {stdout}{stderr}");
        let said = format!("{stdout}{stderr}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    };
    let inside = "http://127.0.0.1:9/news";
    check(&["list"], 2, "there is no database");
    check(&["add", "https://127.0.0.1/news"], 2, "the hook was not added");
    check(&["add", inside, "--allow-hook", "127.0.0.1:9"], 0, "signed with whsec_");
    check(&["add", "mailto:team@example.com", "--event", "callback.created"], 0, "Hook 2 is told");
    check(&["add", "mailto:team@example.com", "--event", "noon"], 2, "there is no event `noon`");
    check(&["list"], 0, "1  standard  http://127.0.0.1:9/news  0 waiting, 0 given up");
    let chat = "http://127.0.0.1:9/hooks/T01/s3cr3t";
    let added = ["add", chat, "--format", "chat", "--allow-hook", "127.0.0.1:9"];
    check(&added, 0, "Hook 3 is told");
    check(&["list"], 0, "3  chat  http://127.0.0.1:9/…  0 waiting");
    let keyed = "http://127.0.0.1:9/news?key=s3cr3t";
    check(&["add", keyed, "--allow-hook", "127.0.0.1:9"], 0, "signed with whsec_");
    check(&["list"], 0, "4  standard  http://127.0.0.1:9/news?…  0 waiting");
    check(&["rotate", "1"], 0, "The new secret of hook 1 is whsec_");
    check(&["retry", "1"], 0, "0 messages are sent again");
    check(&["remove", "2"], 0, "told of nothing any more");
    check(&["remove", "2"], 2, "there is no hook 2");
}

#[test]
fn a_desk_takes_the_content_of_its_own_site_only() {
    let (folder, dir) = content("desk-content", GOOD);
    let database = folder.join("desk.sqlite").to_str().unwrap().to_owned();
    let check = |site: &str, expect: i32, says: &[&str]| {
        let (code, stdout, stderr) =
            unstuck(&["desk", "--site", site, "--content", &dir, "--database", &database], "");
        assert_eq!((code, stdout.as_str()), (expect, ""), "{stderr}");
        for words in says {
            assert!(stderr.contains(words), "{stderr}");
        }
    };
    check(
        "other",
        2,
        &["is the content of the site `", "not of `other`", "the `id` of unstuck.toml"],
    );
    fs::write(folder.join("content/en/answers/late-fee.md"), BAD).unwrap();
    check("other", 1, &["late-fee.md", "start the desk without it"]);
}
