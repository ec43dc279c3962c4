use unstuck_model::reference::Reference;

/// The reference in its written form, or nothing if it was mistyped.
pub fn read(text: &str) -> Option<String> {
    Reference::parse(text).ok().map(|reference| reference.to_string())
}

/// The reference that some bytes make.
pub fn of(bytes: [u8; 5]) -> String {
    Reference::new(bytes).to_string()
}

/// A new reference, or what the system says if it has no chance to give.
pub fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 5];
    getrandom::fill(&mut bytes)?;
    Ok(of(bytes))
}
