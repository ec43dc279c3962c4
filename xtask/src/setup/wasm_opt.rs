//! wasm-opt, which makes the browser's part small.

use std::process::Command;

use crate::{
    problem::Problem,
    process::output,
    setup::{
        packages::Packages,
        part::{Found, Part},
    },
};

/// The oldest version that reads what this toolchain writes.
const OLDEST: u32 = 108;

const PACKAGES: Packages = Packages { debian: &["binaryen"], fedora: "binaryen", brew: "binaryen" };

/// The optimiser of Binaryen.
pub struct WasmOpt;

impl Part for WasmOpt {
    fn name(&self) -> String {
        format!("wasm-opt {OLDEST} or newer")
    }

    fn found(&self) -> Option<Found> {
        let version = version(&output(Command::new("wasm-opt").arg("--version"))?)?;
        (version >= OLDEST).then(|| Found::at_hand(format!("found {version} on the path")))
    }

    fn effort(&self) -> &'static str {
        "installing the system's package binaryen (a minute)"
    }

    fn install(&self) -> Result<(), Problem> {
        PACKAGES.install("wasm-opt")
    }

    fn by_hand(&self) -> String {
        PACKAGES.by_hand()
    }
}

/// The number in `wasm-opt version 108 (version_108)`.
fn version(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let check = |line, expect| assert_eq!(version(line), expect);
        check("wasm-opt version 108", Some(108));
        check("wasm-opt version 123 (version_123-2-gabc)", Some(123));
        check("", None);
    }
}
