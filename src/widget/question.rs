//! A question that the help does not answer, for the people who write it.

use unstuck_model::{
    outbox::State,
    question::{MOST_TEXT, Question, address},
};
use unstuck_pack::to_bytes;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{App, View},
    dom::{Tag, button, heading, tag},
    message::Message,
    outbox,
    reactive::{Get, GetUntracked, RwSignal, Set, Update, WithUntracked},
    words::fill,
};

/// Where questions go, if the site has a desk.
fn addresses(app: App) -> Vec<String> {
    app.options().endpoints.iter().filter_map(|endpoint| address(endpoint)).collect()
}

/// The way to the help team below results that answer nothing, if there is a team to send it to.
pub fn question_link(app: App) -> Option<Tag> {
    let open = move |_| {
        app.note_question();
        app.show(View::Question(app.query.get_untracked()));
    };
    let link = || tag("p", "").with(button("inline", app.words.question, open));
    (!addresses(app).is_empty()).then(link)
}

/// The exact text of the question, before it goes.
pub fn question(app: App, asked: &str) -> Vec<Tag> {
    let words = app.words;
    let company = &app.content().settings.company;
    let asked = asked.to_owned();
    vec![
        heading("h2", "title").say(words.question),
        tag("p", "quiet").say(&fill(words.question_intro, &[("company", company)])),
        outbox::with_outbox(
            app,
            move || form(app, &asked),
            move || vec![tag("p", "problem").say(words.error_unreachable)],
        ),
    ]
}

fn form(app: App, asked: &str) -> Vec<Tag> {
    let words = app.words;
    let text = Message::new(app, app.redact(asked, &[]));
    let sending = RwSignal::new(false);
    let said = RwSignal::new(None::<&'static str>);
    let problem = RwSignal::new(None::<String>);
    let send = button("button primary", "", move |_| {
        if !sending.get_untracked() && !text.safe_now().trim().is_empty() {
            sending.set(true);
            problem.set(None);
            let text = text.safe_now();
            spawn_local(async move {
                let became = submit(app, text).await;
                let _ = sending.try_set(false);
                match became {
                    Ok(became) => {
                        app.announcement.set(became.to_owned());
                        // The button that was pressed is gone; the focus goes to the heading.
                        if said.try_set(Some(became)).is_none() {
                            app.openings.update(|n| *n += 1);
                        }
                    }
                    // The text and the button stay, to mend it or to try again.
                    Err(why) => {
                        let _ = problem.try_set(Some(why));
                    }
                }
            });
        }
    })
    .live_attr("aria-disabled", move || sending.get().then_some("true"))
    .live_text(move || {
        if sending.get() { words.form_sending } else { words.question_send }.to_owned()
    });
    let mut parts = text.draw(words.question_label, MOST_TEXT, false);
    let problem = tag("p", "problem")
        .attr("role", "alert")
        .live_text(move || problem.get().unwrap_or_default());
    parts.push(problem);
    // What became of it takes the button's place, and the button to go on stands below it.
    let send_row = tag("div", "row stacked").with(send);
    parts.push(tag("div", "").live(move || match said.get() {
        None => vec![send_row.clone()],
        Some(said) => vec![
            tag("p", "").attr("data-said", "").say(said),
            button("button", words.ask_else, move |_| app.ask_again()),
        ],
    }));
    parts
}

/// Sends the question. Returns what became of it, or why it was not taken.
async fn submit(app: App, text: String) -> Result<&'static str, String> {
    let words = app.words;
    let content = app.content();
    let reference = app.journey.with_untracked(|journey| journey.reference.to_string());
    let question = Question {
        site: content.settings.site.as_str().to_owned(),
        language: content.language.to_string(),
        text,
        page: app.address(),
        reference,
    };
    let sent = outbox::send(app, "question", &to_bytes(&question), addresses(app)).await;
    let Some(kept) = sent else { return Err(words.error_unreachable.to_owned()) };
    if kept.state != State::Waiting {
        outbox::forget(app, &kept.key);
    }
    match kept.state {
        State::Sent(_) => Ok(words.question_sent),
        State::Waiting => Ok(words.question_waits),
        State::Refused { message, .. } => Err(fill(words.error_refused, &[("why", &message)])),
        State::GivenUp => Err(words.error_unreachable.to_owned()),
    }
}
