//! What became of each step, and what a writer is told of it.

use unstuck_compiler::{Diagnostic, Note, Severity, Spot};
use unstuck_model::guide::Target;

use super::{
    plan::Planned,
    way::{ordinal, written},
};

/// A step that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub planned: Planned,
    /// The path of the page where it was looked for.
    pub page: Option<String>,
    /// Which ways of its list found something; none if it was not looked for.
    pub ways: Vec<bool>,
    pub verdict: Verdict,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The first way of its list finds its target.
    AtOnce,
    /// Only this way does, counted from 0.
    Late(usize),
    /// No way does.
    Missing,
    /// The site says that it has no such page.
    NoPage,
    /// The step could not be come to, or nobody can tell why its target is not there.
    NotReached(Cause),
}

/// Why a step was not reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No page that we know of matches its pattern.
    UnknownPage,
    /// The browser has left the site.
    LeftTheSite,
    /// Its page led to another one, with this path or address.
    LedAway(String),
    /// Its page could not be opened, and this is what was said.
    NotOpened(String),
    /// It waits for something that did not appear by itself.
    DidNotAppear,
    /// The target of the step before, with these words on it, may change something.
    NotPressed { step: String, name: String },
    /// The step before, by which one comes to this one, was not found.
    Before(String),
}

/// What became of a step whose list found this much.
pub fn verdict(ways: &[bool]) -> Verdict {
    match ways.iter().position(|found| *found) {
        Some(0) => Verdict::AtOnce,
        Some(place) => Verdict::Late(place),
        None => Verdict::Missing,
    }
}

/// What the writer is told, unless all is well.
pub fn diagnostic(checked: &Checked) -> Option<Diagnostic> {
    let Checked { planned, page, ways, verdict } = checked;
    let step = &planned.step;
    let page = page.as_deref().unwrap_or("the page");
    let pattern = step.on_page.page.as_deref().unwrap_or("the page");
    let mut spot = &step.block;
    let mut notes = Vec::new();
    let (severity, code, message, help) = match verdict {
        Verdict::AtOnce => return None,
        Verdict::Late(place) => {
            spot = step.ways.first().unwrap_or(spot);
            let others = step.ways.iter().zip(&step.on_page.targets).take(*place).skip(1);
            notes.extend(others.map(|(way, target)| failed(&step.path, way, target)));
            let way = step.on_page.targets.get(*place).map(written).unwrap_or_default();
            (
                Severity::Warning,
                "target-found-late",
                format!(
                    "the target of the step `{}` is found on {page} only by the {} way of its list, `{way}`",
                    step.step,
                    ordinal(*place)
                ),
                "mend the ways before it or take them out; while they fail, one more change of the page loses the step".to_owned(),
            )
        }
        Verdict::Missing => {
            let count = match ways.len() {
                1 => "the only way of its list finds nothing".to_owned(),
                count => format!("none of the {count} ways of its list finds anything"),
            };
            (
                Severity::Error,
                "target-missing",
                format!("the target of the step `{}` is not on {page}: {count}", step.step),
                "look at the page and mend the list; until then customers see the step in the panel only".to_owned(),
            )
        }
        Verdict::NoPage => (
            Severity::Error,
            "page-missing",
            format!("the site has no page {pattern}, on which the step `{}` happens", step.step),
            "write the path as it stands in the address bar now".to_owned(),
        ),
        Verdict::NotReached(cause) => {
            let (why, help) = told(cause, pattern);
            (
                Severity::Warning,
                "step-not-reached",
                format!("the step `{}` was not reached: {why}", step.step),
                help,
            )
        }
    };
    notes.extend(planned.also.iter().cloned());
    Some(Diagnostic {
        severity,
        code,
        path: step.path.clone(),
        span: spot.span.clone(),
        line: spot.line,
        column: spot.column,
        message,
        help: Some(help),
        notes,
    })
}

fn failed(path: &str, spot: &Spot, target: &Target) -> Note {
    Note {
        path: path.to_owned(),
        span: spot.span.clone(),
        line: spot.line,
        column: spot.column,
        message: format!("`{}` finds nothing either", written(target)),
    }
}

/// Why, and the way out.
fn told(cause: &Cause, pattern: &str) -> (String, String) {
    match cause {
        Cause::UnknownPage => (
            format!("no link on the pages so far leads to {pattern}"),
            "name such a page with `--page ADDRESS`".to_owned(),
        ),
        Cause::LeftTheSite => (
            "the step before led to another site".to_owned(),
            "give it a `page`, or name its page with `--page ADDRESS`".to_owned(),
        ),
        Cause::LedAway(to) => (
            format!("the site led from {pattern} to {to}"),
            "if that page asks to sign in, give `--cookies FILE` or `--sign-in FILE`; else mend the path".to_owned(),
        ),
        Cause::NotOpened(said) => (
            format!("{pattern} could not be opened: {said}"),
            "open it in a browser of your own, and check again".to_owned(),
        ),
        Cause::DidNotAppear => (
            "what it waits for did not appear by itself".to_owned(),
            "look at it with your own eyes; nothing is typed or paid here".to_owned(),
        ),
        Cause::NotPressed { step, name } => (
            format!("`{name}` of the step `{step}` is not pressed without --press"),
            "add `--press` on a site where presses do no harm, or name a page that has the target with `--page ADDRESS`".to_owned(),
        ),
        Cause::Before(step) => (
            format!("the step `{step}`, by which one comes here, was not found"),
            "mend that one first".to_owned(),
        ),
    }
}

/// `4 steps on the page: 1 found at once, 1 late in the list, 1 missing, 1 not reached`.
pub fn summary(checked: &[Checked]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| {
        let told = checked.iter().filter(|checked| !checked.planned.is_repeat);
        told.filter(|checked| wanted(&checked.verdict)).count()
    };
    let all = count(|_| true);
    let steps = crate::report::amount(all, "step");
    format!(
        "{steps} on the page: {} found at once, {} late in the list, {} missing, {} not reached",
        count(|it| *it == Verdict::AtOnce),
        count(|it| matches!(it, Verdict::Late(_))),
        count(|it| matches!(it, Verdict::Missing | Verdict::NoPage)),
        count(|it| matches!(it, Verdict::NotReached(_))),
    )
}

#[cfg(test)]
mod tests {
    use unstuck_compiler::render;

    use super::*;
    use crate::against::made::step;

    fn checked(ways: &[bool], verdict: Verdict) -> Checked {
        let step = step("en", "pay", "send", Some("/pay*"), "#pay");
        let planned = Planned { step, also: Vec::new(), is_repeat: false };
        Checked { planned, page: Some("/pay".to_owned()), ways: ways.to_vec(), verdict }
    }

    fn check(ways: &[bool], expect: &str) {
        let checked = checked(ways, verdict(ways));
        let told: Vec<Diagnostic> = diagnostic(&checked).into_iter().collect();
        assert_eq!(render::short(&told), expect);
    }

    #[test]
    fn each_list_is_told_of_at_its_line() {
        check(&[true, false, false], "");
        check(&[true, true, true], "");
        check(
            &[false, false, true],
            "en/guides/pay.md:10:1: warning[target-found-late]: the target of the step `send` is \
             found on /pay only by the third way of its list, `{ css = \"#pay\" }`; mend the ways \
             before it or take them out; while they fail, one more change of the page loses the \
             step (en/guides/pay.md:11:1: `{ text = \"Pay\" }` finds nothing either)\n",
        );
        check(
            &[false, false, false],
            "en/guides/pay.md:9:1: error[target-missing]: the target of the step `send` is not on \
             /pay: none of the 3 ways of its list finds anything; look at the page and mend the \
             list; until then customers see the step in the panel only\n",
        );
    }

    #[test]
    fn who_was_not_reached_is_told_why() {
        for (cause, expect) in [
            (Cause::UnknownPage, "no link on the pages so far leads to /pay*; name such a page"),
            (Cause::LedAway("/login".to_owned()), "led from /pay* to /login; if that page asks"),
            (
                Cause::NotPressed { step: "buy".to_owned(), name: "Buy now".to_owned() },
                "`Buy now` of the step `buy` is not pressed without --press; add `--press`",
            ),
        ] {
            let checked = checked(&[], Verdict::NotReached(cause));
            let told = render::short(&[diagnostic(&checked).unwrap()]);
            assert!(
                told.starts_with("en/guides/pay.md:9:1: warning[step-not-reached]: "),
                "{told}"
            );
            assert!(told.contains(expect), "{told}");
        }
    }

    #[test]
    fn the_summary_counts_what_is_not_repeated() {
        let mut repeat = checked(&[true], Verdict::AtOnce);
        repeat.planned.is_repeat = true;
        let all = [
            checked(&[true], Verdict::AtOnce),
            checked(&[false, true], Verdict::Late(1)),
            checked(&[false], Verdict::Missing),
            checked(&[], Verdict::NoPage),
            checked(&[], Verdict::NotReached(Cause::UnknownPage)),
            repeat,
        ];
        assert_eq!(
            summary(&all),
            "5 steps on the page: 1 found at once, 1 late in the list, 2 missing, 1 not reached"
        );
    }
}
