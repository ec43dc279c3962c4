//! A disk in memory for SQLite whose power fails when a test says so: what was written after the
//! last sync is then lost, kept or torn, sector by sector. It can also be full, read-only or worn out.

mod disk;
mod file;
mod vfs;

pub use disk::{Disk, Trouble};
