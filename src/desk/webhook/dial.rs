use std::{io, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use rustls::{RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::TlsConnector;
use url::Host;

use super::{
    allowed::{Allowed, ip},
    public::is_public,
    target::Target,
};
use crate::tls::trusting;

/// Finds what a name leads to. The port is that of the addresses it gives.
pub type Resolve = Arc<dyn Fn(String, u16) -> Found + Send + Sync>;

/// Addresses that are being looked up.
pub type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Connects to receivers, and to nothing else.
pub struct Dialer {
    pub allowed: Allowed,
    pub resolve: Resolve,
    /// Nothing if the system trusts no certificate authority.
    pub tls: Option<TlsConnector>,
    /// The longest that a name, an address or TLS may take.
    pub limit: Duration,
}

/// Why there is no connection to a receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DialError {
    /// The name leads nowhere.
    #[error("the host has no address; check its name")]
    Unresolved,
    /// What it leads to is inside the operator's own network.
    #[error("the host is not on the public internet; name it by --allow-hook if it should be told")]
    NotPublic,
    /// No address takes connections.
    #[error("the host takes no connection")]
    Unreachable,
    /// It did not answer in time.
    #[error("no connection in time")]
    Late,
    /// The system trusts nobody.
    #[error("this machine knows no certificate authority; install its package ca-certificates")]
    NoAuthorities,
    /// The certificate is not to be trusted, or TLS fails otherwise.
    #[error("the host's certificate is not trusted, or it does not speak TLS")]
    Tls,
}

/// What is read from and written to, with or without TLS.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

impl Dialer {
    /// Connects to a receiver. The addresses that are looked at are those that are connected to, so
    /// that a name which leads elsewhere a moment later leads nowhere.
    pub async fn dial(&self, target: &Target) -> Result<Box<dyn Wire>, DialError> {
        let stream = self.connect(&self.addresses(target).await?).await?;
        if !target.is_https() {
            return Ok(Box::new(stream));
        }
        let tls = self.tls.as_ref().ok_or(DialError::NoAuthorities)?;
        let name = match target.host().ok_or(DialError::Unresolved)? {
            Host::Domain(name) => {
                ServerName::try_from(name.to_owned()).map_err(|_| DialError::Unresolved)?
            }
            Host::Ipv4(address) => ServerName::from(std::net::IpAddr::V4(address)),
            Host::Ipv6(address) => ServerName::from(std::net::IpAddr::V6(address)),
        };
        let stream = timeout(self.limit, tls.connect(name, stream)).await;
        let stream = stream.map_err(|_| DialError::Late)?.map_err(|_| DialError::Tls)?;
        Ok(Box::new(stream))
    }

    /// The addresses of a receiver that may be connected to: at least one.
    pub async fn addresses(&self, target: &Target) -> Result<Vec<SocketAddr>, DialError> {
        target.check(&self.allowed).map_err(|_| DialError::NotPublic)?;
        let (host, port) = (target.host().ok_or(DialError::Unresolved)?, target.port());
        let mut addresses = match ip(&host) {
            Some(address) => vec![SocketAddr::new(address, port)],
            None => {
                let found = timeout(self.limit, (self.resolve)(host.to_string(), port)).await;
                found.map_err(|_| DialError::Late)?.map_err(|_| DialError::Unresolved)?
            }
        };
        if addresses.is_empty() {
            return Err(DialError::Unresolved);
        }
        if !self.allowed.names(&host, port) {
            addresses.retain(|at| is_public(at.ip()) || self.allowed.reaches(at.ip(), port));
        }
        if addresses.is_empty() { Err(DialError::NotPublic) } else { Ok(addresses) }
    }

    /// A connection to the first address that takes one.
    async fn connect(&self, addresses: &[SocketAddr]) -> Result<TcpStream, DialError> {
        let mut error = DialError::Unreachable;
        for address in addresses {
            match timeout(self.limit, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(_)) => error = DialError::Unreachable,
                Err(_) => error = DialError::Late,
            }
        }
        Err(error)
    }
}

/// Looks names up as the system does.
pub fn system_resolve() -> Resolve {
    Arc::new(|name, port| Box::pin(async move { Ok(lookup_host((name, port)).await?.collect()) }))
}

/// TLS that trusts these authorities, for HTTP; nothing if there are none.
pub fn tls(roots: RootCertStore) -> Option<TlsConnector> {
    let mut config = trusting(roots)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(TlsConnector::from(Arc::new(config)))
}
