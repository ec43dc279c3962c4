//! How a problem looks to people and to programs.

use super::base::{answer, centre};
use crate::{compile, render};

#[test]
fn the_line_is_shown_with_its_place() {
    let text = answer("Shört, [go](http://acme.example) on.\n");
    let files = centre(&[("en/answers/a.md", &text)]);
    let (_, diagnostics) = compile(&files);
    assert_eq!(
        render::human(&diagnostics, &files),
        "\
error[forbidden-link]: an address with `http:` can be read and changed on its way
 --> en/answers/a.md:5:13
  |
5 | Shört, [go](http://acme.example) on.
  |             ^^^^^^^^^^^^^^^^^^^
  = help: use `https:`

"
    );
    let json = render::json(&diagnostics);
    assert!(json.contains("\"severity\": \"error\"") && json.contains("\"column\": 13"), "{json}");
}
