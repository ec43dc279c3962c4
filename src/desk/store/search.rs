use unstuck_model::callback::CallbackRequest;

use super::records::{RECORD, record_of};
use crate::{
    database::{Fault, Transaction, values},
    record::Record,
};

/// How many rows are read that may be meant, and how many of them are shown.
const READ: i64 = 2_000;
const SHOWN: usize = 50;

/// What an agent looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The last digits of a phone number, or all of them.
    Digits(String),
    /// Words of a name, in small letters.
    Words(Vec<String>),
}

/// The requests of a site that are sought, the newest first.
pub fn search(
    rows: &mut dyn Transaction,
    site: &str,
    sought: &Sought,
) -> Result<Vec<Record>, Fault> {
    // The request is one text, of which the database can only say that it may be one that is
    // sought: its idea of small letters ends with ASCII. The fields themselves decide.
    let text = match sought {
        Sought::Digits(_) => "request",
        Sought::Words(_) => "lower(request)",
    };
    let found = rows.query(
        &format!(
            "{RECORD} WHERE callback.site = $1 AND {text} LIKE $2
             ORDER BY received DESC, callback.id DESC LIMIT $3"
        ),
        values![site, pattern(sought), READ],
    )?;
    let mut records = Vec::new();
    for row in &found {
        let record = record_of(row)?;
        if is_sought(sought, &record.request) {
            records.push(record);
            if records.len() == SHOWN {
                break;
            }
        }
    }
    Ok(records)
}

/// A pattern that every request matches that is sought, and few others.
fn pattern(sought: &Sought) -> String {
    let longest = match sought {
        Sought::Digits(digits) => return format!("%{digits}\"%"),
        Sought::Words(words) => words.iter().max_by_key(|word| word.len()),
    };
    // What JSON or the pattern itself writes otherwise stands for anything.
    let plain = longest
        .map_or("", |word| word.as_str())
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '%' });
    format!("%{}%", plain.collect::<String>())
}

fn is_sought(sought: &Sought, request: &CallbackRequest) -> bool {
    match sought {
        Sought::Digits(digits) => request.phone.ends_with(digits),
        Sought::Words(words) => {
            let name = request.name.to_lowercase();
            words.iter().all(|word| name.contains(word.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_says_no_more_than_the_database_knows() {
        let words = |text: &str| Sought::Words(text.split(' ').map(str::to_owned).collect());
        let check = |sought, expect: &str| assert_eq!(pattern(&sought), expect);
        check(Sought::Digits("0143".to_owned()), "%0143\"%");
        check(words("rosa lindqvist"), "%lindqvist%");
        check(words("zoë"), "%zo%%");
        check(words("50%_\\"), "%50%%%%");
    }
}
