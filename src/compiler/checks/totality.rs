//! Any bytes in any order: never a panic, always the same answer.

use proptest::prelude::*;

use super::base::{SETTINGS, answer, centre, check_answer, file, guide};
use crate::{SourceFile, compile, render};

fn rich() -> Vec<SourceFile> {
    let steps = "## One {#one if=\"plan=prepaid\"}\r\n\n- [ ] tick\n\n```on-page\ntarget = [{ css = \"#é\" }]\n```\n\n- [Two](#two)\n- [Fee](../answers/late-fee.md)\n\n## Two {#two}\n\n> *a* **b** `c` <https://a.example>\n\n[Done](unstuck:done)\n";
    let settings = SETTINGS
        .replace("id = \"billing\"", "id = \"billing\"\nhours = \"late\"\nchannels = [\"phone\"]")
        .replace("[hours]", "[callback]\nwindow = \"08:00-21:00\"\nendpoints = [\"http://[::1]:1\"]\n[hours]")
        .replace(
            "[[channels]]",
            "[schedules.late]\nmon = [\"20:00-23:00\"]\n[[holidays]]\ndate = \"12-25\"\nschedule = \"late\"\nhours = []\n[[channels]]\nhours = \"company\"",
        );
    centre(&[
        ("unstuck.toml", &settings),
        ("en/guides/g.md", &guide(steps)),
        ("en/answers/é.md", &answer("Short é [x](#y).\n\n<b>\n")),
        ("en/synonyms.toml", "groups = [[\"a\", \"b\"]]"),
    ])
}

#[test]
fn deep_and_long_input_is_bounded() {
    let many = 50_000;
    for nested in ["[", "> ", "- ", "*a ", "![", "<", "`", "**a*", "(", "|", "{"] {
        let files = centre(&[("en/answers/a.md", &answer(&nested.repeat(many)))]);
        compile(&files);
    }
    for (open, close) in [("[", ""), ("{a: ", ""), ("- ", ""), ("[", "]")] {
        let yaml = format!("---\na: {}{}\n---\n", open.repeat(many), close.repeat(many));
        compile(&[file("en/answers/a.md", &yaml)]);
        compile(&[file("unstuck.toml", &format!("a = {}", open.repeat(many)))]);
    }
    compile(&[file("en/guides/g.md", &guide(&"## a {#a if=\"b=c\"}\n".repeat(many)))]);
    let bombs = (1..30).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1));
    let bomb = format!("---\na0: &a0 x\n{}---\n", bombs.collect::<String>());
    compile(&[file("en/answers/a.md", &bomb)]);
}

#[test]
fn nesting_has_an_end() {
    check_answer(
        &format!("Short.\n\n{}deep\n", "> ".repeat(20)),
        "7:27: error[too-deep]: lists, notes or emphasis are nested too deep here; write it as several steps or paragraphs",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), place in 0..4usize) {
        let paths = ["unstuck.toml", "en/answers/a.md", "en/guides/b.md", "en/synonyms.toml"];
        compile(&[SourceFile { path: paths[place].to_owned(), bytes }]);
    }

    #[test]
    fn mutated_files(
        file in 0..6usize,
        edits in proptest::collection::vec((any::<usize>(), "[-\\[\\](){}#:*`>|<!&\"'\\n\\r\\t a-cé\u{202e}]{0,4}", 0..9usize), 1..6),
    ) {
        let mut files = rich();
        let bytes = &mut files[file].bytes;
        for (at, text, gone) in edits {
            let at = at % (bytes.len() + 1);
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, text.bytes());
        }
        let (_, diagnostics) = compile(&files);
        render::human(&diagnostics, &files);
        for it in &diagnostics {
            prop_assert!(it.span.start <= it.span.end && it.line > 0 && it.column > 0);
        }
    }

    #[test]
    fn any_order(order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle()) {
        let files = rich();
        let shuffled: Vec<SourceFile> = order.iter().map(|place| files[*place].clone()).collect();
        prop_assert_eq!(compile(&files), compile(&shuffled));
    }
}
