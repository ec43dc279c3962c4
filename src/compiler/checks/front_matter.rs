//! Faults of front matter.

use super::base::check_file;

/// Checks the lines between the `---`; the first is line 2.
#[track_caller]
fn check(yaml: &str, expected: &str) {
    check_file("en/answers/a.md", &format!("---\n{yaml}\n---\nShort.\n"), expected);
}

#[test]
fn front_matter() {
    check(
        "title: T\ntopic: billing\nasks: [no, 1e3, 2026-01-01, \"yes\"]\nurgent: true\nminutes: 3",
        "",
    );
    // Three faults are three reports.
    check(
        "titel: T\ntopic: biling\nasks: [\"\", late]",
        r#"2:1: error[missing-key]: the key `title` is missing; write what a customer would look for, as `title: "..."`
2:1: error[unknown-key]: front matter has no key `titel`; did you mean `title`?
3:8: error[unknown-topic]: unstuck.toml has no topic `biling`; did you mean `billing`?
4:8: error[empty-text]: `asks` has no words in it; write something between the quotes, or delete the line"#,
    );
    check(
        "title: T\ntopic: billing\ntitle: U",
        "4:1: error[duplicate-key]: the key `title` is written twice; keep one of them (en/answers/a.md:2:1: it is here already)",
    );
    check(
        "title: [a]\ntopic: billing\nasks: late\nurgent: yes\nminutes: 1e3\npages: [account, \"https://x.example/\"]",
        r#"2:8: error[wrong-type]: `title` is a list here; write a text
4:7: error[wrong-type]: `asks` is a plain word here; write a list, such as `["one", "two"]`
5:9: error[wrong-type]: `urgent` is a plain word here; write `true` or `false`
6:10: error[wrong-type]: `minutes` is a plain word here; write a whole number from 0 to 65535, without quotes
7:9: error[bad-page]: `account` is not a path of the site; write the path as `/account/bills`, with `*` for any letters
7:18: error[bad-page]: `https://x.example/` is not a path of the site; write the path as `/account/bills`, with `*` for any letters"#,
    );
    check("title:\ntopic: billing", "2:6: error[wrong-type]: `title` is empty here; write a text");
    check(
        "title: T\ntopic: billing\nrelated: [late-fees, a, pay]",
        "4:11: error[unknown-related]: there is no entry `late-fees`; did you mean `late-fee`?
4:22: error[unknown-related]: this entry names itself as related; delete it from the list",
    );
    check(
        "title: T: U\ntopic: billing",
        "2:9: error[front-matter]: this is not YAML: mapping values are not allowed in this context; write `key: value`, one on each line, and put a value with `: `, `#` or a quote in it between double quotes",
    );
    check(
        "title: \"T\ntopic: billing",
        "3:1: error[front-matter]: this is not YAML: invalid indentation in multiline quoted scalar; write `key: value`, one on each line, and put a value with `: `, `#` or a quote in it between double quotes",
    );
    check(
        "a: &a [x, x]\nb: [*a, *a]\ntitle: T\ntopic: billing",
        "2:7: error[front-matter]: an anchor (`&name`) cannot be used in front matter; write the value itself, between double quotes if it begins like that",
    );
    check(
        "title: !!str T\ntopic: billing",
        "2:14: error[front-matter]: a tag (`!name`) cannot be used in front matter; write the value itself, between double quotes if it begins like that",
    );
    check(
        "- title",
        "2:1: error[wrong-type]: `front matter` is a list here; write a group of keys and values",
    );
    check(
        "",
        "2:1: error[missing-key]: the front matter is empty; write at least `title`, `asks` and `topic`",
    );
    check_file(
        "en/answers/a.md",
        "Short.\n",
        "1:1: error[front-matter]: this entry has no front matter; begin the file with a line `---`, then `title: ...`, then a line `---`",
    );
    check_file(
        "en/answers/a.md",
        "---\ntitle: T\n",
        "1:1: error[front-matter]: the front matter has no end; write a line `---` after its last key",
    );
    check_file("en/answers/a.md", "", "1:1: error[front-matter]: this entry has no front matter; begin the file with a line `---`, then `title: ...`, then a line `---`
1:1: error[no-short-answer]: this entry does not begin with a paragraph; write the answer in one or two sentences first; search results show them");
}
