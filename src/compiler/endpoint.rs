//! Where requests may go: addresses on the web, paths of the help's own site, this machine.

use crate::{links::Refusal, web};

/// Why requests must not go to an address, and what to write instead; nothing if they may.
pub fn refused_endpoint(written: &str) -> Option<(String, String)> {
    check(written).err().map(|refusal| (refusal.message, refusal.help))
}

/// Refuses an address that requests must not go to.
pub(crate) fn check(written: &str) -> Result<(), Refusal> {
    let is_path = written.starts_with('/') && !written.starts_with("//");
    if is_path || is_local(written) { Ok(()) } else { web::check(written) }
}

/// Whether an address leads to the writer's own machine, where a desk is tried out.
fn is_local(written: &str) -> bool {
    let Some(rest) = written.strip_prefix("http://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        let port = host.strip_prefix(name);
        port.is_some_and(|port| {
            port.is_empty() || port.strip_prefix(':').is_some_and(|it| it.parse::<u16>().is_ok())
        })
    })
}
