//! What operators do to hooks.

use unstuck_model::hours::Seconds;

use crate::{
    desk::{Desk, now_or_wait},
    error::DeskError,
    hooks::{HookState, NewHook},
    webhook::{Format, event::Kind, secret::Secret, target::Target},
};

/// How long the old secret of a hook holds beside a new one.
const BOTH_HOLD: Seconds = 24 * 3600;

/// Whom to tell of what.
#[derive(Clone, Debug, Default)]
pub struct HookOptions {
    /// An address of the web, or `mailto:` and one of mail.
    pub address: String,
    /// `standard` for signed messages to programs, `chat` for a line in a chat.
    pub format: String,
    /// The names of the events, such as `callback.created`; every one, if there is none.
    pub events: Vec<String>,
    /// Whether it is told the whole request, with the customer's number and words.
    pub personal: bool,
}

/// A hook that was added.
#[derive(Clone, Debug)]
pub struct AddedHook {
    /// Its number.
    pub id: i64,
    /// What its messages are signed with, for the receiver; nothing, if they are not signed.
    pub secret: Option<String>,
}

impl Desk {
    /// The sites that there is anything of in the database, in the order of their ids.
    pub fn known_sites(&self) -> Result<Vec<String>, DeskError> {
        now_or_wait(self.inner.store.known_sites())
    }

    /// Adds a hook to a site.
    pub fn add_hook(&self, site: &str, options: &HookOptions) -> Result<AddedHook, DeskError> {
        let site = self.site(site)?;
        let hook = |cause: String| DeskError::Hook { cause };
        let mail = options.address.strip_prefix("mailto:");
        let mut address = options.address.clone();
        let format = match (mail, Format::named(&options.format)) {
            (Some(to), _) => {
                crate::mail::check(to).map_err(|error| hook(error.to_string()))?;
                "mail"
            }
            (None, Some(format)) => {
                let allowed = &self.inner().options.hooks_allowed;
                let target = Target::parse(&options.address, allowed)
                    .map_err(|error| hook(error.to_string()))?;
                target.as_str().clone_into(&mut address);
                let client = &self.inner().couriers.client;
                now_or_wait(async { Ok(client.check(&target).await) })?
                    .map_err(|error| hook(error.to_string()))?;
                format.name()
            }
            (None, None) => {
                return Err(hook(format!(
                    "there is no format `{}`; name `standard` or `chat`",
                    options.format
                )));
            }
        };
        if options.personal && format != Format::Standard.name() {
            return Err(hook(
                "only signed messages to programs carry personal data; leave it out, or name the format `standard`"
                    .to_owned(),
            ));
        }
        let secret = self.secret()?;
        let new = NewHook {
            site,
            address,
            format: format.to_owned(),
            kinds: kinds(&options.events).map_err(hook)?,
            personal: options.personal,
            secret: secret.clone(),
            added: self.inner().now(),
        };
        let id = now_or_wait(self.inner().store.add_hook(new))?;
        Ok(AddedHook { id, secret: (format == Format::Standard.name()).then_some(secret) })
    }

    /// The hooks of a site, and how their messages fare.
    pub fn hooks(&self, site: &str) -> Result<Vec<HookState>, DeskError> {
        now_or_wait(self.inner().store.hooks(self.site(site)?))
    }

    /// Removes a hook, and what it was to be told.
    pub fn remove_hook(&self, site: &str, id: i64) -> Result<(), DeskError> {
        let removed = now_or_wait(self.inner().store.remove_hook(self.site(site)?, id))?;
        if removed { Ok(()) } else { Err(DeskError::HookUnknown { id }) }
    }

    /// Gives a hook a new secret; messages are signed with the old one, too, for a day.
    pub fn rotate_hook(&self, site: &str, id: i64) -> Result<String, DeskError> {
        let site = self.site(site)?;
        let secret = self.secret()?;
        let until = self.inner().now().saturating_add(BOTH_HOLD);
        let rotated = now_or_wait(self.inner().store.rotate_hook(site, id, secret.clone(), until))?;
        if rotated { Ok(secret) } else { Err(DeskError::HookUnknown { id }) }
    }

    /// Switches a hook on again and sends once more what was given up; the answer is how much that
    /// is.
    pub fn retry_hook(&self, site: &str, id: i64) -> Result<u64, DeskError> {
        let now = self.inner().now();
        let again = now_or_wait(self.inner().store.retry_hook(self.site(site)?, id, now))?;
        again.ok_or(DeskError::HookUnknown { id })
    }

    fn secret(&self) -> Result<String, DeskError> {
        let secret = Secret::random();
        secret
            .map(|secret| secret.text())
            .map_err(|error| DeskError::System { cause: error.to_string() })
    }
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, String> {
    if names.is_empty() {
        return Ok(Kind::ALL.to_vec());
    }
    names
        .iter()
        .map(|name| {
            Kind::named(name).ok_or_else(|| {
                let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
                format!("there is no event `{name}`; the events are {}", known.join(", "))
            })
        })
        .collect()
}
