//! What a question has found.

use crate::reactive::Get;
use unstuck_model::{
    escalation::Offer,
    message::{Fragment, Hit, SearchAnswer, Verdict},
    site::Outline,
};

use crate::{
    app::{App, Search},
    dom::{Tag, tag},
    focus,
    icon::{Icon, icon},
    people::{first_ways, ways_list},
    question::question_link,
    words::fill,
};

/// The hits, or plain words that there are none, and people.
pub fn results(app: App) -> Tag {
    let place = tag("div", "");
    let drawn = place.clone();
    place.live(move || {
        focus::keep_in_list(&drawn);
        match app.search.get() {
            Search::Idle | Search::Waiting => {
                vec![tag("p", "quiet searching").say(app.words.searching)]
            }
            Search::Found(answer) => found(app, &answer),
            Search::Gone => {
                let mut parts = vec![gone_note(app)];
                parts.extend(ways_list(app));
                parts
            }
        }
    })
}

/// Plain words that search does not work on this page.
pub fn gone_note(app: App) -> Tag {
    note(app.words.search_gone, app.words.search_gone_more)
}

fn note(first: &str, then: &str) -> Tag {
    tag("div", "note")
        .with(tag("p", "").with(tag("strong", "").say(first)))
        .with(tag("p", "").say(then))
}

/// How many hits are shown of an answer that is unsure, and of one that is none.
const UNSURE: usize = 3;
const CLOSEST: usize = 2;

/// How many hits are shown as an answer.
pub fn shown(answer: &SearchAnswer) -> usize {
    match answer.verdict {
        Verdict::NoAnswer => 0,
        Verdict::Unsure => answer.hits.len().min(UNSURE),
        Verdict::Confident => answer.hits.len(),
    }
}

fn found(app: App, answer: &SearchAnswer) -> Vec<Tag> {
    let words = app.words;
    let hits = answer.hits.as_slice();
    let mut parts = Vec::new();
    match answer.verdict {
        Verdict::NoAnswer => {
            parts.push(note(words.no_answer, words.no_answer_more));
            // The closest stand there by their titles alone: people stay in sight below them.
            let closest =
                first(hits, CLOSEST).iter().map(|hit| entry_link(app, &hit.outline)).collect();
            parts.extend(list_section(words.others, closest));
            parts.push(tag("h3", "label").say(words.people_link));
            parts.extend(first_ways(app));
            parts.extend(question_link(app));
        }
        Verdict::Unsure => parts.extend(section(app, words.unsure, first(hits, UNSURE))),
        Verdict::Confident => {
            let (best, others) = hits.split_at(hits.len().min(1));
            parts.extend(section(app, words.best_answer, best));
            if matches!(app.offer(), Offer::Now(_)) {
                parts.extend(first_ways(app));
            }
            parts.extend(section(app, words.others, others));
        }
    }
    parts
}

fn first(hits: &[Hit], limit: usize) -> &[Hit] {
    hits.get(..limit).unwrap_or(hits)
}

fn section(app: App, heading: &str, hits: &[Hit]) -> Option<Tag> {
    let links = hits.iter().map(|hit| {
        let title = fragments(tag("span", "hit-title"), &hit.title);
        let excerpt = fragments(tag("span", "hit-short"), &hit.excerpt);
        link(app, &hit.outline, vec![title, excerpt])
    });
    list_section(heading, links.collect())
}

/// A heading and a list of links, if there is one.
pub fn list_section(heading: &str, links: Vec<Tag>) -> Option<Tag> {
    (!links.is_empty()).then(|| {
        tag("section", "")
            .with(tag("h3", "label").say(heading))
            .with(tag("ul", "list").with_all(links))
    })
}

/// An entry in a list, by its title.
pub fn entry_link(app: App, outline: &Outline) -> Tag {
    link(app, outline, vec![tag("span", "hit-title").say(&outline.title)])
}

fn link(app: App, outline: &Outline, lines: Vec<Tag>) -> Tag {
    let id = outline.id.clone();
    let language = &outline.language;
    let foreign = (*language != app.content().language).then(|| language.as_str());
    let kind = outline.guide.then(|| {
        let kind = tag("span", "kind").with(icon(Icon::Steps)).say(app.words.guide);
        match outline.minutes {
            Some(minutes) => {
                kind.say(" · ").say(&fill(app.words.minutes, &[("n", &minutes.to_string())]))
            }
            None => kind,
        }
    });
    let text = tag("span", "hit-text").with_all(lines).with_some(kind);
    let button = tag("button", "hit")
        .attr("type", "button")
        .attr("data-result", "")
        .attr("data-entry", id.as_str())
        .attr_if("lang", foreign)
        .on("click", move |_| app.open_entry(&id, None))
        .on("keydown", |event| focus::move_in_list(&event))
        .with(text)
        .with(icon(Icon::Forward));
    tag("li", "").with(button)
}

fn fragments(line: Tag, fragments: &[Fragment]) -> Tag {
    fragments.iter().fold(line, |line, fragment| {
        if fragment.found {
            line.with(tag("mark", "").say(&fragment.text))
        } else {
            line.say(&fragment.text)
        }
    })
}
