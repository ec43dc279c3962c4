//! A copy of a desk's file that can be put away, and the list of erasures beside it.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    database::{copy, erasures, new_private},
    erasure::written,
    error::DeskError,
};

/// Writes the database of a file into another one, which must not be there, and beside it the list
/// of what was erased so far; the answer is that list's path. A desk may serve the file meanwhile.
pub fn backup(path: &Path, to: &Path) -> Result<PathBuf, DeskError> {
    let list = PathBuf::from(format!("{}.erasures", to.display()));
    if list.exists() {
        return Err(DeskError::Exists { path: list });
    }
    copy(path, to)?;
    let failed = |cause: String| DeskError::Backup { path: list.clone(), cause };
    let erasures = erasures(to).map_err(|error| failed(error.to_string()))?;
    let mut file = new_private(&list)?;
    let wrote = file.write_all(written(&erasures).as_bytes()).and_then(|()| file.sync_all());
    wrote.map_err(|error| failed(error.to_string()))?;
    Ok(list)
}
