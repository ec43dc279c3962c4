//! The parts of the ranking that can be left out, to measure what each earns.

use crate::{
    rank::{WEIGHTS, Weights},
    resolve::{Asked, Reason},
};

/// A part of the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Words of the short answer and the body.
    Body,
    /// Neighbouring words.
    Pairs,
    /// The linear model.
    Linear,
    /// Misspelt words taken for right ones.
    Corrections,
    /// Unfinished words completed.
    Beginnings,
    /// Words of the same root.
    Related,
    /// Two words taken for one.
    Joined,
    /// The writers' synonyms.
    Synonyms,
}

impl Feature {
    /// Every feature with its name.
    pub const ALL: [(Self, &str); 8] = [
        (Self::Body, "body"),
        (Self::Pairs, "pairs"),
        (Self::Linear, "linear"),
        (Self::Corrections, "corrections"),
        (Self::Beginnings, "beginnings"),
        (Self::Related, "related"),
        (Self::Joined, "joined"),
        (Self::Synonyms, "synonyms"),
    ];

    /// The weights of the channels without this feature.
    pub(crate) fn weights_without(feature: Option<Self>) -> Weights {
        let mut weights = WEIGHTS;
        match feature {
            Some(Self::Body) => weights.body = 0.0,
            Some(Self::Pairs) => weights.pair = 0.0,
            Some(Self::Linear) => weights.linear = 0.0,
            Some(
                Self::Corrections
                | Self::Beginnings
                | Self::Related
                | Self::Joined
                | Self::Synonyms,
            )
            | None => {}
        }
        weights
    }

    /// Takes the terms of this feature out of a question.
    pub(crate) fn remove(self, asked: &mut [Asked]) {
        let reason = match self {
            Self::Corrections => Reason::Correction,
            Self::Beginnings => Reason::Beginning,
            Self::Related => Reason::Related,
            Self::Joined => Reason::Joined,
            Self::Synonyms => Reason::Synonym,
            Self::Body | Self::Pairs | Self::Linear => return,
        };
        for word in asked {
            word.terms.retain(|term| term.reason != reason);
        }
    }
}
