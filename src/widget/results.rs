//! What a question has found.

use crate::reactive::Get;
use unstuck_model::{
    escalation::Offer,
    id::EntryId,
    language::Language,
    message::{Fragment, Hit, SearchAnswer, Verdict},
    site::Outline,
};

use crate::{
    app::{App, Search},
    dom::{Tag, tag},
    focus,
    icon::{Icon, icon},
    people::{first_ways, ways_list},
    words::fill,
};

/// The hits, or plain words that there are none, and people.
pub fn results(app: App) -> Tag {
    tag("div", "").live(move || match app.search.get() {
        Search::Idle | Search::Waiting => {
            vec![tag("p", "quiet searching").say(app.words.searching)]
        }
        Search::Found(answer) => found(app, answer),
        Search::Gone => {
            let mut parts = vec![gone_note(app)];
            parts.extend(ways_list(app));
            parts
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

fn found(app: App, answer: SearchAnswer) -> Vec<Tag> {
    let words = app.words;
    let hits = answer.hits.as_slice();
    let mut parts = Vec::new();
    match answer.verdict {
        Verdict::NoAnswer => {
            parts.push(note(words.no_answer, words.no_answer_more));
            // The closest stand there by their titles alone: people stay in sight below them.
            let closest = first(hits, 2).iter().map(|hit| {
                let title: String = hit.title.iter().map(|part| part.text.as_str()).collect();
                link(app, listed(hit), vec![tag("span", "hit-title").say(&title)])
            });
            let closest = closest.collect();
            parts.extend(list_section(words.others, closest));
            parts.push(tag("h3", "label").say(words.people_link));
            parts.extend(first_ways(app));
        }
        Verdict::Unsure => parts.extend(section(app, words.unsure, first(hits, 3))),
        Verdict::Confident => {
            let (best, others) = hits.split_at(hits.len().min(1));
            parts.extend(section(app, words.best_answer, best));
            if matches!(app.offer(), Offer::Now(_)) {
                parts.extend(first_ways(app));
            }
            parts.extend(section(app, words.others, first(others, 4)));
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
        link(app, listed(hit), vec![title, excerpt])
    });
    list_section(heading, links.collect())
}

/// What a list knows of an entry beside its words.
struct Listed<'a> {
    id: &'a EntryId,
    foreign: Option<&'a str>,
    guide: bool,
    minutes: Option<u16>,
}

fn listed(hit: &Hit) -> Listed<'_> {
    let Hit { entry: id, foreign, guide, minutes, .. } = hit;
    Listed { id, foreign: foreign.as_ref().map(Language::as_str), guide: *guide, minutes: *minutes }
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
    let Outline { id, language, guide, minutes, .. } = outline;
    let foreign = (*language != app.content().language).then(|| language.as_str());
    let listed = Listed { id, foreign, guide: *guide, minutes: *minutes };
    link(app, listed, vec![tag("span", "hit-title").say(&outline.title)])
}

fn link(app: App, listed: Listed<'_>, lines: Vec<Tag>) -> Tag {
    let id = listed.id.clone();
    let kind = listed.guide.then(|| {
        let kind = tag("span", "kind").with(icon(Icon::Steps)).say(app.words.guide);
        match listed.minutes {
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
        .attr_if("lang", listed.foreign)
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
