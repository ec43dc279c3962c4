//! `unstuck desk`: takes callbacks and hand-offs, and shows agents what was tried.

mod agent;
mod backup;
mod erase;
mod erasures;
mod options;
mod password;
mod restore;
mod sites;

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use clap::{Args, Subcommand};
use unstuck_desk::{DeskError, DeskOptions, SiteOptions};
use unstuck_model::{hours::Hours, site::Settings};

pub use options::Options;
pub use password::generated;

use crate::{clock, failure::Failure, shutdown};

/// How long answers under way may take once the process was asked to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Take callbacks and show them to agents
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Desk {
    #[command(subcommand)]
    command: Option<Command>,
    /// The address to listen on; port 0 takes any free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand)]
enum Command {
    /// Manage who may sign in
    #[command(subcommand)]
    Agent(agent::Agent),
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
            Some(Command::Erase(erase)) => erase.run(),
            Some(Command::Erasures(erasures)) => erasures.run(),
            Some(Command::Backup(backup)) => backup.run(),
            Some(Command::Restore(restore)) => restore.run(),
            None => serve(self.listen, &self.options),
        }
    }
}

fn serve(listen: SocketAddr, options: &Options) -> Result<ExitCode, Failure> {
    let desk = options.serve()?;
    let failed = |error: std::io::Error| Failure::new(format!("{listen}: {error}"));
    let runtime = tokio::runtime::Runtime::new().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(|error| failed(error).help("name another address with `--listen`"))?;
        let address = listener.local_addr().map_err(failed)?;
        println!("Desk http://{address}/desk");
        // It ends with the runtime.
        drop(tokio::spawn(desk.background()));
        let app = desk.router().into_make_service_with_connect_info::<SocketAddr>();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let served = axum::serve(listener, app).with_graceful_shutdown(async move {
            shutdown::asked().await;
            // Nobody listens any more if the server has ended by itself.
            let _ = stop.send(());
        });
        // A connection that is kept open must not keep the process.
        let late = async {
            let _ = stopped.await;
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            ended = served.into_future() => ended.map_err(failed),
            () = late => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A desk's failure in the words of the command line.
pub fn failure(error: &DeskError) -> Failure {
    Failure::new(error.to_string())
}

/// The options of a desk of some sites, by the system's clock and with the operator's log.
pub fn options_of(sites: Vec<SiteOptions>) -> DeskOptions {
    let mut options = DeskOptions::new(sites, Arc::new(clock::now));
    options.on_fault = Arc::new(|error| eprintln!("desk: {error}"));
    options
}

/// The site that a help centre's settings describe.
pub fn site_of(settings: &Settings) -> SiteOptions {
    let Hours { zone, .. } = &settings.hours;
    let mut site = SiteOptions::new(settings.site.clone(), settings.company.clone());
    site.country.clone_from(&settings.country);
    site.zone.clone_from(&zone.name);
    site
}
