//! The message for a channel: its exact text, to be changed, before anything opens.

use crate::reactive::{Get, GetUntracked, Memo, With, WithUntracked};
use unstuck_model::channel::{Channel, Kind};

use crate::{
    app::App,
    copy::copy_button,
    dom::{Tag, heading, tag},
    focus,
    icon::{Icon, icon},
    message::{MOST_MESSAGE, Message},
    outbox,
    people::name,
    phone_code,
    words::fill,
};

/// The message for the channel at a place of the settings' list.
pub fn draft(app: App, channel: usize) -> Vec<Tag> {
    let content = app.content();
    let Some(chosen) = content.settings.channels.get(channel).cloned() else {
        return Vec::new();
    };
    let words = app.words;
    let kind = chosen.address.kind();
    // The number to call is there at once; the rest waits for what masks a text.
    if kind == Kind::Phone {
        return call(app, &chosen);
    }
    let title = heading("h2", "title").say(words.draft_heading);
    let bare = chosen.clone();
    let written = outbox::with_outbox(
        app,
        move || text_and_link(app, &chosen),
        // Without a text the chat itself is still there.
        move || vec![open_link(app, &bare, String::new, || ()), address(app, &bare, "")],
    );
    vec![title, written]
}

fn text_and_link(app: App, chosen: &Channel) -> Vec<Tag> {
    let words = app.words;
    let kind = chosen.address.kind();
    let called = name(kind, words);
    let message = Message::new(app, app.draft(Some(kind)));
    let safe = Memo::new(move |_| message.safe());
    let reference = app.journey.with_untracked(|journey| journey.reference);
    let first = chosen.address.link(&safe.get_untracked(), &reference);
    let must_copy = first.copy_text.is_some();
    let company = &app.content().settings.company;
    let intro = if must_copy { words.draft_copy_intro } else { words.draft_intro };
    let intro = fill(intro, &[("company", company), ("channel", called)]);
    let open = open_link(
        app,
        chosen,
        move || safe.get(),
        move || {
            // Who leaves the text out wants nothing of it passed on.
            if !safe.with_untracked(String::is_empty) {
                outbox::hand_off(app, kind);
            }
        },
    );
    let face = move |copied| tag("span", "").say(if copied { words.copied } else { words.copy });
    let copy = copy_button(app, "button", move || safe.get_untracked(), face);
    // Where the text has to be copied, that comes before the chat is opened.
    let buttons = if must_copy { vec![copy, open] } else { vec![open, copy] };
    let mut parts = vec![tag("p", "quiet").say(&intro)];
    parts.extend(message.draw(words.draft_label, MOST_MESSAGE, true));
    parts.push(tag("div", "row stacked").with_all(buttons));
    if outbox::desk(app).is_some() {
        let line = fill(words.draft_code, &[("code", &reference.to_string())]);
        parts.push(tag("p", "quiet").attr("data-code", "").live_text(move || {
            if safe.with(String::is_empty) { String::new() } else { line.clone() }
        }));
    }
    if first.qr_on_desktop && !focus::is_touch() {
        let more = fill(words.channel_on_phone, &[("channel", called)]);
        let on_phone = chosen.clone();
        let draw = move || {
            let link = safe.with(|text| on_phone.address.link(text, &reference));
            vec![phone_code::code(app, &link.url, &more, &link.visible)]
        };
        parts.push(tag("div", "").live(draw));
    }
    parts.push(address(app, chosen, &safe.get_untracked()));
    parts
}

/// The link that opens the chat with a text.
fn open_link(
    app: App,
    chosen: &Channel,
    text: impl Fn() -> String + 'static,
    pressed: impl Fn() + 'static,
) -> Tag {
    let words = app.words;
    let kind = chosen.address.kind();
    let called = name(kind, words);
    let chosen = chosen.clone();
    let reference = app.journey.with_untracked(|journey| journey.reference);
    tag("a", "button primary")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .attr("data-channel", called)
        .live_property("href", move || chosen.address.link(&text(), &reference).url.into())
        .on("click", move |_| {
            app.hand_off(kind, called);
            pressed();
        })
        .say(&fill(words.draft_open, &[("channel", called)]))
        .with(tag("span", "unseen").say(" (").say(words.draft_new_tab).say(")"))
}

/// Where the chat is, as text.
fn address(app: App, chosen: &Channel, text: &str) -> Tag {
    let reference = app.journey.with_untracked(|journey| journey.reference);
    let visible = chosen.address.link(text, &reference).visible;
    tag("p", "quiet").say(&fill(app.words.draft_address, &[("address", &visible)]))
}

/// A call carries no text: the number, and what to say.
fn call(app: App, chosen: &Channel) -> Vec<Tag> {
    let words = app.words;
    let reference = app.journey.with_untracked(|journey| journey.reference);
    let number = chosen.address.link("", &reference);
    let link = tag("a", "button primary")
        .attr("href", &number.url)
        .attr("data-channel", "phone")
        .on("click", move |_| app.hand_off(Kind::Phone, "phone"))
        .with(icon(Icon::Phone))
        .say(&number.visible);
    let said = outbox::with_outbox(
        app,
        move || {
            let text = tag("p", "said").say(&app.draft(None).text);
            let summary = tag("summary", "").say(words.draft_heading);
            vec![tag("details", "details").with(summary).with(text)]
        },
        Vec::new,
    );
    vec![
        heading("h2", "title").say(&fill(words.draft_call, &[("number", &number.visible)])),
        link,
        tag("p", "quiet after")
            .say(&fill(words.booked_reference, &[("code", &reference.to_string())])),
        said,
    ]
}
