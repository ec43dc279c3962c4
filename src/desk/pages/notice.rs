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
}

impl Notice {
    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Finished => "finished",
            Self::TooLate => "too-late",
            Self::ChooseOutcome => "outcome",
        }
    }

    /// The notice with a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Released, Self::Finished, Self::TooLate, Self::ChooseOutcome]
            .into_iter()
            .find(|notice| notice.name() == name)
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
            Self::ChooseOutcome => ("Choose how the call ended, then record it.", true),
        };
        html! { p.notice.bad[bad] role=(if bad { "alert" } else { "status" }) { (sentence) } }
    }
}
