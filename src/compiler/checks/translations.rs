//! Translations that are missing or differ.

use super::base::{SETTINGS, answer, check, guide};

#[test]
fn translations() {
    let settings = SETTINGS
        .replace("[\"en\"]", "[\"en\", \"es\"]")
        .replace("{ en = \"Bills\" }", "{ en = \"Bills\", es = \"Facturas\" }");
    let (fee, other) = (answer("Recargo.\n"), answer("Otro.\n"));
    let pay = |steps: &str| guide(steps);
    let same = pay("## Abrir {#open}\n\n## Pagar {#pay}\n");
    let base = [("unstuck.toml", settings.as_str()), ("es/answers/late-fee.md", &fee)];
    let with = |more: &[(&str, &str)], expected: &str| {
        let files: Vec<(&str, &str)> = base.iter().chain(more).copied().collect();
        check(&files, expected);
    };
    with(&[("es/guides/pay.md", &same)], "");
    with(
        &[],
        "\
en/guides/pay.md:1:1: warning[missing-translation]: `pay` is not translated into `es`; write `es/guides/pay.md`; until then, customers see it in `en`\n",
    );
    with(
        &[("es/guides/sub/pay.md", &same)],
        "\
es/guides/sub/pay.md:1:1: error[misplaced-translation]: the original of `pay` is in another folder; move this file to `es/guides/pay.md` (en/guides/pay.md:1:1: the original is here)\n",
    );
    with(
        &[("es/guides/pay.md", &same), ("es/answers/other.md", &other)],
        "\
es/answers/other.md:1:1: warning[missing-original]: `other` is not written in `en`; write `en/answers/other.md`, or give this file the name of its original: use one of `late-fee`, `pay`\n",
    );
    with(
        &[("es/guides/pay.md", &pay("## Abrir {#open}\n"))],
        "\
es/guides/pay.md:1:1: error[different-steps]: the step `pay` of the original is missing; give both languages the same steps in the same order, with the same ids (en/guides/pay.md:1:1: the original is here)\n",
    );
    with(
        &[("es/guides/pay.md", &pay("## Pagar {#pay}\n\n## Abrir {#open}\n"))],
        "\
es/guides/pay.md:1:1: error[different-steps]: the steps are in another order than in the original; give both languages the same steps in the same order, with the same ids (en/guides/pay.md:1:1: the original is here)\n",
    );
    with(
        &[("es/guides/pay.md", &pay("## Abrir {#open}\n\n## Pagar {#pay if=\"a=b\"}\n"))],
        "\
es/guides/pay.md:1:1: error[different-steps]: the step `pay` has another condition than in the original; give both languages the same steps in the same order, with the same ids (en/guides/pay.md:1:1: the original is here)\n",
    );
}
