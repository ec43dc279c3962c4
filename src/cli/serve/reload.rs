//! Reloading an open page when something was edited.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::State,
    http::header,
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use tokio::sync::watch::Receiver;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::live::Live;

/// Loads the page again when the version is not the one that it began with.
const SCRIPT: &str = r#"(() => {
  let first;
  const maps = location.pathname.startsWith("/preview/");
  const events = new EventSource(maps ? "/_unstuck/reload/maps" : "/_unstuck/reload");
  events.onmessage = ({ data }) => {
    first ??= data;
    if (data !== first) location.reload();
  };
  addEventListener("pagehide", () => events.close());
})();
"#;

/// What stands in each page for it.
const TAG: &[u8] = b"<script src=\"/_unstuck/reload.js\" async></script>";

/// The versions of the site as server-sent events.
pub async fn events(
    State(live): State<Arc<Live>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    told(live.versions())
}

/// The versions of the maps as server-sent events.
pub async fn map_events(
    State(live): State<Arc<Live>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    told(live.maps_versions())
}

fn told(versions: Receiver<String>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = WatchStream::new(versions);
    Sse::new(versions.map(|version| Ok(Event::default().data(version))))
        .keep_alive(KeepAlive::default())
}

/// The script of the pages.
pub async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)
}

/// A page with the script's tag at the end of its head; a page without a head stays as it is.
pub fn with_tag(page: &[u8]) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    match page.windows(END.len()).position(|window| window == END) {
        Some(at) => {
            let (before, after) = page.split_at(at);
            [before, TAG, after].concat()
        }
        None => page.to_vec(),
    }
}
