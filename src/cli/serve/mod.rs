//! `unstuck serve`: the help page, the widget and the desk on this machine, live.

mod answer;
mod demo;
pub mod host;
mod listen;
mod live;
mod map;
mod range;
mod reload;
mod watch;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use axum::{Router, routing::get};
use clap::Args;

use crate::{failure::Failure, shutdown};

/// Answers under way may take so long once the process was asked to stop; a page that waits for a
/// reload would never end by itself.
const DRAIN: Duration = Duration::from_secs(1);

/// Show the help page, the widget and the desk on this machine, and reload what is edited
#[derive(Args)]
pub struct Serve {
    /// The content folder
    #[arg(default_value = "content")]
    dir: PathBuf,
    /// The address to listen on; port 0 takes any free one. Without it, 127.0.0.1:8080 or the next
    /// free port
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// A folder with pages of your own, to try the widget on
    #[arg(long, value_name = "DIR")]
    host_pages: Option<PathBuf>,
    /// The desk's database; in memory, if none is given
    #[arg(long, value_name = "PATH")]
    database: Option<PathBuf>,
}

impl Serve {
    /// Serves until asked to stop.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let runtime = tokio::runtime::Runtime::new()
            .map_err(|error| Failure::new(format!("the system gives no threads: {error}")))?;
        runtime.block_on(self.serve())?;
        // A build under way in its thread is of no use any more.
        runtime.shutdown_background();
        Ok(ExitCode::SUCCESS)
    }

    async fn serve(self) -> Result<(), Failure> {
        let listener = listen::bind(self.listen).await?;
        let failed = |error: std::io::Error| Failure::new(format!("serving failed: {error}"));
        let address = listener.local_addr().map_err(failed)?;
        let mut builder = live::Builder::new(self.dir.clone());
        let settings = builder.settings()?;
        let live = Arc::new(live::Live::new(self.host_pages.as_deref())?);
        live.accept(builder.build());
        let demo = demo::desk(settings.as_ref(), builder.guides(), self.database.as_deref())?;
        let _watching = watch::watch(&self.dir, builder, &live)?;

        let pages = Router::new()
            .route("/_unstuck/reload", get(reload::events))
            .route("/_unstuck/reload/maps", get(reload::map_events))
            .route("/_unstuck/reload.js", get(reload::script))
            .fallback(get(answer::answer))
            .with_state(Arc::clone(&live));
        let app = demo.desk.router().merge(pages);
        let (agent, password) = (demo::AGENT, &demo.password);
        println!("Desk http://{address}/desk (agent {agent}, password {password})");
        println!("Maps http://{address}/{}", map::FOLDER);
        println!("Open http://{address}/");

        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        tokio::select! {
            served = axum::serve(listener, app).into_future() => served.map_err(failed),
            () = async { shutdown::asked().await; tokio::time::sleep(DRAIN).await } => Ok(()),
        }
    }
}
