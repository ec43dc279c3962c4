use axum::http::{HeaderMap, header};

/// Whether a form was sent by one of the desk's own pages. The browser says so itself: by
/// `Sec-Fetch-Site`, else by `Origin`; one that says neither is not believed.
pub fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str());
    let fetched = text("sec-fetch-site").map(|site| site.is_ok_and(|site| site == "same-origin"));
    let sent = text("origin").map(|origin| origin.is_ok_and(|origin| is_own(origin, headers)));
    match (fetched, sent) {
        (Some(fetched), Some(sent)) => fetched && sent,
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => false,
    }
}

/// Whether an origin is the one that the request was sent to.
pub fn is_own(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some_and(|authority| Some(authority) == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_desks_own_pages_are_believed() {
        let check = |site: &str, origin: &str, good: bool| {
            let mut headers = HeaderMap::new();
            for (name, value) in
                [("host", "desk.example"), ("sec-fetch-site", site), ("origin", origin)]
            {
                if !value.is_empty() {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(is_same_origin(&headers), good, "{site} {origin}");
        };
        check("same-origin", "https://desk.example", true);
        check("", "http://desk.example", true);
        check("same-origin", "", true);
        check("", "", false);
        check("cross-site", "https://desk.example", false);
        check("same-site", "", false);
        check("none", "", false);
        check("same-origin", "https://evil.example", false);
        check("", "https://desk.example.evil.example", false);
        check("", "null", false);
        check("same-origin", "null", false);
    }
}
