//! Threads that each own a connection, and take what is to be done from one queue.

use std::{
    sync::{
        Arc, Mutex, PoisonError, Weak,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

use super::{Fault, Work};
use crate::error::DeskError;

/// How much may wait before more is refused.
const MOST: usize = 1024;

/// The threads, and the way to their queue.
pub struct Workers {
    /// Nothing, once no more can come.
    entry: Option<Arc<SyncSender<Box<dyn Work>>>>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts a thread of this name for each connection, which takes from the queue until it ends.
    pub fn start<Take>(
        name: &str,
        connections: impl IntoIterator<Item = Take>,
    ) -> Result<Self, DeskError>
    where
        Take: FnOnce(&Queue) + Send + 'static,
    {
        let (entry, waiting) = sync_channel(MOST);
        let entry = Arc::new(entry);
        let queue = Arc::new(Queue { waiting: Mutex::new(waiting), entry: Arc::downgrade(&entry) });
        let start = |take: Take| {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || take(&queue))
                .map_err(|error| DeskError::System { cause: error.to_string() })
        };
        let threads = connections.into_iter().map(start).collect::<Result<_, _>>()?;
        Ok(Self { entry: Some(entry), threads })
    }

    /// Hands work over, which is told so if it is refused.
    pub fn submit(&self, work: Box<dyn Work>) {
        let Some(entry) = &self.entry else { return work.tell(Err(Fault::Stopped)) };
        match entry.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(work)) => work.tell(Err(Fault::Busy)),
            Err(TrySendError::Disconnected(work)) => work.tell(Err(Fault::Stopped)),
        }
    }
}

impl Drop for Workers {
    /// Waits until what was handed over is done and the connections are closed.
    fn drop(&mut self) {
        self.entry = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to do.
            drop(thread.join());
        }
    }
}

/// What is to be done, the oldest first.
pub struct Queue {
    waiting: Mutex<Receiver<Box<dyn Work>>>,
    /// Weak, or the queue would keep itself open.
    entry: Weak<SyncSender<Box<dyn Work>>>,
}

impl Queue {
    /// Waits for work; nothing, once no more can come.
    pub fn next(&self) -> Option<Box<dyn Work>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }

    /// Waits for work and takes whatever else is there, so much at most.
    pub fn next_together(&self, most: usize) -> Option<Vec<Box<dyn Work>>> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let first = waiting.recv().ok()?;
        Some(std::iter::once(first).chain(waiting.try_iter()).take(most).collect())
    }

    /// Leaves work to the other threads; it comes back if they cannot have it.
    pub fn give_back(&self, work: Box<dyn Work>) -> Option<Box<dyn Work>> {
        let Some(entry) = self.entry.upgrade() else { return Some(work) };
        match entry.try_send(work) {
            Ok(()) => None,
            Err(TrySendError::Full(work) | TrySendError::Disconnected(work)) => Some(work),
        }
    }
}
