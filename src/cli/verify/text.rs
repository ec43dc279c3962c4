//! The report for people: a table for each moment, the hosts and the verdicts.

use std::fmt::Write;

use super::{
    rules::Verdict,
    seen::{Journey, Request, Stage, host},
    typed,
};
use crate::report::amount;

/// More of one rule hide the others.
const MOST_TOLD: usize = 5;

/// Whose a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Page,
    Help,
    Desk,
    Other,
}

impl Party {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Help => "help",
            Self::Desk => "desk",
            Self::Other => "other",
        }
    }

    fn told(self) -> &'static str {
        match self {
            Self::Page => "the page that carries the tag",
            Self::Help => "the help origin",
            Self::Desk => "the site's own desk",
            Self::Other => "a third party",
        }
    }
}

/// The hosts that were asked, each with how often, in the order in which they were met.
pub fn hosts(journey: &Journey) -> Vec<(String, Party, usize)> {
    let mut hosts: Vec<(String, Party, usize)> = Vec::new();
    for request in journey.stages.iter().flat_map(|stage| &stage.requests) {
        let name = host(&request.url);
        match hosts.iter_mut().find(|(known, ..)| *known == name) {
            Some((.., count)) => *count += 1,
            None if name == host(&journey.page) => hosts.push((name, Party::Page, 1)),
            None if name == host(&journey.help) => hosts.push((name, Party::Help, 1)),
            None if journey.desks.iter().any(|desk| name == host(desk)) => {
                hosts.push((name, Party::Desk, 1));
            }
            None => hosts.push((name, Party::Other, 1)),
        }
    }
    hosts
}

/// The whole report.
pub fn written(journey: &Journey, verdicts: &[Verdict]) -> String {
    let mut text = format!("{} in {}\n", journey.site, journey.browser);
    for stage in &journey.stages {
        text.push_str(&table(journey, stage));
    }
    text.push_str("\nHosts\n");
    for (host, party, count) in hosts(journey) {
        let _ = writeln!(text, "  {host:<22} {:>12}, {}", amount(count, "request"), party.told());
    }
    text.push_str("\nRules\n");
    for verdict in verdicts {
        let sign = match verdict.holds {
            Some(true) => "holds",
            Some(false) => "BROKEN",
            None => "not known",
        };
        let _ = writeln!(text, "  {sign:<9} {}", verdict.rule.sentence());
    }
    for verdict in verdicts {
        for finding in verdict.findings.iter().take(MOST_TOLD) {
            let (rule, moment) = (verdict.rule.name(), finding.moment.name());
            let _ = writeln!(text, "\nerror[{rule}]: {moment}: {}", finding.what);
            let _ = writeln!(text, " help: {}", verdict.look_at());
        }
        let more = verdict.findings.len().saturating_sub(MOST_TOLD);
        if more > 0 {
            let _ = writeln!(text, "\nand {more} more; `--format json` names them all");
        }
    }
    let broken = verdicts.iter().filter(|verdict| verdict.holds == Some(false)).count();
    let kept = verdicts.iter().filter(|verdict| verdict.holds == Some(true)).count();
    let _ = writeln!(text, "\n{kept} of {} rules hold, {broken} broken", verdicts.len());
    text
}

fn table(journey: &Journey, stage: &Stage) -> String {
    let mut text = format!("\n{}\n", stage.moment.told());
    if let Some(why) = stage.skipped {
        let _ = writeln!(text, "  left out   {why}");
        return text;
    }
    let rows = stage.requests.iter().map(|it| request(journey, it)).collect();
    column(&mut text, "requested", rows);
    let stored = stage.stored.iter().map(|it| {
        let size = it.bytes.map(|bytes| format!(", {}", amount_of(bytes))).unwrap_or_default();
        format!("{} `{}` of {}{size}", it.area.name(), it.name, it.host)
    });
    column(&mut text, "stored", stored.collect());
    let globals = stage.globals.join(", ");
    column(&mut text, "globals", if globals.is_empty() { Vec::new() } else { vec![globals] });
    text
}

/// Rows under a name that stands before the first.
fn column(text: &mut String, name: &str, rows: Vec<String>) {
    let rows = if rows.is_empty() { vec!["nothing".to_owned()] } else { rows };
    for (place, row) in rows.iter().enumerate() {
        let _ = writeln!(text, "  {:<10} {row}", if place == 0 { name } else { "" });
    }
}

fn request(journey: &Journey, request: &Request) -> String {
    let mut row = format!("{} {}{}", request.method, host(&request.url), request.path());
    match (request.cached, request.bytes) {
        (true, _) => row.push_str(", from the cache"),
        (false, Some(bytes)) => row.push_str(&format!(", {}", amount_of(bytes))),
        (false, None) => {}
    }
    if !request.body.is_empty() {
        row.push_str(&format!(", with {} of its own", amount_of(request.body.len() as u64)));
    }
    if !request.by_browser {
        row.push_str(", seen by the server alone");
    }
    for (part, what) in typed::parts(request, &journey.typed) {
        row.push_str(&format!(", with the {what} in its {part}"));
    }
    row
}

/// `812 bytes`, `3.4 KB`.
fn amount_of(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        _ => format!("{:.1} KB", bytes as f64 / 1_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::{
        made,
        rules::judge,
        seen::{Area, Moment},
    };

    #[test]
    fn a_calm_table() {
        let mut journey = made::journey();
        journey.stages.truncate(2);
        journey.stages[1].skipped = Some("nothing was found");
        let text = written(&journey, &judge(&journey));
        let expect = "\
public in Chrome/156

The page has loaded, nothing is touched
  requested  GET shop.localhost:1/, 3.4 KB
             GET help.localhost:2/unstuck.js, 3.4 KB
  stored     nothing
  globals    Unstuck, unstuck

A question is asked
  left out   nothing was found

Hosts
  shop.localhost:1          1 request, the page that carries the tag
  help.localhost:2         2 requests, the help origin
";
        assert!(text.starts_with(expect), "{text}");
        assert!(text.ends_with("\n7 of 7 rules hold, 0 broken\n"), "{text}");
    }

    #[test]
    fn a_broken_rule_says_where_and_what_to_look_at() {
        let mut journey = made::journey();
        journey.stages[1].stored.push(made::stored(Area::Cookie, "id"));
        assert_eq!(journey.stages[1].moment, Moment::Asked);
        let text = written(&journey, &judge(&journey));
        let expect = "
error[no-cookie]: asked: the cookie `id` of shop.localhost:1 is set
 help: look at what was added to unstuck.js";
        assert!(text.contains(expect), "{text}");
        assert!(text.contains("  BROKEN    No cookie is set.\n"), "{text}");
        assert!(text.ends_with("\n6 of 7 rules hold, 1 broken\n"), "{text}");
    }

    #[test]
    fn what_only_the_server_saw_is_said() {
        let mut journey = made::journey();
        journey.stages[1].requests[0].by_browser = false;
        journey.stages[1].requests[0].bytes = None;
        let text = written(&journey, &judge(&journey));
        assert!(text.contains("/assets/widget.js, seen by the server alone\n"), "{text}");
    }
}
