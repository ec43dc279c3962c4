//! The example help centre compiles without a word.

use std::{fs, path::Path};

use crate::{SourceFile, compile, render};

fn files(root: &Path, folder: &Path, found: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let below = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(SourceFile { path: below, bytes: fs::read(&path).unwrap() });
        }
    }
}

#[test]
fn the_example_content_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    if !root.join("unstuck.toml").is_file() {
        return;
    }
    let mut found = Vec::new();
    files(&root, &root, &mut found);
    let (site, diagnostics) = compile(&found);
    assert_eq!(render::human(&diagnostics, &found), "");
    assert!(site.is_some());
}
