use serde::{Deserialize, Serialize};

#[cfg(feature = "build")]
use crate::analysis::Analyzer;
use crate::analysis::Word;

/// Groups of phrases that mean the same, each phrase as its stems.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonyms(Vec<Vec<Vec<String>>>);

impl Synonyms {
    /// The writers' groups in the form of the index.
    #[cfg(feature = "build")]
    pub fn new(analyzer: &Analyzer, groups: &[Vec<String>]) -> Self {
        let stems = |phrase: &String| -> Vec<String> {
            analyzer.words(phrase).into_iter().map(|word| word.stem).collect()
        };
        let group = |phrases: &Vec<String>| -> Vec<Vec<String>> {
            phrases.iter().map(stems).filter(|stems| !stems.is_empty()).collect()
        };
        Self(groups.iter().map(group).filter(|group| group.len() > 1).collect())
    }

    /// For each phrase found among the words: where it begins, how many words it has, and the
    /// other phrases of its group.
    pub fn matches<'a>(
        &'a self,
        words: &'a [Word],
    ) -> impl Iterator<Item = (usize, usize, Vec<&'a [String]>)> {
        self.0.iter().flat_map(move |group| {
            group.iter().enumerate().filter_map(move |(own, phrase)| {
                let start = words.windows(phrase.len()).position(|window| {
                    window.iter().zip(phrase).all(|(word, stem)| word.stem == *stem)
                })?;
                let others = group.iter().enumerate().filter(|(index, _)| *index != own);
                Some((start, phrase.len(), others.map(|(_, phrase)| phrase.as_slice()).collect()))
            })
        })
    }
}
