//! Measures what the README claims, and prints it with its conditions. Nothing here passes or fails.

mod arguments;
mod compare;
mod compile;
mod desk;
mod eval;
mod guide;
mod measures;
mod network;
mod on_page;
mod open;
mod redact;
mod scale;
mod sets;
mod site;
mod wire;
mod worker;

use std::process::ExitCode;

use unstuck_tests::Outcome;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => {
            compile::bench()?;
            guide::bench()?;
            redact::bench()?;
            open::bench().await?;
            on_page::bench().await
        }
        Some("guide") => guide::bench(),
        Some("on-page") => on_page::bench().await,
        Some("redact") => redact::bench(),
        Some("desk") => desk::run(arguments).await,
        Some("eval") => eval::run(arguments).await,
        Some("compare") => compare::run(arguments).await,
        Some("scale") => scale::run(arguments).await,
        Some(other) => unstuck_tests::fail(format!("there is no measurement `{other}`")),
    }
}
