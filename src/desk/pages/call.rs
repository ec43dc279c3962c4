use maud::{Markup, html};
use unstuck_model::{callback::Slot, hours::Seconds};

use super::{call_words::CallWords, frame::document_in};
use crate::{
    clock::{Clock, machine},
    standing::{Stage, Standing},
};

/// What the page of a request shows its customer.
pub struct Call<'a> {
    pub words: &'static CallWords,
    pub company: &'a str,
    pub reference: &'a str,
    /// The customer's clock, or the company's where that is not known.
    pub clock: &'a Clock,
    pub is_own_clock: bool,
    pub now: Seconds,
    pub standing: &'a Standing,
    /// The other times to choose from, a list for each day.
    pub choices: Vec<Vec<Slot>>,
    pub link: &'a str,
    /// The proof that the forms were drawn for this link.
    pub proof: String,
    pub notice: Option<CallNotice>,
}

/// What is said above the page after a customer pressed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallNotice {
    Moved,
    Cancelled,
    /// Somebody of the desk was quicker.
    TooLate,
    /// No time was chosen, or one that has passed.
    Choose,
}

impl CallNotice {
    const ALL: [Self; 4] = [Self::Moved, Self::Cancelled, Self::TooLate, Self::Choose];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::TooLate => "too-late",
            Self::Choose => "choose",
        }
    }

    /// The notice with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }

    fn draw(self, words: &CallWords) -> Markup {
        let (sentence, bad) = match self {
            Self::Moved => (words.moved, false),
            Self::Cancelled => (words.cancelled_notice, false),
            Self::TooLate => (words.too_late, true),
            Self::Choose => (words.choose, true),
        };
        html! { p.notice.bad[bad] role=(if bad { "alert" } else { "status" }) { (sentence) } }
    }
}

/// What is said instead of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallProblem {
    /// The link is none of the desk's, over, or its request is gone.
    Unknown,
    /// Too many of those were tried.
    TooMany,
    /// The form does not come from the page of the link.
    Form,
    /// The store does not answer.
    Later,
}

/// The page of a request: how it stands, and what its customer can change.
pub fn call(call: &Call<'_>) -> Markup {
    let Call { words, company, standing, .. } = call;
    let (heading, sentence) = sentence(call);
    let main = html! {
        div.call-page {
            @if let Some(notice) = call.notice { (notice.draw(words)) }
            h1 { (heading) }
            p.lead { (sentence) }
            (facts(call))
            @if standing.stage.is_open() { (another_time(call)) (no_call(call)) }
        }
    };
    document_in(words.language, words.skip, &title(words, company), &header(company), &main)
}

/// A page that says why there is none.
pub fn call_problem(words: &CallWords, company: &str, problem: CallProblem) -> Markup {
    let (heading, sentence) = match problem {
        CallProblem::Unknown => words.unknown,
        CallProblem::TooMany => words.too_many,
        CallProblem::Form => words.form,
        CallProblem::Later => words.later,
    };
    let main = html! { div.narrow { h1 { (heading) } p { (sentence) } } };
    document_in(words.language, words.skip, &title(words, company), &header(company), &main)
}

fn title(words: &CallWords, company: &str) -> String {
    format!("{} · {company}", words.title)
}

fn header(company: &str) -> Markup {
    html! {
        header.top { span.brand { span.mark aria-hidden="true" {} span { (company) } } }
    }
}

/// How the request stands, in a heading and a sentence.
fn sentence(call: &Call<'_>) -> (&'static str, String) {
    let Call { words, clock, standing, now, .. } = call;
    let (heading, sentence, at) = match standing.stage {
        Stage::Waiting if *now >= standing.slot.to => (words.heading_open, words.late, None),
        Stage::Waiting if *now >= standing.slot.from => {
            (words.heading_open, words.waiting_now, None)
        }
        Stage::Waiting => (words.heading_open, words.waiting, None),
        Stage::Again { .. } if *now >= standing.slot.to => (words.heading_open, words.late, None),
        Stage::Again { tried } => (words.heading_open, words.again, Some(tried)),
        Stage::Claimed => (words.heading_claimed, words.claimed, None),
        Stage::Called { at } => (words.heading_called, words.called, Some(at)),
        Stage::NoAnswer { at } => (words.heading_no_answer, words.no_answer, Some(at)),
        Stage::WrongNumber { at } => (words.heading_wrong_number, words.wrong_number, Some(at)),
        Stage::Cancelled { at } => (words.heading_cancelled, words.cancelled, Some(at)),
    };
    let at = at.map_or_else(String::new, |at| words.moment(clock, at));
    (heading, sentence.replace("{at}", &at).replace("{company}", call.company))
}

fn facts(call: &Call<'_>) -> Markup {
    let Call { words, clock, standing, .. } = call;
    let is_ahead = standing.stage.is_open() || standing.stage == Stage::Claimed;
    html! {
        dl.facts-list {
            @if is_ahead {
                dt { (words.when) }
                dd {
                    time.when datetime=(machine(standing.slot.from)) {
                        (words.slot(clock, standing.slot))
                    }
                    @if !call.is_own_clock {
                        span.quiet.line { (words.company_time.replace("{zone}", clock.name())) }
                    }
                }
            }
            dt { (words.company) } dd { (call.company) }
            dt { (words.reference) } dd { (call.reference) }
        }
    }
}

fn another_time(call: &Call<'_>) -> Markup {
    let Call { words, clock, .. } = call;
    html! {
        details.change open[call.notice == Some(CallNotice::Choose)] {
            summary { h2 { (words.move_heading) } }
            @if call.choices.is_empty() { p { (words.no_choices) } }
            @else {
                form method="post" action={ "/r/" (call.link) } {
                    (proof(call))
                    @if call.is_own_clock {
                        p.quiet { (words.move_hint.replace("{zone}", clock.name())) }
                    } @else {
                        p.quiet { (words.company_time.replace("{zone}", clock.name())) }
                    }
                    @for (number, day) in call.choices.iter().enumerate() {
                        details.day open[number == 0] {
                            summary { (day_of(call, day)) }
                            fieldset {
                                legend.hidden { (day_of(call, day)) }
                                div.times {
                                    @for slot in day { (choice(call, day, *slot)) }
                                }
                            }
                        }
                    }
                    button.first type="submit" name="act" value="move" { (words.move_button) }
                }
            }
        }
    }
}

fn day_of(call: &Call<'_>, day: &[Slot]) -> String {
    day.first().map_or_else(String::new, |slot| call.words.day(call.clock, slot.from))
}

fn choice(call: &Call<'_>, day: &[Slot], slot: Slot) -> Markup {
    // On a day when the clock is put back it shows some times twice.
    let offset = |slot: &Slot| call.clock.offset(slot.from);
    let is_changed = day.iter().any(|other| offset(other) != offset(&slot));
    html! {
        label.choice {
            input type="radio" name="from" value=(slot.from);
            span {
                (call.words.choice(call.clock, slot))
                @if is_changed { " (UTC" (offset(&slot)) ")" }
            }
        }
    }
}

fn no_call(call: &Call<'_>) -> Markup {
    let words = call.words;
    html! {
        details.change {
            summary { h2 { (words.cancel_heading) } }
            form method="post" action={ "/r/" (call.link) } {
                (proof(call))
                p { (words.cancel_hint) }
                button type="submit" name="act" value="cancel" { (words.cancel_button) }
            }
        }
    }
}

fn proof(call: &Call<'_>) -> Markup {
    html! { input type="hidden" name="proof" value=(call.proof); }
}
