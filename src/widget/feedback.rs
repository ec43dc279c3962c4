//! "Did this help?", below an answer and at the end of a guide.

use leptos::prelude::*;

use crate::{app::App, people::Ways};

/// The question, and what follows from either reply.
#[component]
pub fn Feedback(app: App) -> impl IntoView {
    let reply = RwSignal::new(None::<bool>);
    let words = app.words;
    let say = move |helped: bool| {
        app.helped(helped);
        reply.set(Some(helped));
        app.announcement
            .set(if helped { words.helped_thanks } else { words.not_helped }.to_owned());
    };
    view! {
        <section class="feedback">
            {move || match reply.get() {
                None => view! {
                    <h3 class="feedback-question" id="u-helped">{words.helped_question}</h3>
                    <div class="row" role="group" aria-labelledby="u-helped">
                        <button class="button" type="button" on:click=move |_| say(true)>
                            {words.yes}
                        </button>
                        <button class="button" type="button" on:click=move |_| say(false)>
                            {words.no}
                        </button>
                    </div>
                }
                .into_any(),
                Some(true) => view! {
                    <p>{words.helped_thanks}</p>
                    <button class="inline" type="button" on:click=move |_| app.ask_again()>
                        {words.ask_else}
                    </button>
                }
                .into_any(),
                Some(false) => view! {
                    <p>{words.not_helped}</p>
                    <Ways app/>
                    <button class="inline" type="button" on:click=move |_| app.ask_again()>
                        {words.ask_else}
                    </button>
                }
                .into_any(),
            }}
        </section>
    }
}
