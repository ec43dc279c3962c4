//! No bytes end the program, and none but a pack's are taken for one.

// A test may fail by a panic; that is what it is for.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use proptest::prelude::*;
use unstuck_model::message::{FromWorker, ToWorker};
use unstuck_pack::{Digest, Head, block, from_bytes};

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Head::read(&bytes).is_err());
        let mut marked = b"UNSTUCK\0".to_vec();
        marked.extend(&bytes);
        prop_assert!(Head::read(&marked).is_err());
        // Even under its own digest a block has to be one.
        let _ = block(Digest::of(&bytes), &bytes);
        prop_assert!(block(Digest::of(b"another"), &bytes).is_err());
        let _ = from_bytes::<ToWorker>(&bytes);
        let _ = from_bytes::<FromWorker>(&bytes);
    }
}
