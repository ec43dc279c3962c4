//! The search engine in a Web Worker: it opens the index of one pack and answers queries.
//!
//! Messages are those of [`unstuck_model::message`], in the binary form of the pack. Queries that
//! arrive before the index is open wait for it, and only the newest of them is answered. The parts
//! of a large index are fetched when a query needs them; a newer query ends the fetching of an
//! older one.

mod fetch;
mod post;

use std::{cell::RefCell, rc::Rc};

use unstuck_model::message::{FromWorker, ToWorker};
use unstuck_pack::{Digest, Head, from_bytes};
use unstuck_search::Engine;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, MessageEvent};

/// What the worker holds between messages.
#[derive(Default)]
struct State {
    engine: Option<Engine>,
    folder: String,
    /// The newest query, until it is answered.
    query: Option<Query>,
    /// Ends what is fetched for an older query.
    fetching: Option<AbortController>,
}

#[derive(Clone)]
struct Query {
    number: u32,
    text: String,
    limit: usize,
}

type Shared = Rc<RefCell<State>>;

/// Runs when the worker's code has loaded.
#[wasm_bindgen(start)]
pub fn start() {
    let state = Shared::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(bytes) = event.data().dyn_into::<js_sys::Uint8Array>() else { return };
        match from_bytes::<ToWorker>(&bytes.to_vec()) {
            Some(ToWorker::Open { head, folder }) => {
                spawn_local(open(Rc::clone(&state), head, folder));
            }
            Some(ToWorker::Search { number, text, limit }) => {
                let query = Query { number, text, limit: usize::from(limit) };
                ask(&state, query);
            }
            None => post::post(&FromWorker::Failed("a message could not be read".to_owned())),
        }
    });
    post::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    on_message.forget();
    post::post(&FromWorker::Started);
}

async fn open(state: Shared, head: Vec<u8>, folder: String) {
    match load(&head, &folder).await {
        Ok(engine) => {
            {
                let mut state = state.borrow_mut();
                state.engine = Some(engine);
                state.folder = folder;
            }
            post::post(&FromWorker::Ready);
            answer(&state);
        }
        Err(reason) => post::post(&FromWorker::Failed(reason)),
    }
}

async fn load(head: &[u8], folder: &str) -> Result<Engine, String> {
    let head = Head::read(head).map_err(|error| error.to_string())?;
    let bytes = fetch::bytes(&format!("{folder}{}", head.index.file)).await?;
    let bytes = unstuck_pack::index(&head, &bytes).map_err(|error| error.to_string())?;
    Engine::open(bytes).map_err(|error| error.to_string())
}

fn ask(state: &Shared, query: Query) {
    {
        let mut state = state.borrow_mut();
        state.query = Some(query);
        if let Some(fetching) = state.fetching.take() {
            fetching.abort();
        }
    }
    answer(state);
}

/// Answers the newest query, or fetches what it needs.
fn answer(state: &Shared) {
    let missing = {
        let mut state = state.borrow_mut();
        let (Some(engine), Some(query)) = (&state.engine, &state.query) else { return };
        let number = query.number;
        match engine.search(&query.text, query.limit) {
            Ok(answer) => {
                state.query = None;
                post::post(&FromWorker::Found { number, answer });
                return;
            }
            Err(missing) => {
                post::post(&FromWorker::Fetching { number });
                missing
            }
        }
    };
    spawn_local(supply(Rc::clone(state), missing));
}

/// Fetches parts side by side, then answers.
async fn supply(state: Shared, missing: Vec<Digest>) {
    let Ok(controller) = AbortController::new() else { return };
    let signal = controller.signal();
    let addresses: Vec<String> = {
        let mut state = state.borrow_mut();
        state.fetching = Some(controller);
        let Some(engine) = &state.engine else { return };
        missing.iter().map(|part| format!("{}{}", state.folder, engine.file(*part))).collect()
    };
    let parts = fetch::all(&addresses, &signal).await;
    // A newer query has taken over, and asks for what it needs itself.
    if signal.aborted() {
        return;
    }
    let added = parts.and_then(|parts| {
        let mut state = state.borrow_mut();
        let Some(engine) = &mut state.engine else { return Ok(()) };
        missing
            .into_iter()
            .zip(parts)
            .try_for_each(|(part, bytes)| engine.add(part, &bytes))
            .map_err(|error| error.to_string())
    });
    match added {
        Ok(()) => answer(&state),
        Err(reason) => post::post(&FromWorker::Failed(reason)),
    }
}
