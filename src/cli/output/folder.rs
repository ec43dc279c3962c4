use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::Files;
use crate::failure::Failure;

/// Writes files as a folder: all of them beside it first, then in its place at once. If anything
/// fails, what was there before is still there.
pub fn write(files: &Files, folder: &Path) -> Result<(), Failure> {
    refuse_foreign(folder)?;
    let parent = parent(folder);
    fs::create_dir_all(&parent).map_err(|error| Failure::io(&parent, &error))?;
    let new = beside(folder, "new")?;
    let written = fill(files, &new).and_then(|()| swap(&new, folder));
    if written.is_err() {
        // What is half written is of no use; the failure itself matters more than this one.
        let _ = fs::remove_dir_all(&new);
    }
    written
}

/// A folder that is not a build of ours is not thrown away.
fn refuse_foreign(folder: &Path) -> Result<(), Failure> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(Failure::io(folder, &error)),
    };
    if is_empty || (folder.join("unstuck.js").is_file() && folder.join("packs").is_dir()) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} holds files that `unstuck build` did not write",
        folder.display()
    ))
    .help("name a new folder, or empty this one: a build replaces the whole folder"))
}

fn parent(folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// A name of its own beside the folder, on the same disk.
fn beside(folder: &Path, what: &str) -> Result<PathBuf, Failure> {
    let name = folder.file_name().ok_or_else(|| {
        Failure::new(format!("{} is not the name of a folder", folder.display()))
            .help("name the folder to write, such as `-o site`")
    })?;
    let name = format!(".{}.{what}-{}", name.to_string_lossy(), std::process::id());
    Ok(parent(folder).join(name))
}

fn fill(files: &Files, folder: &Path) -> Result<(), Failure> {
    for (path, bytes) in files {
        let path = folder.join(path);
        let put = || -> io::Result<()> {
            fs::create_dir_all(parent(&path))?;
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        put().map_err(|error| Failure::io(&path, &error))?;
    }
    Ok(())
}

fn swap(new: &Path, folder: &Path) -> Result<(), Failure> {
    let old = beside(folder, "old")?;
    let had = folder.exists();
    if had {
        fs::rename(folder, &old).map_err(|error| Failure::io(folder, &error))?;
    }
    if let Err(error) = fs::rename(new, folder) {
        if had {
            fs::rename(&old, folder).map_err(|error| Failure::io(&old, &error))?;
        }
        return Err(Failure::io(folder, &error));
    }
    if had {
        fs::remove_dir_all(&old).map_err(|error| Failure::io(&old, &error))?;
    }
    Ok(())
}
