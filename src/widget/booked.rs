//! A callback that was accepted.

use leptos::prelude::*;

use crate::{
    app::{self, App},
    clock, icon,
    words::fill,
};

/// When the customer is phoned, and the code that they may name.
#[component]
pub fn Booked(app: App, booked: app::Booked) -> impl IntoView {
    let words = app.words;
    let language = app.content().language.clone();
    let span = fill(
        words.booked,
        &[
            ("from", &clock::time(&language, booked.slot.from)),
            ("to", &clock::time(&language, booked.slot.to)),
        ],
    );
    view! {
        <div class="booked">
            <span class="booked-icon">{icon::tick()}</span>
            <h2 class="title" tabindex="-1" data-focus="">{words.booked_heading}</h2>
            <p class="booked-when">
                <strong>{clock::day(&language, booked.slot.from)}</strong>
                <br/>
                {span}
            </p>
            <p data-reference=booked.reference.clone()>
                {fill(words.booked_reference, &[("code", &booked.reference)])}
            </p>
            <button class="button" type="button" on:click=move |_| app.close()>
                {words.close}
            </button>
        </div>
    }
}
