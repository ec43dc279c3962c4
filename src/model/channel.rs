//! The private channels to people: what each can carry, and its links.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// One way to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Where it leads.
    pub address: Address,
    /// How long an answer usually takes, in minutes, when open.
    pub reply_minutes: Option<u16>,
    /// Whether people answer at any hour, not only in the company's hours.
    pub always: bool,
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
