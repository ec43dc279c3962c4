use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    guard,
    queue::frame,
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    pages::{self, SignInFace},
    reference,
    store::Sought,
};

/// The least that is looked for, and the most.
const LEAST_DIGITS: usize = 4;
const LEAST_LETTERS: usize = 2;
const MOST: usize = 100;

/// The search field.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /desk/search?q=`
pub async fn search(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let drawn = draw(&desk, &headers, asked.q.trim()).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw(desk: &Inner, headers: &HeaderMap, query: &str) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        let to = reference::read(query).unwrap_or_default();
        return Ok(sign_in::first(desk, SignInFace::Page, &to));
    };
    if let Some(reference) = reference::read(query) {
        let found = desk.store.record(signed.site.id(), reference.clone());
        let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
        let chat = desk.store.chat(signed.site.id(), reference.clone());
        let chat = chat.await.map_err(|error| Problem::of_store(desk, &error))?;
        if found.is_none() && chat.is_some() {
            return Ok(Redirect::to(&format!("/desk/hand-offs/{reference}")).into_response());
        }
        // Digits alone may be a reference by chance, and the end of a number.
        if found.is_some() || sought(query).is_none_or(|sought| matches!(sought, Sought::Words(_)))
        {
            return Ok(Redirect::to(&format!("/desk/requests/{reference}")).into_response());
        }
    }
    let Some(sought) = sought(query) else {
        return Ok(page(StatusCode::OK, pages::too_short(&frame(desk, &signed))));
    };
    let found = desk.store.search(signed.site.id(), sought);
    let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(page(StatusCode::OK, pages::search(&frame(desk, &signed), query, &found)))
}

/// What is meant by the words of the field, if it is enough to look for.
fn sought(query: &str) -> Option<Sought> {
    if query.chars().nth(MOST).is_some() {
        return None;
    }
    let is_number = |letter: char| letter.is_ascii_digit() || " +-().".contains(letter);
    if query.chars().all(is_number) {
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        // A number as it is dialled within a country begins with a zero that its whole form lacks.
        let digits = if digits.len() > 7 { digits.trim_start_matches('0') } else { &digits };
        return (digits.len() >= LEAST_DIGITS).then(|| Sought::Digits(digits.to_owned()));
    }
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    // A name of one Chinese letter has three bytes.
    let letters: usize = words.iter().map(String::len).sum();
    (letters >= LEAST_LETTERS).then_some(Sought::Words(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_words_are_told_apart() {
        let digits = |text: &str| Some(Sought::Digits(text.to_owned()));
        let words = |text: &str| Some(Sought::Words(text.split(' ').map(str::to_owned).collect()));
        let check = |query: &str, expect| assert_eq!(sought(query), expect, "{query}");
        check("0143", digits("0143"));
        check("143", None);
        check("", None);
        check("+1 (212) 555-0143", digits("12125550143"));
        check("020 7946 0958", digits("2079460958"));
        check("Rosa LINDQVIST", words("rosa lindqvist"));
        check("R", None);
        check("王", words("王"));
        check("王芳", words("王芳"));
        check("Ana 7", words("ana 7"));
        check(&"a".repeat(101), None);
    }
}
