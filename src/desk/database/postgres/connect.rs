use std::time::Duration;

use postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode, TargetSessionAttrs},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{error::DeskError, tls};

/// How long to wait for a connection.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// A database that can be connected to.
#[derive(Clone)]
pub struct Target {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Target {
    /// The database of an address. On another machine it is spoken to by TLS, unless the address says
    /// `sslmode=disable`; on this one only if it says `sslmode=require`.
    pub fn parse(address: &str) -> Result<Self, DeskError> {
        let mut config: Config = address.parse().map_err(|_| DeskError::Address)?;
        config
            .application_name("unstuck desk")
            .connect_timeout(PATIENCE)
            // Of several servers, the one that takes changes now.
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .tcp_user_timeout(2 * PATIENCE)
            .keepalives_idle(Duration::from_secs(30));
        let wanted = match config.get_ssl_mode() {
            SslMode::Prefer if config.get_hosts().iter().all(is_here) => SslMode::Disable,
            SslMode::Prefer => SslMode::Require,
            told => told,
        };
        config.ssl_mode(wanted);
        let mut target = Self { config, tls: None };
        if wanted != SslMode::Disable {
            let trusting = tls::trusting(tls::system_authorities());
            target.tls = trusting.map(MakeRustlsConnect::new);
            if target.tls.is_none() {
                return Err(target.failed(
                    "the system knows no certificate authorities; install ca-certificates"
                        .to_owned(),
                ));
            }
        }
        Ok(target)
    }

    /// A new connection.
    pub fn connect(&self) -> Result<Client, postgres::Error> {
        match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        }
    }

    /// Where it is, without the password that its address may hold.
    pub fn place(&self) -> String {
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts = hosts.collect::<Vec<_>>().join(",");
        format!("{hosts}/{}", self.config.get_dbname().unwrap_or_default())
    }

    /// The error of a database that cannot be used.
    pub fn failed(&self, cause: String) -> DeskError {
        DeskError::Connect { place: self.place(), cause }
    }
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_a_network_is_spoken_by_tls() {
        let check = |address: &str, mode: SslMode| {
            let target = Target::parse(address).unwrap();
            assert_eq!(target.config.get_ssl_mode(), mode, "{address}");
        };
        check("postgres://desk@127.0.0.1/desk", SslMode::Disable);
        check("postgres://desk@localhost/desk?sslmode=require", SslMode::Require);
        check("postgres://desk@db.example/desk", SslMode::Require);
        check("postgres://desk@db.example/desk?sslmode=disable", SslMode::Disable);
        check("postgres://desk@127.0.0.1,db.example/desk", SslMode::Require);
    }

    #[test]
    fn a_place_is_named_without_its_password() {
        let target = Target::parse("postgres://desk:secret@127.0.0.1/desk").unwrap();
        assert_eq!(target.place(), "127.0.0.1/desk");
        assert!(!target.failed("x".to_owned()).to_string().contains("secret"));
    }
}
