//! HTTP to anybody: however slowly somebody sends or reads, a connection ends, and there are never
//! more than a number of them.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
    response::{IntoResponse, Response},
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};

/// How many connections there are at once; more wait in the queue of the system.
const CONNECTIONS: u32 = 1_024;
/// How long the head of a request may take to arrive, and how long a connection is kept for the next.
const HEAD: Duration = Duration::from_secs(10);
/// How long the rest of a request and its answer may take.
const ANSWER: Duration = Duration::from_secs(30);
/// How long one connection is used. Whoever reads no answers is gone after it.
const LIFE: Duration = Duration::from_secs(300);
/// How long answers under way may take once a connection, or the process, is to end.
const DRAIN: Duration = Duration::from_secs(10);
/// How long to wait when the system has no more sockets.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves until `stop` ends, and then until all answers under way are given, which takes no longer than
/// ten seconds. Routes see the address of the peer as [`ConnectInfo`].
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    serve_at_most(CONNECTIONS, listener, router, stop).await;
}

async fn serve_at_most(
    connections: u32,
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(usize::try_from(connections).unwrap_or(1)));
    let service = TowerToHyperService::new(router);
    let (close, closing) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, accepted(&listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        let connection = connection(stream, peer, service.clone(), closing.clone());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Nobody is told if there is no connection.
    let _ = close.send(());
    // All places are free when all connections have ended.
    let _ = places.acquire_many(connections).await;
}

async fn accepted(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_the_peers(&error) => {}
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// Whether a peer was gone before it was there.
fn is_the_peers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: TowerToHyperService<Router>,
    mut closing: watch::Receiver<()>,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = timeout(ANSWER, router.call(request.map(Body::new)));
        async move { Ok::<Response, Infallible>(answered(answer.await)) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let mut served = pin!(http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // What goes wrong on a connection is its peer's affair.
        _ = served.as_mut() => return,
        _ = closing.changed() => {}
        () = sleep(LIFE) => {}
    }
    served.as_mut().graceful_shutdown();
    let _ = timeout(DRAIN, served).await;
}

fn answered<E>(answer: Result<Result<Response, Infallible>, E>) -> Response {
    match answer {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

#[cfg(test)]
#[path = "serve_test.rs"]
mod tests;
