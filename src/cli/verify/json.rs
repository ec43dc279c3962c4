//! The report for programs: everything that was seen, and the verdicts.

use serde_json::{Value, json};

use super::{
    rules::Verdict,
    seen::{Journey, Request, Stage, Stored, host},
    text::hosts,
    typed,
};

/// An object whose fields stand in the documentation.
pub fn written(journey: &Journey, verdicts: &[Verdict]) -> String {
    let told = json!({
        "site": journey.site,
        "browser": journey.browser,
        "complete": journey.complete,
        "page": journey.page.as_str(),
        "help": journey.help.as_str(),
        "typed": journey.typed.iter()
            .map(|typed| json!({ "what": typed.what, "text": typed.text }))
            .collect::<Vec<Value>>(),
        "hosts": hosts(journey).into_iter()
            .map(|(host, party, requests)| json!({
                "host": host, "party": party.name(), "requests": requests,
            }))
            .collect::<Vec<Value>>(),
        "stages": journey.stages.iter().map(|it| stage(journey, it)).collect::<Vec<Value>>(),
        "rules": verdicts.iter().map(rule).collect::<Vec<Value>>(),
    });
    format!("{told:#}\n")
}

fn stage(journey: &Journey, stage: &Stage) -> Value {
    json!({
        "stage": stage.moment.name(),
        "skipped": stage.skipped,
        "requests": stage.requests.iter().map(|it| request(journey, it)).collect::<Vec<Value>>(),
        "stored": stage.stored.iter().map(stored).collect::<Vec<Value>>(),
        "globals": stage.globals,
    })
}

fn request(journey: &Journey, request: &Request) -> Value {
    let seen_by = [("browser", request.by_browser), ("server", request.by_server)];
    let seen_by = seen_by.into_iter().filter_map(|(who, saw)| saw.then_some(who));
    json!({
        "method": request.method,
        "host": host(&request.url),
        "path": request.path(),
        "kind": request.kind,
        "status": request.status,
        "bytes": request.bytes,
        "cached": request.cached,
        "sent_bytes": request.body.len(),
        "seen_by": seen_by.collect::<Vec<&str>>(),
        "typed": typed::parts(request, &journey.typed).into_iter()
            .map(|(part, what)| json!({ "in": part, "what": what }))
            .collect::<Vec<Value>>(),
    })
}

fn stored(stored: &Stored) -> Value {
    json!({
        "area": stored.area.name(),
        "host": stored.host,
        "name": stored.name,
        "bytes": stored.bytes,
    })
}

fn rule(verdict: &Verdict) -> Value {
    let findings = verdict.findings.iter();
    let findings = findings.map(|it| json!({ "stage": it.moment.name(), "what": it.what }));
    json!({
        "rule": verdict.rule.name(),
        "sentence": verdict.rule.sentence(),
        "holds": verdict.holds,
        "findings": findings.collect::<Vec<Value>>(),
        "look_at": (verdict.holds == Some(false)).then(|| verdict.look_at()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::{made, rules::judge, seen::Area};

    #[test]
    fn everything_is_there() {
        let mut journey = made::journey();
        journey.stages[0].stored.push(made::stored(Area::Cookie, "id"));
        let told = written(&journey, &judge(&journey));
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(
            told["hosts"][0],
            json!({
                "host": "shop.localhost:1", "party": "page", "requests": 2,
            })
        );
        assert_eq!(
            told["stages"][0]["requests"][1],
            json!({
                "method": "GET", "host": "help.localhost:2", "path": "/unstuck.js", "kind": "script",
                "status": 200, "bytes": 3_400, "cached": false, "sent_bytes": 0,
                "seen_by": ["browser", "server"], "typed": [],
            })
        );
        assert_eq!(
            told["stages"][2]["stored"][0],
            json!({
                "area": "sessionStorage", "host": "shop.localhost:1", "name": "unstuck", "bytes": 60,
            })
        );
        let cookie = told["rules"].as_array().unwrap().iter().find(|it| it["rule"] == "no-cookie");
        let cookie = cookie.unwrap();
        assert_eq!(
            (&cookie["holds"], &cookie["findings"][0]["stage"]),
            (&json!(false), &json!("untouched"))
        );
    }
}
