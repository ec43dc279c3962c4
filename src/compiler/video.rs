//! What the first boxes of a video say: its format, its width and its height.
//!
//! MP4 is a tree of boxes (ISO/IEC 14496-12), WebM a tree of elements (RFC 8794 and RFC 9559). A
//! few lines find the two numbers; the crates that read all the rest are large or abandoned.

use crate::format::Format;

/// The format of a video.
pub(crate) fn format(bytes: &[u8]) -> Option<Format> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Format::Mp4);
    }
    let (header, _) = child(bytes, EBML)?;
    let (kind, _) = child(header, DOC_TYPE)?;
    (kind == b"webm").then_some(Format::Webm)
}

/// The width and height at which a video is shown.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match format(bytes)? {
        Format::Mp4 => mp4(bytes),
        Format::Webm => webm(bytes),
        Format::Png | Format::Jpeg | Format::Webp | Format::Avif | Format::Gif => None,
    }
}

/// The first track that is seen; one that is heard has no width.
fn mp4(bytes: &[u8]) -> Option<(u32, u32)> {
    let (mut tracks, _) = named(bytes, b"moov")?;
    while let Some((track, rest)) = named(tracks, b"trak") {
        if let Some(size) = named(track, b"tkhd").and_then(|(header, _)| shown(header)) {
            return Some(size);
        }
        tracks = rest;
    }
    None
}

/// The size in the header of a track. A phone that was held upright turns the picture by a matrix.
fn shown(header: &[u8]) -> Option<(u32, u32)> {
    let long = *header.first()? == 1;
    let (_, end) = header.split_at_checked(if long { 52 } else { 40 })?;
    let (matrix, end) = end.split_at_checked(36)?;
    // Both numbers have 16 bits before the point and 16 after it.
    let (width, end) = end.split_first_chunk::<2>()?;
    let height = end.get(2..)?.first_chunk::<2>()?;
    let size = (u16::from_be_bytes(*width).into(), u16::from_be_bytes(*height).into());
    if size.0 == 0 || size.1 == 0 {
        return None;
    }
    let is_turned = matrix.get(..4) == Some(&[0; 4]) && matrix.get(16..20) == Some(&[0; 4]);
    Some(if is_turned { (size.1, size.0) } else { size })
}

/// The inside of the first box of a name, and what follows the box.
fn named<'a>(mut bytes: &'a [u8], name: &[u8; 4]) -> Option<(&'a [u8], &'a [u8])> {
    loop {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (found, mut rest) = rest.split_first_chunk::<4>()?;
        let mut length = u64::from(u32::from_be_bytes(*length));
        let mut header = 8;
        if length == 1 {
            let (long, after) = rest.split_first_chunk::<8>()?;
            (length, rest, header) = (u64::from_be_bytes(*long), after, 16);
        }
        let inside = match length {
            // The last box may leave its length open.
            0 => rest.len(),
            length => usize::try_from(length.checked_sub(header)?).ok()?,
        };
        let (inside, after) = rest.split_at_checked(inside)?;
        if found == name {
            return Some((inside, after));
        }
        bytes = after;
    }
}

const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const VIDEO: u32 = 0xe0;
const PIXEL_WIDTH: u32 = 0xb0;
const PIXEL_HEIGHT: u32 = 0xba;

fn webm(bytes: &[u8]) -> Option<(u32, u32)> {
    let (segment, _) = child(bytes, SEGMENT)?;
    let (mut tracks, _) = child(segment, TRACKS)?;
    while let Some((track, rest)) = child(tracks, TRACK) {
        if let Some((video, _)) = child(track, VIDEO) {
            let number = |id| number(child(video, id)?.0);
            return Some((number(PIXEL_WIDTH)?, number(PIXEL_HEIGHT)?));
        }
        tracks = rest;
    }
    None
}

fn number(bytes: &[u8]) -> Option<u32> {
    let value = bytes
        .iter()
        .try_fold(0u32, |value, byte| Some(value.checked_mul(256)? + u32::from(*byte)))?;
    (value > 0).then_some(value)
}

/// The inside of the first element of an id, and what follows the element.
fn child(mut bytes: &[u8], wanted: u32) -> Option<(&[u8], &[u8])> {
    loop {
        let (id, rest) = head(bytes, true)?;
        let (length, rest) = head(rest, false)?;
        // An element whose length is not known, as of a recording under way, goes on to the end.
        let inside =
            length.map_or(rest.len(), |length| usize::try_from(length).unwrap_or(usize::MAX));
        let (inside, after) = rest.split_at_checked(inside)?;
        if id == Some(u64::from(wanted)) {
            return Some((inside, after));
        }
        bytes = after;
    }
}

/// A number whose first byte says by its leading zeros how many bytes follow. An id keeps the bit
/// that marks its length; a length of only ones is not known.
fn head(bytes: &[u8], is_id: bool) -> Option<(Option<u64>, &[u8])> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > if is_id { 4 } else { 8 } {
        return None;
    }
    let (number, rest) = bytes.split_at_checked(length)?;
    let value = number.iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte));
    if is_id {
        return Some((Some(value), rest));
    }
    let ones = (1u64 << (7 * length)) - 1;
    let value = value & ones;
    Some(((value != ones).then_some(value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        let length = u32::try_from(inside.len() + 8).unwrap().to_be_bytes();
        [&length[..], name, inside].concat()
    }

    fn track(matrix: &[u8; 36], width: u16, height: u16) -> Vec<u8> {
        let header =
            [&[0; 40][..], matrix, &width.to_be_bytes(), &[0; 2], &height.to_be_bytes(), &[0; 2]];
        boxed(b"trak", &boxed(b"tkhd", &header.concat()))
    }

    #[test]
    fn the_size_of_an_mp4_is_that_of_its_first_track_to_be_seen() {
        let mut upright = [0; 36];
        upright[1] = 1;
        upright[17] = 1;
        let turned = [0; 36];
        let of = |tracks: &[Vec<u8>]| {
            let file =
                [boxed(b"ftyp", b"isom"), boxed(b"free", b""), boxed(b"moov", &tracks.concat())];
            size(&file.concat())
        };
        assert_eq!(of(&[track(&upright, 0, 0), track(&upright, 640, 360)]), Some((640, 360)));
        assert_eq!(of(&[track(&turned, 640, 360)]), Some((360, 640)));
        assert_eq!(of(&[track(&upright, 0, 0)]), None);
    }

    #[test]
    fn the_size_of_a_webm_is_that_of_its_video() {
        let header = [0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84, b'w', b'e', b'b', b'm'];
        let video = [0xe0, 0x88, 0xb0, 0x82, 0x02, 0x80, 0xba, 0x82, 0x01, 0x68];
        let sound = [0xae, 0x80];
        let track = [&[0xae, 0x80 + video.len() as u8][..], &video].concat();
        let tracks = [&sound[..], &track].concat();
        let tracks = [&[0x16, 0x54, 0xae, 0x6b, 0x80 + tracks.len() as u8][..], &tracks].concat();
        // The length of the segment is not known.
        let file = [&header[..], &[0x18, 0x53, 0x80, 0x67, 0xff], &tracks].concat();
        assert_eq!(size(&file), Some((640, 360)));
        assert_eq!(size(&header), None);
    }
}
