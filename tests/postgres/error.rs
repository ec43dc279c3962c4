/// Why there is no server, or why it does not do what it is asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The programs are on neither the path nor where Debian puts them.
    #[error(
        "This machine has no PostgreSQL server: initdb, pg_ctl, postgres and psql are neither on \
         the path nor in /usr/lib/postgresql/*/bin. `cargo xtask test` installs them, as does \
         Debian's package `postgresql`."
    )]
    Missing,
    /// PostgreSQL does not run as root, and nobody else can be found.
    #[error(
        "PostgreSQL does not run as root, and this machine has no user `postgres` or `nobody`; \
         add one, or run the tests as another user."
    )]
    NoAccount,
    /// A file or a program of this machine fails.
    #[error("{what}: {error}")]
    System {
        /// What was tried.
        what: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A program of PostgreSQL says no.
    #[error("`{program}` failed and said: {said}")]
    Refused {
        /// Its name.
        program: String,
        /// Its last words, and those of the server's log.
        said: String,
    },
}

impl Error {
    /// A failure of the system at something that can be named.
    pub(crate) fn at(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        |error| Self::System { what, error }
    }
}
