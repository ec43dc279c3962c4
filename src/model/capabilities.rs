//! What each kind of channel can carry, as one closed table.

use serde::{Deserialize, Serialize};

use crate::shorten::{Count, Room};

/// The kinds of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A direct message on X.
    X,
    /// Messenger.
    Messenger,
    /// Instagram.
    Instagram,
    /// WhatsApp.
    WhatsApp,
    /// A Telegram bot.
    TelegramBot,
    /// A Telegram user.
    TelegramUser,
    /// LINE.
    Line,
    /// A Viber bot.
    Viber,
    /// Apple Messages for Business.
    Apple,
    /// A text message.
    Sms,
    /// A call.
    Phone,
    /// A mail.
    Email,
}

/// What a kind of channel is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The name that its makers gave it, the same in every language.
    Brand(&'static str),
    /// A text message, in the words of each language.
    TextMessage,
    /// A call.
    Call,
    /// A mail.
    Mail,
}

/// What a kind of channel can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether its link can carry the text.
    pub prefill: Prefill,
    /// Where its link can carry the reference without the customer seeing it.
    pub hidden_reference: Option<HiddenReference>,
    /// The characters that its text may have.
    pub alphabet: Alphabet,
    /// The most of its text.
    pub max_length: usize,
    /// What the length counts.
    pub count: Count,
    /// Where its link works.
    pub platforms: Platforms,
}

/// Whether a link can carry the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefill {
    /// It does, as its makers document.
    Yes,
    /// It does, but nobody promises it: offer to copy the text too.
    Unofficial,
    /// It does not: offer to copy the text.
    Copy,
    /// There is no text: a call.
    Nothing,
}

/// Where a link can carry the reference out of sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiddenReference {
    /// The parameter.
    pub parameter: &'static str,
    /// The most characters of its value.
    pub max_length: usize,
}

/// The characters that a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Any.
    Any,
    /// Any but `&#[](){}/`.
    Apple,
}

/// Where a link works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platforms {
    /// On a phone and on a desktop.
    Any,
    /// On a phone only: a desktop shows a QR code.
    Phone,
}

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::X,
        Self::Messenger,
        Self::Instagram,
        Self::WhatsApp,
        Self::TelegramBot,
        Self::TelegramUser,
        Self::Line,
        Self::Viber,
        Self::Apple,
        Self::Sms,
        Self::Phone,
        Self::Email,
    ];

    /// Its name where it is written: in a site's settings, in requests and in a desk's database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Messenger => "messenger",
            Self::Instagram => "instagram",
            Self::WhatsApp => "whatsapp",
            Self::TelegramBot => "telegram_bot",
            Self::TelegramUser => "telegram",
            Self::Line => "line",
            Self::Viber => "viber",
            Self::Apple => "apple",
            Self::Sms => "sms",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The kind with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What it is called.
    pub fn naming(self) -> Naming {
        match self {
            Self::X => Naming::Brand("X"),
            Self::Messenger => Naming::Brand("Messenger"),
            Self::Instagram => Naming::Brand("Instagram"),
            Self::WhatsApp => Naming::Brand("WhatsApp"),
            Self::TelegramBot | Self::TelegramUser => Naming::Brand("Telegram"),
            Self::Line => Naming::Brand("LINE"),
            Self::Viber => Naming::Brand("Viber"),
            Self::Apple => Naming::Brand("Apple Messages"),
            Self::Sms => Naming::TextMessage,
            Self::Phone => Naming::Call,
            Self::Email => Naming::Mail,
        }
    }

    /// What the kind can carry. The lengths are those that its makers state; where they state none,
    /// 2,000 characters, which every browser and system passes on.
    pub fn capabilities(self) -> Capabilities {
        let plain = Capabilities {
            prefill: Prefill::Yes,
            hidden_reference: None,
            alphabet: Alphabet::Any,
            max_length: 2_000,
            count: Count::Characters,
            platforms: Platforms::Any,
        };
        let hidden = |parameter, max_length| Some(HiddenReference { parameter, max_length });
        match self {
            Self::X => Capabilities { max_length: 10_000, ..plain },
            Self::Messenger => Capabilities { hidden_reference: hidden("ref", 2_083), ..plain },
            Self::Instagram => Capabilities {
                prefill: Prefill::Copy,
                hidden_reference: hidden("ref", 2_083),
                max_length: 1_000,
                platforms: Platforms::Phone,
                ..plain
            },
            Self::WhatsApp => Capabilities { max_length: 4_096, ..plain },
            Self::TelegramBot => Capabilities {
                prefill: Prefill::Copy,
                hidden_reference: hidden("start", 64),
                max_length: 4_096,
                ..plain
            },
            Self::TelegramUser => {
                Capabilities { prefill: Prefill::Unofficial, max_length: 4_096, ..plain }
            }
            Self::Line => Capabilities { platforms: Platforms::Phone, ..plain },
            Self::Viber => Capabilities {
                hidden_reference: hidden("context", 250),
                platforms: Platforms::Phone,
                ..plain
            },
            Self::Apple => Capabilities {
                hidden_reference: hidden("biz-intent-id", 250),
                alphabet: Alphabet::Apple,
                platforms: Platforms::Phone,
                ..plain
            },
            // Three parts of a joined message, 153 characters each: the customer may pay for each.
            Self::Sms => Capabilities { max_length: 459, platforms: Platforms::Phone, ..plain },
            Self::Phone => Capabilities { prefill: Prefill::Nothing, max_length: 0, ..plain },
            // Mail programs on Windows take links of about 2,000 bytes in all.
            Self::Email => Capabilities { max_length: 1_800, count: Count::Encoded, ..plain },
        }
    }
}

impl Capabilities {
    /// The room for its text.
    pub fn room(&self) -> Room {
        Room { most: self.max_length, count: self.count }
    }
}
