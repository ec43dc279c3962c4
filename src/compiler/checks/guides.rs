//! Faults of guides: steps, choices, and the ways between them.

use super::base::check_guide as check;

#[test]
fn steps() {
    check(
        "## One {#one if=\"plan!=prepaid\"}\n\n- [Two](#two)\n- [People](unstuck:people)\n\n## Two {#two}\n",
        "",
    );
    check(
        "Nothing here.\n",
        "5:1: error[no-steps]: this guide has no steps; write a heading for each step, such as `## Open the app {#open}`",
    );
    check(
        "## Did the e-mail arrive?\n\n## Ünïcode Señal {#}\n",
        "7:1: error[missing-step-id]: this step has no id; add one at the end: `{#did-the-e-mail}`
9:1: error[missing-step-id]: this step has no id; add one at the end: `{#unicode-senal}`",
    );
    check("## One {#One}\n\n## Two {#two\n", "7:1: error[bad-step-id]: `One` cannot be the id of a step; use small letters, digits and hyphens, such as `one`
9:1: error[bad-heading]: the braces of this heading cannot be read; write them at the end, as `{#two}`");
    check(
        "## One {#one}\n\n## Two {#one}\n",
        "9:1: error[duplicate-step-id]: two steps have the id `one`; give this one another, such as `one-2` (en/guides/g.md:7:1: the first one is here)",
    );
    check(
        "## One {#one .big when=x if=plan}\n",
        r#"7:8: error[bad-heading]: a heading cannot have a class, such as `.big`; write only an id and, if need be, a condition: `{#id if="plan=prepaid"}`"#,
    );
    check(
        "## One {#one if=\"plan\"}\n",
        r#"7:8: error[bad-heading]: the condition `plan` has no `=`; write it as `{#id if="plan=prepaid"}` or `{#id if="plan!=prepaid"}`"#,
    );
    check("# One {#one}\n\n### Two {#two}\n", "5:1: error[no-steps]: this guide has no steps; write a heading for each step, such as `## Open the app {#open}`
7:1: error[bad-heading]: only a `##` heading is a step; begin it with `##`, or delete the braces
9:1: error[bad-heading]: only a `##` heading is a step; begin it with `##`, or delete the braces");
    check(
        "## {#one}\n",
        "7:1: error[bad-heading]: this step's heading has no words; write what the customer does in this step",
    );
    check(
        "## One {#one}\n\n- [Go](#tow)\n\n## Two {#two}\n",
        "9:8: error[unknown-step]: this guide has no step `tow`; did you mean `two`?",
    );
}

#[test]
fn ways() {
    // A list with other text in it is no choice.
    check("## One {#one}\n\n- [Two](#two) or so\n\n## Two {#two}\n", "");
    check(
        "## One {#one}\n\n[Done](unstuck:done)\n\n## Two {#two}\n",
        "11:1: error[unreachable-step]: no way leads to the step `two`; link to it from a choice, as `- [Two](#two)`, or delete it",
    );
    check(
        "## One {#one}\n\n- [Two](#two)\n\n## Two {#two}\n\n- [One](#one)\n",
        "7:1: error[no-way-out]: from the step `one` customers go in a circle for ever; add a choice that leads to `unstuck:people` or `unstuck:done`",
    );
    check("## One {#one}\n\n- [Again](#one)\n- [Call](unstuck:people)\n", "");
    check("## One {#one}\n\n- [Pay](pay.md)\n\n## Two {#two}\n\nEnd.\n", "");
    check(
        "## One {#one}\n\n- [Three](#three)\n\n## Two {#two}\n\n## Three {#three}\n",
        "11:1: error[unreachable-step]: no way leads to the step `two`; link to it from a choice, as `- [Two](#two)`, or delete it",
    );
    check(
        "## One {#one}\n\n- [Call](unstuck:people)\n\n[Done](unstuck:done)\n",
        "7:1: error[choices-and-end]: this step has choices and ends the guide; make the end a choice: `- [I am done](unstuck:done)`",
    );
}

#[test]
fn on_page() {
    let step = |toml: &str| format!("## One {{#one}}\n\n```on-page\n{toml}\n```\n");
    check(
        &step(
            "page = \"/pay*\"\ntarget = [{ data = \"pay\" }, { role = \"button\", name = \"Pay\" }, { text = \"Pay\" }, { css = \"#pay\" }]\ndone = \"click\"",
        ),
        "",
    );
    check(
        &step("pages = \"/pay\"\ndone = \"clik\""),
        r#"10:1: error[missing-key]: the key `target` is missing; write `target = [{ data = "..." }]`, the best way first
10:1: error[unknown-key]: an `on-page` block has no key `pages`; did you mean `page`?
11:8: error[bad-on-page]: `clik` does not show that a step is done; did you mean `click`?"#,
    );
    check(
        &step("page = \"pay\"\ntarget = [{ role = \"button\" }, { date = \"x\" }]"),
        r#"10:8: error[bad-page]: `pay` is not a path of the site; write the path as `/account/bills`, with `*` for any letters
11:11: error[bad-on-page]: this target does not say one way to find it; write one of `{ data = "..." }`, `{ role = "button", name = "..." }`, `{ text = "..." }`, `{ css = "..." }`
11:32: error[bad-on-page]: this target does not say one way to find it; write one of `{ data = "..." }`, `{ role = "button", name = "..." }`, `{ text = "..." }`, `{ css = "..." }`
11:34: error[unknown-key]: a target has no key `date`; did you mean `data`?"#,
    );
    check(
        &step("target = []"),
        r#"10:10: error[bad-on-page]: the list of targets is empty; write one of `{ data = "..." }`, `{ role = "button", name = "..." }`, `{ text = "..." }`, `{ css = "..." }`"#,
    );
    check(
        &step("target = [{"),
        r#"10:12: error[toml]: this is not TOML: unclosed array, expected `]`; write `key = "value"`, one on each line
10:12: error[toml]: this is not TOML: unclosed inline table, expected `}`; write `key = "value"`, one on each line"#,
    );
    check(
        "```on-page\ntarget = [{ data = \"a\" }]\n```\n\n## One {#one}\n",
        "7:1: error[bad-on-page]: this block stands before the first step; put it below the `##` heading of the step it belongs to",
    );
}
