//! Addresses on the web: only `https`, only to a site by its name, never to a public composer.

use unstuck_model::channel::refuse_public_composer;

use crate::{fields::shown, links::Refusal};

/// Why customers must not be led to an address, and what to write instead; nothing if they may be.
pub fn refused_address(address: &str) -> Option<(String, String)> {
    check(address).err().map(|refusal| (refusal.message, refusal.help))
}

/// Refuses an address that must not be in an entry.
pub(crate) fn check(address: &str) -> Result<(), Refusal> {
    let forbidden = |message: &str, help: &str| Err(Refusal::new("forbidden-link", message, help));
    let lower = address.to_ascii_lowercase();
    if address.starts_with("//") {
        return forbidden("this address does not say how to reach it", "begin it with `https://`");
    }
    if address.starts_with('/') {
        return forbidden(
            "this address does not say on which site it is",
            "write all of it, such as `https://www.example.com/account`",
        );
    }
    if lower.starts_with("http:") {
        return forbidden(
            "an address with `http:` can be read and changed on its way",
            "use `https:`",
        );
    }
    if lower.starts_with("https:") && !lower.starts_with("https://") {
        return forbidden(
            "this address has no site in it",
            "write it as `https://www.example.com/page`",
        );
    }
    let Some(rest) = lower.strip_prefix("https://") else {
        let scheme = address.split(':').next().unwrap_or_default();
        return Err(Refusal::new(
            "forbidden-link",
            format!("links with `{}:` are not allowed", shown(scheme)),
            "link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step",
        ));
    };
    if address.contains(|c: char| c.is_whitespace() || c.is_control() || "\\<>\"{}|^`".contains(c))
    {
        return forbidden(
            "this address has a character in it that addresses cannot have",
            "copy the address from the browser's address bar",
        );
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return forbidden(
            "this address hides its real site behind a name and an `@`",
            "write the address without the part before the `@`",
        );
    }
    if !is_host(host) {
        return forbidden(
            "this address has no site in it",
            "write it as `https://www.example.com/page`",
        );
    }
    if refuse_public_composer(address) {
        return forbidden_public();
    }
    Ok(())
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(a, b)| (a, Some(b)));
    let labels = name.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    labels
        && (name.contains('.') || name == "localhost")
        && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

fn forbidden_public() -> Result<(), Refusal> {
    Err(Refusal::new(
        "public-composer",
        "this link opens a public post; what customers write must stay private",
        "link to `unstuck:people` instead",
    ))
}
