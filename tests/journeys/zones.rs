//! The time zone rules in a pack are those of the browser.

use unstuck_compiler::{SourceFile, compile};
use unstuck_tests::{Outcome, View, in_chromium};

use crate::settings::settings;

/// With and without a summer time, north and south, by half and by quarter hours.
const ZONES: [&str; 10] = [
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/London",
    "Europe/Madrid",
    "Pacific/Auckland",
];

/// From the beginning of 2025 to that of 2030, in seconds since 1970.
const FROM: i64 = 1_735_689_600;
const TO: i64 = 1_893_456_000;

/// The changes of a zone's offset: the second at which each holds first, and the offset in seconds.
const CHANGES: &str = "const [zone, from, to] = arguments; \
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', \
        year: 'numeric', month: 'numeric', day: 'numeric', \
        hour: 'numeric', minute: 'numeric', second: 'numeric' }); \
    const offset = (at) => { \
        const [month, day, year, hour, minute, second] = format.format(at * 1000).match(/\\d+/g); \
        return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - at; \
    }; \
    const changes = [[from, offset(from)]]; \
    for (let at = from; at + 10800 <= to; at += 10800) { \
        let before = at, after = at + 10800; \
        const now = offset(after); \
        if (now === changes.at(-1)[1]) continue; \
        while (after - before > 1) { \
            const middle = Math.floor((before + after) / 2); \
            if (offset(middle) === now) after = middle; else before = middle; \
        } \
        changes.push([after, now]); \
    } \
    return changes;";

#[tokio::test(flavor = "multi_thread")]
async fn ten_zones_agree_with_the_browser_over_five_years() -> Outcome {
    in_chromium(View::DESKTOP, async |chromium| {
        for zone in ZONES {
            let text = settings("zones").replace("\"UTC\"", &format!("\"{zone}\""));
            let answer = "---\ntitle: Late fee\ntopic: all\nasks:\n  - a late fee\n---\nA fee.\n";
            let files = [("unstuck.toml", text.as_str()), ("en/answers/late-fee.md", answer)]
                .map(|(path, text)| SourceFile { path: path.to_owned(), bytes: text.into() });
            let (site, said) = compile(&files);
            let rules = site.ok_or_else(|| format!("{zone}: {said:?}"))?.settings.hours.zone;
            let mut ours = vec![(FROM, rules.offset_at(FROM))];
            let within = |change: &&(i64, i32)| (FROM + 1..TO).contains(&change.0);
            ours.extend(rules.changes.iter().filter(within));
            let arguments = vec![zone.into(), FROM.into(), TO.into()];
            let theirs = chromium.web.execute(CHANGES, arguments).await?;
            let theirs: Vec<(i64, i32)> = theirs.convert()?;
            assert_eq!(ours, theirs, "{zone}");
            let changes = theirs.len();
            assert!(
                matches!(zone, "Asia/Kathmandu" | "Asia/Kolkata" | "America/Sao_Paulo")
                    || changes == 11,
                "{zone} changes {changes} times"
            );
        }
        Ok(())
    })
    .await
}
