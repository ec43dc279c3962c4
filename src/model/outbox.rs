//! Callback requests that wait on the customer's device until an endpoint has taken them: what is
//! kept of each, and what follows from every reply.
//!
//! Another endpoint is asked only after a reply that is known to come before acceptance. When it is
//! not known what became of a request, the same endpoint is asked again with the same key, so that
//! nobody is phoned twice; unless all endpoints write to one store, which knows the key whichever is
//! asked.

use crate::{callback::Slot, hours::Seconds, proof};

/// How long an endpoint is tried before the customer is told that the request was not sent.
pub const PATIENCE: Seconds = 7 * 24 * 3600;

/// The first and the longest wait between two rounds of tries, and the longest that an endpoint may
/// ask for.
const FIRST_WAIT: Seconds = 5;
const LONGEST_WAIT: Seconds = 300;
const LONGEST_ASKED: Seconds = 3600;

/// How many proofs of work are made for one try. A second one is wanted if the first was over when it
/// arrived; an endpoint that is never content is asked again later.
pub const PROOFS: usize = 3;

/// A request on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The idempotency key.
    pub key: String,
    /// The body, one line of JSON; empty when it is no longer needed.
    pub body: String,
    /// Where it goes: absolute addresses, in the order to try.
    pub endpoints: Vec<String>,
    /// Whether all endpoints write to one store.
    pub one_store: bool,
    /// The endpoint to try next, by its place.
    pub at: usize,
    /// When the customer sent it, by the clock of the device.
    pub since: Seconds,
    /// The slot that was asked for; nothing if this is no callback.
    pub slot: Option<Slot>,
    /// How many rounds of tries came to nothing.
    pub rounds: u32,
    /// When to try next, by the clock of the device.
    pub due: Seconds,
    /// How it stands.
    pub state: State,
}

/// How a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It has not been taken yet.
    Waiting,
    /// It was taken.
    Sent(Taken),
    /// It was refused for a reason that the customer can mend.
    Refused {
        /// The desk's stable code of the reason.
        code: String,
        /// What is wrong, as the endpoint says it.
        message: String,
    },
    /// It could not be sent in time.
    GivenUp,
}

/// What an endpoint says of a request that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The code that the customer may name.
    pub reference: String,
    /// The address at which the customer sees how it stands, moves or cancels it; may be empty.
    pub page: String,
}

/// What came of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is kept by the endpoint.
    Accepted(Taken),
    /// It was refused for a reason that the customer can mend.
    Refused {
        /// The stable code.
        code: String,
        /// What is wrong.
        message: String,
    },
    /// It was surely not taken: the device is offline, or the endpoint takes nothing now.
    NotTaken {
        /// After how many seconds to come back, if the endpoint says so.
        after: Option<Seconds>,
    },
    /// It was surely not taken: the endpoint wants a proof of work first.
    Unproven {
        /// What is to be solved before the same request is sent there again.
        challenge: String,
    },
    /// It is not known whether it was taken.
    Unknown,
}

impl Reply {
    /// What an endpoint says that wants a proof of work; nothing, if it says something else.
    pub fn asking_for_proof(status: u16, code: &str, challenge: String) -> Option<Self> {
        let is_asking = matches!(status, proof::STATUS | proof::EXPECTED) && code == proof::CODE;
        is_asking.then_some(Self::Unproven { challenge })
    }

    /// What a status says that comes without a word of the desk's.
    pub fn of_status(status: u16, after: Option<Seconds>) -> Self {
        match status {
            // Not there, not allowed here, something asked for first, too many requests, or not in
            // service: nothing was taken.
            403 | 404 | 405 | 410 | proof::STATUS | 429 | 503 => Self::NotTaken { after },
            _ => Self::Unknown,
        }
    }
}

impl Kept {
    /// Whether it is to be tried now.
    pub fn is_due(&self, device: Seconds) -> bool {
        // A wait that is longer than any comes from a clock that was set back.
        let is_over = device >= self.due || self.due.saturating_sub(device) > LONGEST_ASKED;
        self.state == State::Waiting && is_over
    }

    /// The address to send it to next.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoints.get(self.at).or(self.endpoints.first()).map(String::as_str)
    }

    /// Takes in what came of a try. Returns whether the next endpoint is to be tried at once.
    ///
    /// `device` is the time by the device's clock, `server` that of the endpoint if it said so, and
    /// `chance` spreads the waits of many devices: any number.
    pub fn take(
        &mut self,
        reply: Reply,
        device: Seconds,
        server: Option<Seconds>,
        chance: u32,
    ) -> bool {
        let (moves_on, after) = match reply {
            Reply::Accepted(taken) => return self.end(State::Sent(taken)),
            Reply::Refused { code, message } => return self.end(State::Refused { code, message }),
            Reply::NotTaken { after } => (true, after),
            // Whoever posts has solved what was to be solved, or could not.
            Reply::Unproven { .. } => (true, None),
            Reply::Unknown => (self.one_store, None),
        };
        if !moves_on {
            // Only this endpoint can tell whether it has the request.
            self.endpoints = self.endpoint().map(str::to_owned).into_iter().collect();
            self.at = 0;
        } else if self.at + 1 < self.endpoints.len() {
            self.at += 1;
            return true;
        }
        if self.is_old(device, server) {
            return self.end(State::GivenUp);
        }
        self.at = 0;
        self.due = device.saturating_add(
            after.map_or_else(|| self.wait(chance), |after| after.clamp(FIRST_WAIT, LONGEST_ASKED)),
        );
        self.rounds = self.rounds.saturating_add(1);
        false
    }

    fn end(&mut self, state: State) -> bool {
        self.state = state;
        false
    }

    /// Twice as long after each round, and up to half as long again by chance.
    fn wait(&self, chance: u32) -> Seconds {
        let wait = (FIRST_WAIT << self.rounds.min(6)).min(LONGEST_WAIT);
        wait + Seconds::from(chance) % (wait / 2 + 1)
    }

    /// Whether it has waited too long. A device's clock may be wrong by years or be mended while
    /// the request waits, so that only an endpoint's clock can say so, and only if the device's own
    /// does not speak against it.
    fn is_old(&self, device: Seconds, server: Option<Seconds>) -> bool {
        let older = |now: Seconds| now.saturating_sub(self.since) > PATIENCE;
        server.is_some_and(older) && older(device)
    }
}

/// The written form of what is on the device: a paragraph for each request, a line for each field.
pub fn written(kept: &[Kept]) -> String {
    let paragraphs: Vec<String> = kept.iter().map(paragraph).collect();
    paragraphs.join("\n\n")
}

/// What a written form holds; what is no request is left out, for the storage is the page's.
pub fn read(text: &str) -> Vec<Kept> {
    text.split("\n\n").filter_map(request).collect()
}

fn paragraph(kept: &Kept) -> String {
    let (name, first, second) = match &kept.state {
        State::Waiting => ("waiting", "", ""),
        State::Sent(taken) => ("sent", taken.reference.as_str(), taken.page.as_str()),
        State::Refused { code, message } => ("refused", code.as_str(), message.as_str()),
        State::GivenUp => ("given-up", "", ""),
    };
    let numbers = [
        i64::from(kept.one_store),
        kept.at as i64,
        kept.since,
        kept.slot.map_or(0, |slot| slot.from),
        kept.slot.map_or(0, |slot| slot.to),
        kept.rounds.into(),
        kept.due,
    ];
    let numbers = numbers.map(|number| number.to_string()).join(" ");
    let fields = [&kept.key, name, first, second, &numbers, &kept.body];
    let endpoints = kept.endpoints.iter().map(String::as_str);
    // A field is a line: a line break in one, which no field of ours has, would begin another.
    let lines = fields.into_iter().chain(endpoints).map(|field| field.replace('\n', " "));
    // An empty line would end the paragraph.
    lines.map(|line| format!("={line}")).collect::<Vec<_>>().join("\n")
}

fn request(text: &str) -> Option<Kept> {
    let mut lines = text.split('\n').map(|line| line.strip_prefix('='));
    let mut next = || lines.next()?;
    let (key, name, first, second) = (next()?, next()?, next()?, next()?);
    let (numbers, body) = (next()?, next()?);
    let endpoints: Option<Vec<String>> = lines.map(|line| line.map(str::to_owned)).collect();
    let mut numbers = numbers.split(' ').map(str::parse::<i64>);
    let mut number = || numbers.next()?.ok();
    let kept = Kept {
        key: key.to_owned(),
        body: body.to_owned(),
        endpoints: endpoints.filter(|all| !all.is_empty())?,
        one_store: number()? != 0,
        at: usize::try_from(number()?).ok()?,
        since: number()?,
        slot: Some(Slot { from: number()?, to: number()? }).filter(|slot| slot.from != slot.to),
        rounds: u32::try_from(number()?).ok()?,
        due: number()?,
        state: match name {
            "waiting" => State::Waiting,
            "sent" => State::Sent(Taken { reference: first.to_owned(), page: second.to_owned() }),
            "refused" => State::Refused { code: first.to_owned(), message: second.to_owned() },
            "given-up" => State::GivenUp,
            _ => return None,
        },
    };
    (!kept.key.is_empty()).then_some(kept)
}

#[cfg(test)]
#[path = "outbox_test.rs"]
mod tests;
