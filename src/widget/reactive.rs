//! Leptos' signals, effects and owners.
//!
//! They come from `reactive_graph`, the crate of Leptos that holds them. The crate `leptos` itself
//! brings server functions along, whose exports no tool removes: seven kilobytes on every phone for
//! code that a widget on static files cannot call.

pub use reactive_graph::{
    computed::Memo,
    effect::RenderEffect,
    owner::{LocalStorage, Owner, StoredValue},
    signal::RwSignal,
    traits::{
        Get, GetUntracked, GetValue, Set, SetValue, Track, Update, UpdateUntracked, UpdateValue,
        With, WithUntracked, WithValue,
    },
};
