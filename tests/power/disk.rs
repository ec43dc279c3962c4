use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use fastrand::Rng;

use crate::{file::File, vfs};

/// A disk that SQLite uses under a name: `Connection::open_with_flags_and_vfs(path, flags, name)`.
///
/// It has no shared memory, so that a connection must set `locking_mode` to `EXCLUSIVE` before it
/// asks for a write-ahead log, and must be the only one on its file.
#[derive(Clone)]
pub struct Disk {
    name: String,
    state: Arc<Mutex<State>>,
}

impl Disk {
    /// An empty disk under a name that no other has. SQLite knows it until the program ends.
    pub fn new(name: &str) -> rusqlite::Result<Self> {
        let disk = Self { name: name.to_owned(), state: Arc::default() };
        vfs::register(name, Arc::clone(&disk.state))?;
        Ok(disk)
    }

    /// The name that SQLite knows it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The power fails at the next but so many of the operations that change something.
    pub fn fail_after(&self, operations: usize) {
        lock(&self.state).left = Some(operations);
    }

    /// From now on the disk has trouble with whatever is written, or none.
    pub fn has(&self, trouble: Option<Trouble>) {
        lock(&self.state).trouble = trouble;
    }

    /// How many bytes its files have.
    pub fn used(&self) -> usize {
        lock(&self.state).used()
    }

    /// Whether the power is still on.
    pub fn is_on(&self) -> bool {
        !lock(&self.state).dark
    }

    /// Cuts the power, if it is on, and brings it back: what is then on the disk is what was
    /// synced, and of the rest what the seed lets through. Connections of before fail for ever.
    pub fn cut(&self, seed: u64) {
        let mut rng = Rng::with_seed(seed);
        let mut state = lock(&self.state);
        let deleted = mem::take(&mut state.deleted);
        // A name whose removal was not synced may be there again.
        let back = deleted.into_iter().filter(|_| rng.bool()).collect::<Vec<_>>();
        let files = back.into_iter().chain(mem::take(&mut state.files));
        let survivors: Vec<_> =
            files.filter_map(|(name, file)| Some((name, file.after_a_cut(&mut rng)?))).collect();
        *state = State {
            files: survivors.into_iter().collect(),
            session: state.session + 1,
            ..State::default()
        };
    }
}

/// What a disk may have against a write while its power is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has room for so many bytes in all.
    Full {
        /// How many it holds.
        room: usize,
    },
    /// It takes nothing, as after an error of its file system.
    ReadOnly,
    /// Every write fails, as on a worn-out disk.
    Failing,
}

#[derive(Default)]
pub struct State {
    files: BTreeMap<String, File>,
    /// Removed, but the folder was not synced since.
    deleted: BTreeMap<String, File>,
    /// Counts the cuts: what was opened before one is of no use after it.
    session: u64,
    dark: bool,
    left: Option<usize>,
    trouble: Option<Trouble>,
}

/// The power is out.
pub struct Dark;

impl State {
    pub fn session(&self) -> u64 {
        self.session
    }

    /// Looks whether the power is on, for something that changes nothing.
    pub fn look(&self, session: u64) -> Result<&BTreeMap<String, File>, Dark> {
        if self.dark || session != self.session { Err(Dark) } else { Ok(&self.files) }
    }

    /// How many bytes all files have.
    pub fn used(&self) -> usize {
        self.files.values().map(File::len).sum()
    }

    /// What is against it that a file grows by so many bytes, or is written to without growing.
    pub fn against(&self, growth: usize) -> Option<Trouble> {
        self.trouble.filter(|trouble| match trouble {
            Trouble::Full { room } => growth > 0 && self.used() + growth > *room,
            Trouble::ReadOnly | Trouble::Failing => true,
        })
    }

    /// Counts an operation that changes something.
    pub fn act(&mut self, session: u64) -> Result<&mut BTreeMap<String, File>, Dark> {
        self.look(session)?;
        if let Some(left) = &mut self.left {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => {
                    self.dark = true;
                    return Err(Dark);
                }
            }
        }
        Ok(&mut self.files)
    }

    /// Makes a file durable. The first sync of a new one syncs its folder too, as SQLite's own file
    /// system does: every name there, and every removal.
    pub fn sync(&mut self, name: &str, session: u64) -> Result<bool, Dark> {
        let files = self.act(session)?;
        let Some(file) = files.get_mut(name) else { return Ok(false) };
        if file.sync() {
            files.values_mut().for_each(File::name);
            self.deleted.clear();
        }
        Ok(true)
    }

    /// Removes a file, and says whether there was one.
    pub fn delete(&mut self, name: &str, synced: bool) -> Result<bool, Dark> {
        let Some(file) = self.act(self.session)?.remove(name) else { return Ok(false) };
        if synced {
            self.deleted.remove(name);
        } else {
            self.deleted.insert(name.to_owned(), file);
        }
        Ok(true)
    }
}

pub fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
