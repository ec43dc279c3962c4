//! Pictures and videos: where they may stand, which files they may be.

use proptest::prelude::*;
use unstuck_model::{
    entry::Body,
    id::EntryId,
    media::{Media, MediaKind},
    text::{Block, plain_blocks},
};

use super::base::{answer, centre};
use crate::{SourceFile, compile, most_bytes, render};

/// The beginning of a PNG of a size; browsers need the rest, the compiler does not.
fn png(width: u32, height: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    [&head[..], &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0; 8]].concat()
}

const MP4: &[u8] = b"\0\0\0\x10ftypisom\0\0\0\0";

fn media(path: &str, bytes: Vec<u8>) -> SourceFile {
    SourceFile { path: path.to_owned(), bytes }
}

/// The small help centre with an answer, and with pictures and a video that another answer shows.
fn files(body: &str) -> Vec<SourceFile> {
    let all = "Short.\n\n![One](tray.png)\n\n![Two](wide.png)\n\n![Three](../clip.mp4)\n\n![Four](../../pictures/tray.png)\n";
    let mut files =
        centre(&[("en/answers/all.md", &answer(all)), ("en/answers/a.md", &answer(body))]);
    files.extend([
        media("en/answers/tray.png", png(640, 480)),
        media("en/answers/wide.png", png(2000, 10)),
        media("en/clip.mp4", MP4.to_vec()),
        media("pictures/tray.png", png(640, 480)),
    ]);
    files
}

#[track_caller]
fn check_files(files: &[SourceFile], expected: &str) {
    let (site, diagnostics) = compile(files);
    let told = render::short(&diagnostics);
    assert_eq!(told, expected, "told:\n{told}");
    assert_eq!(site.is_none(), told.contains(": error["));
}

/// Checks what is said of an answer's body; the lines leave out its path.
#[track_caller]
fn check(body: &str, expected: &str) {
    let lines = expected.lines().map(|line| format!("en/answers/a.md:{line}\n"));
    check_files(&files(body), &lines.collect::<String>());
}

/// Checks a picture after a short answer.
#[track_caller]
fn check_picture(picture: &str, expected: &str) {
    check(&format!("Short.\n\n{picture}\n"), expected);
}

/// Checks an answer that shows one more file.
#[track_caller]
fn check_file(name: &str, bytes: Vec<u8>, expected: &str) {
    let mut files = files(&format!("Short.\n\n![The tray]({name})\n"));
    files.push(media(&format!("en/answers/{name}"), bytes));
    let lines = expected.lines().map(|line| format!("en/answers/a.md:{line}\n"));
    check_files(&files, &lines.collect::<String>());
}

fn blocks(body: &str) -> (Vec<Block>, Vec<(String, Vec<u8>)>) {
    let site = compile(&files(body)).0.unwrap();
    let entry = site.books[0].entry(&EntryId::new("a").unwrap()).unwrap();
    let Body::Answer(blocks) = &entry.body else { panic!("an answer") };
    (blocks.clone(), site.media.into_iter().collect())
}

#[test]
fn a_picture_and_a_video_are_blocks() {
    let body = "Short.\n\n![The *tray*,\nopen](tray.png)\n\n1. Pull.\n\n   ![How to pull](../clip.mp4)\n\n> ![The same](../../pictures/tray.png)\n";
    let (blocks, files) = blocks(body);
    let built = |bytes: &[u8]| {
        let (path, _) = files.iter().find(|(_, other)| other == bytes).unwrap();
        path.clone()
    };
    let picture = |alternative: &str| {
        Block::Media(Media {
            kind: MediaKind::Picture,
            file: built(&png(640, 480)),
            alternative: alternative.to_owned(),
            width: 640,
            height: 480,
        })
    };
    assert_eq!(blocks[1], picture("The tray, open"));
    assert_eq!(blocks[3], Block::Note(vec![picture("The same")]));
    let Block::List { items, .. } = &blocks[2] else { panic!("a list") };
    let video = Media {
        kind: MediaKind::Video,
        file: built(MP4),
        alternative: "How to pull".to_owned(),
        width: 1280,
        height: 720,
    };
    assert_eq!(items[0][1], Block::Media(video));
    assert_eq!(plain_blocks(&blocks), "Short.\nThe tray, open\nPull.\nHow to pull\nThe same");
}

#[test]
fn what_is_shown_is_carried_once_under_a_name_of_its_bytes() {
    let (_, files) = blocks("Short.\n");
    let shape: Vec<(&str, usize, usize)> = files
        .iter()
        .map(|(path, bytes)| {
            let mut parts = path.split('.');
            let (start, hash) = (parts.next().unwrap(), parts.next().unwrap());
            (start, hash.len(), bytes.len())
        })
        .collect();
    let (picture, video) = ("assets/picture", "assets/video");
    assert_eq!(shape, [(picture, 16, 29), (picture, 16, 29), (video, 16, 16)]);
    assert!(files[0].0.ends_with(".png") && files[2].0.ends_with(".mp4"), "{files:?}");
}

#[test]
fn words() {
    check_picture("![The tray](tray.png)", "");
    check_picture(
        "![](tray.png)",
        "7:1: error[no-alternative]: this picture says nothing to who cannot see it; write what it shows between the square brackets, such as `![The SIM tray, open](tray.png)`",
    );
    for name in ["tray.png", "Tray", "IMG_1234.JPG"] {
        check_picture(
            &format!("![{name}](tray.png)"),
            "7:1: warning[name-as-alternative]: these words are the name of a file; write what a customer sees there, such as `The SIM tray, open`",
        );
    }
}

#[test]
fn places() {
    let told = |at: &str| {
        format!(
            "{at}: error[inline-media]: a picture stands inside other text; put it on a line of its own, with an empty line before and after it"
        )
    };
    check_picture("Look: ![The tray](tray.png)", &told("7:7"));
    check_picture("*![The tray](tray.png)*", &told("7:2"));
    check_picture("## ![The tray](tray.png)", &told("7:4"));
    check_picture("- [ ] look\n- [ ] ![The tray](tray.png) here", &told("8:7"));
    check_picture(
        "![The tray](tray.png)\n![It again](tray.png)",
        &format!("{}\n{}", told("7:1"), told("8:1")),
    );
    check(
        "![The tray](tray.png)\n",
        "5:1: error[no-short-answer]: this entry does not begin with a paragraph; write the answer in one or two sentences first; search results show them",
    );
}

#[test]
fn addresses() {
    for foreign in [
        "https://a.example/x.png",
        "http://a.example/x.png",
        "//a.example/x.png",
        "data:image/png;base64,AAAA",
    ] {
        check_picture(
            &format!("![The tray]({foreign})"),
            "7:13: error[foreign-media]: a picture or video from another place would tell that place who reads this page; save the file beside this one and write its name, such as `tray.png`",
        );
    }
    check_picture(
        "![The tray](/etc/tray.png)",
        "7:13: error[bad-path]: the path `/etc/tray.png` does not begin at this file; write it as seen from this file, such as `tray.png` or `../pictures/tray.png`",
    );
    check_picture(
        "![The tray](../../../tray.png)",
        "7:13: error[bad-path]: `../../../tray.png` leads out of the content folder; put the file beside this one and write its name",
    );
    check_picture(
        "![The tray]()",
        "7:1: error[empty-link]: this picture has no file; write the name of the file between the round brackets",
    );
    check_picture(
        "![The tray](try.png)",
        "7:13: error[unknown-media]: there is no file `try.png`; did you mean `tray.png`?",
    );
    check_picture(
        "![The tray](clip.mp4)",
        "7:13: error[unknown-media]: there is no file `clip.mp4`; did you mean `../clip.mp4`?",
    );
    check_picture(
        "![The tray](somewhere/else.webp)",
        "7:13: error[unknown-media]: there is no file `somewhere/else.webp`; put the file beside this one, and commit it along",
    );
}

#[test]
fn formats() {
    check_picture(
        "![The tray](tray.svg)",
        "7:13: error[unknown-format]: `tray.svg` is in a format that not every browser shows; an SVG can hold scripts; save it as PNG or WebP, twice as large as it is shown",
    );
    check_picture(
        "![The tray](tray.heic)",
        "7:13: error[unknown-format]: `tray.heic` is in a format that not every browser shows; save a picture as PNG, JPEG, WebP, AVIF or GIF, a video as MP4 or WebM",
    );
    check_file("pixel.GIF", gif(1, 1), "");
    check_file(
        "pixel.png",
        gif(1, 1),
        "7:13: error[wrong-bytes]: `pixel.png` is named as PNG and is something else; it is GIF; name it `pixel.gif`",
    );
    check_file(
        "page.jpg",
        b"<html><script>alert(1)</script>".to_vec(),
        "7:13: error[wrong-bytes]: `page.jpg` is named as JPEG and is something else; save it again as JPEG; another ending does not change a file",
    );
    check_file(
        "photo.mp4",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        "7:13: error[wrong-bytes]: `photo.mp4` is named as MP4 and is something else; save it again as MP4; another ending does not change a file",
    );
    for cut in [&png(640, 480)[..20], &png(0, 480)] {
        check_file(
            "cut.png",
            cut.to_vec(),
            "7:13: error[wrong-bytes]: `cut.png` is cut or damaged: its size cannot be read; save it again as PNG",
        );
    }
}

#[test]
fn sizes() {
    let grown = |mut bytes: Vec<u8>, length: usize| {
        bytes.resize(length, 0);
        bytes
    };
    check_file("heavy.png", grown(png(640, 480), 300_000), "");
    check_file(
        "heavy.png",
        grown(png(640, 480), 300_001),
        "7:13: error[too-large]: this picture has more than 300 KB, which takes a phone long to load; make it smaller, at most 800 pixels wide, or save it as WebP or AVIF",
    );
    check_file("long.mp4", grown(MP4.to_vec(), 5_000_000), "");
    check_file(
        "long.mp4",
        grown(MP4.to_vec(), 5_000_001),
        "7:13: error[too-large]: this video has more than 5 MB, which takes a phone long to load; cut it to the few seconds that help, or make it smaller",
    );
    check_file(
        "broad.png",
        png(2001, 10),
        "7:13: warning[too-wide]: this picture is 2001 pixels wide; more than 2000 are not seen; make it smaller; 800 pixels are plenty in the panel",
    );
    assert_eq!(most_bytes("a/b.PNG"), Some(300_001));
    assert_eq!((most_bytes("a.mp4"), most_bytes("a.md")), (Some(5_000_001), Some(1_000_001)));
    assert_eq!(most_bytes("a.svg"), None);
}

#[test]
fn a_file_that_nothing_shows_is_told_of() {
    let unused = "en/old.webm:1:1: warning[unused-media]: no entry shows this file; show it with `![what it shows](old.webm)`, or delete it\n";
    let mut with_old = files("Short.\n");
    with_old.push(media("en/old.webm", Vec::new()));
    with_old.push(media("en/.drafts/old.png", Vec::new()));
    check_files(&with_old, unused);
    assert_eq!(compile(&with_old).0.unwrap().media.len(), 3, "and it is not carried");
    // While a file cannot be read, nobody knows what it shows.
    with_old.push(media("en/answers/z.md", b"\xff".to_vec()));
    let told = render::short(&compile(&with_old).1);
    assert!(!told.contains("unused-media"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_have_a_size_or_a_refusal(
        start in 0..8usize,
        rest in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let starts: [(&str, &[u8]); 8] = [
            ("png", b"\x89PNG"),
            ("jpg", b"\xff\xd8\xff"),
            ("gif", b"GIF89a"),
            ("webp", b"RIFF\0\0\0\0WEBPVP8"),
            ("avif", b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x30meta\0\0\0\0\0\0\0\x20iprp\0\0\0\x20ipco"),
            ("mp4", b"\0\0\0\x0cftypisom\0\0\0\0moov\0\0\0\0trak\0\0\0\0tkhd"),
            ("webm", b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\xff\x16\x54\xae\x6b\xff"),
            ("png", b""),
        ];
        let (ending, start) = starts[start];
        let mut files = files(&format!("Short.\n\n![The tray](x.{ending})\n"));
        files.push(media(&format!("en/answers/x.{ending}"), [start, &rest].concat()));
        compile(&files);
    }
}
