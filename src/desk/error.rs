use std::path::PathBuf;

use crate::{mail::MailError, store::StoreError};

/// Why a desk cannot be opened or administered.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The linked SQLite may corrupt its write-ahead log.
    #[error(
        "SQLite {found} is linked, and its write-ahead log can lose data; build with 3.51.3 or newer"
    )]
    OldLibrary {
        /// The version that is linked.
        found: &'static str,
    },
    /// The file cannot be used.
    #[error("{}: the database cannot be opened: {cause}", path.display())]
    Open {
        /// The database.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// Another desk serves the file.
    #[error(
        "{}: another desk serves this file; stop it, or give several desks one PostgreSQL database",
        path.display()
    )]
    InUse {
        /// The database.
        path: PathBuf,
    },
    /// The address of a database cannot be read. It may hold a password, and is not repeated.
    #[error("this is not the address of a database; write postgres://USER:PASSWORD@HOST/DATABASE")]
    Address,
    /// The database cannot be reached.
    #[error("{place}: the database cannot be used: {cause}")]
    Connect {
        /// Its host and name.
        place: String,
        /// What the server or the system says.
        cause: String,
    },
    /// The database was written by a later version.
    #[error(
        "{place}: the database has schema {found}, and this version knows up to {known}; use the newer unstuck that wrote it"
    )]
    NewerSchema {
        /// The database.
        place: String,
        /// The schema it has.
        found: i64,
        /// The newest schema that is known.
        known: i64,
    },
    /// The file is something else, or the database of something else.
    #[error("{place}: this is not a desk's database; name another file")]
    NotADesk {
        /// The database.
        place: String,
    },
    /// A file that is to be made is there already.
    #[error("{}: this file is there already, and is not overwritten; name another one", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A backup is to take the place of a database.
    #[error(
        "{}: a database is there already; with --replace it is kept under another name, and the backup takes its place",
        path.display()
    )]
    Occupied {
        /// The database.
        path: PathBuf,
    },
    /// A backup was not written.
    #[error("{}: the backup was not written: {cause}", path.display())]
    Backup {
        /// The backup.
        path: PathBuf,
        /// What the system or the database says.
        cause: String,
    },
    /// Something was erased, and may still be in the database's files.
    #[error(
        "{requests} requests, {questions} questions and {chats} chats were erased, but their bytes may still be in the files: {cause}; erase once more when no backup is under way"
    )]
    NotScrubbed {
        /// How many requests were erased.
        requests: u64,
        /// How many questions were.
        questions: u64,
        /// How many chats were.
        chats: u64,
        /// Why the files were not cleaned.
        cause: String,
    },
    /// A reference was mistyped.
    #[error("this is not a reference; it looks like UN-7K3QF2MX, and its last sign must fit")]
    Reference,
    /// A phone number cannot be read. It is not repeated.
    #[error("this is not a phone number; write it with its country, such as +1 212 555 0143")]
    Phone,
    /// A day cannot be read.
    #[error("{text:?} is not a day up to tomorrow; write one such as 2026-01-31")]
    Date {
        /// What was given.
        text: String,
    },
    /// A desk was told of no site.
    #[error("a desk serves at least one site; name it")]
    NoSite,
    /// A site was named twice.
    #[error("the site {site} is named twice; name each site once")]
    SiteTwice {
        /// Its id.
        site: String,
    },
    /// The desk does not serve a site.
    #[error("this desk does not serve the site {site}; name one of those it was told of")]
    SiteUnknown {
        /// What was given.
        site: String,
    },
    /// The company's country is unknown.
    #[error(
        "the site `{site}` has the country {code:?}, which there is not; write two letters of ISO 3166-1 such as ES"
    )]
    Country {
        /// The site.
        site: String,
        /// What was given.
        code: String,
    },
    /// What is not a website's origin.
    #[error(
        "the site `{site}` allows {text:?}, which is no origin; write one such as https://www.example.com, or *"
    )]
    Origin {
        /// The site.
        site: String,
        /// What was given.
        text: String,
    },
    /// Nothing would be kept.
    #[error(
        "the site `{site}` keeps what is done for 0 days; write 1 or more, or leave it out to keep it until it is erased by hand"
    )]
    Retention {
        /// The site.
        site: String,
    },
    /// The company's time zone is unknown.
    #[error(
        "the site `{site}` has the time zone {name:?}, which there is not; write an IANA name such as Europe/Madrid"
    )]
    Zone {
        /// The site.
        site: String,
        /// What was given.
        name: String,
    },
    /// A promise is for a channel that there is not.
    #[error(
        "the site {site} promises something for {channel:?}, which is no channel; write one of {}",
        crate::promises::channels().join(", ")
    )]
    PromiseChannel {
        /// The site's id.
        site: String,
        /// What was given.
        channel: String,
    },
    /// A promise is for no time, or for longer than anybody remembers it.
    #[error(
        "the site {site} promises {channel} within {minutes} minutes; write 1 to {}",
        crate::promises::MOST
    )]
    PromiseMinutes {
        /// The site's id.
        site: String,
        /// The channel.
        channel: String,
        /// What was given.
        minutes: u32,
    },
    /// An agent's name is empty or too long.
    #[error("an agent's name has 1 to 64 characters on one line")]
    Name,
    /// An agent's password is too short or too long.
    #[error("a password has 10 to 256 characters")]
    Password,
    /// The name is taken.
    #[error("there is already an agent with this name; choose another, or set a new password")]
    AgentExists,
    /// Nobody has this name.
    #[error("the site has no agent with this name; `unstuck desk agent list` shows who is there")]
    AgentUnknown,
    /// A hook cannot be added.
    #[error("the hook was not added: {cause}")]
    Hook {
        /// Why, and how to mend it.
        cause: String,
    },
    /// There is no hook with a number.
    #[error("there is no hook {id} on this site; `unstuck desk hook list` names them")]
    HookUnknown {
        /// What was given.
        id: i64,
    },
    /// The mail server cannot be used.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The system gave no chance, memory or thread.
    #[error("the system failed: {cause}")]
    System {
        /// What it says.
        cause: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
