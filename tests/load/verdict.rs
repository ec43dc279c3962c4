use std::collections::{BTreeMap, HashMap};

/// What must not have happened to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It was acknowledged, and no row has it.
    Lost(String),
    /// It has several rows.
    Doubled(String),
    /// Its row has another reference than the customer was told.
    Changed(String),
    /// It has a row, though it never was sent.
    Foreign(String),
    /// The answer is not one of those that the desk gives to such a request.
    Answered { key: String, status: u16, text: String },
    /// The store says that it is damaged.
    Damaged(String),
}

/// Compares what was acknowledged, as references by key, with the rows that are there. Every key
/// must have been settled: there is none whose customer was never told.
pub fn judge(acknowledged: &BTreeMap<String, String>, rows: &[(String, String)]) -> Vec<Fault> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for (key, reference) in rows {
        found.entry(key).or_default().push(reference);
    }
    let mut faults = Vec::new();
    for (key, told) in acknowledged {
        match found.remove(key.as_str()).as_deref() {
            None => faults.push(Fault::Lost(key.clone())),
            Some([kept]) if kept == told => {}
            Some([_]) => faults.push(Fault::Changed(key.clone())),
            Some(_) => faults.push(Fault::Doubled(key.clone())),
        }
    }
    faults.extend(found.into_keys().map(|key| Fault::Foreign(key.to_owned())));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_the_row_that_was_told() {
        let check = |told: &[(&str, &str)], kept: &[(&str, &str)], expect: &[Fault]| {
            let pair =
                |(key, reference): &(&str, &str)| ((*key).to_owned(), (*reference).to_owned());
            let rows: Vec<_> = kept.iter().map(pair).collect();
            assert_eq!(judge(&told.iter().map(pair).collect(), &rows), expect, "{told:?} {kept:?}");
        };
        let key = || "a".to_owned();
        check(&[], &[], &[]);
        check(&[("a", "1")], &[("a", "1")], &[]);
        check(&[("a", "1")], &[], &[Fault::Lost(key())]);
        check(&[("a", "1")], &[("a", "2")], &[Fault::Changed(key())]);
        check(&[("a", "1")], &[("a", "1"), ("a", "1")], &[Fault::Doubled(key())]);
        check(&[], &[("a", "1")], &[Fault::Foreign(key())]);
    }
}
