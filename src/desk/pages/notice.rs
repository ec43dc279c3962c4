use maud::{Markup, html};

/// What is said above a page after an agent pressed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A request was given back.
    Released,
    /// A call was recorded.
    Finished,
    /// Somebody else was quicker.
    TooLate,
    /// The outcome was not chosen.
    ChooseOutcome,
    /// A question is done.
    QuestionDone,
    /// A question was put back.
    QuestionOpen,
    /// Somebody else was quicker with a question.
    QuestionTooLate,
}

impl Notice {
    const ALL: [Self; 7] = [
        Self::Released,
        Self::Finished,
        Self::TooLate,
        Self::ChooseOutcome,
        Self::QuestionDone,
        Self::QuestionOpen,
        Self::QuestionTooLate,
    ];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Finished => "finished",
            Self::TooLate => "too-late",
            Self::ChooseOutcome => "outcome",
            Self::QuestionDone => "question-done",
            Self::QuestionOpen => "question-open",
            Self::QuestionTooLate => "question-too-late",
        }
    }

    /// The notice with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }

    /// The notice as it stands above a page.
    pub fn draw(self) -> Markup {
        let (sentence, bad) = match self {
            Self::Released => ("The request is back in the queue.", false),
            Self::Finished => ("The call is recorded.", false),
            Self::TooLate => (
                "Nothing was changed: the request is not as it was when you opened it. This is how it stands now.",
                true,
            ),
            Self::QuestionDone => {
                ("The question is done. It stands below in case it was not.", false)
            }
            Self::QuestionOpen => ("The question is open again.", false),
            Self::QuestionTooLate => (
                "Nothing was changed: somebody was quicker. This is how the questions stand now.",
                true,
            ),
            Self::ChooseOutcome => ("Choose how the call ended, then record it.", true),
        };
        html! { p.notice.bad[bad] role=(if bad { "alert" } else { "status" }) { (sentence) } }
    }
}
