use super::{connect::Target, transaction::fault};
use crate::database::Fault;

/// The tables that hold what customers sent, and what is to be told of it.
const TABLES: &str = "unstuck.callback, unstuck.event, unstuck.question, unstuck.hand_off, \
    unstuck.outgoing";

/// Takes the place of deleted rows for new ones; with `whole` by writing the tables anew, for which
/// nobody else can use them.
pub fn scrub(target: &Target, whole: bool) -> Result<(), Fault> {
    let full = if whole { "(FULL) " } else { "" };
    let statement = format!("VACUUM {full}{TABLES}");
    // A client of this kind must not wait in a thread that a runtime owns.
    let work = || {
        let mut client = target.connect().map_err(|error| fault(&error))?;
        client.batch_execute(&statement).map_err(|error| fault(&error))
    };
    std::thread::scope(|scope| scope.spawn(work).join()).unwrap_or(Err(Fault::Stopped))
}
