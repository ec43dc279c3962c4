//! The crates that run on this machine.

/// All but those that run in a browser. Every native step selects the same crates, so that
/// Cargo compiles each dependency once, with one set of features.
pub const CRATES: [&str; 11] = [
    "--workspace",
    "--exclude",
    "unstuck-outbox",
    "--exclude",
    "unstuck-qr",
    "--exclude",
    "unstuck-walk",
    "--exclude",
    "unstuck-widget",
    "--exclude",
    "unstuck-worker",
];

/// The tests that need what `cargo xtask` has built and installed.
pub const END_TO_END: [&str; 2] = ["--features", "unstuck-tests/end-to-end"];
