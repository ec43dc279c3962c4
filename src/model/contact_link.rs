//! The link that opens a channel, with as much of the customer's text as it can carry.

use crate::{
    capabilities::{Alphabet, Platforms, Prefill},
    channel::{Address, Channel},
    percent::encode,
    phone,
    reference::Reference,
    shorten::shorten,
};

/// What the widget needs to lead a customer into a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactLink {
    /// The address to open.
    pub url: String,
    /// The text to copy, where the link cannot carry it for certain.
    pub copy_text: Option<String>,
    /// The number, handle or address as text, for when nothing opens.
    pub visible: String,
    /// Whether a desktop shows the link as a QR code, because it works on a phone only.
    pub qr_on_desktop: bool,
}

impl Channel {
    /// The link of the channel; see [`Address::link`].
    pub fn link(&self, draft: &str, reference: &Reference) -> ContactLink {
        self.address.link(draft, reference)
    }
}

impl Address {
    /// The link that opens the channel with the draft. A draft that is too long is shortened and
    /// keeps the reference; where the reference cannot travel out of sight, it is always in the text.
    pub fn link(&self, draft: &str, reference: &Reference) -> ContactLink {
        let able = self.kind().capabilities();
        let code = reference.to_string();
        let draft = draft.trim();
        let needs_code = able.hidden_reference.is_none() || draft.contains(&code);
        let text = shorten(draft, needs_code.then_some(code.as_str()), able.room());
        let text: String =
            text.chars().map(|c| if fits(able.alphabet, c) { c } else { ' ' }).collect();
        let copy_text = match able.prefill {
            Prefill::Yes | Prefill::Nothing => None,
            Prefill::Unofficial | Prefill::Copy => Some(text.clone()),
        };
        ContactLink {
            url: self.url(&encode(&text), &code),
            copy_text,
            visible: self.visible(),
            qr_on_desktop: able.platforms == Platforms::Phone,
        }
    }

    fn url(&self, text: &str, code: &str) -> String {
        match self {
            Self::X { recipient_id, .. } => {
                let id = encode(recipient_id);
                format!("https://x.com/messages/compose?recipient_id={id}&text={text}")
            }
            Self::Messenger { page } => {
                format!("https://m.me/{}?ref={code}&text={text}", encode(page))
            }
            Self::Instagram { user } => format!("https://ig.me/m/{}?ref={code}", encode(user)),
            Self::WhatsApp { number } => {
                format!("https://wa.me/{}?text={text}", digits(number))
            }
            Self::TelegramBot { bot } => format!("https://t.me/{}?start={code}", encode(bot)),
            Self::TelegramUser { user } => format!("https://t.me/{}?text={text}", encode(user)),
            Self::Line { id } => format!("https://line.me/R/oaMessage/%40{}/?{text}", encode(id)),
            Self::Viber { uri } => {
                format!("viber://pa?chatURI={}&context={code}&text={text}", encode(uri))
            }
            Self::Apple { business_id, intent, group } => {
                let id = encode(business_id);
                let (intent, group) = apple_parameters(intent.as_deref(), group.as_deref(), code);
                format!("https://bcrw.apple.com/urn:biz:{id}?{intent}{group}body={text}")
            }
            Self::Sms { number } => format!("sms:+{}?&body={text}", digits(number)),
            Self::Phone { number } => format!("tel:+{}", digits(number)),
            Self::Email { address } => {
                // The `@` stays: some mail programs do not resolve it in the address.
                let address = encode(address).replace("%40", "@");
                format!("mailto:{address}?subject={code}&body={text}")
            }
        }
    }

    /// The number, handle or address as people write it.
    pub fn visible(&self) -> String {
        match self {
            Self::X { recipient_id, handle } if handle.is_empty() => recipient_id.clone(),
            Self::X { handle, .. } => format!("@{}", handle.trim_start_matches('@')),
            Self::Messenger { page } => format!("m.me/{page}"),
            Self::Instagram { user } => format!("@{user}"),
            Self::TelegramBot { bot: user } | Self::TelegramUser { user } => format!("@{user}"),
            Self::Line { id } => format!("@{id}"),
            Self::Viber { uri } => uri.clone(),
            Self::Apple { .. } => "Apple Messages".to_owned(),
            Self::WhatsApp { number } | Self::Sms { number } | Self::Phone { number } => {
                phone::spaced(number)
            }
            Self::Email { address } => address.clone(),
        }
    }
}

/// Whether a character may stand in a text of this alphabet.
pub(crate) fn fits(alphabet: Alphabet, c: char) -> bool {
    match alphabet {
        Alphabet::Any => true,
        Alphabet::Apple => !"&#[](){}/".contains(c),
    }
}

/// Apple's two parameters. The reference takes the first that the site does not use itself.
fn apple_parameters(intent: Option<&str>, group: Option<&str>, code: &str) -> (String, String) {
    let (intent, group) = match (intent, group) {
        (None, group) => (Some(code), group),
        (Some(intent), None) => (Some(intent), Some(code)),
        (Some(intent), Some(group)) => (Some(intent), Some(group)),
    };
    let parameter = |name: &str, value: Option<&str>| {
        value.map_or_else(String::new, |value| format!("{name}={}&", encode(value)))
    };
    (parameter("biz-intent-id", intent), parameter("biz-group-id", group))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
