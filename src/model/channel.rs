//! The private channels to people: what each can carry, and its links.

use serde::{Deserialize, Serialize};

pub use crate::{
    capabilities::{Alphabet, Capabilities, HiddenReference, Kind, Naming, Platforms, Prefill},
    channel_check::AddressProblem,
    contact_link::ContactLink,
    public_composer::refuse_public_composer,
    shorten::{Count, Room},
};

use crate::{language::Language, schedule::Schedule};

/// One way to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Where it leads.
    pub address: Address,
    /// How long an answer usually takes, in minutes, when open.
    pub reply_minutes: Option<u16>,
    /// When people answer.
    pub hours: Schedule,
    /// The languages that people answer in; all, if empty.
    pub languages: Vec<Language>,
    /// Whether it is fit for urgent topics.
    pub urgent: bool,
}

/// The address of a channel; numbers are in E.164 form with their `+`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Address {
    /// A direct message on X to a numeric account id; the handle is for show.
    X { recipient_id: String, handle: String },
    /// Messenger, by the page's name.
    Messenger { page: String },
    /// Instagram, by the user's name.
    Instagram { user: String },
    /// WhatsApp, by number.
    WhatsApp { number: String },
    /// A Telegram bot.
    TelegramBot { bot: String },
    /// A Telegram user.
    TelegramUser { user: String },
    /// LINE, by the official account's id without its `@`.
    Line { id: String },
    /// A Viber bot.
    Viber { uri: String },
    /// Apple Messages for Business.
    Apple { business_id: String, intent: Option<String>, group: Option<String> },
    /// A text message.
    Sms { number: String },
    /// A call.
    Phone { number: String },
    /// A mail.
    Email { address: String },
}

impl Address {
    /// The kind, which says what the channel can carry.
    pub fn kind(&self) -> Kind {
        match self {
            Self::X { .. } => Kind::X,
            Self::Messenger { .. } => Kind::Messenger,
            Self::Instagram { .. } => Kind::Instagram,
            Self::WhatsApp { .. } => Kind::WhatsApp,
            Self::TelegramBot { .. } => Kind::TelegramBot,
            Self::TelegramUser { .. } => Kind::TelegramUser,
            Self::Line { .. } => Kind::Line,
            Self::Viber { .. } => Kind::Viber,
            Self::Apple { .. } => Kind::Apple,
            Self::Sms { .. } => Kind::Sms,
            Self::Phone { .. } => Kind::Phone,
            Self::Email { .. } => Kind::Email,
        }
    }
}
