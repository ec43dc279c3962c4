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
mod document;
mod engine;
mod excerpt;
#[cfg(feature = "build")]
mod explain;
mod image;
mod linear;
mod rank;
#[cfg(feature = "build")]
mod regression;
mod resolve;
mod shelf;
mod similarity;
mod synonyms;
#[cfg(feature = "build")]
mod train;
mod vocabulary;

#[cfg(feature = "build")]
pub use build::{BuildError, build};
pub use confidence::{Calibration, Evidence};
pub use document::Document;
pub use engine::{Engine, OpenError};
#[cfg(feature = "build")]
pub use explain::{ExplainedHit, ExplainedWord, Explanation};
#[cfg(feature = "build")]
pub use regression::{Trial, fit};
