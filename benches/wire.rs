//! A site as a content delivery network sends it, and how much of it was sent.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use unstuck_tests::Reply;

/// What a server has sent, each reply compressed.
#[derive(Clone, Default)]
pub struct Wire(Arc<Mutex<Log>>);

#[derive(Default)]
struct Log {
    /// Each file is compressed once.
    known: BTreeMap<String, Vec<u8>>,
    sent: Vec<(String, usize)>,
}

impl Wire {
    /// Compresses what a server sends, for [`unstuck_tests::Plan::change`].
    pub fn compressor(&self) -> impl Fn(&str, Reply) -> Reply + Send + Sync + 'static {
        let log = Arc::clone(&self.0);
        move |path, reply| {
            if reply.status != 200 {
                return reply;
            }
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            let bytes =
                log.known.entry(path.to_owned()).or_insert_with(|| brotli(&reply.bytes)).clone();
            log.sent.push((path.to_owned(), bytes.len()));
            Reply { bytes, ..reply.header("content-encoding", "br") }
        }
    }

    /// The bytes of the bodies sent so far, without headers and without some paths.
    pub fn bytes(&self, without: &[&str]) -> usize {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = log.sent.iter().filter(|(path, _)| !without.contains(&path.as_str()));
        sent.map(|(_, bytes)| bytes).sum()
    }

    /// Forgets what was sent.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sent.clear();
    }
}

/// Isolates a page from other origins, which makes its clock finer.
pub fn isolate(_: &str, reply: Reply) -> Reply {
    let reply = reply.header("cross-origin-opener-policy", "same-origin");
    reply.header("cross-origin-embedder-policy", "require-corp")
}

/// Bytes after Brotli at quality 11.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    // Writing to memory does not fail.
    let _ = writer.write_all(bytes);
    drop(writer);
    out
}
