//! What the desk keeps, whatever the database. Every call names the site and sees nothing of another
//! one; an answer means that the change is committed. Time and chance are arguments.

mod accounts;
mod act;
mod choices;
mod counts;
mod customers;
mod dashboard;
mod erasures;
mod hand_offs;
mod hooks;
mod intake;
mod keys;
mod leases;
mod outgoing;
mod pulse;
mod questions;
mod records;
mod replies;
mod search;
mod secrets;
mod waits;

use std::time::Duration;

pub use self::search::Sought;
use tokio::sync::oneshot;
use unstuck_model::{counts::Count, hours::Seconds};

pub use self::leases::Lease;
use crate::{
    dashboard::Selected,
    database::{Database, Fault, Manner, Transaction, Work},
    erasure::{Erased, Erasure, Rows, Scope},
    hand_offs::{ChatDeed, NewHandOff, Opened},
    hooks::{Due, HookState, NewHook, Sent},
    record::{
        Acted, Agent, Choices, Deed, Intake, Load, NewCallback, NewQuestion, Pulse, Questions,
        Queue, Record, Settlement,
    },
    replies::{Granted, Kept, Wish as ReplyWish},
    sessions::{NewSession, Session},
    standing::{Standing, Wish},
    team::{Account, Audited, Role},
    waits::{ChatWait, Wait},
};

/// How long anybody waits for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The rows of all sites of a desk.
pub struct Store {
    database: Box<dyn Database>,
}

impl Store {
    /// The store in a database.
    pub fn new(database: impl Database + 'static) -> Self {
        Self { database: Box::new(database) }
    }

    /// Does something in one transaction. It may be begun anew, so that it must give the same from
    /// the same rows.
    async fn run<T: Send + 'static>(
        &self,
        perform: impl FnMut(&mut dyn Transaction) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.submit(perform, Manner::Changes).await
    }

    /// Looks something up by one statement, which finds little.
    async fn look<T: Send + 'static>(
        &self,
        perform: impl FnMut(&mut dyn Transaction) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.submit(perform, Manner::LooksUp).await
    }

    /// Reads what may be much, without keeping those waiting who change something.
    async fn read<T: Send + 'static>(
        &self,
        perform: impl FnMut(&mut dyn Transaction) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.submit(perform, Manner::Reads).await
    }

    async fn submit<T: Send + 'static>(
        &self,
        perform: impl FnMut(&mut dyn Transaction) -> Result<T, Fault> + Send + 'static,
        manner: Manner,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.database.submit(Box::new(Errand { perform, manner, value: None, answer }));
        match tokio::time::timeout(PATIENCE, answered).await {
            Ok(answered) => answered.map_err(|_| StoreError::Stopped)?.map_err(StoreError::from),
            Err(_) => Err(StoreError::Busy),
        }
    }

    /// Whether the store answers.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.look(|rows| rows.query("SELECT 1", &[]).map(drop)).await
    }

    /// What became of the request with a key, or nothing if the key is new.
    pub async fn intake(
        &self,
        site: String,
        key: String,
        print: [u8; 32],
    ) -> Result<Option<Intake>, StoreError> {
        self.look(move |rows| keys::known(rows, Scope::Callback, &site, &key, &print)).await
    }

    /// Stores a request once, whatever is repeated or comes at the same moment.
    pub async fn accept(&self, new: NewCallback) -> Result<Intake, StoreError> {
        self.run(move |rows| intake::accept(rows, &new)).await
    }

    /// How long those waited whose requests came since a moment.
    pub async fn waits(
        &self,
        site: String,
        since: Seconds,
        now: Seconds,
    ) -> Result<Vec<Wait>, StoreError> {
        self.read(move |rows| waits::waits(rows, &site, since, now)).await
    }

    /// What is open, and what was finished last.
    pub async fn queue(&self, site: String, now: Seconds) -> Result<Queue, StoreError> {
        self.read(move |rows| records::queue(rows, &site, now)).await
    }

    /// What tells whether the queue changed.
    pub async fn pulse(&self, site: String, now: Seconds) -> Result<Pulse, StoreError> {
        self.read(move |rows| pulse::pulse(rows, &site, now)).await
    }

    /// The requests that are sought, the newest first.
    pub async fn search(&self, site: String, sought: Sought) -> Result<Vec<Record>, StoreError> {
        self.read(move |rows| search::search(rows, &site, &sought)).await
    }

    /// What can be chosen on the page of a request.
    pub async fn choices(&self, site: String) -> Result<Choices, StoreError> {
        self.read(move |rows| choices::choices(rows, &site)).await
    }

    /// How many requests are open.
    pub async fn load(&self, site: String, now: Seconds) -> Result<Load, StoreError> {
        self.read(move |rows| records::load(rows, &site, now)).await
    }

    /// The request with a reference.
    pub async fn record(
        &self,
        site: String,
        reference: String,
    ) -> Result<Option<Record>, StoreError> {
        self.read(move |rows| records::record(rows, &site, &reference)).await
    }

    /// Does what an agent wants, if the request is in a state that allows it.
    pub async fn act(&self, deed: Deed) -> Result<Acted, StoreError> {
        self.run(move |rows| act::act(rows, &deed)).await
    }

    /// Lets an agent's claims hold until a moment, if they have not ended yet.
    pub async fn hold(&self, agent: i64, now: Seconds, until: Seconds) -> Result<(), StoreError> {
        self.run(move |rows| act::hold(rows, agent, now, until)).await
    }

    /// What became of the question with a key, or nothing if the key is new.
    pub async fn asked(
        &self,
        site: String,
        key: String,
        print: [u8; 32],
    ) -> Result<Option<Intake>, StoreError> {
        self.look(move |rows| keys::known(rows, Scope::Question, &site, &key, &print)).await
    }

    /// Stores a question once, whatever is repeated or comes at the same moment.
    pub async fn ask(&self, new: NewQuestion) -> Result<Intake, StoreError> {
        self.run(move |rows| questions::ask(rows, &new)).await
    }

    /// What is asked and open, and what was done last.
    pub async fn questions(&self, site: String) -> Result<Questions, StoreError> {
        self.read(move |rows| questions::questions(rows, &site)).await
    }

    /// Does what an agent wants with a question.
    pub async fn settle(&self, settlement: Settlement) -> Result<Acted, StoreError> {
        self.run(move |rows| questions::settle(rows, &settlement)).await
    }

    /// What became of the record of a chat with a key, or nothing if the key is new.
    pub async fn handed_off(
        &self,
        site: String,
        key: String,
        print: [u8; 32],
    ) -> Result<Option<Intake>, StoreError> {
        self.look(move |rows| keys::known(rows, Scope::HandOff, &site, &key, &print)).await
    }

    /// Stores the record of a chat once, whatever is repeated or comes at the same moment.
    pub async fn hand_off(&self, new: NewHandOff) -> Result<Intake, StoreError> {
        self.run(move |rows| hand_offs::accept(rows, &new)).await
    }

    /// The chats that were opened last.
    pub async fn chats(&self, site: String) -> Result<Vec<Opened>, StoreError> {
        self.read(move |rows| hand_offs::latest(rows, &site)).await
    }

    /// The chat with a reference.
    pub async fn chat(
        &self,
        site: String,
        reference: String,
    ) -> Result<Option<Opened>, StoreError> {
        self.read(move |rows| hand_offs::one(rows, &site, &reference)).await
    }

    /// Does what an agent wants with a chat, unless a colleague was quicker.
    pub async fn act_on_chat(&self, deed: ChatDeed) -> Result<Acted, StoreError> {
        self.run(move |rows| hand_offs::act(rows, &deed)).await
    }

    /// How long customers waited whose chats were opened since a moment.
    pub async fn chat_waits(
        &self,
        site: String,
        since: Seconds,
    ) -> Result<Vec<ChatWait>, StoreError> {
        self.read(move |rows| hand_offs::waits(rows, &site, since)).await
    }

    /// What the team answers in public, those replies first that were changed last.
    pub async fn replies(&self, site: String) -> Result<Vec<Kept>, StoreError> {
        self.read(move |rows| replies::all(rows, &site)).await
    }

    /// The reply with a number.
    pub async fn reply(&self, site: String, id: i64) -> Result<Option<Kept>, StoreError> {
        self.read(move |rows| replies::one(rows, &site, id)).await
    }

    /// Does what an agent wants with replies, unless a colleague was quicker.
    pub async fn grant(
        &self,
        site: String,
        agent: i64,
        wish: ReplyWish,
        at: Seconds,
    ) -> Result<Granted, StoreError> {
        self.run(move |rows| replies::grant(rows, &site, agent, &wish, at)).await
    }

    /// Forgets the counts of the days before one, which is counted from 1970-01-01.
    pub async fn forget_counts(&self, before: i64) -> Result<(), StoreError> {
        self.run(move |rows| counts::forget(rows, before)).await
    }

    /// Adds counts to those of a day, which is counted from 1970-01-01.
    pub async fn count(
        &self,
        site: String,
        day: i64,
        counts: Vec<Count>,
    ) -> Result<(), StoreError> {
        self.run(move |rows| counts::add(rows, &site, day, &counts)).await
    }

    /// What a dashboard is made of, since a moment and a day of counts.
    pub async fn dashboard(
        &self,
        site: String,
        since: Seconds,
        day: i64,
    ) -> Result<Selected, StoreError> {
        self.read(move |rows| dashboard::selected(rows, &site, since, day)).await
    }

    /// Adds an agent; false if the name is taken.
    pub async fn add_agent(
        &self,
        site: String,
        name: String,
        hash: String,
        at: Seconds,
    ) -> Result<bool, StoreError> {
        self.run(move |rows| accounts::add(rows, &site, &name, &hash, at)).await
    }

    /// Gives an agent a new password and ends the agent's sessions; false if there is none.
    pub async fn set_password(
        &self,
        site: String,
        name: String,
        hash: String,
    ) -> Result<bool, StoreError> {
        self.run(move |rows| accounts::set_password(rows, &site, &name, &hash)).await
    }

    /// The agents of a site, by name.
    pub async fn agents(&self, site: String) -> Result<Vec<Account>, StoreError> {
        self.read(move |rows| accounts::all(rows, &site)).await
    }

    /// The sites that there is anything of, in the order of their ids.
    pub async fn known_sites(&self) -> Result<Vec<String>, StoreError> {
        self.read(accounts::sites).await
    }

    /// Changes what an agent may do; false if there is none.
    pub async fn set_role(
        &self,
        site: String,
        name: String,
        role: Role,
    ) -> Result<bool, StoreError> {
        self.run(move |rows| accounts::set_role(rows, &site, &name, role)).await
    }

    /// Shuts an agent out and gives back what they claimed; false if there is none.
    pub async fn disable_agent(
        &self,
        site: String,
        name: String,
        at: Seconds,
    ) -> Result<bool, StoreError> {
        self.run(move |rows| accounts::disable(rows, &site, &name, at)).await
    }

    /// Lets an agent in again; false if there is none.
    pub async fn enable_agent(&self, site: String, name: String) -> Result<bool, StoreError> {
        self.run(move |rows| accounts::enable(rows, &site, &name)).await
    }

    /// The agent with a name, and the hash of the password.
    pub async fn agent(
        &self,
        site: String,
        name: String,
    ) -> Result<Option<(Agent, String)>, StoreError> {
        self.run(move |rows| accounts::agent(rows, &site, &name)).await
    }

    /// Begins a session, ends the one it replaces, and forgets those that are over.
    pub async fn begin_session(&self, session: NewSession) -> Result<(), StoreError> {
        self.run(move |rows| accounts::begin_session(rows, &session)).await
    }

    /// The session with a token, if it is not over.
    pub async fn session(
        &self,
        token: [u8; 32],
        now: Seconds,
    ) -> Result<Option<Session>, StoreError> {
        self.run(move |rows| accounts::session(rows, &token, now)).await
    }

    /// Ends a session.
    pub async fn end_session(&self, token: [u8; 32]) -> Result<(), StoreError> {
        self.run(move |rows| accounts::end_session(rows, &token)).await
    }

    /// Adds a hook; the answer is its number.
    pub async fn add_hook(&self, hook: NewHook) -> Result<i64, StoreError> {
        self.run(move |rows| hooks::add(rows, &hook)).await
    }

    /// The hooks of a site, and how their messages fare.
    pub async fn hooks(&self, site: String) -> Result<Vec<HookState>, StoreError> {
        self.read(move |rows| hooks::all(rows, &site)).await
    }

    /// Removes a hook and what it was to be told; false if there is none.
    pub async fn remove_hook(&self, site: String, id: i64) -> Result<bool, StoreError> {
        self.run(move |rows| hooks::remove(rows, &site, id)).await
    }

    /// Gives a hook a new secret, beside which the old one holds until a moment; false if there is
    /// none.
    pub async fn rotate_hook(
        &self,
        site: String,
        id: i64,
        secret: String,
        until: Seconds,
    ) -> Result<bool, StoreError> {
        self.run(move |rows| hooks::rotate(rows, &site, id, &secret, until)).await
    }

    /// Switches a hook on again, and puts what was given up back into its queue; the answer is how
    /// much that is, or nothing if there is no such hook.
    pub async fn retry_hook(
        &self,
        site: String,
        id: i64,
        now: Seconds,
    ) -> Result<Option<u64>, StoreError> {
        self.run(move |rows| {
            let known = hooks::enable(rows, &site, id)?;
            let again = outgoing::again(rows, &site, id, now)?;
            Ok(known.then_some(again))
        })
        .await
    }

    /// Takes messages that are due, so that no other desk sends them until a moment.
    pub async fn take_due(
        &self,
        now: Seconds,
        lease: Seconds,
        most: i64,
    ) -> Result<Vec<Due>, StoreError> {
        let taking = self.database.taking();
        self.run(move |rows| outgoing::take(rows, taking, now, lease, most)).await
    }

    /// Writes down what came of a message.
    pub async fn sent(
        &self,
        id: i64,
        lease: Seconds,
        now: Seconds,
        sent: Sent,
    ) -> Result<(), StoreError> {
        self.run(move |rows| outgoing::sent(rows, id, lease, now, &sent)).await
    }

    /// Makes due what would wait because the clock was ahead.
    pub async fn bring_forward(&self, now: Seconds) -> Result<(), StoreError> {
        self.run(move |rows| outgoing::bring_forward(rows, now)).await
    }

    /// Forgets messages that were delivered before a moment.
    pub async fn forget_sent(
        &self,
        delivered: Seconds,
        given_up: Seconds,
    ) -> Result<(), StoreError> {
        self.run(move |rows| outgoing::forget(rows, delivered, given_up)).await
    }

    /// Writes down that an agent tried what is not theirs to do.
    pub async fn audit(
        &self,
        site: String,
        agent: i64,
        at: Seconds,
        what: String,
    ) -> Result<(), StoreError> {
        self.run(move |rows| accounts::audit(rows, &site, agent, at, &what)).await
    }

    /// What was written down of a site's agents lately, the latest first.
    pub async fn audited(&self, site: String) -> Result<Vec<Audited>, StoreError> {
        self.read(move |rows| accounts::audited(rows, &site)).await
    }

    /// The secret with a name, which all instances share; `made` is it if there was none.
    pub async fn secret(
        &self,
        name: &'static str,
        made: [u8; 32],
        at: Seconds,
    ) -> Result<[u8; 32], StoreError> {
        self.run(move |rows| secrets::shared(rows, name, &made, at)).await
    }

    /// How a request stands, for its customer.
    pub async fn standing(
        &self,
        site: String,
        reference: String,
        now: Seconds,
    ) -> Result<Option<Standing>, StoreError> {
        self.run(move |rows| customers::standing(rows, &site, &reference, now)).await
    }

    /// Does what a customer wants, while nobody has claimed the request.
    pub async fn change(
        &self,
        site: String,
        reference: String,
        wish: Wish,
        now: Seconds,
    ) -> Result<Acted, StoreError> {
        self.run(move |rows| customers::change(rows, &site, &reference, wish, now)).await
    }

    /// The codes under which there is more that may be of the customers of some rows.
    pub async fn other_codes(&self, site: String, which: Rows) -> Result<Vec<String>, StoreError> {
        self.read(move |rows| erasures::other_codes(rows, &site, &which)).await
    }

    /// Erases all rows that are meant, some at a time.
    pub async fn erase(
        &self,
        site: String,
        which: Rows,
        at: Seconds,
    ) -> Result<Erased, StoreError> {
        let locking = self.database.locking();
        let mut erased = Erased::default();
        loop {
            let (site, which) = (site.clone(), which.clone());
            let erase =
                move |rows: &mut dyn Transaction| erasures::erase(rows, locking, &site, &which, at);
            let some = self.run(erase).await?;
            if some.is_nothing() {
                return Ok(erased);
            }
            erased = erased.and(some);
        }
    }

    /// All that was ever erased.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, StoreError> {
        self.read(erasures::list).await
    }

    /// Erases again what was erased before.
    pub async fn replay(&self, erasures: &[Erasure]) -> Result<Erased, StoreError> {
        const AT_ONCE: usize = 500;
        let mut erased = Erased::default();
        for some in erasures.chunks(AT_ONCE) {
            let some = some.to_vec();
            erased = erased.and(self.run(move |rows| erasures::replay(rows, &some)).await?);
        }
        Ok(erased)
    }

    /// Sees to it that what was erased is gone from the database's files too; with `whole` by
    /// writing them anew. It waits for the disk.
    pub fn scrub(&self, whole: bool) -> Result<(), StoreError> {
        Ok(self.database.scrub(whole)?)
    }

    /// Forgets the sessions that are over.
    pub async fn forget_sessions(&self, now: Seconds) -> Result<(), StoreError> {
        self.run(move |rows| erasures::forget_sessions(rows, now)).await
    }

    /// Takes the right to do what one instance does at a time; false while another one has it.
    pub async fn take_lease(&self, lease: Lease) -> Result<bool, StoreError> {
        self.run(move |rows| leases::take(rows, &lease)).await
    }

    /// Gives such a right back before it ends.
    pub async fn give_back(&self, lease: Lease) -> Result<(), StoreError> {
        self.run(move |rows| leases::give_back(rows, &lease)).await
    }
}

/// Work of the store, and who waits for it.
struct Errand<T, F> {
    perform: F,
    manner: Manner,
    value: Option<T>,
    answer: oneshot::Sender<Result<T, Fault>>,
}

impl<T, F> Work for Errand<T, F>
where
    T: Send,
    F: FnMut(&mut dyn Transaction) -> Result<T, Fault> + Send,
{
    fn perform(&mut self, transaction: &mut dyn Transaction) -> Result<(), Fault> {
        self.value = Some((self.perform)(transaction)?);
        Ok(())
    }

    fn manner(&self) -> Manner {
        self.manner
    }

    fn tell(self: Box<Self>, outcome: Result<(), Fault>) {
        let Self { value, answer, .. } = *self;
        // Who asked may have gone away meanwhile; the work is done all the same.
        drop(answer.send(outcome.and_then(|()| value.ok_or(Fault::Stopped))));
    }
}

/// Why the store has no answer. Never with a customer's words in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// More is asked than it can do.
    #[error(
        "the database has too much to do or cannot be reached; the request was refused and may be repeated"
    )]
    Busy,
    /// It was stopped.
    #[error("the database was closed; start the desk again")]
    Stopped,
    /// The database failed.
    #[error("the database failed: {cause}; see whether its disk is full or read-only")]
    Failed {
        /// The kind of failure.
        cause: String,
    },
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Conflict | Fault::Lost | Fault::Busy => Self::Busy,
            Fault::Stopped => Self::Stopped,
            Fault::Failed(cause) => Self::Failed { cause },
            Fault::Row => Self::Failed { cause: "a row is not as it was written".to_owned() },
        }
    }
}
