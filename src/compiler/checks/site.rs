//! What comes out when nothing is wrong.

use unstuck_model::{
    entry::Body,
    guide::Condition,
    id::{EntryId, StepId, TopicId},
    text::{Block, Inline, Link},
};

use super::base::{SETTINGS, answer, centre, guide};
use crate::compile;

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

#[test]
fn an_answer() {
    let body = "A *very* `short`\nanswer.\n\n- [ ] one [fee](late-fee.md)\n\n> note  \n> more\n";
    let (site, _) = compile(&centre(&[("en/answers/a.md", &answer(body))]));
    let site = site.unwrap();
    let ids: Vec<&str> = site.books[0].entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["a", "late-fee", "pay"]);
    let entry = site.books[0].entry(&EntryId::new("a").unwrap()).unwrap();
    assert_eq!(entry.short, "A very short answer.");
    let fee = Link::Entry { id: EntryId::new("late-fee").unwrap(), step: None };
    let link = Inline::Link { to: fee, text: vec![text("fee")] };
    let Body::Answer(blocks) = &entry.body else { panic!("an answer") };
    assert_eq!(blocks[1], Block::Checklist(vec![vec![text("one "), link]]));
    let note = vec![text("note"), Inline::Break, text("more")];
    assert_eq!(blocks[2], Block::Note(vec![Block::Paragraph(note)]));
}

#[test]
fn a_guide() {
    let steps = "## One {#one if=\"plan=prepaid\"}\n\nDo it.\n\n- [Two](#two)\n- [Call](unstuck:people?topic=billing)\n\n## Two {#two}\n\n[Done](unstuck:done)\n";
    let (site, _) = compile(&centre(&[("en/guides/g.md", &guide(steps))]));
    let site = site.unwrap();
    let guide = site.books[0].entry(&EntryId::new("g").unwrap()).unwrap().guide().unwrap();
    let [one, two] = guide.steps.as_slice() else { panic!("two steps") };
    let condition =
        Condition::Fact { fact: "plan".to_owned(), value: "prepaid".to_owned(), negated: false };
    assert_eq!(one.condition, Some(condition));
    assert_eq!(one.title, [text("One")]);
    assert_eq!(one.body.len(), 1);
    let to: Vec<&Link> = one.choices.iter().map(|choice| &choice.to).collect();
    let topic = TopicId::new("billing");
    assert_eq!(to, [&Link::Step(StepId::new("two").unwrap()), &Link::People { topic }]);
    assert!(two.ends && two.body.is_empty() && !one.ends);
}

#[test]
fn a_missing_translation_is_shown_in_the_default_language() {
    let settings = SETTINGS
        .replace("[\"en\"]", "[\"es\", \"en\"]")
        .replace("{ en = \"Bills\" }", "{ en = \"Bills\", es = \"Facturas\" }");
    let fee = answer("Recargo.\n");
    let files = centre(&[("unstuck.toml", &settings), ("es/answers/late-fee.md", &fee)]);
    let site = compile(&files).0.unwrap();
    assert_eq!(
        site.settings.languages.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
        ["en", "es"]
    );
    let languages: Vec<&str> =
        site.books[1].entries.iter().map(|entry| entry.language.as_str()).collect();
    assert_eq!(languages, ["es", "en"]);
}
