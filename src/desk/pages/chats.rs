use maud::{Markup, html};
use unstuck_model::channel::{Kind, Naming};

use super::{
    frame::{Frame, Room},
    who,
};
use crate::{hand_offs::Opened, inert::inert_line};

/// The chats that customers opened lately: whom nobody answers yet first.
pub fn chats(frame: &Frame<'_>, chats: &[Opened]) -> Markup {
    let of = |is_meant: &dyn Fn(&Opened) -> bool| -> Vec<&Opened> {
        chats.iter().filter(|chat| is_meant(chat)).collect()
    };
    let sections = [
        ("waiting", "Nobody answers yet", of(&|chat| chat.answered.is_none())),
        ("answered", "Being answered", of(&|c| c.answered.is_some() && c.settled.is_none())),
        ("settled", "Done lately", of(&|chat| chat.settled.is_some())),
    ];
    let main = html! {
        div.title {
            h1 { "Chats" }
            p.quiet {
                "Who opened a chat, and what they had tried. Their message carries the same code and "
                "comes in the channel's own inbox. As of " (frame.clock.time(frame.now)) ", "
                (frame.clock.name()) ". " a href="/desk/hand-offs" { "Refresh" }
            }
        }
        @if chats.is_empty() {
            section.empty aria-labelledby="none" {
                h2 #none { "No chat was opened" }
                p.quiet {
                    "A chat appears here when a customer opens one from the help with a draft in it. "
                    "Whether they sent the draft, only the channel knows."
                }
            }
        }
        @for (id, heading, chats) in sections {
            @if !chats.is_empty() {
                section aria-labelledby=(id) {
                    h2 #(id) { (heading) " " span.count { (chats.len()) } }
                    ul.found { @for chat in chats { li { (line(frame, chat)) } } }
                }
            }
        }
    };
    frame.page(Some(Room::Chats), "Chats", &main)
}

fn line(frame: &Frame<'_>, chat: &Opened) -> Markup {
    let told = &chat.hand_off;
    html! {
        a href={ "/desk/hand-offs/" (told.reference) } { (told.reference) }
        span { (channel(chat.channel)) }
        span.quiet {
            @if let Some(topic) = &told.topic { bdi { (frame.topic(topic)) } ", " }
            (who::language(&told.language)) ", " (frame.clock.moment(chat.received))
            @match (&chat.settled, &chat.answered) {
                (Some(settled), _) => {
                    ", " (end(settled.is_solved)) " by " (inert_line(&settled.agent))
                },
                (None, Some((agent, _))) => { ", with " (inert_line(&agent.name)) },
                (None, None) => {},
            }
        }
    }
}

/// What agents call a kind of channel.
pub fn channel(kind: Kind) -> &'static str {
    match kind.naming() {
        Naming::Brand(name) => name,
        Naming::TextMessage => "Text message",
        Naming::Call => "Phone",
        Naming::Mail => "E-mail",
    }
}

/// How a chat ended.
pub fn end(is_solved: bool) -> &'static str {
    if is_solved { "Solved" } else { "Not solved" }
}
