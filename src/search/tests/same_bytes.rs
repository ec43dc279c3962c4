//! The same content gives the same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

#[test]
fn the_same_documents_give_the_same_bytes() {
    assert!(corpus::bytes() == corpus::bytes());
}
