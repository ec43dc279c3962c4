use unstuck_compiler::{SourceFile, survey};

use super::*;

const SETTINGS: &str = include_str!("../../tests/small/unstuck.toml");

fn pages_of(guide: &str) -> Files {
    let files = [("unstuck.toml", SETTINGS), ("en/guides/pay/pay.md", guide)]
        .map(|(path, text)| SourceFile { path: path.to_owned(), bytes: text.into() });
    let survey = survey(&files);
    pages(&survey, Language::new("en").as_ref())
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

const HEAD: &str = "---\ntitle: Pay <a> bill\nasks: [pay]\ntopic: bills\n---\nPay it.\n\n";

#[test]
fn a_guide_is_a_picture_and_a_list_whose_steps_open_the_widget() {
    let files = pages_of(&format!(
        "{HEAD}## Ready? {{#ready}}\n\nLook.\n\n- [Yes](#go)\n- [No](unstuck:people)\n\n## Go {{#go}}\n\nPay.\n"
    ));
    let list = text(&files, "preview/guides/index.html");
    assert!(list.contains("href=\"/preview/guides/en/guides/pay/pay.html\""), "{list}");
    assert!(list.contains("Pay &lt;a&gt; bill") && list.contains("2 steps"), "{list}");
    let page = text(&files, "preview/guides/en/guides/pay/pay.html");
    let opens = "href=\"/help/#unstuck=pay/ready\"";
    assert_eq!(page.matches(opens).count(), 2, "{page}");
    for part in ["<title id=\"map-title\">Map of Pay &lt;a&gt; bill", "Open step: Ready?", "<desc"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<a> bill") && !page.contains("has-error"), "{page}");
}

#[test]
fn problems_stand_at_their_steps_even_if_nothing_can_be_built() {
    let files = pages_of(&format!(
        "{HEAD}## Ready? {{#ready}}\n\nLook.\n\n- [Yes](#gone)\n- [No](unstuck:people)\n\n## Go\n\nPay.\n"
    ));
    let list = text(&files, "preview/guides/index.html");
    assert!(list.contains("2 problems"), "{list}");
    let page = text(&files, "preview/guides/en/guides/pay/pay.html");
    assert_eq!(page.matches("class=\"step has-error\"").count(), 2, "{page}");
    assert!(page.contains("⚠ 1 error") && page.contains("this step has no id"), "{page}");
    assert!(page.contains("en/guides/pay/pay.md:12:9"), "{page}");
    assert!(!page.contains("#unstuck=pay/\""), "{page}");
}

#[test]
fn a_long_guide_is_drawn_and_a_longer_one_is_only_listed() {
    let steps = |count: usize| -> String {
        let title = "A title of many words that goes on ".repeat(6);
        (0..count).map(|at| format!("## {title} {at} {{#s{at}}}\n\nDo it.\n\n- [Next](#s{})\n- [Again](#s{})\n- [Stop](unstuck:done)\n\n", (at + 1) % count, at / 2)).collect()
    };
    let page = |count| {
        text(&pages_of(&format!("{HEAD}{}", steps(count))), "preview/guides/en/guides/pay/pay.html")
    };
    let long = page(200);
    assert_eq!(long.matches("<title>Open step: ").count(), 200);
    let longer = page(201);
    assert!(!longer.contains("<svg") && longer.contains("more than 200 steps"));
}
