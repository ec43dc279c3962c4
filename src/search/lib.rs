//! Search: what a customer typed becomes the entries that answer it, and a probability that the
//! first one does.
//!
//! [`build`] turns documents into one index part; [`Engine`] opens it anywhere and answers. Both
//! sides read words with the same [`analysis`].

pub mod analysis;
#[cfg(feature = "build")]
mod build;
#[cfg(feature = "build")]
mod calibrate;
mod confidence;
mod display;
mod document;
mod engine;
mod excerpt;
#[cfg(feature = "build")]
mod explain;
#[cfg(feature = "build")]
mod feature;
#[cfg(feature = "build")]
mod findability;
mod image;
#[cfg(feature = "build")]
mod layout;
mod lexicon;
mod linear;
mod rank;
#[cfg(feature = "build")]
mod regression;
mod resolve;
mod shard;
mod shelf;
#[cfg(feature = "build")]
mod shelve;
mod similarity;
mod synonyms;
#[cfg(feature = "build")]
mod terms;
#[cfg(feature = "build")]
mod train;
mod vocabulary;

#[cfg(feature = "build")]
pub use build::{BuildError, Built, build};
pub use confidence::{Calibration, Evidence};
pub use document::Document;
pub use engine::{Engine, OpenError};
#[cfg(feature = "build")]
pub use explain::{ExplainedHit, ExplainedWord, Explanation};
#[cfg(feature = "build")]
pub use feature::Feature;
#[cfg(feature = "build")]
pub use findability::{Finding, findings};
#[cfg(feature = "build")]
pub use regression::{Trial, fit};
