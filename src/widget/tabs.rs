//! Tabs that walk through the same guide: when it ends in one of them, it ends in all.

use std::cell::RefCell;

use unstuck_model::session::{Event, Status};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::{
    app::App,
    dom::watch,
    reactive::{Get, GetValue},
};

/// Tells the other tabs of the end, and hears of it. The channel is open only while a guide is under
/// way.
pub fn follow(app: App) {
    let channel = RefCell::new(None::<Channel>);
    watch(move || {
        let status = app.session.get().map(|session| session.status);
        match status {
            Some(Status::Walking) if channel.borrow().is_none() => {
                channel.replace(Channel::open(app));
            }
            Some(Status::Ended) => {
                if let Some(open) = channel.take() {
                    let _ = open.channel.post_message(&app.walk.get_value().into());
                }
            }
            Some(Status::Walking) | None => {}
        }
    });
}

struct Channel {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    fn open(app: App) -> Option<Self> {
        let channel = BroadcastChannel::new("unstuck").ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_f64() == Some(app.walk.get_value().into()) {
                app.step(Event::DoneElsewhere);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self { channel, _hear: hear })
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
