//! Where the steps on the host's page stand in their files.

use super::base::{SETTINGS, file, guide};
use crate::{SourceFile, compile, steps_on_page};

/// The steps as `path:line guide#step way-lines`.
fn told(files: &[SourceFile]) -> Vec<String> {
    let steps = steps_on_page(files).into_iter().map(|step| {
        let ways = step.ways.iter().map(|way| format!("{}:{}", way.line, way.column));
        assert_eq!(step.ways.len(), step.on_page.targets.len());
        let ways: Vec<String> = ways.collect();
        let (path, line) = (step.path, step.block.line);
        format!("{path}:{line} {}#{} {}", step.guide, step.step, ways.join(" "))
    });
    steps.collect()
}

#[test]
fn each_way_has_its_line() {
    let written = guide(
        "## Open {#open}\n\nOpen it.\n\n## Pay {#pay}\n\nPay it.\n\n```on-page\n\
         page = \"/pay\"\ntarget = [\n  { data = \"pay\" }, { text = \"Zahlen – jetzt\" },\n  \
         { css = \"#pay\" },\n]\n```\n\n## End {#end}\n\n```on-page\ntarget = [{ css = \"p\" }]\n```\n",
    );
    let settings =
        SETTINGS.replace("\"en\"]", "\"es\", \"en\"]").replacen("\"en\"\n", "\"es\"\n", 1);
    let settings = settings
        .replace("name = { en = \"Bills\" }", "name = { en = \"Bills\", es = \"Facturas\" }");
    let files = [
        file("unstuck.toml", &settings),
        file("en/guides/pay.md", &written),
        file("es/guides/pay.md", &written),
    ];
    assert_eq!(crate::render::short(&compile(&files).1), "");
    let expected = |language: &str| {
        [
            format!("{language}/guides/pay.md:15 pay#pay 18:3 18:21 19:3"),
            format!("{language}/guides/pay.md:25 pay#end 26:11"),
        ]
    };
    assert_eq!(told(&files), [expected("es"), expected("en")].concat());
}

#[test]
fn a_way_that_cannot_be_read_moves_no_other() {
    let written = guide(
        "## Pay {#pay}\n\n```on-page\ntarget = [\n{ data = \"a\" },\n{ frob = \"b\" },\n{ css = \"#c\" }]\n```\n",
    );
    let files = [file("unstuck.toml", SETTINGS), file("en/guides/pay.md", &written)];
    assert_eq!(told(&files), ["en/guides/pay.md:9 pay#pay 11:1 13:1"]);
}
