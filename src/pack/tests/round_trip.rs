//! What is written is read back, and nothing else is.

// A test may fail by a panic; that is what it is for.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use unstuck_model::{
    callback::CallbackRules,
    hours::{Hours, Zone},
    id::SiteId,
    language::Language,
    site::{Content, Privacy, Settings},
};
use unstuck_pack::{Blocks, Head, PackError, VERSION, content, index, write};
use unstuck_words::Words;

fn example(site: &str) -> Content {
    let language = Language::new("en").unwrap();
    Content::new(
        Settings {
            site: SiteId::new(site).unwrap(),
            company: "Example".into(),
            address: "https://www.example.com".into(),
            country: "US".into(),
            accent: "#123456".into(),
            languages: vec![language.clone()],
            topics: Vec::new(),
            hours: Hours {
                zone: Zone { name: "UTC".into(), before: 0, changes: Vec::new() },
                week: Default::default(),
                holidays: Vec::new(),
                schedules: Vec::new(),
            },
            channels: Vec::new(),
            callback: CallbackRules::default(),
            privacy: Privacy { policy: None, counts: false },
        },
        language,
        Vec::new(),
    )
}

#[test]
fn a_pack_is_read_back_as_it_was_written() {
    let pack = write(&example("one"), b"the index", &[b"a part".to_vec()]).unwrap();
    let head = Head::read(&pack.head.bytes).unwrap();
    let opened = content(&head, &pack.content.bytes).unwrap();
    assert_eq!((opened.content, opened.blocks), (example("one"), Blocks::default()));
    assert_eq!(opened.words, Words::of(&head.language).written());
    assert_eq!(index(&head, &pack.index.bytes), Ok(&b"the index"[..]));
    assert_eq!(head.content.file, pack.content.name);
    assert_eq!(
        write(&example("one"), b"the index", &[b"a part".to_vec()]).unwrap(),
        pack,
        "the same input, other bytes"
    );
}

#[test]
fn every_changed_byte_and_every_cut_is_refused() {
    let pack = write(&example("one"), b"the index", &[b"a part".to_vec()]).unwrap();
    let head = Head::read(&pack.head.bytes).unwrap();
    check_damage(&pack.head.bytes, |bytes| Head::read(bytes).is_err());
    check_damage(&pack.content.bytes, |bytes| content(&head, bytes).is_err());
    check_damage(&pack.index.bytes, |bytes| index(&head, bytes).is_err());
}

fn check_damage(bytes: &[u8], refused: impl Fn(&[u8]) -> bool) {
    for at in 0..bytes.len() {
        assert!(refused(&bytes[..at]), "cut at {at}");
        let mut changed = bytes.to_vec();
        changed[at] ^= 1;
        assert!(refused(&changed), "changed at {at}");
    }
}

#[test]
fn parts_of_another_build_are_refused() {
    let (one, two) =
        (write(&example("one"), b"1", &[]).unwrap(), write(&example("two"), b"2", &[]).unwrap());
    let head = Head::read(&one.head.bytes).unwrap();
    assert_eq!(content(&head, &two.content.bytes), Err(PackError::Damaged { part: "content" }));
    assert_eq!(index(&head, &two.index.bytes), Err(PackError::Damaged { part: "index" }));
}

#[test]
fn another_version_is_named() {
    let mut bytes = write(&example("one"), b"1", &[]).unwrap().head.bytes;
    bytes[8..10].copy_from_slice(&(VERSION + 1).to_le_bytes());
    assert_eq!(
        Head::read(&bytes),
        Err(PackError::Version { found: VERSION + 1, expected: VERSION })
    );
    assert_eq!(Head::read(b"<!doctype html>"), Err(PackError::NotAPack));
}
