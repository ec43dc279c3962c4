//! When people are offered, and which ways to them fit now.

use crate::{
    callback,
    capabilities::Platforms,
    channel::Channel,
    hours::{Opening, Seconds},
    language::Language,
    message::Verdict,
    order::order_by,
    site::Settings,
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
    /// The customer said that they are stuck.
    SaidStuck,
    /// The guide leads no further.
    DeadEnd,
    /// Search has no good answer.
    NoAnswer,
}

/// The whole policy: people at once when it is urgent, when the customer says so, at a dead end and
/// without an answer; in sight after one honest try.
pub fn offer(situation: &Situation) -> Offer {
    let tried = situation.questions_asked > 0 || situation.guides_ended_without_help > 0;
    if situation.urgent {
        Offer::Now(Reason::Urgent)
    } else if situation.said_stuck {
        Offer::Now(Reason::SaidStuck)
    } else if situation.dead_end {
        Offer::Now(Reason::DeadEnd)
    } else {
        match situation.verdict {
            Some(Verdict::NoAnswer) => Offer::Now(Reason::NoAnswer),
            Some(Verdict::Unsure | Verdict::Confident) => Offer::Visible,
            None if tried => Offer::Visible,
            None => Offer::Hidden,
        }
    }
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
    /// How long an answer usually takes, in minutes; nothing while nobody is there.
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

/// The channels in the order to show them: those where people are now come first, then those fit
/// for an urgent topic if it is one, then those that work on this device, then as the site has
/// them. Channels in other languages are left out, unless there are only such: no journey ends
/// without a way.
pub fn ways(
    settings: &Settings,
    language: &Language,
    urgent: bool,
    now: Seconds,
    platform: Platform,
) -> Vec<Way> {
    let opening = settings.hours.opening(now);
    let speaks = |channel: &&Channel| {
        channel.languages.is_empty() || language.choose(&channel.languages).is_some()
    };
    let mut chosen: Vec<&Channel> = settings.channels.iter().filter(speaks).collect();
    if chosen.is_empty() {
        chosen = settings.channels.iter().collect();
    }
    let mut ways: Vec<Way> =
        chosen.into_iter().map(|channel| way(channel, opening, platform)).collect();
    order_by(&mut ways, |way| (!way.state.is_open(), urgent && !way.channel.urgent, way.qr));
    ways
}

fn way(channel: &Channel, opening: Opening, platform: Platform) -> Way {
    let state = match opening {
        _ if channel.always => WayState::Always,
        Opening::Open { until } => WayState::Open { until },
        Opening::Closed { opens } => WayState::Closed { opens },
    };
    let on_phones_only = match channel.address.kind().capabilities().platforms {
        Platforms::Phone => true,
        Platforms::Any => false,
    };
    Way {
        channel: channel.clone(),
        state,
        reply_minutes: channel.reply_minutes.filter(|_| state.is_open()),
        qr: on_phones_only && platform == Platform::Desktop,
    }
}

/// Whether a callback can be offered now: there is somewhere to send it, and a slot to choose.
pub fn callback_offered(settings: &Settings, now: Seconds) -> bool {
    !settings.callback.endpoints.is_empty()
        && !callback::slots(&settings.hours, &settings.callback, now).is_empty()
}
