//! Measures what the README claims, and prints it with its conditions. Nothing here passes or fails.

mod compile;
mod network;
mod open;

use unstuck_tests::Outcome;

#[tokio::main]
async fn main() -> Outcome {
    compile::bench()?;
    open::bench().await
}
