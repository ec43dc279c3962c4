//! `[[channels]]`: the private ways to people.

use unstuck_model::{
    channel::{Address, AddressProblem, Channel, Kind},
    language::Language,
};

use crate::{
    fields::{self, Fields, shown},
    nearest::suggestion,
    report::Faults,
    schedules::Schedules,
    tree::{Node, Value},
};

/// The kinds of channels and the keys of each address, those that may be left out last.
const KINDS: [(&str, Kind, &[&str]); 12] = [
    (Kind::X.name(), Kind::X, &["recipient_id", "handle"]),
    (Kind::Messenger.name(), Kind::Messenger, &["page"]),
    (Kind::Instagram.name(), Kind::Instagram, &["user"]),
    (Kind::WhatsApp.name(), Kind::WhatsApp, &["number"]),
    (Kind::TelegramBot.name(), Kind::TelegramBot, &["bot"]),
    (Kind::TelegramUser.name(), Kind::TelegramUser, &["user"]),
    (Kind::Line.name(), Kind::Line, &["id"]),
    (Kind::Viber.name(), Kind::Viber, &["uri"]),
    (Kind::Apple.name(), Kind::Apple, &["business_id", "intent", "group"]),
    (Kind::Sms.name(), Kind::Sms, &["number"]),
    (Kind::Phone.name(), Kind::Phone, &["number"]),
    (Kind::Email.name(), Kind::Email, &["address"]),
];

const SHARED: [&str; 5] = ["kind", "reply_minutes", "hours", "languages", "urgent"];

/// Reads the channels, the best first.
pub(crate) fn read(
    nodes: &[Node],
    languages: &[Language],
    schedules: &mut Schedules,
    faults: &mut Faults,
) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for node in nodes {
        let Some(channel) = channel(node, languages, schedules, faults) else { continue };
        if channels.iter().any(|other| other.address == channel.address) {
            faults
                .error(
                    "duplicate-channel",
                    node.span.clone(),
                    "two channels lead to the same address",
                )
                .help("keep one of them; its `languages` can name several");
        }
        channels.push(channel);
    }
    channels
}

/// The kinds that the channels have as they are written, faulty ones included, each once.
pub(crate) fn kinds(nodes: &[Node]) -> Vec<(&'static str, Kind)> {
    let written = |node: &Node| {
        let Value::Table(entries) = &node.value else { return None };
        let (_, kind) = entries.iter().find(|(key, _)| key.name == "kind")?;
        let Value::Text(kind) = &kind.value else { return None };
        Some(kind.trim().to_owned())
    };
    let written: Vec<String> = nodes.iter().filter_map(written).collect();
    let listed = |name: &&str| written.iter().any(|written| written == name);
    KINDS.iter().filter(|(name, _, _)| listed(name)).map(|(name, kind, _)| (*name, *kind)).collect()
}

fn channel(
    node: &Node,
    languages: &[Language],
    schedules: &mut Schedules,
    faults: &mut Faults,
) -> Option<Channel> {
    let kind = kind(node, faults)?;
    let own = KINDS.iter().find(|(name, _, _)| *name == kind).map(|(_, _, keys)| *keys)?;
    let known: Vec<&str> = SHARED.iter().chain(own).copied().collect();
    let fields = Fields::of(node, &format!("a channel of the kind `{kind}`"), &known, faults)?;
    let reply_minutes = fields.number("reply_minutes", faults);
    let hours = schedules.used(&fields, faults).unwrap_or_default();
    let spoken = spoken(&fields, languages, faults);
    let urgent = fields.truth("urgent", faults);
    let address = address(kind, &fields, faults)?;
    if let Err(problem) = address.validate() {
        let keys = keys_of(problem).iter();
        let at = keys.filter_map(|key| fields.get(key)).next().unwrap_or(node);
        faults
            .error(
                "bad-channel",
                at.span.clone(),
                format!("the channel `{kind}` cannot be reached like this"),
            )
            .help(format!("{} {}", problem.sentence(), problem.way_out()));
    }
    Some(Channel { address, reply_minutes, hours, languages: spoken, urgent })
}

/// The keys that a problem of an address is about.
fn keys_of(problem: AddressProblem) -> &'static [&'static str] {
    match problem {
        AddressProblem::RecipientNotNumeric => &["recipient_id"],
        AddressProblem::Handle => &["handle"],
        AddressProblem::NotE164 => &["number"],
        AddressProblem::MessengerPage => &["page"],
        AddressProblem::InstagramUser | AddressProblem::TelegramUser => &["user"],
        AddressProblem::TelegramBot => &["bot"],
        AddressProblem::LineId => &["id"],
        AddressProblem::ViberUri => &["uri"],
        AddressProblem::AppleId => &["business_id"],
        AddressProblem::AppleParameter => &["intent", "group"],
        AddressProblem::Email => &["address"],
    }
}

fn kind(node: &Node, faults: &mut Faults) -> Option<&'static str> {
    let names = KINDS.iter().map(|(name, _, _)| *name);
    let entries = fields::table(node, "a channel", faults)?;
    let Some((_, value)) = entries.iter().find(|(key, _)| key.name == "kind") else {
        faults
            .error("missing-key", node.span.clone(), "the key `kind` is missing")
            .help(suggestion("", names));
        return None;
    };
    let written = fields::text(value, "kind", faults)?;
    let known = names.clone().find(|name| *name == written);
    if known.is_none() {
        faults
            .error(
                "unknown-channel",
                value.span.clone(),
                format!("there is no kind of channel `{}`", shown(written)),
            )
            .help(suggestion(written, names));
    }
    known
}

fn spoken(fields: &Fields<'_>, languages: &[Language], faults: &mut Faults) -> Vec<Language> {
    let mut spoken = Vec::new();
    for item in fields.items("languages", faults) {
        let Some(written) = fields::text(item, "languages", faults) else { continue };
        match Language::new(written) {
            Some(language) if languages.is_empty() || languages.contains(&language) => {
                spoken.push(language);
            }
            _ => {
                faults
                    .error(
                        "unknown-language",
                        item.span.clone(),
                        format!("`{}` is not a language of this site", shown(written)),
                    )
                    .help(suggestion(written, languages.iter().map(Language::as_str)));
            }
        }
    }
    spoken
}

fn address(kind: &str, fields: &Fields<'_>, faults: &mut Faults) -> Option<Address> {
    let mut needed = |key: &str| {
        let node = fields.required(key, format!("write `{key} = \"...\"`"), faults)?;
        fields::text(node, key, faults).map(str::to_owned)
    };
    Some(match kind {
        "x" => match (needed("recipient_id"), needed("handle")) {
            (Some(recipient_id), Some(handle)) => Address::X { recipient_id, handle },
            _ => return None,
        },
        "messenger" => Address::Messenger { page: needed("page")? },
        "instagram" => Address::Instagram { user: needed("user")? },
        "whatsapp" => Address::WhatsApp { number: needed("number")? },
        "telegram_bot" => Address::TelegramBot { bot: needed("bot")? },
        "telegram" => Address::TelegramUser { user: needed("user")? },
        "line" => Address::Line { id: needed("id")? },
        "viber" => Address::Viber { uri: needed("uri")? },
        "apple" => Address::Apple {
            business_id: needed("business_id")?,
            intent: fields.text("intent", faults).map(str::to_owned),
            group: fields.text("group", faults).map(str::to_owned),
        },
        "sms" => Address::Sms { number: needed("number")? },
        "phone" => Address::Phone { number: needed("number")? },
        "email" => Address::Email { address: needed("address")? },
        _ => return None,
    })
}
