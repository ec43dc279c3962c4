use std::sync::Arc;

use maud::{DOCTYPE, Markup, html};
use unstuck_model::hours::Seconds;

use crate::{clock::Clock, guides::Shelf, inert::inert_line, record::Agent, team::Role};

/// What surrounds every page of an agent who is signed in.
pub struct Frame<'a> {
    pub company: &'a str,
    pub clock: &'a Clock,
    pub now: Seconds,
    pub agent: &'a Agent,
    pub role: Role,
    /// The proof that forms of this session carry.
    pub proof: String,
    /// The guides and topics of the site, if the desk knows them.
    pub shelf: Option<Arc<Shelf>>,
}

/// A page that the desk's navigation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Callbacks,
    Chats,
    Questions,
    Replies,
    Dashboard,
}

impl Room {
    const ALL: [Self; 5] =
        [Self::Callbacks, Self::Chats, Self::Questions, Self::Replies, Self::Dashboard];

    fn link(self, here: Option<Self>) -> Markup {
        let (href, words) = match self {
            Self::Callbacks => ("/desk", "Callbacks"),
            Self::Chats => ("/desk/hand-offs", "Chats"),
            Self::Questions => ("/desk/questions", "Questions"),
            Self::Replies => ("/desk/replies", "Replies"),
            Self::Dashboard => ("/desk/dashboard", "Dashboard"),
        };
        html! { a href=(href) aria-current=[(here == Some(self)).then_some("page")] { (words) } }
    }
}

impl Frame<'_> {
    /// A page with the desk's header; `room` is the one that the page is, if it is one.
    pub fn page(&self, room: Option<Room>, title: &str, main: &Markup) -> Markup {
        let header = html! {
            header.top {
                a.brand href="/desk" { span.mark aria-hidden="true" {} span { (self.company) } }
                nav.rooms aria-label="Desk" {
                    @for other in Room::ALL { (other.link(room)) }
                }
                form.search role="search" action="/desk/search" {
                    label.hidden for="q" { "Reference, last digits or name" }
                    input #q name="q" type="search" maxlength="100" autocomplete="off" required
                        placeholder="Reference, digits, name";
                    button type="submit" { "Find" }
                }
                div.who {
                    span.me {
                        span.hidden { "Signed in as " } (self.agent.name)
                        @if self.role == Role::Lead { span.quiet { ", lead" } }
                    }
                    form method="post" action="/desk/sign-out" {
                        (self.proof_field())
                        button.plain type="submit" { "Sign out" }
                    }
                }
            }
            // Beside the content, so that what it says does not move what is being read.
            div #live role="status" {}
            script src="/desk/desk.js" defer {}
        };
        document(&format!("{title} · {}", self.company), &header, main)
    }

    /// What agents call a topic: its name, or its id where the desk knows no name.
    pub fn topic(&self, id: &str) -> String {
        inert_line(self.shelf.as_ref().and_then(|shelf| shelf.topic(id)).unwrap_or(id))
    }

    /// The field that shows that a form was drawn for this session.
    pub fn proof_field(&self) -> Markup {
        html! { input type="hidden" name="proof" value=(self.proof); }
    }
}

/// A whole document.
pub fn document(title: &str, header: &Markup, main: &Markup) -> Markup {
    document_in("en", "Skip to the content", title, header, main)
}

/// A whole document in a language; `skip` is its link over what stands on every page.
pub fn document_in(
    language: &str,
    skip: &str,
    title: &str,
    header: &Markup,
    main: &Markup,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href="/desk/style.css";
            }
            body {
                a.skip href="#main" { (skip) }
                (header)
                main #main tabindex="-1" { (main) }
            }
        }
    }
}
