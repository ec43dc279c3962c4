//! Faults of `unstuck.toml`.

use super::base::{SETTINGS, check_file};

/// Checks the settings with one piece of text replaced.
#[track_caller]
fn check(from: &str, to: &str, expected: &str) {
    assert!(SETTINGS.contains(from), "{from}");
    check_file("unstuck.toml", &SETTINGS.replacen(from, to, 1), expected);
}

#[test]
fn company_and_topics() {
    check(
        "[company]",
        "[company]\nlogo = 1",
        "2:1: error[unknown-key]: [company] has no key `logo`; use one of `accent`, `country`, `default_locale`, `id`, `locales`, `name`, `site`",
    );
    check("[company]", "[compny]", "1:1: error[missing-key]: the key `company` is missing; write a part `[company]` with `id`, `name` and more
1:2: error[unknown-key]: unstuck.toml has no key `compny`; did you mean `company`?");
    check(
        "\"acme\"",
        "\"Acme Inc\"",
        r#"2:6: error[bad-company]: `Acme Inc` cannot be the `id` of a company; write `id = "my-company"`"#,
    );
    check(
        "\"#0b6b4f\"",
        "\"green\"",
        r##"6:10: error[bad-company]: `green` cannot be the `accent` of a company; write it as `accent = "#0b6b4f"`: a hash sign and six of 0-9 and a-f"##,
    );
    check(
        "\"US\"",
        "\"USA\"",
        r#"5:11: error[bad-company]: `USA` cannot be the `country` of a company; write the two capital letters of the country, such as `country = "US"`"#,
    );
    check(
        "\"https://www.acme.example\"",
        "\"http://www.acme.example\"",
        "4:8: error[forbidden-link]: an address with `http:` can be read and changed on its way; use `https:`",
    );
    check(
        "[\"en\"]",
        "[\"en\", \"es\", \"e\", \"en\"]",
        r#"8:11: error[missing-folder]: there are no entries in the folder `es`; write `es/answers/...md`, or delete `es` from the list
8:24: error[bad-language]: `e` is not a language tag; write it as `en`, `es` or `pt-br`
8:29: error[bad-language]: `en` is listed twice; delete one of them
12:8: error[missing-language]: `name` is not written in `es`; add `es = "..."`"#,
    );
    check(
        "default_locale = \"en\"",
        "default_locale = \"es\"",
        "7:18: error[bad-language]: `es` is not among the `locales`; the only one is `en`",
    );
    check(
        "{ en = \"Bills\" }",
        "{ es = \"Facturas\" }",
        r#"12:8: error[missing-language]: `name` is not written in `en`; add `en = "..."`
12:10: error[unknown-language]: `es` is not a language of this site; the only one is `en`"#,
    );
    check(
        "{ en = \"Bills\" }",
        "\"Bills\"",
        "12:8: error[wrong-type]: `name` is a text in quotes here; write a group of keys and values",
    );
    check(
        "id = \"billing\"",
        "id = \"billing\"\nid = \"b\"",
        "12:1: error[duplicate-key]: `id` is written twice; keep one of them, or give one another name",
    );
    check(
        "[[topics]]",
        "[[topics]]\nid = \"billing\"\nname = { en = \"B\" }\n[[topics]]",
        "13:1: error[duplicate-topic]: two topics have the id `billing`; give one of them another id",
    );
}

#[test]
fn hours() {
    check(
        "08:00-21:00\"",
        "08:00-21:00\", \"20:00-22:00\"",
        "16:23: error[bad-hours]: `20:00-22:00` overlaps with another span of the day; join the two spans into one",
    );
    check(
        "\"08:00-21:00\"",
        "\"8-21\", \"09:00-08:00\", \"08:00-25:00\"",
        r#"16:8: error[bad-hours]: `8-21` is not a span of time; write two times, the earlier first, such as `"08:00-18:30"`
16:16: error[bad-hours]: `09:00-08:00` ends before it begins; write two times, the earlier first, such as `"08:00-18:30"`
16:31: error[bad-hours]: `08:00-25:00` is not a span of time; write two times, the earlier first, such as `"08:00-18:30"`"#,
    );
    check("\"08:00-21:00\"", "\"00:00-24:00\"", "");
    check(
        "America/New_York",
        "America/NewYork",
        "15:13: error[bad-time-zone]: there is no time zone `America/NewYork`; did you mean `America/New_York`?",
    );
    check(
        "America/New_York",
        "Berlin",
        "15:13: error[bad-time-zone]: there is no time zone `Berlin`; did you mean `Europe/Berlin`?",
    );
    check(
        "sun = []\n",
        "",
        r#"14:1: error[missing-key]: the key `sun` is missing; write `sun = ["08:00-18:00"]`, or `sun = []` if nobody answers"#,
    );
    let holiday = |date: &str| {
        format!("[[holidays]]\ndate = {date}\nname = {{ en = \"Day\" }}\nhours = []\n[[channels]]")
    };
    check("[[channels]]", &holiday("\"12-25\""), "");
    check(
        "[[channels]]",
        &holiday("\"02-30\""),
        r#"25:8: error[bad-date]: `02-30` is not a date; write `"12-25"` for every year or `"2026-11-26"` for one, in quotes"#,
    );
    check(
        "[[channels]]",
        &holiday("\"2026-13-01\""),
        r#"25:8: error[bad-date]: `2026-13-01` is not a date; write `"12-25"` for every year or `"2026-11-26"` for one, in quotes"#,
    );
    check(
        "[[channels]]",
        &holiday("2026-12-25"),
        "25:8: error[wrong-type]: `date` is a date here; write a text in double quotes",
    );
}

#[test]
fn channels_and_callback() {
    check(
        "\"phone\"",
        "\"fax\"",
        "25:8: error[unknown-channel]: there is no kind of channel `fax`; use one of `apple`, `email`, `instagram`, `line`, `messenger`, `phone`, `sms`, `telegram`, `telegram_bot`, `viber`, `whatsapp`, `x`",
    );
    check(
        "\"phone\"",
        "\"whatsap\"",
        "25:8: error[unknown-channel]: there is no kind of channel `whatsap`; did you mean `whatsapp`?",
    );
    check(
        "kind = \"phone\"\n",
        "",
        "24:1: error[missing-key]: the key `kind` is missing; use one of `apple`, `email`, `instagram`, `line`, `messenger`, `phone`, `sms`, `telegram`, `telegram_bot`, `viber`, `whatsapp`, `x`",
    );
    check(
        "number = ",
        "nubmer = ",
        r#"24:1: error[missing-key]: the key `number` is missing; write `number = "..."`
26:1: error[unknown-key]: a channel of the kind `phone` has no key `nubmer`; did you mean `number`?"#,
    );
    check(
        "+12125550142",
        "212 555 0142",
        "26:10: error[bad-channel]: the channel `phone` cannot be reached like this; This is not a phone number in international form. Begin with + and the country's code, and leave out the zero before the area: +12125550123.",
    );
    check(
        "kind = \"phone\"",
        "kind = \"phone\"\nhours = \"often\"\nlanguages = [\"fr\"]\nurgent = 1",
        r#"26:9: error[unknown-schedule]: there is no schedule `often`; use one of `always`, `company`
27:14: error[unknown-language]: `fr` is not a language of this site; the only one is `en`
28:10: error[wrong-type]: `urgent` is a number here; write `true` or `false`"#,
    );
    check(
        "[hours]",
        "[callback]\nendpoints = [\"/v1/callbacks\", \"http://x.example\"]\nslot_minutes = 0\n[hours]",
        "15:31: error[forbidden-link]: an address with `http:` can be read and changed on its way; use `https:`
16:16: error[bad-callback]: `0` cannot be `slot_minutes`; write a number from 5 to 1440",
    );
    check("[hours]", "[privacy]\npolicy = \"javascript:x\"\ncounts = \"no\"\n[hours]", "15:10: error[forbidden-link]: links with `javascript:` are not allowed; link to `https:`, `tel:`, `mailto:`, `unstuck:`, another entry or a step
16:10: error[wrong-type]: `counts` is a text in quotes here; write `true` or `false`, without quotes");
    check(
        "[hours]",
        "[hours",
        r#"14:7: error[toml]: this is not TOML: unclosed table, expected `]`; write `key = "value"`, one on each line"#,
    );
}

#[test]
fn words_of_consent() {
    let check = |lines: &str, expected: &str| {
        check("[hours]", &format!("[callback]\n{lines}\n[hours]"), expected);
    };
    check("consent = { en = \"{company} may call.\" }\nconsent_version = \"2026-11_v1.b\"", "");
    check(
        "consent = { en = \"Call me.\", es = \"Sí\" }\nconsent_version = \"1, 2\"",
        "15:30: error[unknown-language]: `es` is not a language of this site; the only one is `en`
16:19: error[bad-callback]: `1, 2` cannot be the version of `consent`; write 1 to 40 letters without accents, digits, `.`, `-` and `_`, such as `2026-11`",
    );
    check(
        "consent = { en = \"Call me, {compny}.\" }\nconsent_version = \"1\"",
        "15:11: error[bad-callback]: `consent` in `en` has braces that nothing is filled into; write `{company}` where the company's name belongs, and no other braces",
    );
    check(
        "consent = { en = \"Call me.\" }",
        r#"14:1: error[missing-key]: the key `consent_version` is missing; write `consent_version = "2026-11"`, and another one whenever the words change"#,
    );
    check(
        "consent_version = \"1\"",
        r#"15:19: error[bad-callback]: `consent_version` names a version of words that are missing; write them as `consent = { en = "..." }`, or delete the line"#,
    );
    let long = "x".repeat(2_001);
    check(
        &format!("consent = {{ en = \"{long}\" }}\nconsent_version = \"1\""),
        "15:11: error[bad-callback]: `consent` in `en` has more than 2,000 characters; say it in a sentence or two: customers read no more",
    );
}
