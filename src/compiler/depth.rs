//! How deep lists, quotations and emphasis may nest.

/// Deeper than anyone reads, and shallow enough for every walk over the tree to recurse.
pub(crate) const DEEPEST: usize = 12;
