//! The widget's state and the only ways to change it.

use std::{rc::Rc, sync::Arc};

use crate::reactive::{
    Get, GetUntracked, GetValue, LocalStorage, RwSignal, Set, SetValue, StoredValue, Update,
    UpdateUntracked, With, WithUntracked, WithValue,
};
use unstuck_model::{
    counts::Counted,
    customer::Customer,
    escalation::{Offer, offer},
    id::{EntryId, StepId, TopicId},
    message::SearchAnswer,
    session::{self, Effect, Event, Session, Status},
    site::Content,
    text::Link,
};
use unstuck_pack::{Blocks, Digest};
use wasm_bindgen_futures::spawn_local;

use crate::{
    client::{News, SearchClient},
    counts::Tally,
    focus,
    journey::Journey,
    library::{self, Library},
    link,
    on_page::Spot,
    options::Options,
    outbox::Outbox,
    resume,
    words::Words,
};

/// What the panel shows.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The question, what was found, suggestions and topics.
    Home,
    /// The entries of a topic.
    Topic(TopicId),
    /// An entry that is on its way, or could not be had.
    Awaited {
        /// Which one.
        id: EntryId,
        /// Whether it could not be had.
        failed: bool,
    },
    /// An answer.
    Answer(EntryId),
    /// The guide of [`App::session`].
    Guide,
    /// The ways to people.
    People,
    /// The message for the channel at this place of the settings' list.
    Draft(usize),
    /// A question for the help team.
    Question(String),
    /// The form of a callback.
    Callback,
    /// What becomes of the callback with this key, which was not taken at once.
    Unsent(String),
    /// A callback that was accepted.
    Booked(Booked),
}

/// A callback that was accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Booked {
    /// The code that the customer may name, and where the customer sees how it stands.
    pub taken: unstuck_model::outbox::Taken,
    /// When the customer is phoned.
    pub slot: unstuck_model::callback::Slot,
}

/// How search stands.
#[derive(Clone, Debug, Default)]
pub enum Search {
    /// Nothing was asked.
    #[default]
    Idle,
    /// The first answer is awaited; later ones replace the one that is shown.
    Waiting,
    /// What was found.
    Found(Arc<SearchAnswer>),
    /// Search does not work on this page.
    Gone,
}

/// The state; a handle that can be copied into every closure.
#[derive(Clone, Copy)]
pub struct App {
    /// The widget's own words.
    pub words: &'static Words,
    /// What the panel shows.
    pub view: RwSignal<View>,
    /// What is in the search field.
    pub query: RwSignal<String>,
    /// How search stands.
    pub search: RwSignal<Search>,
    /// The guide under way.
    pub session: RwSignal<Option<Session>>,
    /// What the customer asked and tried on this page.
    pub journey: RwSignal<Journey>,
    /// What the site says of the customer.
    pub customer: RwSignal<Customer>,
    /// What a screen reader is to say.
    pub announcement: RwSignal<String>,
    /// Counts the times the panel was opened, for the focus to follow.
    pub openings: RwSignal<u32>,
    /// Whether the panel is in sight.
    pub shown: RwSignal<bool>,
    /// Where the step of the guide is shown.
    pub spot: RwSignal<Spot>,
    /// Whether the customer wants the steps in the panel, not on the page.
    pub in_panel: RwSignal<bool>,
    /// The number of the walk through the guide, which tabs share that go on with it.
    pub walk: StoredValue<u32, LocalStorage>,
    /// What was counted and not yet sent.
    pub tally: Tally,
    /// The question that was counted last.
    pub counted: StoredValue<Option<String>, LocalStorage>,
    /// The walk that was counted last as left.
    pub left: StoredValue<u32, LocalStorage>,
    /// What was sent and what became of it.
    pub outbox: Outbox,
    behind: RwSignal<Vec<View>>,
    /// Tells builds of the site apart.
    build: StoredValue<Digest, LocalStorage>,
    content: StoredValue<Rc<Content>, LocalStorage>,
    library: StoredValue<Rc<Library>, LocalStorage>,
    options: StoredValue<Rc<Options>, LocalStorage>,
    client: StoredValue<Option<SearchClient>, LocalStorage>,
}

impl App {
    /// The state of a fresh panel; starts the search worker.
    pub fn new(
        options: Options,
        head: Vec<u8>,
        mut content: Content,
        places: Blocks,
        words: &'static Words,
    ) -> Self {
        // The loader knows where callbacks go, absolute.
        content.settings.callback.endpoints.clone_from(&options.endpoints);
        let content = Rc::new(content);
        let search = RwSignal::new(Search::Idle);
        let build = StoredValue::new_local(Digest::of(&head));
        let client = SearchClient::start(options.clone(), head, move |news| match news {
            News::Answer(answer) => search.set(Search::Found(Arc::new(answer))),
            News::Gone => search.set(Search::Gone),
        });
        Self {
            words,
            view: RwSignal::new(View::Home),
            query: RwSignal::new(String::new()),
            search,
            session: RwSignal::new(None),
            journey: RwSignal::new(Journey::begin()),
            customer: RwSignal::new(options.customer.clone()),
            announcement: RwSignal::new(String::new()),
            openings: RwSignal::new(0),
            shown: RwSignal::new(false),
            spot: RwSignal::new(Spot::default()),
            in_panel: RwSignal::new(false),
            walk: StoredValue::new_local(0),
            tally: StoredValue::new_local(Vec::new()),
            counted: StoredValue::new_local(None),
            left: StoredValue::new_local(0),
            outbox: Outbox::new(),
            behind: RwSignal::new(Vec::new()),
            build,
            library: StoredValue::new_local(Rc::new(Library::new(Rc::clone(&content), places))),
            content: StoredValue::new_local(content),
            options: StoredValue::new_local(Rc::new(options)),
            client: StoredValue::new_local(Some(client)),
        }
    }

    /// The pack's content.
    pub fn content(self) -> Rc<Content> {
        self.content.get_value()
    }

    /// The entries that have arrived.
    pub fn library(self) -> Rc<Library> {
        self.library.get_value()
    }

    /// The loader's options.
    pub fn options(self) -> Rc<Options> {
        self.options.get_value()
    }

    /// The host's page, without query and fragment.
    pub fn page(self) -> String {
        let path = self.options().page.clone();
        // In a frame of ours the window's own host is that of the help pages.
        let host = web_sys::window()
            .filter(|_| !focus::is_framed())
            .and_then(|window| window.location().host().ok());
        host.unwrap_or_default() + &path
    }

    /// The address of the host's page, without query and fragment; in a frame, of the help pages'.
    pub fn address(self) -> String {
        let window = web_sys::window().and_then(|window| window.location().origin().ok());
        window.unwrap_or_default() + &self.options().page
    }

    /// Shows the panel as it was left.
    pub fn opened(self) {
        self.shown.set(true);
        self.openings.update(|n| *n += 1);
    }

    /// Hides the panel; everything stays as it is for the next opening.
    pub fn close(self) {
        self.count_question();
        self.count_left();
        self.shown.set(false);
        self.options().emit("closed", "");
    }

    /// Shows a view; going back returns to the one before.
    pub fn show(self, view: View) {
        let before = self.view.get_untracked();
        if before != view {
            // Nobody goes back to a wait, or to a form that was sent.
            let is_over = matches!(before, View::Awaited { .. } | View::Unsent(_))
                || matches!((&before, &view), (View::Callback, View::Unsent(_) | View::Booked(_)));
            if !is_over {
                self.behind.update(|behind| behind.push(before));
            }
            self.view.set(view);
        }
    }

    /// Whether there is something to go back to.
    pub fn can_go_back(self) -> bool {
        self.behind.with(|behind| !behind.is_empty())
    }

    /// Returns to the view before.
    pub fn go_back(self) {
        self.count_left();
        let before = self.behind.try_update(Vec::pop).flatten();
        self.view.set(before.unwrap_or(View::Home));
    }

    /// Returns to an empty question.
    pub fn ask_again(self) {
        self.count_left();
        self.behind.set(Vec::new());
        self.type_query(String::new());
        self.view.set(View::Home);
    }

    /// Takes in what the customer types.
    pub fn type_query(self, text: String) {
        let empty = text.trim().is_empty();
        if empty {
            self.count_question();
        }
        self.query.set(text.clone());
        if self.search.with_untracked(|search| matches!(search, Search::Gone)) {
            return;
        }
        self.client.with_value(|client| match client {
            Some(client) if empty => client.forget(),
            Some(client) => client.ask(&text),
            None => {}
        });
        if empty {
            self.search.set(Search::Idle);
        } else if self.search.with_untracked(|search| matches!(search, Search::Idle)) {
            self.search.set(Search::Waiting);
        }
    }

    /// Searches for the site's words.
    pub fn search_for(self, text: &str) {
        self.count_left();
        self.behind.set(Vec::new());
        self.view.set(View::Home);
        self.type_query(text.to_owned());
    }

    /// Opens `entry` or `entry/step`, as addresses and the site name them.
    pub fn follow(self, path: &str) {
        let mut parts = path.splitn(2, ['/', '#']);
        let id = parts.next().and_then(EntryId::new);
        let step = parts.next().and_then(StepId::new);
        if let Some(id) = id {
            self.open_entry(&id, step.as_ref());
        }
    }

    /// Notes the question that led away from the search field.
    pub fn note_question(self) {
        self.count_question();
        let query = self.query.get_untracked();
        let verdict = match self.search.get_untracked() {
            Search::Found(answer) => Some(answer.verdict),
            Search::Idle | Search::Waiting | Search::Gone => None,
        };
        self.journey.update(|journey| journey.asked(&query, verdict));
    }

    /// Opens an answer or begins a guide, when it has arrived.
    pub fn open_entry(self, id: &EntryId, step: Option<&StepId>) {
        self.note_question();
        let (own, step) = (id.clone(), step.cloned());
        self.with_entry(id, Box::new(move |app| app.begin(&own, step.as_ref())));
    }

    fn begin(self, id: &EntryId, step: Option<&StepId>) {
        let (content, library) = (self.content(), self.library());
        let Some(entry) = library.entry(id) else { return };
        self.journey.update(|journey| journey.opened(entry, content.settings.topic(&entry.topic)));
        self.count(Counted::Opened, id.as_str());
        if entry.guide().is_some() {
            self.count_left();
            let customer = self.customer.get_untracked();
            let begun = Session::begin(&*library, &customer, id, step)
                .or_else(|| Session::begin(&*library, &customer, id, None));
            self.walk.set_value((js_sys::Math::random() * f64::from(u32::MAX)) as u32);
            self.session.set(begun);
            self.in_panel.set(false);
            self.note_steps();
            self.show(View::Guide);
        } else {
            self.show(View::Answer(id.clone()));
        }
    }

    /// Does something with an entry, which may have to be fetched first.
    fn with_entry(self, id: &EntryId, act: Box<dyn FnOnce(Self)>) {
        let Some(block) = self.library().missing(id) else { return act(self) };
        let wanted = id.clone();
        let awaited = View::Awaited { id: id.clone(), failed: false };
        let failed = View::Awaited { id: id.clone(), failed: true };
        self.show(awaited.clone());
        let options = self.options();
        let address = options.packs.clone() + &block.file(&self.content().language, "content");
        spawn_local(async move {
            // The block that would hold an id holds no entry that the site does not have.
            let block = library::fetch(&address, block)
                .await
                .filter(|block| block.entries.iter().any(|entry| entry.id == wanted));
            // The customer may have gone elsewhere, or the widget may be gone.
            if self.view.try_get_untracked() != Some(awaited) {
                return;
            }
            match block {
                Some(block) => {
                    self.library.set_value(Rc::new(self.library().with(block)));
                    act(self);
                }
                None => self.show(failed),
            }
        });
    }

    /// Carries out an event of the guide under way.
    pub fn step(self, event: Event) {
        let Some(session) = self.session.get_untracked() else { return };
        let customer = self.customer.get_untracked();
        let before = session.status;
        let (after, effects) = session::next(&*self.library(), &customer, session, event);
        if (before, after.status) == (Status::Walking, Status::Ended) {
            self.count(Counted::Finished, after.guide.as_str());
        }
        self.session.set(Some(after));
        self.note_steps();
        for effect in effects {
            match effect {
                // The guide's view follows the session by itself.
                Effect::Show | Effect::AskIfHelped => {}
                Effect::OpenEntry(id) => self.open_entry(&id, None),
                Effect::OpenLink(to) => link::open(&to),
                Effect::People { topic } => self.to_people(topic),
            }
        }
    }

    /// Ticks a box of the step, which changes nothing else in sight.
    pub fn tick(self, item: usize, on: bool) {
        let Some(session) = self.session.get_untracked() else { return };
        let customer = self.customer.get_untracked();
        let event = Event::Tick { item, on };
        let (after, _) = session::next(&*self.library(), &customer, session, event);
        self.session.update_untracked(|session| *session = Some(after));
        self.keep();
    }

    /// Keeps the guide in sight for the next page, and forgets one that was left or has ended.
    pub fn keep(self) {
        let Some(session) = self.session.get_untracked() else { return };
        if self.shown.get_untracked() && self.view.get_untracked() == View::Guide {
            let (build, walk) = (self.build.get_value(), self.walk.get_value());
            resume::keep(&session, build, walk, &self.library());
        } else {
            resume::forget();
        }
    }

    /// Goes on with the guide that was under way on the page before.
    pub fn resume(self) {
        let Some((build, session, step, walk)) = resume::recall() else { return };
        let guide = session.place.guide.clone();
        self.with_entry(
            &guide.clone(),
            Box::new(move |app| {
                let is_known = session.step(&*app.library()).is_some();
                if is_known && build == app.build.get_value() {
                    app.walk.set_value(walk);
                    app.session.set(Some(session));
                    app.note_steps();
                    app.show(View::Guide);
                } else {
                    app.begin(&guide, Some(&step));
                }
            }),
        );
    }

    /// Takes the steps from the page into the panel.
    pub fn leave_page(self) {
        self.in_panel.set(true);
    }

    /// Follows a link in a text.
    pub fn follow_link(self, to: &Link) {
        match to {
            Link::Entry { id, step } => {
                let in_guide = self.view.with_untracked(|view| *view == View::Guide);
                let (own, step) = (id.clone(), step.clone());
                self.with_entry(
                    id,
                    Box::new(move |app| {
                        let is_guide =
                            app.library().entry(&own).is_some_and(|e| e.guide().is_some());
                        if in_guide && is_guide {
                            // From a wait, back to the guide that the link stands in.
                            if app.view.with_untracked(|view| *view != View::Guide) {
                                app.go_back();
                            }
                            app.step(Event::Call { guide: own, step });
                        } else {
                            app.open_entry(&own, step.as_ref());
                        }
                    }),
                );
            }
            Link::Step(step) => self.step(Event::Jump(step.clone())),
            Link::People { topic } => self.to_people(topic.clone()),
            Link::Done => self.step(Event::Next),
            Link::Web(_) | Link::Phone(_) | Link::Email(_) => link::open(to),
        }
    }

    /// Shows the ways to people because the customer says that they are stuck.
    pub fn to_people(self, topic: Option<TopicId>) {
        self.note_question();
        let settings = &self.content().settings;
        let topic = topic.as_ref().and_then(|id| settings.topic(id));
        self.journey.update(|journey| journey.stuck(topic));
        self.count(Counted::People, &self.here());
        self.show(View::People);
    }

    /// Takes in whether the entry helped.
    pub fn helped(self, helped: bool) {
        self.journey.update(|journey| journey.helped(helped));
        let here = self.here();
        // A guide helps as a whole, at whichever step it ends.
        let entry = here.split_once('/').map_or(here.as_str(), |(guide, _)| guide);
        self.count(if helped { Counted::Helped } else { Counted::NotHelped }, entry);
        self.options().emit(if helped { "helped" } else { "not-helped" }, "");
    }

    /// Whether and how people are offered now.
    pub fn offer(self) -> Offer {
        let verdict = match self.search.get() {
            Search::Found(answer) => Some(answer.verdict),
            Search::Idle | Search::Waiting | Search::Gone => None,
        };
        self.journey.with(|journey| offer(&journey.situation(verdict)))
    }

    fn note_steps(self) {
        if let Some(session) = self.session.get_untracked() {
            self.journey.update(|journey| journey.walked(&session, &self.library()));
            if session.status == Status::Walking {
                self.count(Counted::Step, &self.place(&session));
            }
        }
    }

    /// The entry or the step in sight, as counts and events name them; empty if there is none.
    fn here(self) -> String {
        match (self.view.get_untracked(), self.session.get_untracked()) {
            (View::Answer(id), _) => id.to_string(),
            (View::Guide, Some(session)) => self.place(&session),
            _ => String::new(),
        }
    }

    /// The step of a session as counts and events name it.
    pub fn place(self, session: &Session) -> String {
        let library = self.library();
        let step = session.step(&*library).map_or("", |step| step.id.as_str());
        format!("{}/{step}", session.place.guide)
    }
}
