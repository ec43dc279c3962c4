use std::{io::ErrorKind, net::SocketAddr};

use tokio::net::TcpListener;

use crate::failure::Failure;

const FIRST: u16 = 8080;
const LAST: u16 = 8180;

/// A listener on the address asked for, else on the first free port from 8080 on.
pub async fn bind(asked: Option<SocketAddr>) -> Result<TcpListener, Failure> {
    if let Some(address) = asked {
        return TcpListener::bind(address).await.map_err(|error| {
            Failure::new(format!("{address}: {error}"))
                .help("name another address, or port 0 for any free one")
        });
    }
    for port in FIRST..=LAST {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(Failure::new(format!("127.0.0.1:{port}: {error}"))),
        }
    }
    Err(Failure::new(format!("every port from {FIRST} to {LAST} is in use"))
        .help("name an address with `--listen 127.0.0.1:0`"))
}
