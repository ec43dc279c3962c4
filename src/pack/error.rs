use thiserror::Error;

/// Why a pack was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// The bytes do not begin as a pack does.
    #[error("this is not a pack: it does not begin with the mark of one; build the site again")]
    NotAPack,
    /// The pack was written by another version.
    #[error(
        "the pack has version {found}, and this program reads {expected}; build the site again"
    )]
    Version {
        /// The version that was found.
        found: u16,
        /// The version that can be read.
        expected: u16,
    },
    /// The head or a part is cut or changed.
    #[error("the {part} of the pack is cut or changed; load it again")]
    Damaged {
        /// Which one: `head`, `content` or `index`.
        part: &'static str,
    },
    /// The pack belongs to another site.
    #[error("the pack belongs to the site `{found}`, not to `{expected}`")]
    OtherSite {
        /// The site that was found.
        found: String,
        /// The site that was asked for.
        expected: String,
    },
    /// The content could not be written.
    #[error("the content could not be written as a pack: {0}")]
    Unwritable(String),
}
