//! Reading a content folder.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use unstuck_compiler::{SourceFile, most_bytes};

use crate::failure::Failure;

/// Deeper folders are a loop or a mistake.
const DEEPEST: usize = 32;

/// The files of a content folder that the compiler reads, by their paths in it: Markdown, TOML,
/// pictures and videos. A file that is too long comes cut. Hidden files are left
/// out; a link that leads out of the folder, and anything but a file or folder, is refused.
pub fn read(root: &Path) -> Result<Vec<SourceFile>, Failure> {
    let real = root.canonicalize().map_err(|error| {
        Failure::io(root, &error).help("name the folder that holds unstuck.toml, such as `content`")
    })?;
    if !real.is_dir() {
        return Err(Failure::new(format!("{} is not a folder", root.display()))
            .help("name the folder that holds unstuck.toml, such as `content`"));
    }
    let mut files = Vec::new();
    folder(&real, &real, "", 0, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn folder(
    root: &Path,
    path: &Path,
    name: &str,
    depth: usize,
    files: &mut Vec<SourceFile>,
) -> Result<(), Failure> {
    if depth > DEEPEST {
        return Err(Failure::new(format!("{name}: the folders are nested too deep")));
    }
    let entries = fs::read_dir(path).map_err(|error| Failure::io(path, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io(path, &error))?;
        let Some(own) = entry.file_name().to_str().map(str::to_owned) else {
            return Err(Failure::new(format!(
                "{name}{}: the file's name is not UTF-8",
                entry.file_name().display()
            )));
        };
        if own.starts_with('.') {
            continue;
        }
        let inside = format!("{name}{own}");
        let target = inner(root, &entry.path(), &inside)?;
        let kind = fs::metadata(&target).map_err(|error| Failure::io(&target, &error))?;
        if kind.is_dir() {
            folder(root, &target, &format!("{inside}/"), depth + 1, files)?;
        } else if let Some(most) = most_bytes(&inside) {
            if kind.is_file() {
                files.push(SourceFile { path: inside, bytes: bytes(&target, most)? });
                continue;
            }
            return Err(Failure::new(format!("{inside} is neither a file nor a folder"))
                .help("take it out of the content folder"));
        }
    }
    Ok(())
}

/// The real path of an entry, which must be inside the root.
fn inner(root: &Path, path: &Path, name: &str) -> Result<PathBuf, Failure> {
    let real = path.canonicalize().map_err(|error| Failure::io(path, &error))?;
    if real.starts_with(root) {
        return Ok(real);
    }
    Err(Failure::new(format!("{name} is a link that leads out of the content folder"))
        .help("copy the file into the folder"))
}

fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    file.take(most as u64).read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
    Ok(bytes)
}
