use crate::failure::Failure;

/// Letters that cannot be taken for one another; their count divides 256, so that each is as
/// likely as the next.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password of 16 letters: 80 bits of chance.
pub fn generated() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(format!("the system gives no random bytes: {error}")))?;
    Ok(bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|l| char::from(*l))
        .collect())
}
