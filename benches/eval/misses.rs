//! The questions whose first hit is wrong, for whoever wants to mend that.

use super::Answered;
use crate::sets::Query;

/// How many hits are shown.
const SHOWN: usize = 4;

/// Prints each question with the entries that were wanted and those that were found.
pub fn print(queries: &[Query], answers: &[Answered]) {
    for (query, (answer, _)) in queries.iter().zip(answers) {
        let ids: Vec<&str> =
            answer.hits.iter().take(SHOWN).map(|hit| hit.outline.id.as_str()).collect();
        let is_right =
            answer.hits.first().is_some_and(|first| query.wanted.contains(&first.outline.id));
        if !is_right && !query.wanted.is_empty() {
            let wanted: Vec<&str> = query.wanted.iter().map(|id| id.as_str()).collect();
            println!("{:.2} {}", answer.confidence, query.text);
            println!("     wanted {}", wanted.join(" "));
            println!("     found  {}", ids.join(" "));
        }
    }
}
