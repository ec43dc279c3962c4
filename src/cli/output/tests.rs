use std::{fs, path::PathBuf};

use unstuck_compiler::SourceFile;

use super::*;
use crate::{
    assets::{Assets, Module},
    pipeline::{self, Indexes},
};

const SETTINGS: &str = include_str!("../tests/small/unstuck.toml");

fn sources() -> Vec<SourceFile> {
    let entry = |title: &str, asks: &str| {
        format!(
            "---\ntitle: {title}\nasks:\n  - {asks}\ntopic: bills\n---\nAn answer about {asks}.\n"
        )
    };
    [
        ("unstuck.toml", SETTINGS.to_owned()),
        ("en/answers/late-fee.md", entry("Late fee", "why was I charged a late fee")),
        ("en/answers/due-date.md", entry("Due date", "when is my bill due")),
    ]
    .map(|(path, text)| SourceFile { path: path.to_owned(), bytes: text.into_bytes() })
    .to_vec()
}

fn module(glue: &str, wasm: &str) -> Module {
    Module { glue: glue.as_bytes().to_vec(), wasm: wasm.as_bytes().to_vec() }
}

fn assets() -> Assets {
    Assets {
        widget: b"let wasm_bindgen = 1;".to_vec(),
        widget_wasm: b"\0asm".to_vec(),
        walk: module("let wasm_bindgen = 2;", "\0asm3"),
        qr: module("let wasm_bindgen = 3;", "\0asm4"),
        phone: module("let wasm_bindgen = 4;", "\0asm5"),
        outbox: module("let wasm_bindgen = 5;", "\0asm6"),
        worker: b"worker".to_vec(),
        worker_wasm: b"\0asm2".to_vec(),
        styles: vec![".panel { color: red; }".to_owned(), "a { b: c }".to_owned()],
    }
}

fn built(sources: &[SourceFile]) -> Files {
    let (site, diagnostics) = pipeline::site(sources, true);
    let site = site.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let packs = pipeline::packs(&site, &mut Indexes::default()).unwrap();
    assemble(&site, packs, &assets()).unwrap()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

#[test]
fn a_build_holds_everything_and_is_the_same_again() {
    let files = built(&sources());
    let mut turned = sources();
    turned.reverse();
    assert_eq!(files, built(&turned));

    let mut kinds: Vec<String> = files
        .keys()
        .map(|path| match is_immutable(path) {
            true => path.split('.').filter(|part| part.len() != 16).collect::<Vec<_>>().join("."),
            false => path.clone(),
        })
        .collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            "assets/outbox.js",
            "assets/outbox.wasm",
            "assets/phone.js",
            "assets/phone.wasm",
            "assets/qr.js",
            "assets/qr.wasm",
            "assets/style.css",
            "assets/walk.js",
            "assets/walk.wasm",
            "assets/widget.js",
            "assets/widget.wasm",
            "assets/worker.js",
            "assets/worker.wasm",
            "frame.html",
            "frame.js",
            "help/due-date.html",
            "help/find.js",
            "help/index.html",
            "help/late-fee.html",
            "help/page.css",
            "index.html",
            "licences.txt",
            "packs/en.content",
            "packs/en.head",
            "packs/en.index",
            "unstuck.js",
        ]
    );
}

#[test]
fn the_loader_names_what_there_is() {
    let files = built(&sources());
    let loader = text(&files, "unstuck.js");
    for path in files.keys().filter(|path| is_immutable(path)) {
        let late = ["/worker.", "/walk.", "/qr.", "/phone.", "/outbox.", ".index"]
            .iter()
            .any(|late| path.contains(late));
        assert_eq!(loader.contains(path.as_str()), !late, "{path}");
    }
    let path = files.keys().find(|path| path.starts_with("assets/widget.") && path.ends_with("js"));
    let script = text(&files, path.unwrap());
    assert!(script.starts_with(
        "(()=>{let wasm_bindgen = 1;\n;window.Unstuck?.boot(Object.assign(wasm_bindgen,{more:{"
    ));
    assert!(script.contains("assets/worker.") && script.contains("assets/qr."));
    assert!(script.ends_with("}}))})();\n"));
    let style = files.keys().find(|path| path.ends_with(".css")).unwrap();
    assert_eq!(text(&files, style), ".panel{color:red}a{b:c}");
}

#[test]
fn a_picture_is_a_file_that_never_changes_and_pages_name_it() {
    let picture = include_bytes!("../../../content/pictures/scan-code.png");
    let shown = |path: &str, picture: &str| {
        SourceFile {
        path: path.to_owned(),
        bytes: format!("---\ntitle: {path}\nasks:\n  - {path}\ntopic: bills\n---\nLook.\n\n![A phone]({picture})\n")
            .into_bytes(),
    }
    };
    let copy = |path: &str| SourceFile { path: path.to_owned(), bytes: picture.to_vec() };
    let mut sources = sources();
    sources.extend([
        shown("en/answers/one.md", "scan.png"),
        shown("en/answers/two.md", "../../pictures/the-same.png"),
        copy("en/answers/scan.png"),
        copy("pictures/the-same.png"),
    ]);
    let files = built(&sources);
    let pictures: Vec<&String> = files.keys().filter(|path| path.ends_with(".png")).collect();
    let [path] = pictures.as_slice() else { panic!("one file for the same bytes: {pictures:?}") };
    assert!(path.starts_with("assets/picture.") && is_immutable(path), "{path}");
    assert_eq!(files[*path], picture);
    for page in ["help/one.html", "help/two.html"] {
        assert!(text(&files, page).contains(&format!("<img src=\"../{path}\" alt=\"A phone\"")));
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("unstuck-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn sample(script: &str) -> Files {
    let bytes = |text: &str| text.as_bytes().to_vec();
    Files::from([
        ("unstuck.js".to_owned(), bytes(script)),
        ("packs/en.head".to_owned(), bytes("head")),
    ])
}

#[test]
fn a_new_build_takes_the_place_of_the_old_one() {
    let parent = folder("swap");
    let out = parent.join("site");
    write(&sample("one"), &out).unwrap();
    fs::write(out.join("stale.html"), "old").unwrap();
    write(&sample("two"), &out).unwrap();
    assert_eq!(fs::read_to_string(out.join("unstuck.js")).unwrap(), "two");
    assert!(!out.join("stale.html").exists());
    assert_eq!(fs::read_dir(&parent).unwrap().count(), 1, "nothing else is left behind");
    fs::remove_dir_all(parent).unwrap();
}

#[test]
fn c6_a_failure_leaves_the_old_build_as_it_was() {
    let parent = folder("c6");
    let out = parent.join("site");
    write(&sample("one"), &out).unwrap();
    // A name that no disk takes stands for a disk that is full.
    let mut files = sample("two");
    files.insert(format!("packs/{}", "x".repeat(400)), Vec::new());
    write(&files, &out).unwrap_err();
    assert_eq!(fs::read_to_string(out.join("unstuck.js")).unwrap(), "one");
    assert_eq!(fs::read_dir(&parent).unwrap().count(), 1, "nothing half written is left behind");
    fs::remove_dir_all(parent).unwrap();
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let out = folder("foreign");
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    let failure = write(&sample("one"), &out).unwrap_err().to_string();
    assert!(failure.contains("did not write") && out.join("thesis.txt").exists());
    fs::remove_dir_all(out).unwrap();
}
