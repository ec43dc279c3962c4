//! How well private data is known, on development data where there is some: set
//! `UNSTUCK_EVAL` to its folder and run the tests with `--nocapture`.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::redact::{Kind, redact};

fn table(name: &str) -> Option<Vec<Vec<String>>> {
    let folder = PathBuf::from(std::env::var_os("UNSTUCK_EVAL")?);
    let text = fs::read_to_string(folder.join("pii").join(name)).ok()?;
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    Some(text.lines().skip(1).map(row).collect())
}

#[test]
fn checked_numbers() {
    for (file, kind) in [("cards.tsv", Kind::Card), ("ibans.tsv", Kind::Iban)] {
        let Some(rows) = table(file) else { return };
        let mut wrong = 0;
        for row in &rows {
            let valid = row[2] == "1";
            for form in &row[..if kind == Kind::Iban { 2 } else { 1 }] {
                let text = format!("it is {form} please");
                let found = redact(&text).found.iter().any(|finding| {
                    finding.kind == kind && finding.start == 6 && finding.end == 6 + form.len()
                });
                if found != valid {
                    println!("{file} {form}: found {found}");
                    wrong += 1;
                }
            }
        }
        println!("{file}: {wrong} wrong of {}", rows.len());
        assert!(wrong * 20 <= rows.len());
    }
}

#[test]
fn spans() {
    let Some(folder) = std::env::var_os("UNSTUCK_EVAL") else { return };
    let path = PathBuf::from(folder).join("pii").join("spans.jsonl");
    let Ok(lines) = fs::read_to_string(path) else { return };
    let kinds = [
        ("CREDIT_CARD", Kind::Card),
        ("IBAN_CODE", Kind::Iban),
        ("EMAIL_ADDRESS", Kind::Email),
        ("PHONE_NUMBER", Kind::Phone),
        ("US_SSN", Kind::NationalId),
        ("US_DRIVER_LICENSE", Kind::NationalId),
    ];
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = value["text"].as_str().unwrap();
        let byte =
            |chars: u64| text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at);
        let marked: Vec<(&str, Kind, usize, usize)> = value["spans"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|span| {
                let name = span["type"].as_str()?;
                let (name, kind) = kinds.iter().find(|(known, _)| *known == name)?;
                Some((*name, *kind, byte(span["start"].as_u64()?), byte(span["end"].as_u64()?)))
            })
            .collect();
        let found = redact(text).found;
        for (name, kind, start, end) in &marked {
            let covered = found.iter().any(|f| f.start <= *start && f.end >= *end);
            let right = found.iter().any(|f| f.kind == *kind && f.start < *end && f.end > *start);
            let count = counts.entry(name).or_default();
            count[0] += 1;
            count[1] += usize::from(covered);
            count[2] += usize::from(right);
            if !covered {
                println!("missed {name} {:?} in {text:?}", text.get(*start..*end));
            } else if !right {
                println!("misnamed {name} {:?} in {text:?}", text.get(*start..*end));
            }
        }
        for f in found {
            if !marked.iter().any(|(_, _, start, end)| f.start < *end && f.end > *start) {
                println!("extra {:?} {:?} in {text:?}", f.kind, text.get(f.start..f.end));
                counts.entry("extra").or_default()[0] += 1;
            }
        }
    }
    println!("[marked, masked whole, named right]: {counts:#?}");
}
