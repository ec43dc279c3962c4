//! The formats of pictures and videos, known by the ending of a name and by the first bytes.

use imagesize::{Compression, ImageType};
use unstuck_model::media::MediaKind;

use crate::video;

/// A format that every browser shows.
///
/// SVG is not among them: opened by its address, such a file is a document of the help's own
/// origin whose scripts run, and it can fetch what it likes from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Png,
    Jpeg,
    Webp,
    Avif,
    Gif,
    Mp4,
    Webm,
}

impl Format {
    /// The format that the ending of a path names.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next()?;
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "gif" => Self::Gif,
            "mp4" => Self::Mp4,
            "webm" => Self::Webm,
            _ => return None,
        })
    }

    /// The format that some bytes are.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let picture = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => Some(Self::Png),
            Ok(ImageType::Jpeg) => Some(Self::Jpeg),
            Ok(ImageType::Webp) => Some(Self::Webp),
            Ok(ImageType::Gif) => Some(Self::Gif),
            Ok(ImageType::Heif(Compression::Av1)) => Some(Self::Avif),
            // The enum is another crate's and grows with each format that it learns; HEIC, which
            // few browsers show, shares its beginning with MP4.
            Ok(ImageType::Heif(Compression::Hevc | Compression::Jpeg)) => return None,
            _ => None,
        };
        picture.or_else(|| video::format(bytes))
    }

    /// Whether it moves.
    pub(crate) fn kind(self) -> MediaKind {
        match self {
            Self::Png | Self::Jpeg | Self::Webp | Self::Avif | Self::Gif => MediaKind::Picture,
            Self::Mp4 | Self::Webm => MediaKind::Video,
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Gif => "GIF",
            Self::Mp4 => "MP4",
            Self::Webm => "WebM",
        }
    }

    /// The ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
        }
    }

    /// The most bytes that a customer on the way is asked to load for one file of it.
    pub(crate) fn most_bytes(self) -> usize {
        match self.kind() {
            MediaKind::Picture => 300_000,
            MediaKind::Video => 5_000_000,
        }
    }

    /// The width and height of what some bytes show; nothing if they do not say.
    pub(crate) fn size(self, bytes: &[u8]) -> Option<(u32, u32)> {
        let (width, height) = match self.kind() {
            MediaKind::Picture => {
                let size = imagesize::blob_size(bytes).ok()?;
                (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
            }
            MediaKind::Video => video::size(bytes)?,
        };
        (width > 0 && height > 0).then_some((width, height))
    }
}
