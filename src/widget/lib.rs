//! The widget's interface: what a customer sees after the first touch of the launcher.
//!
//! The loader calls [`start`] with a place to draw in, its options and the two parts of the pack
//! that the widget reads. State lives in [`app::App`]; each component has a file of its own, draws
//! that state and changes it only by the state's methods.

mod announcer;
mod answer;
mod app;
mod awaited;
mod body;
mod booked;
mod callback;
mod client;
mod clock;
mod copy;
mod country_names;
mod counts;
mod dom;
mod draft;
mod estimate;
mod feedback;
mod fetch;
mod focus;
mod guide;
mod home;
mod icon;
mod journey;
mod library;
mod link;
mod masked;
mod message;
mod module;
mod on_page;
mod options;
mod outbox;
mod panel;
mod people;
mod phone_code;
mod phone_field;
mod question;
mod reactive;
mod results;
mod resume;
mod slot_field;
mod tabs;
mod topic;
mod unsent;
mod words;
mod worker_script;

use std::cell::RefCell;

use any_spawner::Executor;
use unstuck_pack::{Head, PackError};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    app::App,
    dom::watch,
    options::Options,
    panel::panel,
    reactive::{Owner, Set, Track},
};

thread_local! {
    /// The running widget; there is one on a page.
    static RUNNING: RefCell<Option<(App, Owner)>> = const { RefCell::new(None) };
    /// Whom to tell of a panic; the hook itself may hold nothing of the browser's.
    static TELL: RefCell<Option<Options>> = const { RefCell::new(None) };
}

/// Draws the widget into `mount` and carries out the command that opened it. Throws the reason if
/// the pack is refused.
#[wasm_bindgen]
pub fn start(
    mount: HtmlElement,
    options: JsValue,
    head: &[u8],
    content: &[u8],
) -> Result<(), JsError> {
    let wanted = options::wanted(&options);
    let options = Options::read(&options);
    report_panics(&options);
    let read = Head::read(head).and_then(|head| unstuck_pack::content(&head, content));
    let opened = read.map_err(|error| JsError::new(reason(&error)))?;
    let words =
        words::words(&opened.words).ok_or_else(|| JsError::new("words of another version"))?;
    // A second start finds the executor in place, which is as good.
    let _ = Executor::init_wasm_bindgen();
    // The owner holds the signals, effects and listeners that are made inside, and ends them when
    // it is dropped.
    let owner = Owner::new();
    let app = owner.with(|| {
        let app = App::new(options, head.to_vec(), opened.content, opened.blocks, words);
        let panel = panel(app);
        let _ = mount.append_child(panel.element());
        watch(move || {
            app.session.track();
            app.view.track();
            app.shown.track();
            app.keep();
        });
        on_page::follow(app, panel.element().clone());
        tabs::follow(app);
        counts::follow(app);
        outbox::follow(app);
        app
    });
    RUNNING.set(Some((app, owner)));
    carry_out(app, &wanted.0, &wanted.1);
    Ok(())
}

/// Why a pack was refused, in a word for the console: whole sentences are what `unstuck` prints.
fn reason(error: &PackError) -> &'static str {
    match error {
        PackError::NotAPack | PackError::Unwritable(_) => "no pack",
        PackError::Version { .. } => "pack of another version",
        PackError::Damaged { .. } => "pack cut or changed",
        PackError::OtherSite { .. } => "pack of another site",
    }
}

/// Carries out a command of the loader: `open`, `close`, `search`, `guide`, `resume`, `customer` (JSON) and
/// `destroy`, after which [`start`] may follow.
#[wasm_bindgen]
pub fn command(name: &str, argument: &str) {
    let app = RUNNING.with_borrow(|running| running.as_ref().map(|(app, _)| *app));
    let Some(app) = app else { return };
    if name == "destroy" {
        on_page::end();
        counts::send(app);
        RUNNING.take();
    } else {
        carry_out(app, name, argument);
    }
}

fn carry_out(app: App, name: &str, argument: &str) {
    match name {
        "close" => app.close(),
        "customer" => app.customer.set(options::customer_from_json(argument)),
        "search" => {
            app.opened();
            app.search_for(argument);
        }
        "resume" => {
            app.opened();
            app.resume();
        }
        "guide" => {
            app.opened();
            app.follow(argument);
        }
        _ => app.opened(),
    }
}

/// A panic ends the interface for good, so the loader must put links in its place. The message is
/// kept from the page: it could hold what the customer typed.
fn report_panics(options: &Options) {
    TELL.set(Some(options.clone()));
    std::panic::set_hook(Box::new(|_| {
        if let Ok(Some(options)) = TELL.try_with(RefCell::take) {
            options.emit("failed", "panic");
        }
    }));
}
