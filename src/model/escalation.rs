//! When people are offered, and which ways to them fit now.

use crate::{
    capabilities::{Kind, Platforms, Prefill},
    channel::Channel,
    hours::{Opening, Seconds},
    language::Language,
    message::Verdict,
    order::order_by,
    schedule::Schedule,
    site::{Settings, Topic},
    slots::{CustomerClock, slots},
};

/// What has happened since the customer opened the widget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// How many questions were asked.
    pub questions_asked: u32,
    /// How many guides came to an end and the customer said that it did not help.
    pub guides_ended_without_help: u32,
    /// Whether the customer said that they are stuck.
    pub said_stuck: bool,
    /// What search made of the last question.
    pub verdict: Option<Verdict>,
    /// Whether a guide leads no further.
    pub dead_end: bool,
    /// Whether the topic is urgent: fraud, safety, a lost card.
    pub urgent: bool,
    /// Whether only people can settle the topic: closing an account.
    pub people_first: bool,
}

/// Whether people are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// People are offered before anything else.
    Now(Reason),
    /// The way to people is in sight, beside what else there is.
    Visible,
    /// Nothing was tried yet: the way to people waits behind "I am stuck".
    Hidden,
}

/// Why people are offered at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The topic is urgent.
    Urgent,
    /// Only people can settle the topic.
    PeopleFirst,
    /// The customer said that they are stuck.
    SaidStuck,
    /// The guide leads no further.
    DeadEnd,
    /// Search has no good answer.
    NoAnswer,
}

/// The whole policy: the first row that holds is the offer. People at once when the topic asks for
/// them, when the customer says so, at a dead end and without an answer; in sight after one honest
/// try.
pub fn offer(situation: &Situation) -> Offer {
    let (searched, no_answer) = match situation.verdict {
        Some(Verdict::NoAnswer) => (true, true),
        Some(Verdict::Unsure | Verdict::Confident) => (true, false),
        None => (false, false),
    };
    let tried =
        searched || situation.questions_asked > 0 || situation.guides_ended_without_help > 0;
    let table = [
        (situation.urgent, Offer::Now(Reason::Urgent)),
        (situation.people_first, Offer::Now(Reason::PeopleFirst)),
        (situation.said_stuck, Offer::Now(Reason::SaidStuck)),
        (situation.dead_end, Offer::Now(Reason::DeadEnd)),
        (no_answer, Offer::Now(Reason::NoAnswer)),
        (tried, Offer::Visible),
    ];
    table.into_iter().find(|(holds, _)| *holds).map_or(Offer::Hidden, |(_, offer)| offer)
}

/// What the customer holds in their hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// A phone or tablet.
    Phone,
    /// A computer.
    Desktop,
}

/// One way to people, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The channel.
    pub channel: Channel,
    /// Whether people are there.
    pub state: WayState,
    /// How long an answer usually takes while people are there, in minutes.
    pub reply_minutes: Option<u16>,
    /// Whether to show a QR code, because the link works on a phone only.
    pub qr: bool,
}

/// Whether people are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayState {
    /// They are there at any hour.
    Always,
    /// They are there until then.
    Open { until: Seconds },
    /// They are there again from then on; nothing if not within 60 days.
    Closed { opens: Option<Seconds> },
}

impl WayState {
    /// Whether people are there now.
    pub fn is_open(self) -> bool {
        match self {
            Self::Always | Self::Open { .. } => true,
            Self::Closed { .. } => false,
        }
    }
}

/// The channels in the order to show them; those in other languages are left out, unless there are
/// only such: no journey ends without a way. A channel is open for a topic while both are.
///
/// What comes first decides; channels that are equal in all of it stay as the site has them.
///
/// | | before | after | because |
/// |---|---|---|---|
/// | 1 | open now | closed | nobody is helped by a door that is shut |
/// | 2 | asked for by the topic, in its order | not asked for | the topic knows who can settle it |
/// | 3 | fit for urgent topics, if it is one | not fit | minutes count |
/// | 4 | works on this device | shows a QR code | a second device is a detour |
/// | 5 | takes the text along | has it pasted in; can carry none | nobody should say it twice |
/// | 6 | answers sooner | answers later, or does not say when | |
///
/// For an urgent topic the last two rows are left out: there the site's own order is an instruction.
pub fn ways(
    settings: &Settings,
    language: &Language,
    topic: Option<&Topic>,
    urgent: bool,
    now: Seconds,
    platform: Platform,
) -> Vec<Way> {
    let speaks = |channel: &&Channel| {
        channel.languages.is_empty() || language.choose(&channel.languages).is_some()
    };
    let mut chosen: Vec<&Channel> = settings.channels.iter().filter(speaks).collect();
    if chosen.is_empty() {
        chosen = settings.channels.iter().collect();
    }
    let mut ways: Vec<Way> = chosen
        .into_iter()
        .map(|channel| {
            let hours = [channel.hours, topic_hours(topic)];
            let state = match hours {
                [Schedule::Always, Schedule::Always] => WayState::Always,
                _ => match settings.hours.opening(hours, now) {
                    Opening::Open { until } => WayState::Open { until },
                    Opening::Closed { opens } => WayState::Closed { opens },
                },
            };
            way(channel, state, platform)
        })
        .collect();
    let asked_for = topic.map_or(&[][..], |topic| topic.channels.as_slice());
    order_by(&mut ways, |way| {
        let kind = way.channel.address.kind();
        (
            !way.state.is_open(),
            asked_for.iter().position(|asked| *asked == kind).unwrap_or(usize::MAX),
            urgent && !way.channel.urgent,
            way.qr,
            if urgent { Carries::Text } else { carries(kind) },
            if urgent { 0 } else { wait(way, now) },
        )
    });
    ways
}

/// How the draft comes into a channel, the least effort first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Carries {
    /// The link takes the text along, or the reference that leads agents to it.
    Text,
    /// The customer pastes it.
    Copy,
    /// The customer says it.
    Nothing,
}

fn carries(kind: Kind) -> Carries {
    let able = kind.capabilities();
    match able.prefill {
        _ if able.hidden_reference.is_some() => Carries::Text,
        Prefill::Yes => Carries::Text,
        Prefill::Unofficial | Prefill::Copy => Carries::Copy,
        Prefill::Nothing => Carries::Nothing,
    }
}

/// How long until an answer is likely, in seconds; a channel that does not say how soon it answers
/// comes after all that do.
fn wait(way: &Way, now: Seconds) -> Seconds {
    let reply = i64::from(way.channel.reply_minutes.unwrap_or(u16::MAX)) * 60;
    match way.state {
        WayState::Always | WayState::Open { .. } => reply,
        WayState::Closed { opens: Some(at) } => at.saturating_sub(now).saturating_add(reply),
        WayState::Closed { opens: None } => Seconds::MAX,
    }
}

fn way(channel: &Channel, state: WayState, platform: Platform) -> Way {
    let on_phones_only = match channel.address.kind().capabilities().platforms {
        Platforms::Phone => true,
        Platforms::Any => false,
    };
    Way {
        channel: channel.clone(),
        state,
        reply_minutes: channel.reply_minutes,
        qr: on_phones_only && platform == Platform::Desktop,
    }
}

/// The hours of a topic. One without hours of its own, and no topic, add nothing to a channel's.
pub fn topic_hours(topic: Option<&Topic>) -> Schedule {
    topic.map_or(Schedule::Always, |topic| topic.hours)
}

/// Whether a callback about a topic can be offered now: there is somewhere to send it, and a slot
/// to choose.
pub fn callback_offered(
    settings: &Settings,
    topic: Option<&Topic>,
    now: Seconds,
    clock: CustomerClock<'_>,
) -> bool {
    let rules = &settings.callback;
    !rules.endpoints.is_empty()
        && !slots(&settings.hours, rules, topic_hours(topic), now, clock).is_empty()
}
