//! How a call ended, and what comes next.

use maud::{Markup, html};

use super::{
    card::{action, outcome},
    frame::Frame,
    who,
};
use crate::{
    again::Choice,
    clock::Clock,
    record::{Action, Choices, MOST_PURPOSE, OTHER, Outcome, Record},
};

/// What was chosen in a form that could not be taken, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub outcome: String,
    pub purpose: String,
    pub action: String,
    pub again: String,
    pub at: String,
    pub note: String,
}

/// The form in which an agent records a call.
pub fn finish(
    frame: &Frame<'_>,
    record: &Record,
    choices: &Choices,
    again: &[Choice],
    filled: &Filled,
) -> Markup {
    let href = format!("/desk/requests/{}", record.reference);
    html! {
        form.finish method="post" action=(href) {
            (frame.proof_field())
            fieldset {
                legend.hidden { "Outcome" }
                @for result in Outcome::ALL {
                    label.choice {
                        input type="radio" name="outcome" value=(result.name()) required
                            checked[filled.outcome == result.name()];
                        span { (outcome(result)) }
                    }
                }
            }
            div.when-reached { (about(frame, record.request.hand_off.topic.as_ref(), choices, filled)) }
            div.when-unanswered { (next_try(frame, record, again, filled)) }
            label for="note" { "Note for colleagues (optional)" }
            textarea #note name="note" rows="3" maxlength="2000" { (filled.note) }
            button.first type="submit" name="act" value="finish" { "Record the call" }
        }
    }
}

/// What it was about, the customer's own topic first, and what was done.
pub fn about(
    frame: &Frame<'_>,
    own: Option<&String>,
    choices: &Choices,
    filled: &Filled,
) -> Markup {
    html! {
        label for="purpose" { "What it was about" }
        select #purpose name="purpose" {
            @for topic in purposes(own, choices) {
                option value=(topic) selected[filled.purpose == *topic] { (frame.topic(topic)) }
            }
            option value=(OTHER) selected[filled.purpose == OTHER] { "Something else" }
        }
        fieldset {
            legend { "What was done" }
            @for done in Action::ALL {
                label.choice {
                    input type="radio" name="action" value=(done.name())
                        checked[filled.action == done.name()];
                    span { (action(done)) }
                }
            }
        }
    }
}

/// The customer's own topic first, then the site's others.
fn purposes<'a>(own: Option<&'a String>, choices: &'a Choices) -> Vec<&'a String> {
    let fits = |topic: &&String| *topic != OTHER && topic.chars().count() <= MOST_PURPOSE;
    let own = own.filter(fits);
    let others = choices.topics.iter().filter(|topic| fits(topic) && Some(*topic) != own);
    own.into_iter().chain(others).collect()
}

fn next_try(frame: &Frame<'_>, record: &Record, again: &[Choice], filled: &Filled) -> Markup {
    let there = who::clock(&record.request);
    let chosen = |value: &str, first: bool| match filled.again.as_str() {
        "" => first,
        again => again == value,
    };
    html! {
        fieldset {
            legend { "Try again at" }
            p.quiet {
                @match &there {
                    Some(there) => {
                        "It is " (there.time(frame.now)) " where the customer is ("
                        bdi { (there.name()) } "). "
                    },
                    None => "The customer's time zone is not known: times are the company's. ",
                }
                "Nobody is phoned between 21:00 and 08:00 of their clock."
            }
            @for (place, choice) in again.iter().enumerate() {
                @let value = choice.slot.from.to_string();
                label.choice {
                    input type="radio" name="again" value=(value) checked[chosen(&value, place == 0)];
                    span { (choice.label) span.quiet.line { (times(frame, there.as_ref(), choice)) } }
                }
            }
            label.choice {
                input type="radio" name="again" value="at"
                    checked[chosen("at", again.is_empty())];
                span { "At another time" }
            }
            label.at for="at" { "Date and time, " (frame.clock.name()) }
            input #at name="at" type="datetime-local" value=(filled.at);
            label.choice {
                input type="radio" name="again" value="never" checked[chosen("never", false)];
                span { "Not again: the request is done" }
            }
        }
    }
}

/// The slot by the company's clock, and by the customer's if it shows another time.
fn times(frame: &Frame<'_>, there: Option<&Clock>, choice: &Choice) -> String {
    let here = frame.clock.slot(choice.slot);
    match there.map(|there| there.slot(choice.slot)).filter(|there| *there != here) {
        Some(there) => format!("{here}; {there} there"),
        None => here,
    }
}
