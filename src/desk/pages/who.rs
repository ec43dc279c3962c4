//! Whom to phone, when, and in which language.

use maud::{Markup, html};
use unstuck_model::{callback::CallbackRequest, phone};

use super::frame::Frame;
use crate::{
    clock::{Clock, Nearness, machine, nearness},
    inert::inert_line,
};

/// The customer's name, or that there is none.
pub fn name(request: &CallbackRequest) -> String {
    let name = inert_line(&request.name);
    if name.is_empty() { "No name given".to_owned() } else { name }
}

/// The number, to press and to read out.
pub fn number(request: &CallbackRequest) -> Markup {
    let spaced = phone::spaced(&request.phone);
    html! {
        a.number href={ "tel:" (request.phone) } { (spaced) }
    }
}

/// The customer's clock, if the browser named a zone that there is.
pub fn clock(request: &CallbackRequest) -> Option<Clock> {
    Clock::of(&request.time_zone)
}

/// How near the slot is, as a badge with words.
pub fn badge(frame: &Frame<'_>, request: &CallbackRequest) -> Markup {
    match nearness(request.slot, frame.now) {
        Nearness::Overdue(span) => html! { span.badge.overdue { "Overdue by " (span) } },
        Nearness::Now(span) => html! { span.badge.now { "Phone now, " (span) " left" } },
        Nearness::Ahead(span) => html! { span.badge { "In " (span) } },
    }
}

/// The slot in the company's time, in the customer's if it differs, and in UTC.
pub fn slot(frame: &Frame<'_>, request: &CallbackRequest) -> Markup {
    let slot = request.slot;
    let here = frame.clock.slot(slot);
    let utc = Clock::utc().slot(slot);
    let there = clock(request)
        .map(|clock| (clock.slot(slot), clock.name().to_owned()))
        .filter(|(there, _)| *there != here);
    html! {
        time.when datetime=(machine(slot.from)) { (here) }
        @if let Some((there, zone)) = there {
            span.quiet.line { (there) " where the customer is (" (zone) ")" }
        }
        @if utc != here { span.quiet.line { (utc) " UTC" } }
    }
}

/// The language of a tag by its English name, for those the tags of which are often seen.
pub fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let name = match primary.as_str() {
        "ar" => "Arabic",
        "ca" => "Catalan",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        _ => return inert_line(tag),
    };
    name.to_owned()
}
