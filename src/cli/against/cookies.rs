//! Recorded cookies: the JSON that browsers' extensions export, or Netscape's `cookies.txt`.

use serde::Deserialize;
use serde_json::Value;
use unstuck_model::hours::Seconds;

/// A cookie as a browser takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cookie {
    pub name: String,
    pub value: String,
    /// The domain without a dot before it; nothing if the file leaves it to the site.
    pub domain: Option<String>,
    /// Whether hosts below the domain get it, too.
    pub below: bool,
    pub path: String,
    pub secure: bool,
    pub http_only: bool,
    /// `Strict`, `Lax` or `None`, if the file says.
    pub same_site: Option<&'static str>,
    /// When it ends, in seconds since 1970; nothing if with the browser.
    pub expires: Option<f64>,
}

/// What is wrong with a file, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, if one is to blame.
    pub line: Option<usize>,
    pub sentence: String,
    pub help: &'static str,
}

const EXPORT: &str = "export them again, as JSON or as `cookies.txt`, while signed in at the site";

/// The cookies of a file that are still good at a time and that the host would get.
pub fn read(text: &str, host: &str, now: Seconds) -> Result<Vec<Cookie>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let cookies = match text.trim_start().chars().next() {
        Some('[' | '{') => json(text)?,
        Some(_) => netscape(text)?,
        None => Vec::new(),
    };
    let fault = |sentence: String| Err(Fault { line: None, sentence, help: EXPORT });
    let count = cookies.len();
    if count == 0 {
        return fault("there is no cookie in this file".to_owned());
    }
    // Those of other sites stay where they are: they are nobody's business here.
    let ours: Vec<Cookie> = cookies.into_iter().filter(|cookie| cookie.is_for(host)).collect();
    if ours.is_empty() {
        return fault(format!("none of the cookies ({count}) in this file is for {host}"));
    }
    let good: Vec<Cookie> = ours.into_iter().filter(|cookie| !cookie.is_over(now)).collect();
    if good.is_empty() {
        return fault(format!("every cookie for {host} in this file has expired"));
    }
    Ok(good)
}

impl Cookie {
    fn is_for(&self, host: &str) -> bool {
        let Some(domain) = &self.domain else { return true };
        let host = host.to_ascii_lowercase();
        // A site with `www.` and the one without lead to each other.
        let bare = |name: &str| name.strip_prefix("www.").unwrap_or(name).to_owned();
        bare(&host) == bare(domain) || (self.below && host.ends_with(&format!(".{domain}")))
    }

    fn is_over(&self, now: Seconds) -> bool {
        self.expires.is_some_and(|expires| expires <= now as f64)
    }
}

/// A cookie as extensions and test tools write it: each has its own names for some things.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exported {
    name: String,
    value: String,
    domain: Option<String>,
    host_only: Option<bool>,
    path: Option<String>,
    secure: Option<bool>,
    http_only: Option<bool>,
    same_site: Option<String>,
    #[serde(alias = "expires", alias = "expiry")]
    expiration_date: Option<Value>,
}

fn json(text: &str) -> Result<Vec<Cookie>, Fault> {
    let value: Value = serde_json::from_str(text).map_err(|error| Fault {
        line: Some(error.line()),
        sentence: format!("this is not JSON: {}", cause(&error)),
        help: EXPORT,
    })?;
    // A recorded state of a browser holds the list under this key.
    let list = value.as_array().or_else(|| value.get("cookies")?.as_array());
    let Some(list) = list else {
        return Err(Fault {
            line: None,
            sentence: "this JSON is no list of cookies".to_owned(),
            help: "write `[{ \"name\": \"session\", \"value\": \"…\" }]`, as extensions export it",
        });
    };
    let one = |(number, value): (usize, &Value)| {
        let read: Exported = Exported::deserialize(value).map_err(|error| Fault {
            line: None,
            sentence: format!("cookie number {} in the list: {}", number + 1, cause(&error)),
            help: "write `{ \"name\": \"session\", \"value\": \"…\" }`, as extensions export it",
        })?;
        Ok(exported(read))
    };
    list.iter().enumerate().map(one).collect()
}

/// What is wrong, without the place, which is told in another way.
fn cause(error: &serde_json::Error) -> String {
    let told = error.to_string();
    told.split(" at line ").next().unwrap_or_default().to_owned()
}

fn exported(read: Exported) -> Cookie {
    let dotted = read.domain.as_deref().is_some_and(|domain| domain.starts_with('.'));
    let same_site = read.same_site.map(|word| word.to_ascii_lowercase());
    let expires = read.expiration_date.and_then(|date| match date {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    });
    Cookie {
        name: read.name,
        value: read.value,
        domain: read.domain.as_deref().map(domain).filter(|domain| !domain.is_empty()),
        below: read.host_only.map_or(dotted, |only| !only),
        path: read.path.unwrap_or_else(|| "/".to_owned()),
        secure: read.secure.unwrap_or_default(),
        http_only: read.http_only.unwrap_or_default(),
        same_site: match same_site.as_deref() {
            Some("strict") => Some("Strict"),
            Some("lax") => Some("Lax"),
            Some("none" | "no_restriction") => Some("None"),
            Some(_) | None => None,
        },
        // Some tools write -1 for a cookie that ends with the browser.
        expires: expires.filter(|expires| *expires > 0.0),
    }
}

fn domain(written: &str) -> String {
    written.trim().trim_start_matches('.').to_ascii_lowercase()
}

fn netscape(text: &str) -> Result<Vec<Cookie>, Fault> {
    let mut cookies = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let (line, http_only) = match line.strip_prefix("#HttpOnly_") {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let &[host, below, path, secure, expires, name, value] = fields.as_slice() else {
            return Err(Fault {
                line: Some(number),
                sentence: format!(
                    "this is no cookie: it has {} fields between tabs and not 7",
                    fields.len()
                ),
                help: EXPORT,
            });
        };
        let is_true = |word: &str| word.eq_ignore_ascii_case("true");
        let Ok(expires) = expires.trim().parse::<f64>() else {
            return Err(Fault {
                line: Some(number),
                sentence: "the fifth field is not the time at which the cookie ends".to_owned(),
                help: EXPORT,
            });
        };
        cookies.push(Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            domain: Some(domain(host)).filter(|domain| !domain.is_empty()),
            below: is_true(below) || host.starts_with('.'),
            path: path.to_owned(),
            secure: is_true(secure),
            http_only,
            same_site: None,
            expires: Some(expires).filter(|expires| *expires > 0.0),
        });
    }
    Ok(cookies)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Seconds = 1_800_000_000;

    /// The cookies as `name=value domain flags`, or the fault.
    fn told(text: &str) -> String {
        let cookies = match read(text, "www.a.example", NOW) {
            Ok(cookies) => cookies,
            Err(Fault { line, sentence, help }) => return format!("{line:?} {sentence}; {help}"),
        };
        let one = |it: &Cookie| {
            let flags = [(it.below, '*'), (it.secure, 's'), (it.http_only, 'h')];
            let flags: String = flags.iter().filter(|(is, _)| *is).map(|(_, sign)| sign).collect();
            let domain = it.domain.as_deref().unwrap_or("-");
            let same = it.same_site.unwrap_or("-");
            format!("{}={} {domain}{} {flags} {same} {:?}", it.name, it.value, it.path, it.expires)
        };
        cookies.iter().map(one).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn json_of_extensions_and_tools() {
        let exported = r#"[
            {"domain": ".a.example", "expirationDate": 1900000000.5, "hostOnly": false,
             "httpOnly": true, "name": "sid", "path": "/", "sameSite": "no_restriction",
             "secure": true, "session": false, "storeId": "0", "value": "a=b"},
            {"domain": "tracker.example", "name": "t", "value": "1"},
            {"domain": "www.a.example", "hostOnly": true, "name": "old", "value": "1",
             "expirationDate": 5},
            {"domain": "www.a.example", "hostOnly": true, "name": "lang", "value": "en",
             "sameSite": null, "path": "/x"}]"#;
        assert_eq!(
            told(exported),
            "sid=a=b a.example/ *sh None Some(1900000000.5)\nlang=en www.a.example/x  - None"
        );
        let state = r#"{"cookies": [{"name": "s", "value": "v", "domain": "a.example",
            "expires": -1, "sameSite": "Lax"}], "origins": []}"#;
        assert_eq!(told(state), "s=v a.example/  Lax None");
        assert_eq!(told(r#"[{"name": "s", "value": "v"}]"#), "s=v -/  - None");
    }

    #[test]
    fn lines_of_netscape() {
        let text = "# Netscape HTTP Cookie File\n\n\
                    .a.example\tTRUE\t/\tTRUE\t1900000000\tsid\tv\r\n\
                    #HttpOnly_www.a.example\tFALSE\t/\tFALSE\t0\ts\t\n";
        assert_eq!(
            told(text),
            "sid=v a.example/ *s - Some(1900000000.0)\ns= www.a.example/ h - None"
        );
    }

    #[test]
    fn a_bad_file_is_told_of() {
        for (text, expect) in [
            ("", "None there is no cookie in this file; export"),
            ("[]", "None there is no cookie in this file; export"),
            ("[{\"name\":\n 1", "Some(2) this is not JSON: EOF while parsing"),
            ("{\"a\": 1}", "None this JSON is no list of cookies; write `[{"),
            (
                "[{\"name\": \"a\"}]",
                "None cookie number 1 in the list: missing field `value`; write",
            ),
            ("[3]", "None cookie number 1 in the list: invalid type"),
            ("# x\nsid=1; Path=/", "Some(2) this is no cookie: it has 1 fields between tabs"),
            ("a\tb\tc\td\te\tf\tg", "Some(1) the fifth field is not the time"),
            (
                "[{\"name\": \"a\", \"value\": \"b\", \"domain\": \"b.example\"}]",
                "None none of the cookies (1) in this file is for www.a.example; export",
            ),
            (
                "a.example\tTRUE\t/\tTRUE\t5\tsid\tv",
                "None every cookie for www.a.example in this file has expired; export",
            ),
        ] {
            let told = told(text);
            assert!(told.starts_with(expect), "{text:?}: {told}");
        }
    }
}
