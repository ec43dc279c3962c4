//! The engine of a built site, from its files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use unstuck_pack::{Digest, Head};
use unstuck_search::Engine;
use unstuck_tests::{Outcome, fail};

/// Opens the engine of the only language of a built site, as the worker does: the head, and the
/// parts of its index.
pub fn open(folder: &Path) -> Outcome<Engine> {
    let head = Head::read(&head(folder)?)?;
    let file = folder.join("packs").join(&head.index.file);
    let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut engine = Engine::open(unstuck_pack::index(&head, &bytes)?)?;
    for file in index_files(folder)?.iter().filter(|other| **other != file) {
        let bytes = fs::read(file)?;
        engine.add(Digest::of(&bytes), &bytes)?;
    }
    Ok(engine)
}

/// The bytes of the pack's head.
pub fn head(folder: &Path) -> Outcome<Vec<u8>> {
    let heads = packs(folder, |ending| ending == "head")?;
    let [head] = heads.as_slice() else {
        return fail(format!("{}: the site has not one language", folder.display()));
    };
    Ok(fs::read(head)?)
}

/// The files that the index is made of.
pub fn index_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    packs(folder, |ending| !matches!(ending, "head" | "content"))
}

fn packs(folder: &Path, wanted: impl Fn(&str) -> bool) -> Outcome<Vec<PathBuf>> {
    let folder = folder.join("packs");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let ending = |file: &PathBuf| file.extension().and_then(|it| it.to_str()).is_some_and(&wanted);
    let mut files: Vec<PathBuf> = entries.flatten().map(|it| it.path()).filter(ending).collect();
    files.sort();
    Ok(files)
}
