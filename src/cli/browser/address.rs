//! Addresses of the site that is looked at, and whether one belongs to it.

use url::Url;

/// The address of a site as it is typed.
pub fn site(typed: &str) -> Result<Url, String> {
    let way_out = || format!("write the address of the site, as https://{}", typed.trim());
    let url = Url::parse(typed.trim()).map_err(|_| way_out())?;
    match (url.scheme(), url.host_str()) {
        ("http" | "https", Some(_)) => Ok(url),
        _ => Err("write the address of the site, as https://www.example.com/".to_owned()),
    }
}

/// Whether an address is a page of the site. A host with `www.` and the one without are the same:
/// one of them usually leads to the other.
pub fn is_of(site: &Url, address: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    // A site of today answers `http:` by leading to `https:`; other ports are other sites.
    let ports = |url: &Url| (url.port(), matches!(url.scheme(), "http" | "https"));
    host(site) == host(address) && ports(site) == ports(address) && ports(address).1
}

/// An address for a sentence: without the password that it may carry.
pub fn shown(address: &Url) -> String {
    let mut address = address.clone();
    // An address that cannot carry one carries none.
    let _ = address.set_password(None);
    let _ = address.set_username("");
    address.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_a_host() {
        assert!(
            site("https://www.example.com/").is_ok() && site(" http://127.0.0.1:8080 ").is_ok()
        );
        for (typed, expect) in [
            ("www.example.com", "https://www.example.com"),
            ("ftp://example.com/", "https://www.example.com/"),
            ("file:///etc", "https://www.example.com/"),
        ] {
            let told = site(typed).unwrap_err();
            assert!(told.contains(expect), "{typed}: {told}");
        }
    }

    #[test]
    fn what_belongs_to_it() {
        let check = |site: &str, address: &str, expect: bool| {
            let parse = |text: &str| Url::parse(text).unwrap();
            assert_eq!(is_of(&parse(site), &parse(address)), expect, "{site} {address}");
        };
        check("https://example.com/", "https://www.example.com/a", true);
        check("http://example.com/", "https://example.com/a", true);
        check("https://example.com/", "https://login.example.com/", false);
        check("http://127.0.0.1:8080/", "http://127.0.0.1:8081/", false);
        check("https://example.com/", "data:,", false);
    }

    #[test]
    fn no_password_is_shown() {
        let address = Url::parse("https://ann:secret@example.com/a?b").unwrap();
        assert_eq!(shown(&address), "https://example.com/a?b");
    }
}
