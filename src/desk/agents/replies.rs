use std::sync::Arc;

use super::{
    guard,
    queue::frame,
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    guides::Guide,
    pages::{self, Notice, RepliesFound, SignInFace, reply_to},
    replies::{Kept, Written},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

/// What is looked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    said: String,
}

/// `GET /desk/replies?q=`
pub async fn replies(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let drawn = draw_all(&desk, &headers, &asked).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_all(desk: &Inner, headers: &HeaderMap, asked: &Asked) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Page, "replies"));
    };
    let kept = desk.store.replies(signed.site.id());
    let kept = kept.await.map_err(|error| Problem::of_store(desk, &error))?;
    let shelf = signed.shelf();
    let words = asked.q.trim();
    let language = shelf.as_deref().and_then(|shelf| shelf.language(&asked.language));
    let guides = match (shelf.as_deref(), language) {
        (Some(shelf), Some(language)) if !words.is_empty() => shelf.find(language, words),
        _ => Vec::new(),
    };
    let kept: Vec<(Kept, Option<String>)> = kept
        .into_iter()
        .filter(|kept| is_meant(kept, words, &guides))
        .map(|kept| {
            let Written { language, entry, .. } = &kept.written;
            let guide = shelf.as_deref().and_then(|shelf| shelf.guide(language, entry));
            let text = reply_to(guide, &kept.written).map(|reply| reply.text);
            (kept, text)
        })
        .collect();
    let found = RepliesFound {
        shelf: shelf.as_deref(),
        words,
        language: language.map_or("", |language| language.as_str()),
        guides: &guides,
        kept: &kept,
    };
    let drawn = pages::replies(&frame(desk, &signed), &found, Notice::named(&asked.said));
    Ok(page(StatusCode::OK, drawn))
}

/// Whether a reply holds all the words, or leads to a guide that was found by them: so misspelled words
/// find it too.
fn is_meant(kept: &Kept, words: &str, guides: &[&Guide]) -> bool {
    let Written { title, text, entry, .. } = &kept.written;
    let hay = format!("{title}\n{text}\n{entry}").to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| hay.contains(word))
        || guides.iter().any(|guide| guide.id == *entry)
}
