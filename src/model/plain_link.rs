//! The link that opens a channel with nothing in it, for pages without a program.

use crate::{channel::Address, percent::encode};

impl Address {
    /// The link that opens the channel, without draft and reference.
    pub fn plain_link(&self) -> String {
        match self {
            Self::X { recipient_id, .. } => {
                format!("https://x.com/messages/compose?recipient_id={}", encode(recipient_id))
            }
            Self::Messenger { page } => format!("https://m.me/{}", encode(page)),
            Self::Instagram { user } => format!("https://ig.me/m/{}", encode(user)),
            Self::WhatsApp { number } => format!("https://wa.me/{}", digits(number)),
            Self::TelegramBot { bot: user } | Self::TelegramUser { user } => {
                format!("https://t.me/{}", encode(user))
            }
            Self::Line { id } => format!("https://line.me/R/oaMessage/%40{}/", encode(id)),
            Self::Viber { uri } => format!("viber://pa?chatURI={}", encode(uri)),
            Self::Apple { business_id, .. } => {
                format!("https://bcrw.apple.com/urn:biz:{}", encode(business_id))
            }
            Self::Sms { number } => format!("sms:+{}", digits(number)),
            Self::Phone { number } => format!("tel:+{}", digits(number)),
            // The `@` stays: some mail programs do not resolve it in the address.
            Self::Email { address } => format!("mailto:{}", encode(address).replace("%40", "@")),
        }
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_links_carry_nothing() {
        let text = str::to_owned;
        for (address, expect) in [
            (Address::Phone { number: text("+12125550142") }, "tel:+12125550142"),
            (Address::Sms { number: text("+12125550142") }, "sms:+12125550142"),
            (Address::WhatsApp { number: text("+12125550142") }, "https://wa.me/12125550142"),
            (Address::Email { address: text("a b@c.example") }, "mailto:a%20b@c.example"),
            (Address::Line { id: text("shop") }, "https://line.me/R/oaMessage/%40shop/"),
        ] {
            assert_eq!(address.plain_link(), expect);
        }
    }
}
