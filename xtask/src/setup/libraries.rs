//! The JavaScript libraries that search is compared with.

use std::{fs, path::PathBuf, process::Command};

use crate::{
    problem::Problem,
    process::quiet,
    setup::{axe, cache},
    workspace,
};

/// What is to be installed, and the lock file that says which bytes.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs the libraries of `benches/compare/package-lock.json` into the cache, unless they are
/// there, and returns their folder. They run in the browser only; no script of theirs is run here
/// but Pagefind's indexer.
pub fn fetch() -> Result<PathBuf, Problem> {
    let lists = workspace::root().join("benches").join("compare");
    let folder = cache::tools()?.join("compare");
    let failed = |error: std::io::Error| {
        Problem::machine(
            format!("The folder {} cannot be filled: {error}.", folder.display()),
            "Check who owns the cache folder.",
        )
    };
    // The stamp is written last, so that a broken installation is made anew.
    let stamp = folder.join("installed.json");
    let wanted = fs::read(lists.join("package-lock.json")).map_err(failed)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    eprintln!("Libraries to compare with: fetching with npm (seconds)");
    axe::ensure_npm()?;
    fs::create_dir_all(&folder).map_err(failed)?;
    for list in LISTS {
        fs::copy(lists.join(list), folder.join(list)).map_err(failed)?;
    }
    let mut npm = Command::new("npm");
    // Not `npm ci`: it wants the lock file to name Pagefind's programs for every system, and some
    // registries hold only a few of them. What the lock file names is taken from it all the same.
    npm.args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    quiet(&mut npm)?;
    fs::write(&stamp, wanted).map_err(failed)?;
    Ok(folder)
}
