//! What a site promises, and whether what was seen keeps it.

use url::Url;

use super::{
    seen::{Area, Guide, Journey, Moment, Request, Stage, Stored, host},
    typed,
};

/// A promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    LoaderOnly,
    NothingBeforeAGuide,
    OnlyTheGuide,
    NoCookie,
    TwoGlobals,
    HelpOriginOnly,
    TypedStays,
}

impl Rule {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::LoaderOnly,
        Self::NothingBeforeAGuide,
        Self::OnlyTheGuide,
        Self::NoCookie,
        Self::TwoGlobals,
        Self::HelpOriginOnly,
        Self::TypedStays,
    ];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::LoaderOnly => "loader-only-before-touch",
            Self::NothingBeforeAGuide => "nothing-stored-before-guide",
            Self::OnlyTheGuide => "only-guide-stored",
            Self::NoCookie => "no-cookie",
            Self::TwoGlobals => "two-globals",
            Self::HelpOriginOnly => "help-origin-only",
            Self::TypedStays => "typed-stays",
        }
    }

    /// The promise as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::LoaderOnly => "Before a touch nothing but the loader is requested.",
            Self::NothingBeforeAGuide => "Before a guide is begun nothing is stored.",
            Self::OnlyTheGuide => {
                "What is stored is `unstuck` in sessionStorage, only while a guide is under way."
            }
            Self::NoCookie => "No cookie is set.",
            Self::TwoGlobals => {
                "The page has two more globals, `Unstuck` and `unstuck`, and none after destroy."
            }
            Self::HelpOriginOnly => {
                "No host is asked but the one that the tag comes from, and the site's own desk."
            }
            Self::TypedStays => "No request holds anything of what was typed.",
        }
    }

    fn look_at(self) -> &'static str {
        match self {
            Self::LoaderOnly => {
                "look at what was added to unstuck.js; a fresh `unstuck build` requests nothing before a touch"
            }
            Self::NothingBeforeAGuide | Self::OnlyTheGuide => {
                "look at what was added to the files of the site; the widget keeps one key, and takes it away"
            }
            Self::NoCookie => {
                "look at what was added to unstuck.js and at the headers of its server; the widget sets no cookie"
            }
            Self::TwoGlobals => {
                "look at what was added to the scripts of the site; those of a fresh `unstuck build` leave two names"
            }
            Self::HelpOriginOnly => {
                "look at who asks for it, in the files of the site and in its pictures and videos"
            }
            Self::TypedStays => {
                "look at who asks for it; the widget sends what was typed only after a press that says so"
            }
        }
    }

    fn findings(self, journey: &Journey) -> Vec<Finding> {
        let stages = &journey.stages;
        match self {
            Self::LoaderOnly => {
                let untouched = stages.iter().filter(|stage| stage.moment == Moment::Untouched);
                let loader = journey.help.join("unstuck.js").ok();
                let may = |request: &Request| {
                    request.url == journey.page || Some(&request.url) == loader.as_ref()
                };
                requests(
                    untouched,
                    |request| !may(request),
                    |request| format!("{} is requested before a touch", shown(request)),
                )
            }
            Self::NothingBeforeAGuide => {
                stored(stages, |stage, _| stage.guide == Guide::NotYet, "before a guide is begun")
            }
            Self::OnlyTheGuide => {
                let under_way = |stage: &Stage, it: &Stored| match stage.guide {
                    Guide::NotYet => false,
                    Guide::UnderWay => !is_guide(it),
                    Guide::Over => true,
                };
                stored(stages, under_way, "")
            }
            Self::NoCookie => {
                let cookies = |stored: &&Stored| stored.area == Area::Cookie;
                first_of(stages, |stage| {
                    let cookies = stage.stored.iter().filter(cookies);
                    cookies
                        .map(|it| format!("the cookie `{}` of {} is set", it.name, it.host))
                        .collect()
                })
            }
            Self::TwoGlobals => first_of(stages, |stage| {
                let gone = stage.moment == Moment::Gone;
                let ours = |name: &str| !gone && matches!(name, "Unstuck" | "unstuck");
                let left = stage.globals.iter().filter(|name| !ours(name));
                let when = if gone { " after destroy" } else { "" };
                left.map(|name| format!("the page has the global `{name}`{when}")).collect()
            }),
            Self::HelpOriginOnly => {
                let ours = |request: &Request| {
                    let own = journey.desks.iter().chain([&journey.help]);
                    request.url == journey.page
                        || own.into_iter().any(|own| is_same_origin(&request.url, own))
                };
                requests(
                    stages,
                    |request| !ours(request),
                    |request| format!("a host of somebody else is asked: {}", shown(request)),
                )
            }
            Self::TypedStays => first_of(stages, |stage| {
                let holding = |request: &Request| {
                    let parts = typed::parts(request, &journey.typed).into_iter();
                    let say =
                        |(part, what)| format!("the {part} of {} holds the {what}", shown(request));
                    parts.map(say).collect::<Vec<String>>()
                };
                stage.requests.iter().flat_map(holding).collect()
            }),
        }
    }
}

/// A rule, and what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub rule: Rule,
    /// Nothing, if a journey that did not come to its end cannot tell.
    pub holds: Option<bool>,
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// What to look at, to mend it.
    pub fn look_at(&self) -> &'static str {
        self.rule.look_at()
    }
}

/// One thing that breaks a rule, at the moment when it was seen first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub moment: Moment,
    pub what: String,
}

/// The verdict of every rule.
pub fn judge(journey: &Journey) -> Vec<Verdict> {
    let verdict = |rule: Rule| {
        let findings = rule.findings(journey);
        let holds =
            if findings.is_empty() { journey.complete.then_some(true) } else { Some(false) };
        Verdict { rule, holds, findings }
    };
    Rule::ALL.into_iter().map(verdict).collect()
}

fn is_guide(stored: &Stored) -> bool {
    stored.area == Area::SessionStorage && stored.name == "unstuck"
}

fn is_same_origin(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin()
}

/// A request for a sentence; what differs only in the query is the same.
fn shown(request: &Request) -> String {
    format!("{} {}{}", request.method, host(&request.url), request.url.path())
}

fn requests<'a>(
    stages: impl IntoIterator<Item = &'a Stage>,
    breaks: impl Fn(&Request) -> bool,
    say: impl Fn(&Request) -> String,
) -> Vec<Finding> {
    first_of(stages, |stage| {
        stage.requests.iter().filter(|request| breaks(request)).map(&say).collect()
    })
}

/// What is stored and breaks a rule; cookies have one of their own.
fn stored(stages: &[Stage], breaks: impl Fn(&Stage, &Stored) -> bool, when: &str) -> Vec<Finding> {
    first_of(stages, |stage| {
        let broken = stage.stored.iter().filter(|it| it.area != Area::Cookie && breaks(stage, it));
        let say = |it: &Stored| {
            let (area, name, host) = (it.area.name(), &it.name, &it.host);
            let when = match (when, stage.guide) {
                ("", Guide::UnderWay) => "",
                ("", Guide::NotYet | Guide::Over) => " while no guide is under way",
                (when, _) => &format!(" {when}"),
            };
            format!("`{name}` of {host} is kept in {area}{when}")
        };
        broken.map(say).collect()
    })
}

/// What is said of stages, each sentence only at the first stage that it is true of.
fn first_of<'a>(
    stages: impl IntoIterator<Item = &'a Stage>,
    say: impl Fn(&Stage) -> Vec<String>,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for stage in stages {
        for what in say(stage) {
            if !findings.iter().any(|known| known.what == what) {
                findings.push(Finding { moment: stage.moment, what });
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::made::{journey, request, stored};

    /// The broken rules of the made-up journey after a change, with their first sentences.
    fn check(change: impl FnOnce(&mut Journey), expect: &[(Rule, &str)]) {
        let mut journey = journey();
        change(&mut journey);
        let broken: Vec<(Rule, String)> = judge(&journey)
            .into_iter()
            .filter(|verdict| verdict.holds == Some(false))
            .map(|verdict| (verdict.rule, verdict.findings[0].what.clone()))
            .collect();
        let broken: Vec<(Rule, &str)> =
            broken.iter().map(|(rule, what)| (*rule, what.as_str())).collect();
        assert_eq!(broken, expect);
    }

    #[test]
    fn a_site_as_it_was_built_breaks_none() {
        check(|_| {}, &[]);
        assert!(judge(&journey()).iter().all(|verdict| verdict.holds == Some(true)));
    }

    #[test]
    fn a_request_before_a_touch() {
        let sentence = "GET help.localhost:2/assets/a.js is requested before a touch";
        check(
            |journey| {
                journey.stages[0].requests.push(request("http://help.localhost:2/assets/a.js"))
            },
            &[(Rule::LoaderOnly, sentence)],
        );
    }

    #[test]
    fn a_third_party() {
        let sentence = "a host of somebody else is asked: GET cdn.example/a.js";
        check(
            |journey| journey.stages[1].requests.push(request("https://cdn.example/a.js?b=c")),
            &[(Rule::HelpOriginOnly, sentence)],
        );
        check(
            |journey| journey.stages[1].requests.push(request("https://desk.example/v1/estimates")),
            &[],
        );
        // The page's own host is not the help origin either.
        let sentence = "a host of somebody else is asked: GET shop.localhost:1/api";
        check(
            |journey| journey.stages[1].requests.push(request("http://shop.localhost:1/api")),
            &[(Rule::HelpOriginOnly, sentence)],
        );
    }

    #[test]
    fn something_stored() {
        let before = "`seen` of shop.localhost:1 is kept in localStorage before a guide is begun";
        check(
            |journey| journey.stages[1].stored.push(stored(Area::LocalStorage, "seen")),
            &[(Rule::NothingBeforeAGuide, before)],
        );
        let beside = "`seen` of shop.localhost:1 is kept in IndexedDB";
        check(
            |journey| journey.stages[2].stored.push(stored(Area::IndexedDb, "seen")),
            &[(Rule::OnlyTheGuide, beside)],
        );
        let after =
            "`unstuck` of shop.localhost:1 is kept in sessionStorage while no guide is under way";
        check(
            |journey| journey.stages[3].stored.push(stored(Area::SessionStorage, "unstuck")),
            &[(Rule::OnlyTheGuide, after)],
        );
    }

    #[test]
    fn a_cookie() {
        check(
            |journey| journey.stages[0].stored.push(stored(Area::Cookie, "id")),
            &[(Rule::NoCookie, "the cookie `id` of shop.localhost:1 is set")],
        );
    }

    #[test]
    fn a_global() {
        check(
            |journey| journey.stages[0].globals.push("leak".to_owned()),
            &[(Rule::TwoGlobals, "the page has the global `leak`")],
        );
        check(
            |journey| journey.stages[3].globals.push("Unstuck".to_owned()),
            &[(Rule::TwoGlobals, "the page has the global `Unstuck` after destroy")],
        );
    }

    #[test]
    fn something_typed() {
        let sentence = "the address of GET help.localhost:2/ holds the question";
        check(
            |journey| {
                let address = "http://help.localhost:2/?q=why+was+i+charged+a+late+fee";
                journey.stages[1].requests.push(request(address));
            },
            &[(Rule::TypedStays, sentence)],
        );
    }

    #[test]
    fn a_journey_that_was_stopped_holds_nothing() {
        let mut journey = journey();
        journey.complete = false;
        journey.stages[0].stored.push(stored(Area::Cookie, "id"));
        for verdict in judge(&journey) {
            let expect = (verdict.rule == Rule::NoCookie).then_some(false);
            assert_eq!(verdict.holds, expect, "{:?}", verdict.rule);
        }
    }

    #[test]
    fn what_lasts_is_told_of_once() {
        let mut journey = journey();
        for stage in &mut journey.stages {
            stage.stored.push(stored(Area::Cookie, "id"));
        }
        let verdicts = judge(&journey);
        let cookie = verdicts.iter().find(|verdict| verdict.rule == Rule::NoCookie).unwrap();
        assert_eq!(cookie.findings.len(), 1);
        assert_eq!(cookie.findings[0].moment, Moment::Untouched);
    }
}
