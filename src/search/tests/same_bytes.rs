//! The same content gives the same bytes.

mod corpus;

#[test]
fn the_same_documents_give_the_same_bytes() {
    assert!(corpus::bytes() == corpus::bytes());
}
