//! `unstuck desk`: takes callbacks and hand-offs, and shows agents what was tried.

mod agent;
mod backup;
mod erase;
mod erasures;
pub mod guides;
mod hook;
mod inboxes;
mod log;
mod options;
mod password;
mod promises;
mod restore;
mod serve;
mod sites;

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use clap::{Args, Subcommand};
use tokio::net::TcpListener;
use unstuck_desk::{DeskError, DeskOptions, SiteOptions};
use unstuck_model::site::Settings;

pub use options::Options;
pub use password::generated;

use crate::{clock, failure::Failure, shutdown};

/// Take callbacks and show them to agents
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Desk {
    #[command(subcommand)]
    command: Option<Command>,
    /// The address to listen on; port 0 takes any free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// An address of its own for /metrics, which tells how much customers wait
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// The least that is logged
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    log: log::Least,
    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand)]
enum Command {
    /// Manage who may sign in
    #[command(subcommand)]
    Agent(agent::Agent),
    /// Manage whom the desk tells of what happens
    #[command(subcommand)]
    Hook(hook::Hook),
    Erase(erase::Erase),
    Erasures(erasures::Erasures),
    Backup(backup::Backup),
    Restore(restore::Restore),
}

impl Desk {
    /// Serves until asked to stop, or carries out an administrator's command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self.command {
            Some(Command::Agent(agent)) => agent.run(),
            Some(Command::Hook(hook)) => hook.run(),
            Some(Command::Erase(erase)) => erase.run(),
            Some(Command::Erasures(erasures)) => erasures.run(),
            Some(Command::Backup(backup)) => backup.run(),
            Some(Command::Restore(restore)) => restore.run(),
            None => listen(self.listen, self.metrics, self.log, &self.options),
        }
    }
}

fn listen(
    listen: SocketAddr,
    metrics: Option<SocketAddr>,
    least: log::Least,
    options: &Options,
) -> Result<ExitCode, Failure> {
    log::tell_of_panics();
    let desk = options.serve(listen, log::from(least))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| cannot(listen, &error))?;
    runtime.block_on(async {
        let listener = bind(listen, "--listen").await?;
        let address = listener.local_addr().map_err(|error| cannot(listen, &error))?;
        println!("Desk http://{address}/desk");
        let numbers = match metrics {
            Some(metrics) => {
                let listener = bind(metrics, "--metrics").await?;
                let address = listener.local_addr().map_err(|error| cannot(metrics, &error))?;
                println!("Metrics http://{address}/metrics");
                tokio::spawn(serve::serve(listener, desk.operator_router(), shutdown::asked()))
            }
            None => tokio::spawn(async {}),
        };
        let background = tokio::spawn(desk.background());
        let streams = desk.stopper();
        let stop = async move {
            shutdown::asked().await;
            // Streams of events last as long as somebody looks at the desk.
            streams.stop();
        };
        serve::serve(listener, desk.router(), stop).await;
        background.abort();
        numbers.abort();
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn bind(address: SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        cannot(address, &error).help(format!("name another address with `{option}`"))
    })
}

fn cannot(address: SocketAddr, error: &std::io::Error) -> Failure {
    Failure::new(format!("{address}: {error}"))
}

/// A desk's failure in the words of the command line.
pub fn failure(error: &DeskError) -> Failure {
    Failure::new(error.to_string())
}

/// The options of a desk of some sites, by the system's clock and with the operator's log.
pub fn options_of(sites: Vec<SiteOptions>) -> DeskOptions {
    let mut options = DeskOptions::new(sites, Arc::new(clock::now));
    options.log = log::from(log::Least::Warning);
    options
}

/// The site that a help centre's settings describe.
pub fn site_of(settings: &Settings) -> SiteOptions {
    let hours = &settings.hours;
    let mut site = SiteOptions::new(settings.site.clone(), settings.company.clone());
    site.country.clone_from(&settings.country);
    site.zone.clone_from(&hours.zone.name);
    site.hours = Some((hours.clone(), settings.callback.hours));
    site
}
