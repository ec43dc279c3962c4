//! The search engine in a Web Worker: it opens the index of one pack and answers queries.
//!
//! Messages are those of [`unstuck_model::message`], in the binary form of the pack. Queries that
//! arrive before the index is open wait for it, and only the newest of them is answered.

mod fetch;
mod post;

use std::{cell::RefCell, rc::Rc};

use unstuck_model::message::{FromWorker, ToWorker};
use unstuck_pack::{Head, from_bytes};
use unstuck_search::Engine;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

/// What the worker holds between messages.
#[derive(Default)]
struct State {
    engine: Option<Engine>,
    waiting: Option<(u32, String, u8)>,
}

/// Runs when the worker's code has loaded.
#[wasm_bindgen(start)]
pub fn start() {
    let state = Rc::new(RefCell::new(State::default()));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(bytes) = event.data().dyn_into::<js_sys::Uint8Array>() else { return };
        match from_bytes::<ToWorker>(&bytes.to_vec()) {
            Some(ToWorker::Open { head, folder }) => {
                spawn_local(open(Rc::clone(&state), head, folder));
            }
            Some(ToWorker::Search { number, text, limit }) => {
                search(&state, number, text, limit);
            }
            None => post::post(&FromWorker::Failed("a message could not be read".to_owned())),
        }
    });
    post::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    on_message.forget();
    post::post(&FromWorker::Started);
}

async fn open(state: Rc<RefCell<State>>, head: Vec<u8>, folder: String) {
    match load(&head, &folder).await {
        Ok(engine) => {
            let waiting = {
                let mut state = state.borrow_mut();
                state.engine = Some(engine);
                state.waiting.take()
            };
            post::post(&FromWorker::Ready);
            if let Some((number, text, limit)) = waiting {
                search(&state, number, text, limit);
            }
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

fn search(state: &Rc<RefCell<State>>, number: u32, text: String, limit: u8) {
    let mut state = state.borrow_mut();
    match &state.engine {
        Some(engine) => {
            let answer = engine.search(&text, usize::from(limit));
            post::post(&FromWorker::Found { number, answer });
        }
        None => state.waiting = Some((number, text, limit)),
    }
}
