use maud::{Markup, html};
use unstuck_model::language::Language;

use super::{
    frame::{Frame, Room},
    notice::Notice,
    who,
};
use crate::{
    inert::{inert, inert_line},
    record::{Asked, Questions},
};

/// What customers asked that the help does not answer: what is open, and what was done lately.
pub fn questions(frame: &Frame<'_>, questions: &Questions, notice: Option<Notice>) -> Markup {
    let more = questions.open_count.saturating_sub(questions.open.len());
    let main = html! {
        div.title {
            h1 { "Questions" }
            p.quiet {
                "What customers asked and the help did not answer. Nobody waits for a reply: write "
                "the answer into the help. As of " (frame.clock.time(frame.now)) ", "
                (frame.clock.name()) ". " a href="/desk/questions" { "Refresh" }
            }
        }
        @if let Some(notice) = notice { (notice.draw()) }
        @if questions.open.is_empty() {
            section.empty aria-labelledby="open" {
                h2 #open { "Open" }
                p { "No question is open." }
                p.quiet { "A question appears here when a customer finds no answer and leaves it to you." }
            }
        } @else {
            section aria-labelledby="open" {
                h2 #open { "Open " span.count { (questions.open_count) } }
                div.cards { @for asked in &questions.open { (card(frame, asked)) } }
            }
        }
        @if more > 0 {
            p.notice { (more) " more are older than these. They appear as the newer ones are done." }
        }
        @if !questions.done.is_empty() {
            section aria-labelledby="done" {
                h2 #done { "Done lately" }
                div.cards { @for asked in &questions.done { (card(frame, asked)) } }
            }
        }
    };
    frame.page(Some(Room::Questions), "Questions", &main)
}

fn card(frame: &Frame<'_>, asked: &Asked) -> Markup {
    let id = format!("question-{}", asked.id);
    let page = inert_line(&asked.page);
    let (act, words) = if asked.done.is_some() { ("reopen", "Put back") } else { ("done", "Done") };
    html! {
        article.card.question aria-labelledby=(id) {
            div {
                h3 #(id) lang=[Language::new(&asked.language)] dir="auto" { (inert(&asked.text)) }
                p.facts.quiet {
                    span { (times(asked.times)) }
                    span { (who::language(&asked.language)) }
                    span { (frame.clock.moment(asked.received)) }
                    span { (asked.reference) }
                    @if let Some((at, agent)) = &asked.done {
                        span { "Done by " (agent) ", " (frame.clock.moment(*at)) }
                    }
                }
                @if !page.is_empty() { p.quiet.page { "On the page " (page) } }
            }
            form.actions method="post" action="/desk/questions" {
                (frame.proof_field())
                input type="hidden" name="question" value=(asked.id);
                button type="submit" name="act" value=(act) aria-describedby=(id) { (words) }
            }
        }
    }
}

fn times(times: i64) -> String {
    match times {
        1 => "Asked once".to_owned(),
        2 => "Asked twice".to_owned(),
        more => format!("Asked {more} times"),
    }
}
