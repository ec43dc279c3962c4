//! How a test or one of its actions ends.

use std::error::Error;

/// What a test returns: any error fails it with its sentence.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Fails with a sentence.
pub fn fail<T>(sentence: impl Into<String>) -> Outcome<T> {
    Err(sentence.into().into())
}
