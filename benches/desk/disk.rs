//! What the disk itself gives.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use unstuck_load::Requests;
use unstuck_tests::Outcome;

const TIME: Duration = Duration::from_secs(2);

/// How many times a second a file can grow by a request and be on the disk.
pub fn syncs(folder: &Path) -> Outcome<f64> {
    let path = folder.join("syncs");
    let mut file = File::create(&path)?;
    let bytes = Requests::from_now().body(0);
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < TIME {
        file.write_all(&bytes)?;
        file.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}
