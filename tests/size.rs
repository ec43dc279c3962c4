//! What the browser downloads, in bytes.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use serde::Serialize;

use crate::outcome::{Outcome, fail};

/// Files that are fetched together for one purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Artifact {
    /// `loader`, `widget`, `walk`, `outbox`, `phone`, `worker`, `css` or `pack`.
    pub name: &'static str,
    /// As they are.
    pub raw: usize,
    /// By gzip at level 9, each file for itself.
    pub gzip: usize,
    /// By Brotli at quality 11, each file for itself.
    pub brotli: usize,
}

/// Measures the folder that `unstuck build` has written; the pack is that of one language.
pub fn measure(site: &Path, language: &str) -> Outcome<Vec<Artifact>> {
    let assets = files(&site.join("assets"))?;
    let packs = files(&site.join("packs"))?;
    let named = |files: &[PathBuf], begins: &str, ends: &[&str]| -> Vec<PathBuf> {
        let fits =
            |name: &str| name.starts_with(begins) && ends.iter().any(|end| name.ends_with(end));
        files.iter().filter(|file| name(file).is_some_and(fits)).cloned().collect()
    };
    let code = [".js", ".wasm"];
    [
        ("loader", vec![site.join("unstuck.js")]),
        ("widget", named(&assets, "widget.", &code)),
        ("walk", named(&assets, "walk.", &code)),
        ("outbox", named(&assets, "outbox.", &code)),
        ("phone", named(&assets, "phone.", &code)),
        ("worker", named(&assets, "worker.", &code)),
        ("css", named(&assets, "", &[".css"])),
        ("pack", named(&packs, &format!("{language}."), &[""])),
    ]
    .into_iter()
    .map(|(name, files)| artifact(name, &files))
    .collect()
}

fn artifact(name: &'static str, files: &[PathBuf]) -> Outcome<Artifact> {
    if files.is_empty() {
        return fail(format!("the site has no file for `{name}`"));
    }
    let mut artifact = Artifact { name, ..Artifact::default() };
    for file in files {
        let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        artifact.raw += bytes.len();
        artifact.gzip += gzip(&bytes)?;
        artifact.brotli += brotli(&bytes)?;
    }
    Ok(artifact)
}

fn gzip(bytes: &[u8]) -> io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> io::Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out.len())
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

fn name(file: &Path) -> Option<&str> {
    file.file_name().and_then(|name| name.to_str())
}
