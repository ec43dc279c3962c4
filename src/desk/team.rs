//! What agents may do, and how an operator sees them.

use unstuck_model::hours::Seconds;

use crate::clock::machine;

/// What an agent may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Claims, phones, and gives back what is their own.
    Agent,
    /// The same, and gives back or hands over what anybody has.
    Lead,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Agent, Self::Lead];

    /// The name on the command line and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Lead => "lead",
        }
    }

    /// The role with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// An agent as an operator sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub name: String,
    pub role: Role,
    pub added: Seconds,
    /// Since when they may not sign in, if they may not.
    pub disabled: Option<Seconds>,
}

/// Something that an agent tried and that was not theirs to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    pub at: Seconds,
    pub agent: String,
    pub what: String,
}

impl Audited {
    /// The moment in UTC, such as `2026-11-23T09:00:00Z`.
    pub fn when(&self) -> String {
        machine(self.at)
    }
}
