//! The last good build in memory.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use sha2::{Digest, Sha256};
use tokio::sync::watch;
use unstuck_compiler::survey;
use unstuck_desk::Guides;
use unstuck_model::{
    language::Language,
    site::{Settings, Site},
};

use super::{host, map};
use crate::{
    assets::Assets,
    desk::guides,
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
    /// The default language of the last site without errors.
    default: Option<Language>,
    /// The guides of the last good build, for the desk.
    guides: Guides,
}

/// What a build gives.
pub struct Build {
    /// The site, or why there is none.
    pub site: Result<Files, Failure>,
    /// The maps of the guides, which there are with errors too; nothing if files cannot be read.
    pub maps: Option<Files>,
}

impl Builder {
    /// A builder of a content folder.
    pub fn new(content: PathBuf) -> Self {
        Self { content, indexes: Indexes::default(), default: None, guides: Guides::default() }
    }

    /// The guides, which each good build brings up to date.
    pub fn guides(&self) -> Guides {
        self.guides.clone()
    }

    /// The settings of the content as it stands, if it is free of errors.
    pub fn settings(&mut self) -> Result<Option<Settings>, Failure> {
        let files = source::read(&self.content)?;
        Ok(pipeline::site(&files, false).0.map(|site| site.settings))
    }

    /// Builds; problems of the content are printed.
    pub fn build(&mut self) -> Build {
        let files = match source::read(&self.content) {
            Ok(files) => files,
            Err(failure) => return Build { site: Err(failure), maps: None },
        };
        let mut survey = survey(&files);
        let site = survey.site.take();
        if let Some(site) = &site {
            self.default = site.settings.languages.first().cloned();
        }
        let maps = map::pages(&survey, self.default.as_ref());
        eprint!("{}", report::written(Format::Human, &survey.diagnostics, &files));
        let summary = report::summary(&survey.diagnostics, files.len());
        let built = match site {
            Some(site) => self.assemble(site),
            None => Err(Failure::content(summary.clone())),
        };
        if built.is_ok() {
            println!("Built {}: {summary}", self.content.display());
        }
        Build { site: built, maps: Some(maps) }
    }

    fn assemble(&mut self, mut site: Site) -> Result<Files, Failure> {
        site.settings.callback.endpoints = vec![CALLBACKS.to_owned()];
        let assets = Assets::load()?;
        let packs = pipeline::packs(&site, &mut self.indexes)?;
        guides::update(&self.guides, &site, &mut self.indexes)?;
        output::assemble(&site, packs, &assets)
    }
}

/// What is served now.
pub struct Live {
    files: RwLock<Arc<Files>>,
    maps: RwLock<Arc<Files>>,
    /// A new value with each build that differs from the last.
    version: watch::Sender<String>,
    /// The same of the maps, which change with errors too.
    maps_version: watch::Sender<String>,
    /// The folder of the host's pages, with its real path.
    pub host_pages: Option<PathBuf>,
}

impl Live {
    /// Nothing yet.
    pub fn new(host_pages: Option<&Path>) -> Result<Self, Failure> {
        let real = |path: &Path| path.canonicalize().map_err(|error| Failure::io(path, &error));
        Ok(Self {
            files: RwLock::default(),
            maps: RwLock::default(),
            version: watch::Sender::default(),
            maps_version: watch::Sender::default(),
            host_pages: host_pages.map(real).transpose()?,
        })
    }

    /// Serves a build from now on; after a failure the last good site stays, beside maps of what
    /// is there.
    pub fn accept(&self, build: Build) {
        if let Some(maps) = build.maps {
            let version = version(&maps, "");
            *self.maps.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(maps);
            set(&self.maps_version, version);
        }
        match build.site {
            Ok(files) => {
                let host = self.host_pages.as_deref().map(host::state);
                let version = version(&files, &host.unwrap_or_default());
                *self.files.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
                set(&self.version, version);
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

    /// The maps of the guides as they are.
    pub fn maps(&self) -> Arc<Files> {
        Arc::clone(&self.maps.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells of each new version of the site, the one of now first.
    pub fn versions(&self) -> watch::Receiver<String> {
        self.version.subscribe()
    }

    /// Tells of each new version of the maps, the one of now first.
    pub fn maps_versions(&self) -> watch::Receiver<String> {
        self.maps_version.subscribe()
    }
}

/// Tells of a version, unless it is the one of now.
fn set(sender: &watch::Sender<String>, version: String) {
    sender.send_if_modified(|now| {
        let changed = *now != version;
        *now = version;
        changed
    });
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
