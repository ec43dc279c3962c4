//! What a map of a guide shows: its steps, where they end, and how each leads to the next.

use unstuck_model::{
    guide::{Condition, Done, Guide, OnPage, Step},
    id::EntryId,
    text::{Block, Inline, Link, plain},
};

/// The boxes and arrows of a map.
#[derive(Debug, Default, PartialEq)]
pub struct Graph {
    /// The steps in the order of the file, then all else.
    pub nodes: Vec<Node>,
    /// The ways between them.
    pub ways: Vec<Way>,
}

/// A box of a map.
#[derive(Debug, PartialEq)]
pub struct Node {
    pub kind: Kind,
    pub title: String,
    /// What else is to be known of it, a line each.
    pub notes: Vec<String>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Where customers come in.
    Start,
    Step,
    /// The guide is done.
    End,
    /// The way to people.
    People,
    /// Another answer or guide.
    Entry,
}

/// A way from one box to another.
#[derive(Debug, PartialEq)]
pub struct Way {
    pub from: usize,
    pub to: usize,
    pub label: String,
    pub manner: Manner,
}

/// How customers come from one box to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By a choice.
    Choice,
    /// By going on.
    Onward,
    /// By a link in the text of the step.
    Text,
    /// By the end of a guide that was called.
    Return,
}

impl Graph {
    /// The map of a guide; `is_guide` tells guides, which return, from answers.
    pub fn of(guide: &Guide, is_guide: impl Fn(&EntryId) -> bool) -> Self {
        let nodes = guide.steps.iter().map(|step| Node {
            kind: Kind::Step,
            title: plain(&step.title),
            notes: notes(guide, step),
        });
        let mut graph = Self { nodes: nodes.collect(), ways: Vec::new() };
        let start = graph.add(Kind::Start, "Start".to_owned());
        graph.go_on(guide, start, 0, Manner::Onward);
        for (text, to) in links(&guide.intro) {
            graph.follow(guide, start, to, text, Manner::Text, &is_guide);
        }
        for (place, step) in guide.steps.iter().enumerate() {
            for choice in &step.choices {
                let label = plain(&choice.label);
                graph.follow(guide, place, &choice.to, label, Manner::Choice, &is_guide);
            }
            for (text, to) in links(&step.body) {
                graph.follow(guide, place, to, text, Manner::Text, &is_guide);
            }
            if step.ends {
                graph.lead(place, Kind::End, "Done", String::new(), Manner::Onward);
            } else if step.choices.is_empty() {
                graph.go_on(guide, place, place + 1, Manner::Onward);
            }
        }
        graph
    }

    fn add(&mut self, kind: Kind, title: String) -> usize {
        self.nodes.push(Node { kind, title, notes: Vec::new() });
        self.nodes.len() - 1
    }

    /// A way along a link, if it leads on from the step.
    fn follow(
        &mut self,
        guide: &Guide,
        from: usize,
        to: &Link,
        label: String,
        manner: Manner,
        is_guide: &impl Fn(&EntryId) -> bool,
    ) {
        match to {
            Link::Step(id) => {
                if let Some(to) = guide.position(id) {
                    self.join(from, to, label, manner);
                }
            }
            Link::People { topic } => {
                let topic = topic.as_ref().map(|topic| format!(": {topic}")).unwrap_or_default();
                self.lead(from, Kind::People, &format!("People{topic}"), label, manner);
            }
            Link::Done => {
                self.lead(from, Kind::End, "Done", label, manner);
            }
            Link::Entry { id, step } => {
                let calls = is_guide(id);
                // An answer that the text mentions is read beside the step and leads nowhere.
                if manner == Manner::Text && !calls {
                    return;
                }
                let step = step.as_ref().map(|step| format!("#{step}")).unwrap_or_default();
                let entry = self.lead(from, Kind::Entry, &format!("{id}{step}"), label, manner);
                let returned = self.ways.iter().any(|way| way.from == entry);
                if let Some(caller) = guide.steps.get(from).filter(|_| calls && !returned) {
                    // Behind a step that ends the guide there is nothing to return to.
                    let next = if caller.ends { guide.steps.len() } else { from + 1 };
                    self.go_on(guide, entry, next, Manner::Return);
                }
            }
            Link::Web(_) | Link::Phone(_) | Link::Email(_) => {}
        }
    }

    /// The ways to the steps that may come next by themselves: those with a condition may be passed
    /// over.
    fn go_on(&mut self, guide: &Guide, from: usize, next: usize, manner: Manner) {
        let mut otherwise = "";
        for (place, step) in guide.steps.iter().enumerate().skip(next) {
            let Some(condition) = &step.condition else {
                self.join(from, place, otherwise.to_owned(), manner);
                return;
            };
            self.join(from, place, self::condition(guide, condition), manner);
            otherwise = "otherwise";
        }
        self.lead(from, Kind::End, "Done", otherwise.to_owned(), manner);
    }

    /// A way to a box of the step's own: one for all would draw arrows across the whole map.
    fn lead(
        &mut self,
        from: usize,
        kind: Kind,
        title: &str,
        label: String,
        manner: Manner,
    ) -> usize {
        let known = self.ways.iter().filter(|way| way.from == from).map(|way| way.to).find(|to| {
            self.nodes.get(*to).is_some_and(|node| node.kind == kind && node.title == title)
        });
        let to = known.unwrap_or_else(|| self.add(kind, title.to_owned()));
        self.join(from, to, label, manner);
        to
    }

    /// One way for all that lead from one box to another in the same manner.
    fn join(&mut self, from: usize, to: usize, label: String, manner: Manner) {
        let same = |way: &&mut Way| (way.from, way.to, way.manner) == (from, to, manner);
        match self.ways.iter_mut().find(same) {
            Some(way) if way.label == label => {}
            Some(way) => way.label = format!("{} / {label}", way.label),
            None => self.ways.push(Way { from, to, label, manner }),
        }
    }
}

/// What is to be known of a step beside its title.
fn notes(guide: &Guide, step: &Step) -> Vec<String> {
    let condition = step.condition.as_ref().map(|it| condition(guide, it));
    condition.into_iter().chain(step.on_page.as_ref().map(on_page)).collect()
}

fn condition(guide: &Guide, condition: &Condition) -> String {
    let sign = |negated: &bool| if *negated { "!=" } else { "=" };
    match condition {
        Condition::Fact { fact, value, negated } => format!("if {fact}{}{value}", sign(negated)),
        Condition::Chose { step, choice, negated } => {
            let step = guide.steps.get(*step);
            let choice = step.and_then(|step| step.choices.get(*choice));
            let words = choice.map_or(String::new(), |choice| plain(&choice.label));
            let step = step.map_or("", |step| step.id.as_str());
            format!("if #{step}{}\u{201c}{words}\u{201d}", sign(negated))
        }
    }
}

fn on_page(on_page: &OnPage) -> String {
    let done = match on_page.done {
        Done::Click => "click",
        Done::Input => "input",
        Done::Visible => "visible",
        Done::Url => "url",
        Done::Manual => "manual",
    };
    let page = on_page.page.as_deref().unwrap_or("any page");
    format!("on page: {page}, done by {done}")
}

/// The links of some blocks with the words on them.
fn links(blocks: &[Block]) -> Vec<(String, &Link)> {
    let mut found = Vec::new();
    blocks.iter().for_each(|block| links_of(block, &mut found));
    found
}

fn links_of<'a>(block: &'a Block, found: &mut Vec<(String, &'a Link)>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => links_in(text, found),
        Block::List { items, .. } => items.iter().flatten().for_each(|it| links_of(it, found)),
        Block::Checklist(items) => items.iter().for_each(|text| links_in(text, found)),
        Block::Note(inner) => inner.iter().for_each(|block| links_of(block, found)),
        Block::Code(_) | Block::Media(_) => {}
    }
}

fn links_in<'a>(text: &'a [Inline], found: &mut Vec<(String, &'a Link)>) {
    for inline in text {
        match inline {
            Inline::Link { to, text } => found.push((plain(text), to)),
            Inline::Strong(inner) | Inline::Emphasis(inner) => links_in(inner, found),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use unstuck_compiler::{SourceFile, survey};

    use super::*;

    /// The ways of a guide as lines, `from > to: label`.
    fn check(steps: &str, expect: &[&str]) {
        let text = format!("---\ntitle: A\ntopic: a\n---\nShort.\n\n{steps}");
        let files = [
            ("en/guides/a.md", text.as_str()),
            ("en/guides/b.md", "---\ntitle: B\ntopic: a\n---\nShort.\n\n## One {#one}\n\nText.\n"),
            ("en/answers/c.md", "---\ntitle: C\ntopic: a\n---\nShort.\n"),
        ]
        .map(|(path, text)| SourceFile { path: path.to_owned(), bytes: text.into() });
        let drafts = survey(&files).guides;
        let graph = Graph::of(drafts[0].entry.guide().unwrap(), |id| id.as_str() != "c");
        let title = |place: usize| &graph.nodes[place].title;
        let line = |way: &Way| {
            format!("{} > {}: {} {:?}", title(way.from), title(way.to), way.label, way.manner)
        };
        assert_eq!(graph.ways.iter().map(line).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn choices_lead_to_steps_people_ends_and_entries() {
        check(
            "## One {#one}\n\nText.\n\n- [Yes](#two)\n- [No](unstuck:people?topic=a)\n- [Other](b.md)\n- [Read](../answers/c.md)\n- [Sure](#two)\n\n## Two {#two}\n\nGo [back](#one).\n\n[Done](unstuck:done)\n",
            &[
                "Start > One:  Onward",
                "One > Two: Yes / Sure Choice",
                "One > People: a: No Choice",
                "One > b: Other Choice",
                "b > Two:  Return",
                "One > c: Read Choice",
                "Two > One: back Text",
                "Two > Done:  Onward",
            ],
        );
    }

    #[test]
    fn a_guide_called_by_the_last_words_returns_to_the_end() {
        check(
            "## One {#one}\n\nSee [this](b.md).\n\n[Done](unstuck:done)\n\n## Two {#two}\n\nText.\n",
            &[
                "Start > One:  Onward",
                "One > b: this Text",
                "b > Done:  Return",
                "One > Done:  Onward",
                "Two > Done:  Onward",
            ],
        );
    }

    #[test]
    fn steps_with_a_condition_may_be_passed_over() {
        check(
            "## One {#one if=\"plan=prepaid\"}\n\nText.\n\n## Two {#two}\n\nText.\n\n## Three {#three if=\"plan!=prepaid\"}\n\nText.\n",
            &[
                "Start > One: if plan=prepaid Onward",
                "Start > Two: otherwise Onward",
                "One > Two:  Onward",
                "Two > Three: if plan!=prepaid Onward",
                "Two > Done: otherwise Onward",
                "Three > Done:  Onward",
            ],
        );
    }
}
