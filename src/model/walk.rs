//! What the widget and the module that walks on the host's page tell each other.

use serde::{Deserialize, Serialize};

use crate::guide::OnPage;

/// The media query of windows so narrow that the panel is a sheet over the page; the same as in the
/// styles.
pub const SHEET: &str = "(max-width: 479px)";

/// A step to be watched on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// Where it happens.
    pub on_page: OnPage,
    /// The page of the step that follows, if it names one.
    pub next_page: Option<String>,
    /// Whether the panel reads from right to left.
    pub is_right_to_left: bool,
}

/// What is told of the step that is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Its target is looked for.
    Looking,
    /// It happens on another page.
    Elsewhere,
    /// Its target is not on the page.
    Missing,
    /// Its target was not found in time, which is told once.
    Drift,
    /// The panel stands beside its target.
    Beside,
    /// The page shows that it is done.
    Done,
    /// The customer wants the steps in the panel.
    Left,
}

impl News {
    const ALL: [Self; 7] = [
        Self::Looking,
        Self::Elsewhere,
        Self::Missing,
        Self::Drift,
        Self::Beside,
        Self::Done,
        Self::Left,
    ];

    /// The number that stands for it between the two modules.
    pub fn number(self) -> u32 {
        self as u32
    }

    /// What a number stands for.
    pub fn of(number: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_for_what_they_came_from() {
        for news in News::ALL {
            assert_eq!(News::of(news.number()), Some(news));
        }
        assert_eq!(News::of(99), None);
    }
}
