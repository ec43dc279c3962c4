//! Faults of timetables, of what topics ask for, and of callbacks.

use unstuck_model::{channel::Kind, hours::Span, schedule::Schedule};

use super::base::{SETTINGS, centre, check_file};
use crate::compile;

/// Checks the settings with one piece of text replaced.
#[track_caller]
fn check(from: &str, to: &str, expected: &str) {
    assert!(SETTINGS.contains(from), "{from}");
    check_file("unstuck.toml", &SETTINGS.replacen(from, to, 1), expected);
}

/// A timetable that is open on Mondays, 8 lines long.
fn schedule(name: &str, monday: &str) -> String {
    format!(
        "[schedules.{name}]\nmon = [{monday}]\ntue = []\nwed = []\nthu = []\nfri = []\nsat = []\nsun = []\n"
    )
}

/// Checks the settings with a timetable `night` on the lines 24 to 31, and the phone behind it.
#[track_caller]
fn check_night(phone: &str, expected: &str) {
    let night = schedule("night", "\"00:00-06:00\", \"22:00-24:00\"");
    check("[[channels]]\n", &format!("{night}[[channels]]\n{phone}"), expected);
}

#[test]
fn schedules() {
    check_night("hours = \"night\"\n", "");
    check_night(
        "hours = \"nigth\"\n",
        "33:9: error[unknown-schedule]: there is no schedule `nigth`; did you mean `night`?",
    );
    check_night(
        "hours = \"company\"\n",
        "24:12: warning[unused-schedule]: nothing has the hours `night`; write `hours = \"night\"` at a channel or a topic, or delete the schedule",
    );
    check_night(
        "hours = [\"08:00-18:00\"]\n",
        "33:9: error[wrong-type]: `hours` is a list here; write a text",
    );
    let changed = |schedule: String| format!("{schedule}[[channels]]\nhours = \"late\"");
    check("[[channels]]", &changed(schedule("late", "\"20:00-23:00\"")), "");
    check(
        "[[channels]]",
        &changed(schedule("late", "\"23:00-20:00\", \"20:00-22:00\", \"21:00-23:00\"")),
        r#"25:8: error[bad-hours]: `23:00-20:00` ends before it begins; write two times, the earlier first, such as `"08:00-18:30"`
25:38: error[bad-hours]: `21:00-23:00` overlaps with another span of the day; join the two spans into one"#,
    );
    check(
        "[[channels]]",
        &changed(schedule("late", "\"20:00-23:00\"").replace("sun = []", "time_zone = \"UTC\"")),
        r#"24:1: error[missing-key]: the key `sun` is missing; write `sun = ["08:00-18:00"]`, or `sun = []` if nobody answers
31:1: error[unknown-key]: [schedules.late] has no key `time_zone`; use one of `fri`, `mon`, `sat`, `sun`, `thu`, `tue`, `wed`"#,
    );
    check(
        "[[channels]]",
        &changed(schedule("late", "") + &schedule("late", "")),
        "32:12: error[duplicate-key]: `late` is written twice; keep one of them, or give one another name",
    );
    check(
        "[[channels]]",
        &changed(schedule("late", "") + &schedule("late", "") + "[privacy]\ncounts = true\ncounts = true\n"),
        "32:12: error[duplicate-key]: `late` is written twice; keep one of them, or give one another name
42:1: error[duplicate-key]: `counts` is written twice; keep one of them, or give one another name",
    );
    check(
        "[[channels]]",
        &format!("{}[[channels]]\nhours = \"always\"", schedule("always", "")),
        "24:12: error[bad-schedule]: `always` means other hours already; give the schedule another name
24:12: warning[unused-schedule]: nothing has the hours `always`; write `hours = \"always\"` at a channel or a topic, or delete the schedule",
    );
    check(
        "[[channels]]",
        "[schedules]\nlate = [\"08:00-18:00\"]\n[[channels]]\nhours = \"late\"",
        "25:8: error[wrong-type]: `[schedules.late]` is a list here; write a group of keys and values",
    );
}

#[test]
fn holidays() {
    let holiday = |date: &str, more: &str| {
        format!("[[holidays]]\ndate = \"{date}\"\nname = {{ en = \"Day\" }}\nhours = []\n{more}\n")
    };
    let both = |one: String, other: String| {
        let late = schedule("late", "");
        format!("{one}{other}{late}[[channels]]\nhours = \"late\"")
    };
    check("[[channels]]", &both(holiday("12-25", ""), holiday("2026-12-25", "")), "");
    check(
        "[[channels]]",
        &both(holiday("12-25", ""), holiday("12-25", "")),
        "29:1: error[duplicate-holiday]: two holidays have the same date; keep one of them",
    );
    let of_late = || holiday("12-25", "schedule = \"late\"");
    check("[[channels]]", &both(holiday("12-25", ""), of_late()), "");
    check(
        "[[channels]]",
        &both(of_late(), of_late()),
        "29:1: error[duplicate-holiday]: two holidays have the same date; keep one of them",
    );
    check(
        "[[channels]]",
        &both(holiday("12-25", "schedule = \"lat\""), holiday("12-26", "schedule = \"always\"")),
        "28:12: error[unknown-schedule]: there is no schedule `lat`; did you mean `late`?
33:12: error[bad-schedule]: hours that hold always have no holidays; name a schedule, or delete the line: then it is a day of the company's hours",
    );
}

#[test]
fn what_topics_ask_for() {
    let topic = |more: &str| format!("id = \"billing\"\n{more}");
    check(
        "id = \"billing\"",
        &topic("people_first = true\nhours = \"always\"\nchannels = [\"phone\"]"),
        "",
    );
    check(
        "id = \"billing\"",
        &topic("people_first = \"yes\"\nhours = \"weekend\"\nchannels = [\"sms\", \"phone\", \"phone\"]"),
        "12:16: error[wrong-type]: `people_first` is a text in quotes here; write `true` or `false`, without quotes
13:9: error[unknown-schedule]: there is no schedule `weekend`; use one of `always`, `company`
14:13: error[unknown-channel]: the site has no channel `sms`; the only one is `phone`
14:29: error[duplicate-channel]: `phone` is listed twice; delete one of them",
    );
    check(
        "id = \"billing\"",
        &topic("channels = \"phone\""),
        "12:12: error[wrong-type]: `channels` is a text in quotes here; write a list, such as `[\"one\", \"two\"]`",
    );
}

#[test]
fn channels() {
    check(
        "[[channels]]\n",
        "[[channels]]\nkind = \"phone\"\nnumber = \"+12125550142\"\nlanguages = [\"en\"]\n[[channels]]\n",
        "28:1: error[duplicate-channel]: two channels lead to the same address; keep one of them; its `languages` can name several",
    );
    check(
        "[[channels]]\n",
        "[[channels]]\nkind = \"sms\"\nnumber = \"+12125550142\"\n[[channels]]\n",
        "",
    );
    let none = SETTINGS.split("[[channels]]").next().unwrap_or_default();
    check_file(
        "unstuck.toml",
        none,
        "1:1: error[missing-key]: the key `channels` is missing; write a part `[[channels]]` for each way to people, such as a phone number",
    );
    let asking = none.replace("id = \"billing\"", "id = \"billing\"\nchannels = [\"phone\"]");
    check_file(
        "unstuck.toml",
        &format!("channels = []\n{asking}"),
        "1:12: error[no-channel]: there is no way to people; write a part `[[channels]]` for each way to people, such as a phone number",
    );
}

#[test]
fn callbacks() {
    let callback = |keys: &str| format!("[callback]\n{keys}\n[hours]");
    let local =
        "endpoints = [\"http://localhost/a\", \"http://127.0.0.1:8080/a\", \"http://[::1]:1\"]";
    check("[hours]", &callback(local), "");
    for endpoint in
        ["http://localhost.example/", "http://localhost:1@a.example/", "http://a.example"]
    {
        check(
            "[hours]",
            &callback(&format!("endpoints = [\"{endpoint}\"]")),
            "15:14: error[forbidden-link]: an address with `http:` can be read and changed on its way; use `https:`",
        );
    }
    check("[hours]", &callback("hours = \"always\"\nwindow = \"00:00-24:00\""), "");
    let help = "write when customers may be phoned by their own clocks, such as `\"08:00-21:00\"`, or `\"00:00-24:00\"` for day and night";
    let window = |written: &str, message: &str| {
        check(
            "[hours]",
            &callback(&format!("window = \"{written}\"")),
            &format!("15:10: error[bad-callback]: {message}; {help}"),
        );
    };
    window("all day", "`all day` is not a span of time");
    window("21:00-08:00", "`21:00-08:00` ends before it begins");
    window("09:00-09:30", "no slot of 60 minutes fits into `09:00-09:30`");
    check(
        "[hours]",
        &callback("hours = \"late\"\nwindow = 8"),
        "15:9: error[unknown-schedule]: there is no schedule `late`; use one of `always`, `company`
16:10: error[wrong-type]: `window` is a number here; write a text in double quotes",
    );
}

#[test]
fn what_is_written_comes_out() {
    let settings = SETTINGS
        .replace(
            "id = \"billing\"",
            "id = \"billing\"\npeople_first = true\nhours = \"late\"\nchannels = [\"phone\"]",
        )
        .replace(
            "[[channels]]",
            &format!(
                "{}[callback]\nwindow = \"09:00-20:00\"\nhours = \"always\"\n[[channels]]",
                schedule("late", "\"20:00-23:00\"")
            ),
        );
    let site = compile(&centre(&[("unstuck.toml", &settings)])).0.unwrap();
    let settings = site.settings;
    let topic = &settings.topics[0];
    assert!(topic.people_first && !topic.urgent);
    assert_eq!((topic.hours, topic.channels.as_slice()), (Schedule::Named(0), &[Kind::Phone][..]));
    assert_eq!(settings.channels[0].hours, Schedule::Company);
    assert_eq!(settings.hours.schedules[0][0], [Span { from: 1_200, to: 1_380 }]);
    assert_eq!(settings.callback.hours, Schedule::Always);
    assert_eq!(settings.callback.window, Span { from: 540, to: 1_200 });
    // Without a word about it: the company's hours, no more of a topic, and the usual window.
    let usual = compile(&centre(&[])).0.unwrap().settings;
    assert_eq!(
        (usual.topics[0].hours, usual.channels[0].hours),
        (Schedule::Always, Schedule::Company)
    );
    assert!(usual.topics[0].channels.is_empty() && usual.hours.schedules.is_empty());
}
