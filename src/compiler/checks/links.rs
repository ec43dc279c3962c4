//! Links that lead nowhere, or where they must not.

use super::base::{check_answer, check_guide};

/// Checks a link after a short answer.
#[track_caller]
fn check(address: &str, expected: &str) {
    check_answer(&format!("Short.\n\n[go]({address})\n"), expected);
}

#[test]
fn links() {
    for good in [
        "https://www.acme.example/account?x=1#y",
        "tel:+12125550142",
        "mailto:care@acme.example",
        "unstuck:people",
        "unstuck:people?topic=billing",
        "late-fee.md",
        "../guides/pay.md",
        "../guides/pay.md#open",
    ] {
        check(good, "");
    }
    check(
        "javascript:alert(1)",
        "7:6: error[forbidden-link]: links with `javascript:` are not allowed; link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step",
    );
    check(
        "JavaScript:alert(1)",
        "7:6: error[forbidden-link]: links with `JavaScript:` are not allowed; link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step",
    );
    check(
        "data:text/html,x",
        "7:6: error[forbidden-link]: links with `data:` are not allowed; link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step",
    );
    check(
        "http://acme.example",
        "7:6: error[forbidden-link]: an address with `http:` can be read and changed on its way; use `https:`",
    );
    check(
        "//acme.example/x",
        "7:6: error[forbidden-link]: this address does not say how to reach it; begin it with `https://`",
    );
    check(
        "/account",
        "7:6: error[forbidden-link]: this address does not say on which site it is; write all of it, such as `https://www.example.com/account`",
    );
    check(
        "https://acme.example@evil.example/",
        "7:6: error[forbidden-link]: this address hides its real site behind a name and an `@`; write the address without the part before the `@`",
    );
    check(
        "https:/acme.example",
        "7:6: error[forbidden-link]: this address has no site in it; write it as `https://www.example.com/page`",
    );
    check(
        "https://t.me/share/url?url=x",
        "7:6: error[public-composer]: this link opens a public post; what customers write must stay private; link to `unstuck:people` instead",
    );
    check(
        "https://twitter.com/intent/tweet?text=x",
        "7:6: error[public-composer]: this link opens a public post; what customers write must stay private; link to `unstuck:people` instead",
    );
    check(
        "https://www.facebook.com/sharer.php?u=x",
        "7:6: error[public-composer]: this link opens a public post; what customers write must stay private; link to `unstuck:people` instead",
    );
    check(
        "tel:611",
        "7:6: error[bad-link]: `611` is not a number that can be called from everywhere; write it with the country and without spaces, such as `tel:+12125550142`",
    );
    check(
        "mailto:care",
        "7:6: error[bad-link]: `care` is not an e-mail address; write only the address, such as `mailto:care@example.com`",
    );
    check(
        "unstuck:poeple",
        "7:6: error[bad-link]: there is no place `unstuck:poeple`; did you mean `people`?",
    );
    check(
        "unstuck:people?topic=biling",
        "7:6: error[unknown-topic]: unstuck.toml has no topic `biling`; did you mean `billing`?",
    );
    check(
        "unstuck:done",
        "7:6: error[bad-link]: `unstuck:done` ends a guide, and this is not one; delete the link",
    );
    check(
        "late-fees.md",
        "7:6: error[unknown-entry]: there is no entry at `late-fees.md`; did you mean `late-fee.md`?",
    );
    check(
        "pay.md",
        "7:6: error[unknown-entry]: there is no entry at `pay.md`; did you mean `../guides/pay.md`?",
    );
    check(
        "../guides/pay.md#opne",
        "7:6: error[unknown-step]: the guide `pay` has no step `opne`; did you mean `open`?",
    );
    check(
        "late-fee.md#x",
        "7:6: error[unknown-step]: `late-fee` is an answer and has no steps; link to `late-fee.md` without the `#`",
    );
    check(
        "#open",
        "7:6: error[unknown-step]: an answer has no steps, so `#open` leads nowhere; link to a guide's step as `guide.md#step`, or make this a guide",
    );
    check(
        "../../../x.md",
        "7:6: error[unknown-entry]: there is no entry at `../../../x.md`; write the path of the entry's file, seen from this one, such as `../account/close-account.md`",
    );
    check(
        "",
        "7:1: error[empty-link]: this link leads nowhere; write an address between the round brackets",
    );
    check(
        "with space.md",
        "7:1: error[broken-link]: this looks like a link and is none; write `[words](address)`, without spaces in the address",
    );
    check_answer(
        "Short.\n\n[](late-fee.md)\n",
        "7:1: error[empty-link]: this link has no words on it; write what it leads to between the square brackets",
    );
    check_answer("Short.\n\n<https://acme.example> <care@acme.example>\n", "");
    check_answer(
        "Short.\n\n[a][b]\n\n[b]: http://acme.example\n",
        "7:1: error[forbidden-link]: an address with `http:` can be read and changed on its way; use `https:`",
    );
}

#[test]
fn w22_a_guide_leads_nowhere_it_must_not() {
    let scheme = |written: &str| {
        format!(
            "error[forbidden-link]: links with `{written}:` are not allowed; link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step"
        )
    };
    let hidden = "error[forbidden-link]: this address hides its real site behind a name and an `@`; write the address without the part before the `@`".to_owned();
    let site = "error[forbidden-link]: this address does not say how to reach it; begin it with `https://`".to_owned();
    let public = "error[public-composer]: this link opens a public post; what customers write must stay private; link to `unstuck:people` instead".to_owned();
    for (address, expected) in [
        ("javascript:alert(1)", scheme("javascript")),
        ("JAVASCRIPT:alert(1)", scheme("JAVASCRIPT")),
        ("data:text/html,x", scheme("data")),
        ("vbscript:x", scheme("vbscript")),
        ("//evil.example/x", site),
        ("https://a@b", hidden.clone()),
        ("https://bank.example@evil.example/", hidden),
        ("https://t.me/share/url?url=x", public.clone()),
        ("https://t.me/%73hare/url?url=x", public.clone()),
        ("https://twitter.com/intent/tweet?text=x", public.clone()),
        ("https://x.com/intent/post?text=x", public.clone()),
        ("https://www.facebook.com/sharer/sharer.php?u=x", public.clone()),
        ("https://www.facebook.com/sharer.php?u=x", public),
    ] {
        check_guide(
            &format!("## One {{#one}}\n\nOpen [this]({address}).\n\n## Two {{#two}}\n\nDone.\n"),
            &format!("9:13: {expected}"),
        );
    }
}
