//! Writers learn what customers would not find.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use unstuck_model::language::Language;
use unstuck_search::{Document, Finding, findings};

fn found(change: impl Fn(&mut Vec<Document>)) -> Vec<Finding> {
    let mut documents = corpus::documents();
    change(&mut documents);
    findings(&Language::new("en").unwrap(), &documents, &[]).unwrap()
}

#[test]
fn well_kept_entries_are_not_named() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn a_phrasing_that_belongs_to_another_entry_is_named() {
    let stray = "my invoice is missing from my inbox this month";
    let findings = found(|documents| {
        let voicemail = documents.iter_mut().find(|d| d.outline.id.as_str() == "voicemail");
        voicemail.unwrap().asks.push(stray.to_owned());
        let bill = documents.iter_mut().find(|d| d.outline.id.as_str() == "late-bill").unwrap();
        bill.asks.push(format!("{stray} please"));
        bill.asks.push(format!("help {stray}"));
    });
    let unfound = findings.iter().any(|finding| {
        matches!(finding, Finding::Unfound { entry, phrasing, instead }
            if entry.as_str() == "voicemail" && phrasing == stray && instead.as_str() == "late-bill")
    });
    assert!(unfound, "{findings:?}");
}

#[test]
fn two_entries_with_the_same_phrasings_are_named() {
    let findings = found(|documents| {
        let mut twin = documents.iter().find(|d| d.outline.id.as_str() == "pay").unwrap().clone();
        twin.outline.id = unstuck_model::id::EntryId::new("payments").unwrap();
        twin.asks = vec![
            "pay with my credit card".to_owned(),
            "direct debit set up".to_owned(),
            "change the payment method".to_owned(),
            "overdue amount how to pay".to_owned(),
            "cards you take".to_owned(),
        ];
        documents.push(twin);
    });
    let confused = findings.iter().any(|finding| {
        matches!(finding, Finding::Confused { one, other }
            if one.0.as_str() == "pay" && other.0.as_str() == "payments")
    });
    assert!(confused, "{findings:?}");
}
