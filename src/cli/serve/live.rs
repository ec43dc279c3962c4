//! The last good build in memory.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use sha2::{Digest, Sha256};
use tokio::sync::watch;
use unstuck_model::site::{Settings, Site};

use super::host;
use crate::{
    assets::Assets,
    failure::Failure,
    output::{self, Files},
    pipeline::{self, Indexes},
    report::{self, Format},
    source,
};

/// Where the desk of `serve` takes callbacks.
const CALLBACKS: &str = "/v1/callbacks";

/// Builds the content whenever it is told to.
pub struct Builder {
    content: PathBuf,
    indexes: Indexes,
}

impl Builder {
    /// A builder of a content folder.
    pub fn new(content: PathBuf) -> Self {
        Self { content, indexes: Indexes::default() }
    }

    /// The settings of the content as it stands, if it is free of errors.
    pub fn settings(&mut self) -> Result<Option<Settings>, Failure> {
        let files = source::read(&self.content)?;
        Ok(pipeline::site(&files, false).0.map(|site| site.settings))
    }

    /// Builds; problems of the content are printed.
    pub fn build(&mut self) -> Result<Files, Failure> {
        let files = source::read(&self.content)?;
        let (site, diagnostics) = pipeline::site(&files, false);
        eprint!("{}", report::written(Format::Human, &diagnostics, &files));
        let summary = report::summary(&diagnostics, files.len());
        let site = site.ok_or_else(|| Failure::content(summary.clone()))?;
        let built = self.assemble(site)?;
        println!("Built {}: {summary}", self.content.display());
        Ok(built)
    }

    fn assemble(&mut self, mut site: Site) -> Result<Files, Failure> {
        site.settings.callback.endpoints = vec![CALLBACKS.to_owned()];
        let assets = Assets::load()?;
        let packs = pipeline::packs(&site, &mut self.indexes)?;
        output::assemble(&site, packs, &assets)
    }
}

/// What is served now.
pub struct Live {
    files: RwLock<Arc<Files>>,
    /// Rises to a new value with each build that differs from the last.
    version: watch::Sender<String>,
    /// The folder of the host's pages, with its real path.
    pub host_pages: Option<PathBuf>,
}

impl Live {
    /// Nothing yet.
    pub fn new(host_pages: Option<&Path>) -> Result<Self, Failure> {
        let real = |path: &Path| path.canonicalize().map_err(|error| Failure::io(path, &error));
        Ok(Self {
            files: RwLock::default(),
            version: watch::Sender::new(String::new()),
            host_pages: host_pages.map(real).transpose()?,
        })
    }

    /// Serves a build from now on; after a failure the last good one stays.
    pub fn accept(&self, built: Result<Files, Failure>) {
        match built {
            Ok(files) => {
                let host = self.host_pages.as_deref().map(host::state);
                let version = version(&files, &host.unwrap_or_default());
                *self.files.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
                self.version.send_if_modified(|now| {
                    let changed = *now != version;
                    *now = version;
                    changed
                });
            }
            Err(failure) => {
                eprintln!("{failure}");
                if !self.files().is_empty() {
                    eprintln!("The last good build is still shown.");
                }
            }
        }
    }

    /// The files of the last good build; none, if there was none yet.
    pub fn files(&self) -> Arc<Files> {
        Arc::clone(&self.files.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells of each new version, the one of now first.
    pub fn versions(&self) -> watch::Receiver<String> {
        self.version.subscribe()
    }
}

fn version(files: &Files, host: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(host);
    for (path, bytes) in files {
        hash.update(path);
        hash.update(Sha256::digest(bytes));
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
