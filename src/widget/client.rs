//! The widget's end of the search worker.
//!
//! One query is under way at a time and the newest one waits: answers to older keystrokes are
//! never computed. While a query waits for parts of the index, a newer one takes its
//! place. A worker that crashes or hangs is started once more; after that search counts as gone, and
//! the widget says so.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use unstuck_model::message::{FromWorker, SearchAnswer, ToWorker};
use unstuck_pack::{from_bytes, to_bytes};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker};

use crate::{options::Options, worker_script};

/// How long an answer or the start may take, in milliseconds, before the worker counts as hung.
const PATIENCE_ANSWER: u32 = 8_000;
const PATIENCE_START: u32 = 30_000;
/// How many hits are asked for: as many as are shown.
const LIMIT: u8 = 5;

/// What the client tells the widget.
pub enum News {
    /// The answer to the newest query.
    Answer(SearchAnswer),
    /// Search does not work on this page any more.
    Gone,
}

/// The client; dropping it ends the worker.
pub struct SearchClient {
    shared: Rc<RefCell<Shared>>,
}

struct Shared {
    options: Options,
    head: Vec<u8>,
    tell: Rc<dyn Fn(News)>,
    worker: Option<Running>,
    phase: Phase,
    restarts_left: u8,
    /// The number of the newest query.
    number: u32,
    /// The query under way.
    asked: Option<String>,
    /// Whether that query waits for parts of the index, so that a newer one may take its place.
    is_replaceable: bool,
    /// The query to send when the worker is free.
    waiting: Option<String>,
    patience: Option<Timeout>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Starting,
    Ready,
    Gone,
}

struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl SearchClient {
    /// Starts a worker for the pack with this head.
    pub fn start(options: Options, head: Vec<u8>, tell: impl Fn(News) + 'static) -> Self {
        let shared = Rc::new(RefCell::new(Shared {
            options,
            head,
            tell: Rc::new(tell),
            worker: None,
            phase: Phase::Starting,
            restarts_left: 1,
            number: 0,
            asked: None,
            is_replaceable: false,
            waiting: None,
            patience: None,
        }));
        launch(&shared);
        Self { shared }
    }

    /// Asks; the answer to any older query is dropped.
    pub fn ask(&self, text: &str) {
        self.shared.borrow_mut().waiting = Some(text.to_owned());
        send_waiting(&self.shared);
    }

    /// Forgets the query under way.
    pub fn forget(&self) {
        let mut shared = self.shared.borrow_mut();
        shared.waiting = None;
        shared.number = shared.number.wrapping_add(1);
    }
}

impl Drop for SearchClient {
    fn drop(&mut self) {
        let mut shared = self.shared.borrow_mut();
        shared.phase = Phase::Gone;
        shared.worker = None;
        shared.patience = None;
    }
}

fn launch(shared: &Rc<RefCell<Shared>>) {
    watch(shared, PATIENCE_START);
    let shared = Rc::clone(shared);
    spawn_local(async move {
        let options = shared.borrow().options.clone();
        match worker_script::spawn(&options).await {
            // The panel may have been taken away while the script was fetched.
            Some(worker) if shared.borrow().phase != Phase::Gone => attach(&shared, worker),
            Some(worker) => worker.terminate(),
            None => fail(&shared),
        }
    });
}

fn attach(shared: &Rc<RefCell<Shared>>, worker: Worker) {
    let weak = Rc::downgrade(shared);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(shared) = weak.upgrade() else { return };
        let bytes = event.data().dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
        match bytes.ok().and_then(|bytes| from_bytes::<FromWorker>(&bytes)) {
            Some(message) => receive(&shared, message),
            None => fail(&shared),
        }
    });
    let weak = Rc::downgrade(shared);
    let on_error = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        // The crash is mended or told in the panel; the host's console stays clean.
        if let Some(event) = event.dyn_ref::<web_sys::Event>() {
            event.prevent_default();
        }
        if let Some(shared) = weak.upgrade() {
            fail(&shared);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    shared.borrow_mut().worker =
        Some(Running { worker, _on_message: on_message, _on_error: on_error });
}

fn receive(shared: &Rc<RefCell<Shared>>, message: FromWorker) {
    match message {
        FromWorker::Started => {
            let open = {
                let shared = shared.borrow();
                ToWorker::Open { head: shared.head.clone(), folder: shared.options.packs.clone() }
            };
            post(shared, &open);
        }
        FromWorker::Ready => {
            {
                let mut shared = shared.borrow_mut();
                shared.phase = Phase::Ready;
                shared.patience = None;
            }
            send_waiting(shared);
        }
        FromWorker::Failed(_) => fail(shared),
        FromWorker::Fetching { number } => {
            {
                let mut shared = shared.borrow_mut();
                shared.is_replaceable = shared.number == number;
            }
            send_waiting(shared);
        }
        FromWorker::Found { number, answer } => {
            let news = {
                let mut shared = shared.borrow_mut();
                if shared.number == number {
                    shared.asked = None;
                    shared.patience = None;
                }
                let newest = shared.number == number && shared.waiting.is_none();
                newest.then(|| Rc::clone(&shared.tell))
            };
            if let Some(tell) = news {
                tell(News::Answer(answer));
            }
            send_waiting(shared);
        }
    }
}

fn send_waiting(shared: &Rc<RefCell<Shared>>) {
    let message = {
        let mut shared = shared.borrow_mut();
        let is_busy = shared.asked.is_some() && !shared.is_replaceable;
        if shared.phase != Phase::Ready || is_busy {
            return;
        }
        let Some(text) = shared.waiting.take() else { return };
        shared.is_replaceable = false;
        shared.number = shared.number.wrapping_add(1);
        shared.asked = Some(text.clone());
        ToWorker::Search { number: shared.number, text, limit: LIMIT }
    };
    watch(shared, PATIENCE_ANSWER);
    post(shared, &message);
}

fn post(shared: &Rc<RefCell<Shared>>, message: &ToWorker) {
    let bytes = Uint8Array::from(to_bytes(message).as_slice());
    if let Some(running) = &shared.borrow().worker {
        let _ = running.worker.post_message(&bytes);
    }
}

/// Counts as a failure if nothing comes back in time.
fn watch(shared: &Rc<RefCell<Shared>>, milliseconds: u32) {
    let weak = Rc::downgrade(shared);
    let timeout = Timeout::new(milliseconds, move || {
        if let Some(shared) = weak.upgrade() {
            fail(&shared);
        }
    });
    shared.borrow_mut().patience = Some(timeout);
}

/// Starts the worker once more with the query it has not answered, or gives search up.
fn fail(shared: &Rc<RefCell<Shared>>) {
    let again = {
        let mut shared = shared.borrow_mut();
        if shared.phase == Phase::Gone {
            return;
        }
        shared.worker = None;
        let unanswered = shared.asked.take();
        if shared.waiting.is_none() {
            shared.waiting = unanswered;
        }
        let again = shared.restarts_left > 0;
        shared.restarts_left = shared.restarts_left.saturating_sub(1);
        shared.phase = if again { Phase::Starting } else { Phase::Gone };
        again
    };
    if again {
        launch(shared);
    } else {
        let tell = Rc::clone(&shared.borrow().tell);
        tell(News::Gone);
    }
}
