//! The panel: its frame, the way back, and the view inside.

use leptos::{ev, html, prelude::*};

use crate::{
    announcer::Announcer,
    answer::Answer,
    app::{App, View},
    booked::Booked,
    callback::Callback,
    draft::Draft,
    focus,
    guide::Guide,
    home::Home,
    icon,
    people::{People, PeopleFooter},
    topic::Topic,
    words::fill,
};

/// The panel and everything in it.
#[component]
pub fn Panel(app: App) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let sheet = focus::is_sheet();
    focus::follow_view(app, root);
    let name = fill(app.words.panel_name, &[("company", &app.content().settings.company)]);
    let direction = if app.content().language.is_right_to_left() { "rtl" } else { "ltr" };
    let language = app.content().language.to_string();
    let label = name.clone();
    view! {
        <div
            class="panel"
            class:framed=focus::is_framed()
            hidden=move || !app.shown.get()
            role="dialog"
            aria-label=label
            aria-modal=move || sheet.get().then_some("true")
            dir=direction
            lang=language
            tabindex="-1"
            node_ref=root
            on:keydown=move |event| focus::on_key(app, root, sheet, &event)
            // Keys pressed in the widget are not the host's shortcuts.
            on:keyup=move |event: ev::KeyboardEvent| event.stop_propagation()
            on:keypress=move |event: ev::KeyboardEvent| event.stop_propagation()
        >
            <header class="head">
                {move || app.can_go_back().then(|| view! {
                    <button
                        class="tool"
                        type="button"
                        aria-label=app.words.back
                        on:click=move |_| app.go_back()
                    >
                        {icon::back()}
                    </button>
                })}
                <p class="name">{name}</p>
                <button
                    class="tool"
                    type="button"
                    aria-label=app.words.close
                    on:click=move |_| app.close()
                >
                    {icon::close()}
                </button>
            </header>
            <div class="view">{move || draw(app, app.view.get())}</div>
            {move || draw_footer(app, &app.view.get())}
            <Announcer app/>
        </div>
    }
}

fn draw(app: App, view: View) -> AnyView {
    match view {
        View::Home => Home(crate::home::HomeProps { app }).into_any(),
        View::Topic(topic) => Topic(crate::topic::TopicProps { app, topic }).into_any(),
        View::Answer(id) => Answer(crate::answer::AnswerProps { app, id }).into_any(),
        View::Guide => Guide(crate::guide::GuideProps { app }).into_any(),
        View::People => People(crate::people::PeopleProps { app }).into_any(),
        View::Draft(channel) => Draft(crate::draft::DraftProps { app, channel }).into_any(),
        View::Callback => Callback(crate::callback::CallbackProps { app }).into_any(),
        View::Booked(booked) => Booked(crate::booked::BookedProps { app, booked }).into_any(),
    }
}

/// The way to people stands below every view that does not lead there itself.
fn draw_footer(app: App, view: &View) -> Option<AnyView> {
    match view {
        View::Home | View::Topic(_) | View::Answer(_) => {
            Some(PeopleFooter(crate::people::PeopleFooterProps { app }).into_any())
        }
        View::Guide | View::People | View::Draft(_) | View::Callback | View::Booked(_) => None,
    }
}
