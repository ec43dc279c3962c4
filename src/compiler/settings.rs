//! `unstuck.toml`: what all languages share.

use unstuck_model::{
    callback::CallbackRules,
    channel::Channel,
    hours::Hours,
    id::TopicId,
    language::Language,
    site::{Privacy, Settings, Topic},
};

use crate::{
    callback, channels, company,
    company::Company,
    fields::Fields,
    hours, privacy,
    report::Faults,
    schedules::Schedules,
    source::Source,
    toml_tree, topics,
    tree::{Node, Value},
};

/// The settings as far as they can be read. What is missing is left empty, and a fault is reported.
pub(crate) struct Draft {
    pub(crate) company: Company,
    pub(crate) topics: Vec<Topic>,
    pub(crate) hours: Option<Hours>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) callback: CallbackRules,
    pub(crate) privacy: Privacy,
    /// Whether the file could be read, so that entries can be compared with it.
    pub(crate) is_readable: bool,
}

const KEYS: [&str; 8] =
    ["company", "topics", "hours", "holidays", "schedules", "channels", "callback", "privacy"];

/// Reads `unstuck.toml`.
pub(crate) fn read(source: &Source, faults: &mut Faults) -> Draft {
    let mut draft = Draft::empty();
    if !source.readable {
        return draft;
    }
    let start = source.start();
    let Some(node) = toml_tree::parse(source.from(start), start, faults) else {
        return draft;
    };
    let Some(fields) = Fields::of(&node, "unstuck.toml", &KEYS, faults) else {
        return draft;
    };
    draft.fill(&fields, faults);
    draft
}

impl Draft {
    fn empty() -> Self {
        Self {
            company: Company::default(),
            topics: Vec::new(),
            hours: None,
            channels: Vec::new(),
            callback: CallbackRules::default(),
            privacy: Privacy { policy: None, counts: false },
            is_readable: false,
        }
    }

    fn fill(&mut self, fields: &Fields<'_>, faults: &mut Faults) {
        if let Some(node) = fields.required(
            "company",
            "write a part `[company]` with `id`, `name` and more",
            faults,
        ) {
            self.company = company::read(node, faults);
        }
        let languages: Vec<Language> = self.company.languages.clone();
        let mut schedules = fields
            .get("schedules")
            .map_or_else(Schedules::default, |node| Schedules::read(node, faults));
        let channels = fields.items("channels", faults);
        let kinds = channels::kinds(channels);
        let help = "write a part `[[topics]]` with `id` and `name` for each topic";
        if fields.required("topics", help, faults).is_some() {
            let topics = fields.items("topics", faults);
            self.topics = topics::read(topics, &languages, &kinds, &mut schedules, faults);
        }
        if let Some(node) =
            fields.required("hours", "write a part `[hours]` with `time_zone` and the days", faults)
        {
            let holidays: &[Node] = fields.items("holidays", faults);
            self.hours = hours::read(node, holidays, &languages, &schedules, faults);
        }
        let help = "write a part `[[channels]]` for each way to people, such as a phone number";
        if let Some(node) = fields.required("channels", help, faults) {
            if matches!(&node.value, Value::List(items) if items.is_empty()) {
                faults
                    .error("no-channel", node.span.clone(), "there is no way to people")
                    .help(help);
            }
            self.channels = channels::read(channels, &languages, &mut schedules, faults);
        }
        if let Some(node) = fields.get("callback") {
            self.callback = callback::read(node, &self.company, &mut schedules, faults);
        }
        let schedules = schedules.finish(faults);
        if let Some(hours) = &mut self.hours {
            hours.schedules = schedules;
        }
        if let Some(node) = fields.get("privacy") {
            self.privacy = privacy::read(node, faults);
        }
        self.is_readable = true;
    }

    /// The ids of the topics, if the file says which there are.
    pub(crate) fn topic_ids(&self) -> Option<Vec<TopicId>> {
        let known = self.is_readable && !self.topics.is_empty();
        known.then(|| self.topics.iter().map(|topic| topic.id.clone()).collect())
    }

    /// The finished settings; nothing if a part of them could not be read.
    pub(crate) fn finish(self) -> Option<Settings> {
        Some(Settings {
            site: self.company.site?,
            company: self.company.name,
            address: self.company.address,
            country: self.company.country,
            accent: self.company.accent,
            languages: self.company.languages,
            topics: self.topics,
            hours: self.hours?,
            channels: self.channels,
            callback: self.callback,
            privacy: self.privacy,
        })
    }
}
