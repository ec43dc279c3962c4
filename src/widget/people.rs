//! The ways to people: which there are, whether anybody is there, and how soon they answer.

use crate::reactive::WithUntracked;
use unstuck_model::{
    channel::{Kind, Naming},
    escalation::{Offer, Platform, Way, WayState, callback_offered, ways},
    language::Language,
};

use crate::{
    app::{App, View},
    clock,
    dom::{Tag, button, heading, tag},
    estimate::ask_estimate,
    focus,
    icon::{Icon, icon},
    outbox,
    unsent::notes,
    words::{Words, fill},
};

/// How many ways stand beside something else.
const FIRST: usize = 3;

/// The view of the ways to people.
pub fn people(app: App) -> Vec<Tag> {
    let words = app.words;
    let content = app.content();
    let topic = app.journey.with_untracked(|journey| journey.topic_of(&content.settings));
    let mut parts = vec![heading("h2", "title").say(words.people_heading)];
    if let Some(notice) = topic.filter(|topic| topic.urgent).and_then(|topic| topic.notice.as_ref())
    {
        let first = tag("p", "").with(tag("strong", "").say(words.urgent));
        let then = tag("p", "").say(notice.get(&content.language));
        parts.push(tag("div", "note urgent").with(first).with(then));
    }
    ask_estimate(app);
    parts.push(notes(app));
    parts.push(tag("p", "quiet").say(words.people_intro));
    parts.extend(ways_list(app));
    parts
}

/// The first few ways, for where something else may still help; the line at the panel's foot leads
/// to all of them.
pub fn first_ways(app: App) -> Vec<Tag> {
    list(app, FIRST)
}

/// The list of ways, those where people are now first.
pub fn ways_list(app: App) -> Vec<Tag> {
    list(app, usize::MAX)
}

fn list(app: App, most: usize) -> Vec<Tag> {
    // What masks and sends a text is there by the time a way is chosen.
    outbox::prepare(app);
    let content = app.content();
    let words = app.words;
    let language = &content.language;
    let now = clock::now();
    let platform = if focus::is_touch() { Platform::Phone } else { Platform::Desktop };
    let settings = &content.settings;
    let (urgent, topic) =
        app.journey.with_untracked(|journey| (journey.is_urgent(), journey.topic_of(settings)));
    let offered = ways(settings, language, topic, urgent, now, platform);
    let nobody = !offered.iter().any(|way| way.state.is_open());
    let mut rows = Vec::new();
    for way in &offered {
        let Some(at) = content.settings.channels.iter().position(|c| *c == way.channel) else {
            continue;
        };
        let kind = way.channel.address.kind();
        let class = if way.state.is_open() { "hit-short open" } else { "hit-short" };
        let (opening, way) = (opening(words, language, way), way.clone());
        let state = move || channel_state(app, at, &opening, &way);
        let state = tag("span", class).live_text(state);
        rows.push(row(app, name(kind, words), state, picture(kind), View::Draft(at)));
    }
    // Nobody is phoned twice: while a callback waits to be sent there is no other.
    if app.outbox.waiting().is_none()
        && callback_offered(settings, topic, now, &clock::minute_of_day)
    {
        let state = tag("span", "hit-short open").live_text(move || callback_state(app));
        // In an urgent case a call in an hour is no match for somebody who answers now.
        let at_once = |way: &&Way| urgent && way.channel.urgent && way.state.is_open();
        let first = offered.iter().take_while(at_once).count();
        rows.insert(first, row(app, words.callback, state, Icon::Phone, View::Callback));
    }
    rows.truncate(most);
    let closed = nobody.then(|| tag("p", "quiet").say(words.people_closed));
    closed.into_iter().chain([tag("ul", "list ways").with_all(rows)]).collect()
}

/// How soon customers were phoned lately and what is promised, if the desk knows; else that a time can
/// be chosen.
fn callback_state(app: App) -> String {
    let words = app.words;
    let expected = app.outbox.expected(None);
    let usual = expected.usual.map(|n| time(n, words.callback_minutes, words.callback_hours));
    let promised = expected.promised.map(|n| time(n, words.promise_minutes, words.promise_hours));
    match (usual, promised) {
        (Some(usual), Some(promised)) => format!("{usual}. {promised}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => words.callback_more.to_owned(),
    }
}

fn row(app: App, name: &str, state: Tag, picture: Icon, view: View) -> Tag {
    let text = tag("span", "hit-text").with(tag("span", "hit-title").say(name)).with(state);
    let press = button("hit way", "", move |_| {
        app.note_question();
        app.show(view.clone());
    });
    let press = press
        .attr("data-way", name)
        .with(tag("span", "way-icon").with(icon(picture)))
        .with(text)
        .with(icon(Icon::Forward));
    tag("li", "").with(press)
}

/// Whether anybody is there, how soon they have answered lately (else how soon the site says that they
/// usually do), and what is promised. Where nobody is there, a promise would be taken for one from now.
fn channel_state(app: App, at: usize, opening: &str, way: &Way) -> String {
    let words = app.words;
    let expected = app.outbox.expected(Some(at));
    let usual = expected.usual.or(way.reply_minutes.map(u32::from));
    let usual = usual.map(|n| time(n, words.reply_minutes, words.reply_hours));
    let promised = expected.promised.filter(|_| way.state.is_open());
    let promised = promised.map(|n| time(n, words.answer_minutes, words.answer_hours));
    let parts = [Some(opening.to_owned()), usual, promised];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn time(minutes: u32, in_minutes: &str, in_hours: &str) -> String {
    match minutes {
        0..=90 => fill(in_minutes, &[("n", &minutes.to_string())]),
        _ => fill(in_hours, &[("n", &minutes.div_ceil(60).to_string())]),
    }
}

fn opening(words: &Words, language: &Language, way: &Way) -> String {
    match way.state {
        WayState::Always | WayState::Open { .. } => words.open_now.to_owned(),
        WayState::Closed { opens: Some(at) } => {
            fill(words.opens_at, &[("when", &clock::when(language, at))])
        }
        WayState::Closed { opens: None } => words.closed.to_owned(),
    }
}

/// What a kind of channel is called.
pub fn name(kind: Kind, words: &Words) -> &'static str {
    match kind.naming() {
        Naming::Brand(brand) => brand,
        Naming::TextMessage => words.text_message,
        Naming::Call => words.phone,
        Naming::Mail => words.mail,
    }
}

fn picture(kind: Kind) -> Icon {
    match kind {
        Kind::Phone => Icon::Phone,
        Kind::Email => Icon::Mail,
        Kind::X
        | Kind::Messenger
        | Kind::Instagram
        | Kind::WhatsApp
        | Kind::TelegramBot
        | Kind::TelegramUser
        | Kind::Line
        | Kind::Viber
        | Kind::Apple
        | Kind::Sms => Icon::Message,
    }
}

/// The line at the foot of the panel that leads to people, when the policy shows it.
pub fn people_footer(app: App) -> Vec<Tag> {
    let footer = move || match app.offer() {
        Offer::Hidden => Vec::new(),
        Offer::Visible | Offer::Now(_) => {
            let link = tag("button", "foot-link")
                .attr("type", "button")
                .on("click", move |_| app.to_people(None))
                .with(icon(Icon::Message))
                .say(app.words.people_link);
            vec![tag("div", "foot").with(link)]
        }
    };
    vec![tag("div", "").live(footer)]
}
