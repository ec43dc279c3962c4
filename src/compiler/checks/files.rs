//! Faults of files as a whole: their bytes, their names, their places.

use super::base::{answer, check, check_answer, check_file, file};
use crate::{compile, render};

#[test]
fn characters() {
    check_file(
        "en/answers/a.md",
        &format!("\u{feff}{}", answer("Short.\n").replace('\n', "\r\n")),
        "",
    );
    check_answer(
        "Sh\u{0}ort.\n",
        "5:3: error[control-character]: the invisible control character U+0000 is here; delete it; it often comes along when text is copied from another program",
    );
    check_answer(
        "é Sh\u{202e}ort.\n",
        "5:5: error[bidi-control]: the invisible character U+202E makes text read in another order than it is written; delete it; text of right-to-left languages needs no such mark",
    );
    let told = |bytes: &[u8]| {
        let file = crate::SourceFile { path: "en/answers/a.md".to_owned(), bytes: bytes.to_vec() };
        render::short(&compile(&[file, file_of_settings()]).1)
    };
    assert_eq!(
        told(b"---\ntitle: \xe9t\xe9\n---\n"),
        "en/answers/a.md:2:8: error[not-utf8]: the byte 0xE9 here is not UTF-8 text; save the file \
         with the encoding UTF-8\n"
    );
    assert_eq!(
        told(&vec![b'a'; 1_000_001]),
        "en/answers/a.md:1:1: error[too-large]: this file has 1000001 bytes; at most 1000000 are \
         read; split it into several entries\n"
    );
}

fn file_of_settings() -> crate::SourceFile {
    file("unstuck.toml", super::base::SETTINGS)
}

#[test]
fn names_and_places() {
    let good = answer("Short.\n");
    check(
        &[("en/guides/late-fee.md", &good)],
        "\
en/guides/late-fee.md:1:1: error[duplicate-id]: two entries have the id `late-fee`; rename one of the files: its name without `.md` is the id (en/answers/late-fee.md:1:1: the first one is here)\n\
en/guides/late-fee.md:5:1: error[no-steps]: this guide has no steps; write a heading for each step, such as `## Open the app {#open}`\n",
    );
    check(
        &[("en/answers/sub/late-fee.md", &good)],
        "\
en/answers/sub/late-fee.md:1:1: error[duplicate-id]: two entries have the id `late-fee`; rename one of the files: its name without `.md` is the id (en/answers/late-fee.md:1:1: the first one is here)\n",
    );
    check(
        &[("en/answers/sub/Late-Fee.md", &good)],
        "\
en/answers/sub/Late-Fee.md:1:1: error[duplicate-id]: the ids `late-fee` and `Late-Fee` differ only in capital letters; rename one of the files: its name without `.md` is the id (en/answers/late-fee.md:1:1: the first one is here)\n",
    );
    check(
        &[("en/answers/My entry.md", &good)],
        "\
en/answers/My entry.md:1:1: error[bad-id]: `My entry` cannot be the id of an entry; rename the file with small letters, digits and hyphens, such as `my-entry.md`\n",
    );
    check(
        &[("en/my-entry.md", &good)],
        "\
en/my-entry.md:1:1: error[misplaced-file]: this file is neither an answer nor a guide; move it to `answers/` or `guides/` below the language's folder\n",
    );
    check(
        &[("fr/answers/my-entry.md", &good)],
        "\
fr/answers/my-entry.md:1:1: error[unknown-language]: the folder `fr` is not among the `locales` of unstuck.toml; the only one is `en`\n",
    );
    check(&[("README.md", "hello"), ("en/.cache/x.md", ""), ("en/answers/a.psd", "")], "");
    check(&[("en/synonyms.toml", "groups = [[\"bill\", \"invoice\"]]\n")], "");
    check(
        &[("en/synonyms.toml", "groups = [[\"bill\"], \"x\", [1, 2]]\ngroup = 1\n")],
        "\
en/synonyms.toml:1:11: error[bad-synonyms]: a group needs two words or more; write the words that mean the same together: `[\"bill\", \"invoice\"]`\n\
en/synonyms.toml:1:21: error[wrong-type]: `groups` is a text in quotes here; write a list, such as `[\"one\", \"two\"]`\n\
en/synonyms.toml:1:27: error[wrong-type]: `groups` is a number here; write a text in double quotes\n\
en/synonyms.toml:1:30: error[wrong-type]: `groups` is a number here; write a text in double quotes\n\
en/synonyms.toml:2:1: error[unknown-key]: synonyms.toml has no key `group`; did you mean `groups`?\n",
    );
}

#[test]
fn without_settings() {
    let told = render::short(&compile(&[file("en/answers/a.md", &answer("Short.\n"))]).1);
    assert_eq!(
        told,
        "unstuck.toml:1:1: error[missing-settings]: there is no file `unstuck.toml`; write one with \
         `[company]`, `[[topics]]`, `[hours]` and `[[channels]]`\n"
    );
}
