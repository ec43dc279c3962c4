//! The message for a channel: its exact text, to be changed, before anything opens.

use crate::reactive::{Get, GetUntracked, Memo, RwSignal, Set, With, WithUntracked};
use unstuck_model::{
    channel::Kind,
    redact::{mask, redact_in},
};

use crate::{
    app::App,
    copy::copy_button,
    dom::{Tag, heading, tag, value, watch},
    focus,
    icon::{Icon, icon},
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
    let called = name(kind, words);
    let reference = app.journey.with_untracked(|journey| journey.reference);
    let message = RwSignal::new(message(app));
    let language = content.language.clone();
    // What is sent never holds what the redaction found, whatever was typed since.
    let safe = Memo::new(move |_| message.with(|text| redact_in(text, Some(&language)).text));
    let first = chosen.address.link(&safe.get_untracked(), &reference);
    if kind == Kind::Phone {
        return call(app, &first.visible, &first.url, &safe.get_untracked());
    }
    let must_copy = first.copy_text.is_some();
    let company = &content.settings.company;
    let intro = if must_copy { words.draft_copy_intro } else { words.draft_intro };
    let intro = fill(intro, &[("company", company), ("channel", called)]);
    let on_phone = chosen.clone();
    let open = tag("a", "button primary")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .attr("data-channel", called)
        .live_property("href", move || {
            safe.with(|text| chosen.address.link(text, &reference).url).into()
        })
        .on("click", move |_| app.options().emit("hand-off", called))
        .say(&fill(words.draft_open, &[("channel", called)]))
        .with(tag("span", "unseen").say(" (").say(words.draft_new_tab).say(")"));
    let face = move |copied| tag("span", "").say(if copied { words.copied } else { words.copy });
    let copy = copy_button(app, "button", move || safe.get_untracked(), face);
    // Where the text has to be copied, that comes before the chat is opened.
    let buttons = if must_copy { vec![copy, open] } else { vec![open, copy] };
    let mut parts =
        vec![heading("h2", "title").say(words.draft_heading), tag("p", "quiet").say(&intro)];
    parts.extend(editor(app, words.draft_label, message));
    parts.push(tag("div", "row stacked").with_all(buttons));
    if first.qr_on_desktop && !focus::is_touch() {
        let more = fill(words.channel_on_phone, &[("channel", called)]);
        let draw = move || {
            let link = safe.with(|text| on_phone.address.link(text, &reference));
            vec![phone_code::code(app, &link.url, &more, &link.visible)]
        };
        parts.push(tag("div", "").live(draw));
    }
    let address = fill(words.draft_address, &[("address", &first.visible)]);
    parts.push(tag("p", "quiet").say(&address));
    parts
}

/// The text that people get, built from what was asked and tried.
pub fn message(app: App) -> String {
    let content = app.content();
    let site = content.settings.site.as_str();
    let page = app.page();
    app.journey
        .with_untracked(|journey| journey.hand_off(site, &content.language, &page))
        .draft(&content.language)
}

/// A field with the exact text. Private data that is typed into it is masked when the field is
/// left, and a line says what was hidden.
pub fn editor(app: App, label: &str, message: RwSignal<String>) -> Vec<Tag> {
    let language = app.content().language.clone();
    let masked_in = language.clone();
    let said = RwSignal::new(String::new());
    watch(move || {
        let found = message.with(|text| redact_in(text, Some(&language)).found);
        let mut kinds: Vec<&str> = Vec::new();
        for finding in found {
            let kind = mask(finding.kind, &language).trim_matches(['[', ']']);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        // The line stays when the text is masked: it says what was done to it.
        if !kinds.is_empty() {
            said.set(fill(app.words.draft_masked, &[("what", &kinds.join(", "))]));
        }
    });
    let field = tag("textarea", "")
        .attr("rows", "7")
        .attr("maxlength", "2000")
        .attr("data-message", "")
        .live_property("value", move || message.get().into())
        .on("input", move |event| message.set(value(&event)))
        .on("change", move |_| {
            let clean = message.with_untracked(|text| redact_in(text, Some(&masked_in)).text);
            message.set(clean);
        });
    let label = tag("label", "field").with(tag("span", "field-name").say(label)).with(field);
    let line = tag("p", "hidden-data").attr("role", "status").live_text(move || said.get());
    vec![label, line]
}

/// A call carries no text: the number, and what to say.
fn call(app: App, number: &str, address: &str, message: &str) -> Vec<Tag> {
    let words = app.words;
    let reference = app.journey.with_untracked(|journey| journey.reference.to_string());
    let link = tag("a", "button primary")
        .attr("href", address)
        .attr("data-channel", "phone")
        .on("click", move |_| app.options().emit("hand-off", "phone"))
        .with(icon(Icon::Phone))
        .say(number);
    let said = tag("details", "details")
        .with(tag("summary", "").say(words.draft_heading))
        .with(tag("p", "said").say(message));
    vec![
        heading("h2", "title").say(&fill(words.draft_call, &[("number", number)])),
        link,
        tag("p", "quiet after").say(&fill(words.booked_reference, &[("code", &reference)])),
        said,
    ]
}
