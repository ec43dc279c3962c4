//! What the loader knows of a site.

use std::collections::BTreeMap;

use serde::Serialize;
use unstuck_model::{
    channel::{Channel, Kind},
    language::Language,
    site::Settings,
};

use crate::words::words;

/// The address of a built asset, relative to the script, and its integrity attribute.
pub type Asset = (String, String);

/// What stands in the script of one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoaderSettings {
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// The colour of text on the accent.
    pub accent_text: &'static str,
    /// The tag of the default language.
    pub language: String,
    /// The languages by tag, and by primary language where only a variant is offered.
    pub languages: BTreeMap<String, LoaderLanguage>,
    /// Up to three plain ways to people: the words and the address of each.
    pub contacts: Vec<(String, String)>,
    /// The widget's stylesheet.
    pub style: Asset,
    /// The widget's script.
    pub widget: Asset,
    /// The widget's code.
    pub wasm: Asset,
}

/// What the loader knows of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoaderLanguage {
    /// The tag in lower case.
    pub tag: String,
    /// `rtl`, if it is written so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dir: Option<&'static str>,
    /// The static pages' home, relative to the script.
    pub home: String,
    /// The head of the pack, relative to the script.
    pub head: String,
    /// The content of the pack, relative to the script.
    pub content: String,
    /// The words on the launcher.
    pub help: &'static str,
    /// Said while the widget is on its way.
    pub loading: &'static str,
    /// Said when it could not come.
    pub failed: &'static str,
    /// The words on the link to the static pages.
    pub pages: &'static str,
    /// The words on the button that closes.
    pub close: &'static str,
}

/// Languages, the default one first, as the loader looks them up.
pub fn by_tag(languages: &[LoaderLanguage]) -> BTreeMap<String, LoaderLanguage> {
    let mut found = BTreeMap::new();
    for language in languages {
        found.insert(language.tag.clone(), language.clone());
    }
    for language in languages {
        let primary = language.tag.split('-').next().unwrap_or_default().to_owned();
        found.entry(primary).or_insert_with(|| language.clone());
    }
    found
}

impl LoaderLanguage {
    /// A language with its words in place; `home`, `head` and `content` are relative addresses.
    pub fn new(language: &Language, home: String, head: String, content: String) -> Self {
        let words = words(language);
        Self {
            tag: language.as_str().to_owned(),
            dir: language.is_right_to_left().then_some("rtl"),
            home,
            head,
            content,
            help: words.help,
            loading: words.loading,
            failed: words.failed,
            pages: words.pages,
            close: words.close,
        }
    }
}

/// Up to three ways to people that a plain link reaches, as words and address: phone and mail
/// before the rest, because they work everywhere.
pub fn contacts(site: &Settings) -> Vec<(String, String)> {
    let mut channels: Vec<&Channel> = site.channels.iter().collect();
    channels.sort_by_key(|it| !matches!(it.address.kind(), Kind::Phone | Kind::Email));
    channels.into_iter().filter_map(contact).take(3).collect()
}

/// A channel as words and a plain link without a draft; those that work on a phone only are left
/// to the static pages.
fn contact(channel: &Channel) -> Option<(String, String)> {
    let address = &channel.address;
    let name = match address.kind() {
        Kind::Phone | Kind::Email => "",
        Kind::X => "X ",
        Kind::Messenger => "Messenger ",
        Kind::WhatsApp => "WhatsApp ",
        Kind::TelegramBot | Kind::TelegramUser => "Telegram ",
        Kind::Instagram | Kind::Line | Kind::Viber | Kind::Apple | Kind::Sms => return None,
    };
    Some((format!("{name}{}", address.visible()), address.plain_link()))
}
