//! Every way to people, with its address as text, and when they answer.

use maud::{Markup, html};
use unstuck_model::{
    channel::{Channel, Kind, Naming, Platforms},
    hours::Hours,
    language::Language,
    schedule::Schedule,
    site::Settings,
};

use crate::{
    hours::{hours, in_line},
    words::Words,
};

/// The contact section of a page in a language.
pub fn contact(settings: &Settings, language: &Language, words: &Words) -> Markup {
    html! {
        section #contact aria-labelledby="contact-title" {
            h2 #contact-title { (words.contact) }
            p { (words.contact_lead) }
            ul.channels {
                @for channel in settings.channels.iter().filter(|channel| speaks(channel, language)) {
                    (self::channel(channel, &settings.hours, words))
                }
            }
            (hours(&settings.hours, language, words))
        }
    }
}

fn speaks(channel: &Channel, language: &Language) -> bool {
    channel.languages.is_empty() || language.choose(&channel.languages).is_some()
}

fn channel(channel: &Channel, hours: &Hours, words: &Words) -> Markup {
    let kind = channel.address.kind();
    let only_on_phone = kind.capabilities().platforms == Platforms::Phone;
    let schedule = match channel.hours {
        Schedule::Always => Some(words.always.to_owned()),
        Schedule::Company => None,
        Schedule::Named(place) => {
            hours.schedules.get(usize::from(place)).map(|week| in_line(week, words))
        }
    };
    html! {
        li {
            a href=(channel.address.plain_link()) rel="noopener" {
                span.channel { (name(kind, words)) }
                " " bdi { (channel.address.visible()) }
            }
            @if let Some(minutes) = channel.reply_minutes {
                " " span.muted { (words.answers_in) " " (span(minutes, words)) }
            }
            @if let Some(schedule) = schedule {
                " " span.muted { (schedule) }
            }
            @if only_on_phone {
                " " span.muted { (words.phone_only) }
            }
        }
    }
}

fn span(minutes: u16, words: &Words) -> String {
    if minutes >= 120 && minutes.is_multiple_of(60) {
        format!("{} {}", minutes / 60, words.hour_unit)
    } else {
        format!("{minutes} {}", words.minute_unit)
    }
}

fn name(kind: Kind, words: &Words) -> &'static str {
    match kind.naming() {
        Naming::Brand(brand) => brand,
        Naming::TextMessage => words.text_message,
        Naming::Call => words.call,
        Naming::Mail => words.mail,
    }
}
