//! Building again when something was edited.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::live::{Builder, Live};
use crate::{assets, failure::Failure};

/// An editor saves in several strokes, Trunk in many; a build waits until they have ended.
const QUIET: Duration = Duration::from_millis(150);

/// Builds whenever a file of the content or of the built widget changes, in a thread of its own,
/// for as long as the watcher lives.
pub fn watch(
    content: &Path,
    mut builder: Builder,
    live: &Arc<Live>,
) -> Result<RecommendedWatcher, Failure> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is no reason to build; a lost event is.
        if !event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            // The thread has ended only if the program has.
            let _ = sender.send(());
        }
    })
    .map_err(|error| Failure::new(format!("files cannot be watched: {error}")))?;
    for folder in folders(content, live) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| {
            Failure::new(format!("{} cannot be watched: {error}", folder.display()))
        })?;
    }
    let live = Arc::clone(live);
    thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(QUIET).is_ok() {}
            live.accept(builder.build());
        }
    });
    Ok(watcher)
}

/// The folders that are there: the content, and in a debug build the widget's.
fn folders(content: &Path, live: &Live) -> Vec<PathBuf> {
    let mut folders = vec![content.to_owned()];
    let widget = PathBuf::from(assets::FOLDER);
    if cfg!(debug_assertions) && widget.is_dir() {
        folders.push(widget);
    }
    folders.extend(live.host_pages.clone().filter(|host| !folders.contains(host)));
    folders
}
