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
        r##"7:8: error[bad-heading]: the condition `plan` has no `=`; write it as `{#id if="plan=prepaid"}` for what the site says of the customer, or as `{#id if="#step=choice"}` for what they chose; `!=` means not"##,
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
fn conditions_on_earlier_choices() {
    let good = "## Did it come? {#email}\n\n- [Yes, it's here](#end)\n- [Nothing came](#check)\n- [Pay](pay.md)\n\n## Check {#check}\n\nLook.\n\n## Spam {#spam if=\"#email=nothing-came\"}\n\nLook.\n\n## Paid {#paid if=\"#email=pay\"}\n\nSee.\n\n";
    let end = "## End {#end if=\"#email!=nothing-came\"}\n\nDone.\n";
    check(&format!("{good}{end}"), "");
    // The first line of the step that is added.
    let add = |condition: &str, expected: &str| {
        let steps = format!("{good}## End {{#end if=\"{condition}\"}}\n\nDone.\n");
        check(&steps, expected);
    };
    add("plan=nothing-came", "");
    add("#email=yes-its-here", "");
    add(
        "#emial=pay",
        "25:8: error[bad-condition]: this guide has no step `emial`; did you mean `email`?",
    );
    add(
        "#email=nothing",
        "25:8: error[bad-condition]: the step `email` has no choice `nothing`; use one of `nothing-came`, `pay`, `yes-its-here`",
    );
    add(
        "#email!=Nothing-came",
        "25:8: error[bad-condition]: the step `email` has no choice `Nothing-came`; did you mean `nothing-came`?",
    );
    add(
        "#check=yes",
        "25:8: error[bad-condition]: the step `check` has no choices; name a step that ends with a list of links",
    );
    add(
        "email!=pay",
        r##"25:8: error[bad-condition]: `email` is a step of this guide, and this asks the site for it; write `if="#email!=pay"`"##,
    );
    add(
        "#email",
        r##"25:8: error[bad-heading]: the condition `#email` has no `=`; write it as `{#id if="plan=prepaid"}` for what the site says of the customer, or as `{#id if="#step=choice"}` for what they chose; `!=` means not"##,
    );
    add(
        "chose email",
        r##"25:8: error[bad-heading]: the condition `"chose` is not between double quotes, or has a space in it; write it as `{#id if="plan=prepaid"}` for what the site says of the customer, or as `{#id if="#step=choice"}` for what they chose; `!=` means not"##,
    );
    check(
        "## One {#one}\n\n- [Go](#two)\n- [Go!](#two)\n\n## Two {#two if=\"#one=go\"}\n",
        "12:8: error[bad-condition]: two choices of the step `one` are called `go`; give each choice words of its own",
    );
    check(
        "## One {#one if=\"a=b\" if=\"c=d\"}\n",
        "7:8: error[bad-heading]: this heading has two conditions; keep one of them; a step in between can ask for the other",
    );
}

#[test]
fn choices_that_cannot_come_before() {
    let check_choice = |to: &str, expected: &str| {
        let steps = format!(
            "## Early {{#early if=\"#ask=go-on\"}}\n\n## Ask {{#ask}}\n\n- [Go on]({to})\n- [Last](#last)\n\n## Last {{#last}}\n"
        );
        check(&steps, expected);
    };
    let never = "7:10: error[bad-condition]: nobody comes to the step `early` after the choice `go-on` of `ask`; ask for a choice that leads here, or delete the condition";
    check_choice("#early", "");
    check_choice("#last", never);
    check_choice("unstuck:people", never);
    check_choice("unstuck:done", never);
    check_choice("pay.md", never);
}

#[test]
fn boxes_belong_to_steps() {
    check(
        "- [ ] Phone\n\n## One {#one}\n\n- [ ] PIN\n",
        "7:1: error[bad-checklist]: this checklist stands before the first step; put it below the `##` heading of a step, where its ticks are kept",
    );
}

#[test]
fn many_steps() {
    let steps = |count: usize| {
        let step = |at: usize| format!("## Step {at} {{#s{at} if=\"plan=prepaid\"}}\n\nGo on.\n\n");
        (0..count).map(step).collect::<String>()
    };
    check(&steps(1_000), "");
    check(
        &steps(1_001),
        "4007:1: error[too-many-steps]: a guide has at most 1000 steps; make several guides of it that link to one another",
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
fn circles_of_some_customers() {
    // Whoever is neither goes round: both steps with a way out are passed over.
    let steps = |second: &str| {
        format!(
            "## One {{#one}}\n\n## Two {{#two if=\"plan=a\"}}\n\n- [Call](unstuck:people)\n\n## Three {{#three if=\"{second}\"}}\n\n- [Call](unstuck:people)\n\n## Four {{#four}}\n\n- [One](#one)\n"
        )
    };
    // Nobody comes to the fourth step by themselves where the two conditions share out everyone.
    check(&(steps("plan!=a") + "- [Two](#two)\n"), "");
    let circle = |who: &str| {
        format!(
            "7:1: error[no-way-out]: from the step `one` customers go in a circle for ever if {who}; add a choice that leads to `unstuck:people` or `unstuck:done`"
        )
    };
    check(&steps("plan=b"), &circle("`plan` is something else"));
    check(
        &steps("signedIn=no"),
        &circle("`plan` is something else and `signedIn` is something else"),
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
    let target = |target: &str, expected: &str| {
        check(&step(&format!("target = [{{ {target} }}]")), expected)
    };
    target("role = \"doc-link\", name = \"a\"", "");
    target(
        "role = \"buton\", name = \"Pay\"",
        "10:20: error[unknown-role]: no element has the role `buton`; did you mean `button`?",
    );
    target(
        "role = \"dropdown\", name = \"Plan\"",
        "10:20: error[unknown-role]: no element has the role `dropdown`; did you mean `combobox`?",
    );
    target(
        "role = \"qwertyuiop\", name = \"Plan\"",
        "10:20: error[unknown-role]: no element has the role `qwertyuiop`; write the role that the browser's inspector shows for the element, such as `button`, `link`, `textbox` or `combobox`",
    );
    target(
        "css = \"a[href\"",
        "10:19: error[bad-selector]: the selector `a[href` cannot be read: the bracket `[` is not closed; copy one from the browser's inspector, such as `#pay` or `form > button.primary`",
    );
    check(
        "## One {#one}\n\n```on-page\ntarget = [{ data = \"a\" }]\ndone = \"click\"\n```\n\n- [Call](unstuck:people)\n",
        "7:1: error[choices-and-done]: this step has choices, and its `on-page` block waits for the page to go on; delete `done`, or put the choices into a step of their own",
    );
    let page = |page: &str, expected: &str| {
        check(&step(&format!("page = \"{page}\"\ntarget = [{{ data = \"a\" }}]")), expected);
    };
    for good in ["*", "/", "/a/*/b", "/caf%C3%A9*", "/a.b/~c", "*/pay"] {
        page(good, "");
    }
    page(
        "/pay?x=1",
        "10:8: error[bad-page]: `/pay?x=1` is not a path of the site; write only the path, as `/account/bills`; what follows a `?` or `#` is not compared",
    );
    page(
        "/pay//now",
        "10:8: error[bad-page]: `/pay//now` matches no page, because of its double slash; write one slash",
    );
    page(
        "/a/../pay",
        "10:8: error[bad-page]: `/a/../pay` matches no page: browsers take `.` and `..` out of paths; write the path as it stands in the address bar",
    );
    page(
        "/café*",
        "10:8: error[bad-page]: `/café*` matches no page: browsers write these characters in another way; write `/caf%C3%A9*`",
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
