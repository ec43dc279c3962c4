use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

use rusqlite::Connection;

use crate::{
    database::{Fault, Work},
    error::DeskError,
};

/// Connections, each owned by a thread, that do what waits in one queue.
pub struct Workers {
    waiting: Option<SyncSender<Box<dyn Work>>>,
    threads: Vec<JoinHandle<()>>,
}

/// What waits.
pub type Queue = Mutex<Receiver<Box<dyn Work>>>;

/// How much may wait before more is refused.
const WAITING: usize = 1024;

impl Workers {
    /// Starts threads of this name, which take work until no more can come.
    pub fn start(
        name: &str,
        connections: Vec<Connection>,
        take: fn(&Connection, &Queue),
    ) -> Result<Self, DeskError> {
        let (waiting, work) = sync_channel(WAITING);
        let queue = Arc::new(Mutex::new(work));
        let start = |connection: Connection| {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || take(&connection, &queue))
                .map_err(|error| DeskError::System { cause: error.to_string() })
        };
        let threads = connections.into_iter().map(start).collect::<Result<_, _>>()?;
        Ok(Self { waiting: Some(waiting), threads })
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

impl Drop for Workers {
    /// Waits until what was begun is done and the connections are closed.
    fn drop(&mut self) {
        self.waiting = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to do.
            drop(thread.join());
        }
    }
}
