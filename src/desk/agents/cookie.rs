use axum::http::{HeaderMap, HeaderValue, header};

use crate::token::Token;

/// How long an agent stays signed in, in seconds: a working day.
pub const LASTS: i64 = 12 * 3600;

/// By https the name itself makes browsers refuse the cookie unless it is secure and this host's.
fn name(https: bool) -> &'static str {
    if https { "__Host-unstuck-desk" } else { "unstuck-desk" }
}

/// The session that the browser carries. If it carries several, somebody else set one: then none.
pub fn read(headers: &HeaderMap, https: bool) -> Option<Token> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut values = cookies.flat_map(|line| line.split(';')).filter_map(|cookie| {
        let (key, value) = cookie.split_once('=')?;
        (key.trim() == name(https)).then(|| value.trim())
    });
    let value = values.next()?;
    values.next().is_none().then(|| Token::carried(value))
}

/// The header that begins a session in the browser.
pub fn begin(token: &Token, https: bool) -> Option<HeaderValue> {
    write(token.as_str(), LASTS, https)
}

/// The header that ends it.
pub fn end(https: bool) -> Option<HeaderValue> {
    write("", 0, https)
}

fn write(value: &str, age: i64, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let name = name(https);
    let text = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&text).ok()
}
