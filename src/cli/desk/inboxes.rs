//! Where agents read what comes by each channel.

use unstuck_model::channel::{Kind, refuse_public_composer};
use url::Url;

use crate::failure::Failure;

/// The inbox of a channel, from its name and address.
pub fn inbox(name: &str, address: &str) -> Result<(Kind, String), Failure> {
    let wrong = |what: &str, help: String| {
        Failure::new(format!("the inbox `{name}={address}` {what}")).help(help)
    };
    let kind = Kind::named(name).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        wrong("names no channel", format!("name one of {}", known.join(", ")))
    })?;
    let url = Url::parse(address).ok().filter(|url| url.scheme() == "https");
    let url = url.filter(|url| url.host_str().is_some() && url.username().is_empty());
    let url = url.ok_or_else(|| {
        wrong("has no address of the web by https", "write `whatsapp=https://...`".to_owned())
    })?;
    if refuse_public_composer(url.as_str()) {
        return Err(wrong(
            "opens a post for everybody to read",
            "give the address at which agents read private messages".to_owned(),
        ));
    }
    Ok((kind, url.into()))
}

/// The inbox of an option, such as `whatsapp=https://inbox.example.com`.
pub fn option(text: &str) -> Result<(Kind, String), Failure> {
    let (name, address) = text.split_once('=').unwrap_or((text, ""));
    inbox(name.trim(), address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inboxes_are_private_places_on_the_web() {
        let read = option("whatsapp=https://inbox.example.com/?to=all").unwrap();
        assert_eq!(read, (Kind::WhatsApp, "https://inbox.example.com/?to=all".to_owned()));
        for wrong in [
            "",
            "whatsapp",
            "whatsapp=",
            "fax=https://inbox.example.com",
            "whatsapp=http://inbox.example.com",
            "whatsapp=javascript:alert(1)",
            "whatsapp=https://ana:secret@inbox.example.com",
            "x=https://x.com/intent/post",
        ] {
            assert!(option(wrong).is_err(), "{wrong}");
        }
    }
}
