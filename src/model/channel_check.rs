//! Whether the address of a channel can be reached, for the compiler.

use crate::{capabilities::Alphabet, channel::Address, contact_link, phone};

/// What is wrong with the address of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// The recipient on X is not a number.
    RecipientNotNumeric,
    /// The handle on X has not the form of one.
    Handle,
    /// The number is not in E.164 form.
    NotE164,
    /// The page of Messenger has not the form of one.
    MessengerPage,
    /// The user of Instagram has not the form of one.
    InstagramUser,
    /// The bot of Telegram has not the form of one.
    TelegramBot,
    /// The user of Telegram has not the form of one.
    TelegramUser,
    /// The account of LINE has not the form of one.
    LineId,
    /// The bot of Viber has not the form of one.
    ViberUri,
    /// The id of Apple Messages for Business has not the form of one.
    AppleId,
    /// The intent or group of Apple has a character that its link cannot carry.
    AppleParameter,
    /// The e-mail address has not the form of one.
    Email,
}

impl Address {
    /// Whether the address has the form that its service asks for. Whether anybody answers there
    /// cannot be told without asking the service.
    pub fn validate(&self) -> Result<(), AddressProblem> {
        let (fine, problem) = match self {
            Self::X { recipient_id, .. } if !is_number(recipient_id) => {
                (false, AddressProblem::RecipientNotNumeric)
            }
            Self::X { handle, .. } => {
                (handle.is_empty() || is_name(bare(handle), 1..=15, "_"), AddressProblem::Handle)
            }
            Self::Messenger { page } => {
                (is_name(page, 1..=75, ".-"), AddressProblem::MessengerPage)
            }
            Self::Instagram { user } => {
                (is_name(user, 1..=30, "._"), AddressProblem::InstagramUser)
            }
            Self::WhatsApp { number } | Self::Sms { number } | Self::Phone { number } => {
                (phone::is_e164(number), AddressProblem::NotE164)
            }
            Self::TelegramBot { bot } => (
                is_name(bot, 5..=32, "_") && bot.to_ascii_lowercase().ends_with("bot"),
                AddressProblem::TelegramBot,
            ),
            Self::TelegramUser { user } => (
                is_name(user, 4..=32, "_") && user.starts_with(|c: char| c.is_ascii_alphabetic()),
                AddressProblem::TelegramUser,
            ),
            Self::Line { id } => (is_name(id, 1..=20, "._-"), AddressProblem::LineId),
            Self::Viber { uri } => (is_name(uri, 1..=100, "_-."), AddressProblem::ViberUri),
            Self::Apple { business_id, .. } if !is_name(business_id, 1..=64, "-") => {
                (false, AddressProblem::AppleId)
            }
            Self::Apple { intent, group, .. } => (
                [intent, group].into_iter().flatten().all(|value| is_apple_value(value)),
                AddressProblem::AppleParameter,
            ),
            Self::Email { address } => (is_email(address), AddressProblem::Email),
        };
        if fine { Ok(()) } else { Err(problem) }
    }
}

impl AddressProblem {
    /// What is wrong, in the writer's terms.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::RecipientNotNumeric => "A direct message on X needs the account's numeric id.",
            Self::Handle => "This is not a handle of X.",
            Self::NotE164 => "This is not a phone number in international form.",
            Self::MessengerPage => "This is not the name of a page on Messenger.",
            Self::InstagramUser => "This is not the name of a user on Instagram.",
            Self::TelegramBot => "This is not the name of a bot on Telegram.",
            Self::TelegramUser => "This is not the name of a user on Telegram.",
            Self::LineId => "This is not the id of an official account on LINE.",
            Self::ViberUri => "This is not the address of a bot on Viber.",
            Self::AppleId => "This is not an id of Apple Messages for Business.",
            Self::AppleParameter => {
                "Apple's links cannot carry these characters: & # [ ] ( ) { } /"
            }
            Self::Email => "This is not an e-mail address.",
        }
    }

    /// How to mend it.
    pub fn way_out(self) -> &'static str {
        match self {
            Self::RecipientNotNumeric => {
                "Write the digits that stand in the address of a conversation with the account, \
                 not its handle."
            }
            Self::Handle => "Write up to 15 letters, digits and underscores.",
            Self::NotE164 => {
                "Begin with + and the country's code, and leave out the zero before the area: \
                 +12125550123."
            }
            Self::MessengerPage => "Write what follows m.me/ in the link of the page.",
            Self::InstagramUser => "Write what follows instagram.com/ in the link of the profile.",
            Self::TelegramBot => "Write its name without @; the name of every bot ends with bot.",
            Self::TelegramUser => "Write what follows t.me/ in the link of the user.",
            Self::LineId => "Write the id without its @.",
            Self::ViberUri => "Write what follows chatURI= in the link of the bot.",
            Self::AppleId => "Write the id that Apple Business Register shows, without urn:biz:.",
            Self::AppleParameter => "Use letters, digits and hyphens.",
            Self::Email => "Write it like help@example.com.",
        }
    }
}

fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0')
}

fn is_name(text: &str, length: std::ops::RangeInclusive<usize>, signs: &str) -> bool {
    length.contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
}

fn is_apple_value(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| contact_link::fits(Alphabet::Apple, c))
}

fn bare(handle: &str) -> &str {
    handle.strip_prefix('@').unwrap_or(handle)
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let label = |label: &str| is_name(label, 1..=63, "-") && !label.starts_with('-');
    is_name(local, 1..=64, "!#$%&'*+/=?^_`{|}~.-")
        && domain.contains('.')
        && domain.len() <= 253
        && domain.split('.').all(label)
}
