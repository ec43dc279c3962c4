//! Links that would put a customer's question before the public.

/// Whether a link opens a composer of public posts, or one that asks whom to send to: a writer must
/// not put it where a customer expects privacy.
pub fn refuse_public_composer(url: &str) -> bool {
    let url = plain(url);
    let (scheme, rest) = url.split_once(':').unwrap_or(("https", url.as_str()));
    if scheme == "tg" {
        return rest.trim_start_matches('/').starts_with("msg_url");
    }
    let rest = if matches!(scheme, "http" | "https") { rest } else { url.as_str() };
    let rest = rest.trim_start_matches(['/', '\\']);
    let (address, query) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let (authority, path) = address.split_once(['/', '\\']).unwrap_or((address, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let path: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let first = path.first().copied().unwrap_or_default();
    let composers = COMPOSERS.iter().filter(|(known, _)| is_host(host, known));
    let composes = composers.flat_map(|(_, paths)| paths.split(' ')).any(|known| known == first);
    // The old form of a post on X: `twitter.com/home?status=`.
    composes || (first == "home" && query.contains("status=") && is_host(host, "twitter.com"))
}

/// Hosts and the first parts of the paths of their composers.
const COMPOSERS: [(&str, &str); 16] = [
    ("twitter.com", "intent share compose"),
    ("x.com", "intent share compose"),
    ("facebook.com", "sharer sharer.php share.php dialog share"),
    ("t.me", "share"),
    ("telegram.me", "share"),
    ("telegram.dog", "share"),
    ("linkedin.com", "sharing sharearticle"),
    ("threads.net", "intent"),
    ("threads.com", "intent"),
    ("bsky.app", "intent"),
    ("reddit.com", "submit"),
    ("pinterest.com", "pin"),
    ("tumblr.com", "widgets share"),
    ("vk.com", "share.php"),
    ("line.me", "share"),
    ("social-plugins.line.me", "lineit"),
];

fn is_host(host: &str, known: &str) -> bool {
    host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The address as a browser reads it: lower case, without white space, percent-signs resolved.
fn plain(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut chars = url.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    while let Some(c) = chars.next() {
        if c != '%' {
            out.extend(c.to_lowercase());
            continue;
        }
        let mut ahead = chars.clone();
        let value = [ahead.next(), ahead.next()]
            .into_iter()
            .map(|digit| digit.and_then(|digit| digit.to_digit(16)))
            .try_fold(0, |value, digit| Some(value * 16 + digit?))
            .and_then(char::from_u32)
            .filter(char::is_ascii_graphic);
        match value {
            Some(value) => {
                out.push(value.to_ascii_lowercase());
                chars = ahead;
            }
            None => out.push('%'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composers_of_public_posts_are_refused() {
        let check = |url: &str, expect: bool| {
            assert_eq!(refuse_public_composer(url), expect, "{url}");
        };
        for url in [
            "https://twitter.com/intent/tweet?text=a",
            "https://x.com/intent/post?text=a",
            "https://X.com/Intent/Tweet",
            "//x.com//intent/tweet",
            "x.com/intent/tweet",
            "https://mobile.twitter.com/compose/tweet",
            "https://twitter.com/home?status=a",
            "https://www.facebook.com/sharer/sharer.php?u=a",
            "https://facebook.com/sharer.php?u=a",
            "https://www.facebook.com/dialog/feed",
            "https://t.me/share/url?url=a",
            "https://t.me/share?url=a",
            "https://t.me/%73hare/url?url=a",
            "https://user@t.me:443/share/url",
            "tg://msg_url?url=a",
            "https://www.linkedin.com/shareArticle?url=a",
            "https:\\\\x.com\\intent\\tweet",
        ] {
            check(url, true);
        }
        for url in [
            "https://x.com/messages/compose?recipient_id=1&text=a",
            "https://x.com/example",
            "https://m.me/example?ref=a",
            "https://t.me/example_bot?start=a",
            "https://t.me/sharewood",
            "https://example.com/intent/tweet",
            "https://notx.com/intent/tweet",
            "mailto:help@example.com",
            "",
            "%",
        ] {
            check(url, false);
        }
    }
}
