//! A guide, a step at a time.

use leptos::{ev, prelude::*};
use unstuck_model::{
    guide::Step,
    session::{Event, Progress, Session, Status},
};

use crate::{
    answer::{foreign, related, untranslated},
    app::App,
    body,
    feedback::Feedback,
    focus, icon,
    words::fill,
};

/// The step of the guide under way, with its choices and the ways out.
#[component]
pub fn Guide(app: App) -> impl IntoView {
    // The place alone decides what is drawn; each step is drawn anew.
    move || {
        let session = app.session.get()?;
        Some(draw(app, &session))
    }
}

fn draw(app: App, session: &Session) -> AnyView {
    let content = app.content();
    let words = app.words;
    let Some(entry) = content.entry(&session.place.guide).cloned() else {
        return ().into_any();
    };
    let customer = app.customer.get();
    let progress = session.progress(&*content, &customer);
    let first = session.trail.is_empty();
    let inner = match session.status {
        Status::Walking => match session.step(&*content) {
            Some(step) => walking(app, session, step, first),
            None => ().into_any(),
        },
        Status::Ended => view! {
            <h3 class="step-title" tabindex="-1" data-focus="">{words.guide_done}</h3>
            <Feedback app/>
            {related(app, &entry, &content)}
        }
        .into_any(),
    };
    view! {
        <article class="guide" lang=foreign(&entry, &content)>
            {untranslated(app, &entry, &content)}
            <h2 class="guide-title">{entry.title.clone()}</h2>
            {bar(app, progress, session.status)}
            {(first && session.status == Status::Walking && session.place.step == 0).then(|| {
                entry.guide().map(|guide| view! { <div class="body">{body::blocks(app, &guide.intro)}</div> })
            })}
            {inner}
        </article>
        <div class="ways-out">
            {(!first).then(|| view! {
                <button class="inline" type="button" on:click=move |_| app.step(Event::Back)>
                    {words.back}
                </button>
                <button class="inline" type="button" on:click=move |_| app.step(Event::Restart)>
                    {words.restart}
                </button>
            })}
            <button class="inline stuck" type="button" on:click=move |_| app.to_people(None)>
                {words.still_stuck}
            </button>
        </div>
    }
    .into_any()
}

/// A bar that claims no more than the longest way allows.
fn bar(app: App, progress: Progress, status: Status) -> AnyView {
    let words = app.words;
    let said = match (status, progress.left) {
        (Status::Ended, _) => String::new(),
        (Status::Walking, 0) => words.progress_last.to_owned(),
        (Status::Walking, 1) => words.progress_one.to_owned(),
        (Status::Walking, n) => fill(words.progress_many, &[("n", &n.to_string())]),
    };
    let share = match status {
        Status::Ended => 100.0,
        Status::Walking => (progress.share() * 100.0).round(),
    };
    view! {
        <div class="progress" aria-hidden="true">
            <div class="progress-done" style:width=format!("{share}%")></div>
        </div>
        <p class="progress-text">{said}</p>
    }
    .into_any()
}

fn walking(app: App, session: &Session, step: &Step, first: bool) -> AnyView {
    let words = app.words;
    let choices: Vec<AnyView> = step
        .choices
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            view! {
                <li>
                    <button
                        class="choice"
                        type="button"
                        data-result=""
                        on:click=move |_| app.step(Event::Choose(index))
                        on:keydown=move |event: ev::KeyboardEvent| focus::move_in_list(&event)
                    >
                        <span>{body::inlines(app, &choice.label)}</span>
                        {icon::forward()}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    let step_name = session.place.step.to_string();
    let heading_id = format!("u-step-{step_name}");
    // The first step is announced by the guide's own name when the guide opens.
    let title = body::inlines(app, &step.title);
    let plain = step.choices.is_empty();
    view! {
        <section class="step" data-step=step.id.to_string() data-first=first.then_some("")>
            <h3 class="step-title" tabindex="-1" data-focus="" id=heading_id>{title}</h3>
            <div class="body">{body::blocks(app, &step.body)}</div>
            {if plain {
                view! {
                    <button
                        class="button primary"
                        type="button"
                        on:click=move |_| app.step(Event::Next)
                    >
                        {if step.ends { words.finish } else { words.next }}
                    </button>
                }
                .into_any()
            } else {
                view! { <ul class="choices" aria-label=words.choices>{choices}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}
