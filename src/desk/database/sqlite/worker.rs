use std::{
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread::JoinHandle,
};

use crate::{
    database::{Fault, Work},
    error::DeskError,
};

/// A thread that does what waits in a queue.
pub struct Worker {
    waiting: Option<SyncSender<Box<dyn Work>>>,
    thread: Option<JoinHandle<()>>,
}

/// How much may wait before more is refused.
const WAITING: usize = 1024;

impl Worker {
    /// Starts a thread of this name, which takes work until no more can come.
    pub fn start(
        name: &str,
        take: impl FnOnce(&Receiver<Box<dyn Work>>) + Send + 'static,
    ) -> Result<Self, DeskError> {
        let (waiting, work) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || take(&work))
            .map_err(|error| DeskError::System { cause: error.to_string() })?;
        Ok(Self { waiting: Some(waiting), thread: Some(thread) })
    }

    /// Hands work over, which is told so if it is refused.
    pub fn submit(&self, work: Box<dyn Work>) {
        let Some(waiting) = &self.waiting else { return work.tell(Err(Fault::Stopped)) };
        match waiting.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(work)) => work.tell(Err(Fault::Busy)),
            Err(TrySendError::Disconnected(work)) => work.tell(Err(Fault::Stopped)),
        }
    }
}

impl Drop for Worker {
    /// Waits until what was begun is done and the thread has let go of what it owns.
    fn drop(&mut self) {
        self.waiting = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to do.
            drop(thread.join());
        }
    }
}
