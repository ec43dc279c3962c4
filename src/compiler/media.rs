//! The pictures and videos of the content folder, and which of them entries show.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use unstuck_model::media::{Media, MediaKind};

use crate::{
    SourceFile,
    fields::shown,
    format::Format,
    layout::Role,
    links::{Refusal, below, relative},
    nearest::nearest,
    report::Faults,
};

/// A wider picture is wider than any place where it is shown, at any number of pixels a point.
const WIDEST: u32 = 2_000;
/// The size of a video that does not say it.
const USUAL_VIDEO: (u32, u32) = (1_280, 720);

/// The files of pictures and videos.
pub(crate) struct Shelf<'a> {
    files: BTreeMap<&'a str, File<'a>>,
}

struct File<'a> {
    /// Its place in the list of sources.
    place: usize,
    bytes: &'a [u8],
    is_used: bool,
    /// Its path in the built site, once it is shown somewhere.
    built: Option<String>,
}

impl<'a> Shelf<'a> {
    /// What there is.
    pub(crate) fn of(files: &[&'a SourceFile], roles: &[Role]) -> Self {
        let all = files.iter().zip(roles).enumerate();
        let media = all.filter(|(_, (_, role))| **role == Role::Media);
        let file = |place, file: &'a SourceFile| File {
            place,
            bytes: &file.bytes,
            is_used: false,
            built: None,
        };
        Self {
            files: media
                .map(|(place, (source, _))| (source.path.as_str(), file(place, source)))
                .collect(),
        }
    }

    /// What the address of a picture means that is written in the file at `from`.
    pub(crate) fn take(
        &mut self,
        from: &str,
        written: &str,
        alternative: String,
    ) -> Result<Media, Refusal> {
        check_address(written)?;
        let path = below(from, written).ok_or_else(|| {
            Refusal::new(
                "bad-path",
                format!("`{}` leads out of the content folder", shown(written)),
                "put the file beside this one and write its name",
            )
        })?;
        let format = Format::of_path(&path).ok_or_else(|| unknown_format(written))?;
        let Some(file) = self.files.get_mut(path.as_str()) else {
            return Err(self.missing(from, written, &path));
        };
        file.is_used = true;
        let (width, height) = check_bytes(file.bytes, format, written)?;
        let built = file.built.get_or_insert_with(|| built(file.bytes, format));
        Ok(Media { kind: format.kind(), file: built.clone(), alternative, width, height })
    }

    fn missing(&self, from: &str, written: &str, path: &str) -> Refusal {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let same = self.files.keys().copied().find(|other| name(other) == name(path));
        let meant = same.or_else(|| nearest(path, self.files.keys().copied()));
        let help = match meant {
            Some(meant) => format!("did you mean `{}`?", relative(from, meant)),
            None => "put the file beside this one, and commit it along".to_owned(),
        };
        Refusal::new("unknown-media", format!("there is no file `{}`", shown(written)), help)
    }

    /// Warns of files that no entry shows.
    pub(crate) fn report_unused(&self, faults: &mut [Faults]) {
        for (path, file) in self.files.iter().filter(|(_, file)| !file.is_used) {
            let name = path.rsplit('/').next().unwrap_or(path);
            if let Some(faults) = faults.get_mut(file.place) {
                faults
                    .warning("unused-media", 0..0, "no entry shows this file")
                    .help(format!("show it with `![what it shows]({name})`, or delete it"));
            }
        }
    }

    /// The bytes of what entries show, by their paths in the built site.
    pub(crate) fn built(self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.into_values();
        files.filter_map(|file| Some((file.built?, file.bytes.to_vec()))).collect()
    }
}

/// What is to be said of a picture that is wider than it can be shown.
pub(crate) fn too_wide(media: &Media) -> Option<String> {
    let is_wide = media.kind == MediaKind::Picture && media.width > WIDEST;
    let message =
        || format!("this picture is {} pixels wide; more than {WIDEST} are not seen", media.width);
    is_wide.then(message)
}

/// The path in the built site. It comes from the bytes alone, so that the same picture under two
/// names is carried once, and no name of a writer's has to be written as an address.
fn built(bytes: &[u8], format: Format) -> String {
    let hash: String =
        Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("assets/{}.{hash}.{}", noun(format), format.ending())
}

fn noun(format: Format) -> &'static str {
    match format.kind() {
        MediaKind::Picture => "picture",
        MediaKind::Video => "video",
    }
}

fn check_address(written: &str) -> Result<(), Refusal> {
    if written.is_empty() {
        return Err(Refusal::new(
            "empty-link",
            "this picture has no file",
            "write the name of the file between the round brackets",
        ));
    }
    let has_scheme =
        written.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '?']));
    if has_scheme || written.starts_with("//") {
        return Err(Refusal::new(
            "foreign-media",
            "a picture or video from another place would tell that place who reads this page",
            "save the file beside this one and write its name, such as `tray.png`",
        ));
    }
    if written.starts_with('/') {
        return Err(Refusal::new(
            "bad-path",
            format!("the path `{}` does not begin at this file", shown(written)),
            "write it as seen from this file, such as `tray.png` or `../pictures/tray.png`",
        ));
    }
    Ok(())
}

fn unknown_format(written: &str) -> Refusal {
    let is_svg = written.to_ascii_lowercase().ends_with(".svg");
    let help = if is_svg {
        "an SVG can hold scripts; save it as PNG or WebP, twice as large as it is shown"
    } else {
        "save a picture as PNG, JPEG, WebP, AVIF or GIF, a video as MP4 or WebM"
    };
    Refusal::new(
        "unknown-format",
        format!("`{}` is in a format that not every browser shows", shown(written)),
        help,
    )
}

/// The width and height of a sound file.
fn check_bytes(bytes: &[u8], format: Format, written: &str) -> Result<(u32, u32), Refusal> {
    let noun = noun(format);
    let name = format.name();
    // A longer file may have been read in part only, so that nothing else is said of it.
    if bytes.len() > format.most_bytes() {
        let (most, help) = match format.kind() {
            MediaKind::Picture => {
                ("300 KB", "make it smaller, at most 800 pixels wide, or save it as WebP or AVIF")
            }
            MediaKind::Video => ("5 MB", "cut it to the few seconds that help, or make it smaller"),
        };
        return Err(Refusal::new(
            "too-large",
            format!("this {noun} has more than {most}, which takes a phone long to load"),
            help,
        ));
    }
    let found = Format::of_bytes(bytes);
    if found != Some(format) {
        let stem = written.rsplit_once('.').map_or(written, |(stem, _)| stem);
        return Err(Refusal::new(
            "wrong-bytes",
            format!("`{}` is named as {name} and is something else", shown(written)),
            match found {
                Some(found) => {
                    format!("it is {}; name it `{}.{}`", found.name(), shown(stem), found.ending())
                }
                None => format!("save it again as {name}; another ending does not change a file"),
            },
        ));
    }
    let size = format.size(bytes);
    match format.kind() {
        MediaKind::Video => Ok(size.unwrap_or(USUAL_VIDEO)),
        MediaKind::Picture => size.ok_or_else(|| {
            Refusal::new(
                "wrong-bytes",
                format!("`{}` is cut or damaged: its size cannot be read", shown(written)),
                format!("save it again as {name}"),
            )
        }),
    }
}
