//! Which guides are walked, in which order, and what is said only once.

use unstuck_compiler::{Note, PlacedStep};
use unstuck_model::{id::EntryId, language::Language};

/// A guide in one language and its steps on the page, in the order of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    pub guide: EntryId,
    pub language: Language,
    pub steps: Vec<Planned>,
}

/// A step to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub step: PlacedStep,
    /// Where other languages say the same; what is found is told here alone.
    pub also: Vec<Note>,
    /// Whether another language has said the same: it is walked to reach the next, not told of.
    pub is_repeat: bool,
}

/// The walks of the steps of a site, whose default language comes first; with `only`, those of one
/// language. A guide that says nothing new in another language is not walked again.
pub fn walks(steps: Vec<PlacedStep>, only: Option<&Language>) -> Vec<Walk> {
    let mut walks: Vec<Walk> = Vec::new();
    for step in steps.into_iter().filter(|step| only.is_none_or(|only| step.language == *only)) {
        let first = walks.iter_mut().flat_map(|walk| &mut walk.steps).find(|other| {
            let other = &other.step;
            other.guide == step.guide
                && other.step == step.step
                && other.language != step.language
                && other.on_page == step.on_page
        });
        let is_repeat = first.is_some();
        if let Some(first) = first {
            first.also.push(Note {
                path: step.path.clone(),
                span: step.block.span.clone(),
                line: step.block.line,
                column: step.block.column,
                message: "the same list is here".to_owned(),
            });
        }
        let planned = Planned { also: Vec::new(), is_repeat, step };
        let (guide, language) = (&planned.step.guide, &planned.step.language);
        match walks.last_mut() {
            Some(walk) if walk.guide == *guide && walk.language == *language => {
                walk.steps.push(planned);
            }
            _ => walks.push(Walk {
                guide: guide.clone(),
                language: language.clone(),
                steps: vec![planned],
            }),
        }
    }
    walks.retain(|walk| walk.steps.iter().any(|planned| !planned.is_repeat));
    walks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::against::made::step;

    /// The walks as `language guide: steps`, repeats in brackets.
    fn told(steps: Vec<PlacedStep>, only: Option<&str>) -> Vec<String> {
        let only = only.and_then(Language::new);
        let walks = walks(steps, only.as_ref()).into_iter().map(|walk| {
            let steps = walk.steps.iter().map(|planned| {
                let (id, also) = (&planned.step.step, "+".repeat(planned.also.len()));
                if planned.is_repeat { format!("[{id}]{also}") } else { format!("{id}{also}") }
            });
            let steps: Vec<String> = steps.collect();
            format!("{} {}: {}", walk.language, walk.guide, steps.join(" "))
        });
        walks.collect()
    }

    #[test]
    fn what_is_equal_in_another_language_is_walked_once() {
        let steps = || {
            vec![
                step("en", "a", "one", Some("/a"), "#a"),
                step("en", "b", "one", Some("/a"), "#a"),
                step("en", "b", "two", None, "#b"),
                step("es", "a", "one", Some("/a"), "#a"),
                step("es", "b", "one", Some("/a"), "#a"),
                step("es", "b", "two", None, "#otro"),
            ]
        };
        assert_eq!(told(steps(), None), ["en a: one+", "en b: one+ two", "es b: [one] two"]);
        assert_eq!(told(steps(), Some("es")), ["es a: one", "es b: one two"]);
        assert_eq!(told(steps(), Some("fr")), [""; 0]);
    }
}
