//! The libraries' scripts, as a site would ship them: bundled and minified by esbuild.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use unstuck_tests::{Outcome, fail};

/// The folder that `cargo xtask compare` has installed the libraries into.
pub fn folder() -> Outcome<PathBuf> {
    match env::var_os("UNSTUCK_LIBRARIES") {
        Some(folder) => Ok(folder.into()),
        None => fail("UNSTUCK_LIBRARIES names the libraries; `cargo xtask compare` sets it"),
    }
}

/// A program that npm has installed.
pub fn program(folder: &Path, name: &str) -> Command {
    Command::new(folder.join("node_modules").join(".bin").join(name))
}

/// The script of the page that searches with a library.
pub fn script(folder: &Path, library: &str) -> Outcome<Vec<u8>> {
    let adapters = Path::new(env!("CARGO_MANIFEST_DIR")).join("compare").join("libraries");
    let mut esbuild = program(folder, "esbuild")
        .args(["--bundle", "--minify", "--format=iife", "--target=es2022", "--log-level=error"])
        // Pagefind's script is of its own making and stays where it is.
        .arg("--external:/pagefind/*")
        .env("NODE_PATH", folder.join("node_modules"))
        .current_dir(adapters)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("esbuild could not run: {error}"))?;
    if let Some(mut stdin) = esbuild.stdin.take() {
        let page = format!(
            "import {{ make }} from \"./{library}.js\";\n\
             import {{ serve }} from \"./page.js\";\nserve(make);\n"
        );
        stdin.write_all(page.as_bytes())?;
    }
    let output = esbuild.wait_with_output()?;
    if !output.status.success() {
        return fail(format!("esbuild could not bundle {library}; it says why above"));
    }
    Ok(output.stdout)
}
