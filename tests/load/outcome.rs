use std::error::Error;

/// What a measurement returns: any error ends it with its sentence.
pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Ends a measurement with a sentence.
pub fn fail<T>(sentence: impl Into<String>) -> Outcome<T> {
    Err(sentence.into().into())
}
