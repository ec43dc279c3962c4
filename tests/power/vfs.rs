//! The disk as SQLite calls it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use rsqlite_vfs::{
    AccessMode, LockLevel, OpenOptions, OpenRequest, OpenedFile, OsCallback, SQLiteIoMethods,
    SQLiteVfs, SectorSize, SyncOptions, VfsError, VfsErrorCode, VfsFile, VfsResult, VfsStore,
    register_vfs,
};
use rusqlite::ffi;

use crate::disk::{Dark, State, Trouble, lock};

type Shared = Arc<Mutex<State>>;

/// Makes a disk known to SQLite, for ever.
#[allow(unsafe_code, reason = "SQLite keeps the pointers, which is for the crate to get right")]
pub fn register(name: &str, state: Shared) -> rusqlite::Result<()> {
    // SAFETY: The constructor and the callbacks are those of the crate, with our store in both
    // types. The state is shared under a lock, is never given back, and tests choose names apart.
    let registered = unsafe { register_vfs::<Methods, Power>(name, state, false) };
    let registration = registered.map_err(|error| {
        let code = ffi::Error::new(ffi::SQLITE_MISUSE);
        rusqlite::Error::SqliteFailure(code, Some(format!("{name}: {error:?}")))
    })?;
    registration.into_raw();
    Ok(())
}

struct Handle {
    state: Shared,
    name: String,
    session: u64,
}

/// What SQLite is told when the power is out.
fn dark(_: Dark) -> VfsError {
    VfsError::new(VfsErrorCode::Io, "the power is out".into())
}

/// What SQLite is told when the disk does not take a write.
fn refused(trouble: Trouble) -> VfsError {
    match trouble {
        Trouble::Full { .. } => VfsError::new(VfsErrorCode::Full, "the disk is full".into()),
        Trouble::ReadOnly => VfsError::new(VfsErrorCode::ReadOnly, "the disk is read-only".into()),
        Trouble::Failing => VfsError::new(VfsErrorCode::IoWrite, "the disk is worn out".into()),
    }
}

fn gone() -> VfsError {
    VfsError::new(VfsErrorCode::Io, "the file is gone".into())
}

fn place(offset: u64) -> VfsResult<usize> {
    usize::try_from(offset)
        .map_err(|_| VfsError::new(VfsErrorCode::Full, "the offset is too large".into()))
}

impl Handle {
    /// Changes the file.
    fn act(&self, change: impl FnOnce(&mut crate::file::File)) -> VfsResult<()> {
        let mut state = lock(&self.state);
        let files = state.act(self.session).map_err(dark)?;
        change(files.get_mut(&self.name).ok_or_else(gone)?);
        Ok(())
    }

    /// Looks into the file.
    fn look<T>(&self, read: impl FnOnce(&crate::file::File) -> T) -> VfsResult<T> {
        let state = lock(&self.state);
        let files = state.look(self.session).map_err(dark)?;
        Ok(read(files.get(&self.name).ok_or_else(gone)?))
    }
}

/// Without device characteristics SQLite counts on nothing that this disk does not give.
impl VfsFile for Handle {
    fn sector_size(&self) -> SectorSize {
        SectorSize::DEFAULT
    }

    fn read(&mut self, buffer: &mut [u8], offset: u64) -> VfsResult<usize> {
        let at = place(offset)?;
        self.look(|file| file.read(buffer, at))
    }

    fn write(&mut self, bytes: &[u8], offset: u64) -> VfsResult<()> {
        let at = place(offset)?;
        let length = self.look(crate::file::File::len)?;
        let growth = (at + bytes.len()).saturating_sub(length);
        if let Some(trouble) = lock(&self.state).against(growth) {
            return Err(refused(trouble));
        }
        self.act(|file| file.write(bytes, at))
    }

    fn truncate(&mut self, size: u64) -> VfsResult<()> {
        let length = place(size)?;
        self.act(|file| file.truncate(length))
    }

    fn sync(&mut self, _: SyncOptions) -> VfsResult<()> {
        let there = lock(&self.state).sync(&self.name, self.session).map_err(dark)?;
        if there { Ok(()) } else { Err(gone()) }
    }

    fn size(&self) -> VfsResult<u64> {
        self.look(|file| file.len() as u64)
    }

    // There is one connection, which has every lock that it asks for.
    fn lock(&mut self, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn unlock(&mut self, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn check_reserved_lock(&self) -> VfsResult<bool> {
        Ok(false)
    }
}

struct Store;

impl VfsStore for Store {
    type File = Handle;
    type AppData = Shared;

    fn open_file(data: &Shared, request: OpenRequest<'_>) -> VfsResult<OpenedFile<Handle>> {
        let cannot = |why: &'static str| VfsError::new(VfsErrorCode::CantOpen, why.into());
        let name = request.filename.ok_or_else(|| cannot("temporary files belong in memory"))?;
        let mut state = lock(data);
        let session = state.session();
        if !state.look(session).map_err(dark)?.contains_key(name.path()) {
            if !request.options.create() {
                return Err(cannot("there is no such file"));
            }
            let files = state.act(session).map_err(dark)?;
            files.insert(name.path().to_owned(), crate::file::File::default());
        }
        let file = Handle { state: Arc::clone(data), name: name.path().to_owned(), session };
        Ok(OpenedFile { file, access: request.options.access() })
    }

    fn close_file(
        data: &Shared,
        name: Option<&str>,
        _: Handle,
        options: OpenOptions,
    ) -> VfsResult<()> {
        if let Some(name) = name.filter(|_| options.delete_on_close()) {
            lock(data).delete(name, false).map_err(dark)?;
        }
        Ok(())
    }

    fn access(data: &Shared, name: &str, _: AccessMode) -> VfsResult<bool> {
        let state = lock(data);
        Ok(state.look(state.session()).map_err(dark)?.contains_key(name))
    }

    fn full_pathname(_: &Shared, name: &str) -> VfsResult<String> {
        Ok(name.to_owned())
    }

    fn delete_file(data: &Shared, name: &str, sync_dir: bool) -> VfsResult<()> {
        if lock(data).delete(name, sync_dir).map_err(dark)? {
            return Ok(());
        }
        Err(VfsError::new(VfsErrorCode::IoDeleteNoEntry, "there is no such file".into()))
    }
}

struct Methods;

impl SQLiteIoMethods for Methods {
    type Store = Store;
}

struct Power;

impl SQLiteVfs<Methods> for Power {
    type Os = Os;

    fn os(_: &Shared) -> &Os {
        &Os
    }
}

/// SQLite takes chance from its default file system, and needs neither a clock nor a pause of one
/// that never is busy.
struct Os;

impl OsCallback for Os {
    fn sleep(&self, _: Duration) {}

    fn random(&self, _: &mut [u8]) -> usize {
        0
    }

    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        Ok(0)
    }
}
