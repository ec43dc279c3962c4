//! The body of a guide: an introduction, then a step for each heading.

use std::{collections::HashMap, ops::Range};

use unstuck_model::{
    guide::{Done, Guide, Step},
    id::StepId,
    text::{Block, Inline, boxes, plain},
};

use crate::{
    answer::check_level, attributes::Attributes, choices, compile::OnPagePlace, conditions,
    convert::Piece, fields::shown, headings::suggested_id, on_page, report::Faults, source::Source,
};

/// A guide and the places of its steps.
pub(crate) struct Read {
    pub(crate) guide: Guide,
    pub(crate) places: Places,
}

/// Where the steps of a guide stand in its file.
#[derive(Default)]
pub(crate) struct Places {
    pub(crate) headings: Vec<Range<usize>>,
    /// The braces of those with a condition.
    pub(crate) conditions: Vec<Option<Range<usize>>>,
    /// The `on-page` blocks of those with one.
    pub(crate) on_page: Vec<Option<OnPagePlace>>,
}

/// No customer walks this far, and a page with more steps is slow to draw.
const MOST_STEPS: usize = 1_000;

/// The guide that some pieces make.
pub(crate) fn read(pieces: Vec<Piece>, source: &Source, faults: &mut Faults) -> Read {
    let mut read =
        Read { guide: Guide { intro: Vec::new(), steps: Vec::new() }, places: Places::default() };
    let mut written = Vec::new();
    let mut seen: HashMap<StepId, Range<usize>> = HashMap::new();
    for piece in pieces {
        match piece {
            Piece::Heading { level: 2, attributes, text, span } => {
                let id = id(&attributes, &text, &span, &mut seen, faults);
                read.guide.steps.push(Step {
                    id,
                    title: text,
                    body: Vec::new(),
                    choices: Vec::new(),
                    ends: false,
                    condition: None,
                    on_page: None,
                });
                written.push(attributes.condition);
                read.places.headings.push(span);
                read.places.on_page.push(None);
            }
            Piece::Heading { level, attributes, text, span } => {
                if attributes.id.is_some() || attributes.condition.is_some() {
                    faults
                        .error("bad-heading", span.clone(), "only a `##` heading is a step")
                        .help("begin it with `##`, or delete the braces");
                } else {
                    check_level(level, span, faults);
                }
                body(&mut read.guide).push(Block::Heading { level, text });
            }
            Piece::OnPage { toml, span } => match read.guide.steps.last_mut() {
                None => {
                    faults
                        .error("bad-on-page", span, "this block stands before the first step")
                        .help("put it below the `##` heading of the step it belongs to");
                }
                Some(step) if step.on_page.is_some() => {
                    faults
                        .error("bad-on-page", span, "this step is tied to the page already")
                        .help("keep one block; its `target` is a list");
                }
                Some(step) => {
                    let on_page::Read { on_page, ways } = on_page::read(source, &toml, faults);
                    step.on_page = Some(on_page);
                    if let Some(place) = read.places.on_page.last_mut() {
                        *place = Some(OnPagePlace { block: span, ways });
                    }
                }
            },
            Piece::Block { block, span } => {
                if read.guide.steps.is_empty() && boxes(std::slice::from_ref(&block)) > 0 {
                    faults
                        .error("bad-checklist", span, "this checklist stands before the first step")
                        .help("put it below the `##` heading of a step, where its ticks are kept");
                }
                body(&mut read.guide).push(block);
            }
        }
    }
    if let Some(heading) = read.places.headings.get(MOST_STEPS) {
        faults
            .error(
                "too-many-steps",
                heading.clone(),
                format!("a guide has at most {MOST_STEPS} steps"),
            )
            .help("make several guides of it that link to one another");
    }
    for (step, heading) in read.guide.steps.iter_mut().zip(&read.places.headings) {
        finish(step, heading, faults);
    }
    read.places.conditions = conditions::resolve(&mut read.guide.steps, written, faults);
    read
}

/// The blocks that the next one belongs to.
fn body(guide: &mut Guide) -> &mut Vec<Block> {
    match guide.steps.last_mut() {
        Some(step) => &mut step.body,
        None => &mut guide.intro,
    }
}

fn id(
    attributes: &Attributes,
    title: &[Inline],
    span: &Range<usize>,
    seen: &mut HashMap<StepId, Range<usize>>,
    faults: &mut Faults,
) -> StepId {
    let title = plain(title);
    let way_out = |title: &str| format!("add one at the end: `{{#{}}}`", suggested_id(title));
    let Some(written) = &attributes.id else {
        if let Some((words, _)) = title.split_once('{') {
            faults
                .error("bad-heading", span.clone(), "the braces of this heading cannot be read")
                .help(format!("write them at the end, as `{{#{}}}`", suggested_id(words)));
        } else if !attributes.is_faulty {
            faults
                .error("missing-step-id", span.clone(), "this step has no id")
                .help(way_out(&title));
        }
        return StepId::default();
    };
    let Some(id) = StepId::new(written) else {
        faults
            .error(
                "bad-step-id",
                span.clone(),
                format!("`{}` cannot be the id of a step", shown(written)),
            )
            .help(format!(
                "use small letters, digits and hyphens, such as `{}`",
                suggested_id(written)
            ));
        return StepId::default();
    };
    match seen.get(&id) {
        Some(first) => {
            let file = faults.file();
            faults
                .error("duplicate-step-id", span.clone(), format!("two steps have the id `{id}`"))
                .help(format!("give this one another, such as `{id}-2`"))
                .note(file, first.clone(), "the first one is here");
        }
        None => {
            seen.insert(id.clone(), span.clone());
        }
    }
    id
}

fn finish(step: &mut Step, heading: &Range<usize>, faults: &mut Faults) {
    step.ends = choices::take_done(&mut step.body);
    step.choices = choices::take(&mut step.body);
    if step.ends && !step.choices.is_empty() {
        faults
            .error("choices-and-end", heading.clone(), "this step has choices and ends the guide")
            .help("make the end a choice: `- [I am done](unstuck:done)`");
    }
    let done = step.on_page.as_ref().map_or(Done::Manual, |on_page| on_page.done);
    if done != Done::Manual && !step.choices.is_empty() {
        faults
            .error(
                "choices-and-done",
                heading.clone(),
                "this step has choices, and its `on-page` block waits for the page to go on",
            )
            .help("delete `done`, or put the choices into a step of their own");
    }
    if plain(&step.title).trim().is_empty() {
        faults
            .error("bad-heading", heading.clone(), "this step's heading has no words")
            .help("write what the customer does in this step");
    }
}
