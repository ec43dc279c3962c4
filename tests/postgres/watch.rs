//! Ends a server whose starter is gone.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::error::Error;

/// Ends and removes the server when this program drops it, and also when this program is killed
/// and can drop nothing: the pipe is closed then all the same.
pub struct Watch(Child);

/// A shell that waits for the end of its input. A server that is not running is nothing to stop,
/// and a folder that is gone is nothing to remove.
const SCRIPT: &str = "read -r _; \"$0\" stop -D \"$1/data\" -m immediate; cd / && rm -rf \"$1\"";

impl Watch {
    /// Watches over the server in a folder. The shell is a group of its own, or a Ctrl-C would end
    /// it together with the program that it watches.
    pub fn start(mut shell: Command, pg_ctl: &Path, folder: &Path) -> Result<Self, Error> {
        use std::os::unix::process::CommandExt;
        shell
            .args(["-c", SCRIPT])
            .args([pg_ctl, folder])
            .current_dir(folder)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(Self)
            .map_err(Error::at("sh could not run"))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
