//! Markdown that is not supported, or not meant.

use super::base::check_answer as check;

#[test]
fn blocks() {
    check(
        "Short.\n\n## Two\n\n### Three\n\n> Note\n\n1. one\n2. two\n   - inner\n\n```\ncode\n```\n",
        "",
    );
    check("Short.\n\n# One\n\n##### Five\n", "7:1: error[bad-heading]: the title stands in the front matter, not in a heading; begin this heading with `##`, or delete it
9:1: error[bad-heading]: a heading of level 5 is too small; use `##`, `###` or `####`");
    check("# Title\n\nShort.\n", "5:1: error[bad-heading]: the title stands in the front matter, not in a heading; begin this heading with `##`, or delete it
5:1: error[no-short-answer]: this entry does not begin with a paragraph; write the answer in one or two sentences first; search results show them");
    check(
        "## First\n\nShort.\n",
        "5:1: error[no-short-answer]: this entry does not begin with a paragraph; write the answer in one or two sentences first; search results show them",
    );
    check(
        "\n",
        "5:1: error[no-short-answer]: this entry does not begin with a paragraph; write the answer in one or two sentences first; search results show them",
    );
    check("Short.\n\n<div onclick=x>\nhi\n</div>\n\nText <b>bold</b>.\n", "7:1: error[html]: HTML is not supported; write it in Markdown; for the sign itself, write `&lt;`
11:6: error[html]: HTML is not supported; write it in Markdown; for the sign itself, write `&lt;`
11:13: error[html]: HTML is not supported; write it in Markdown; for the sign itself, write `&lt;`");
    check("Short.\n\n<!-- later -->\n\nText <!-- more -->.\n", "7:1: error[html]: HTML is not supported; delete the comment; customers would not see it either
9:6: error[html]: HTML is not supported; delete the comment; customers would not see it either");
    check(
        "Short.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "7:1: error[table]: tables cannot be shown on a phone and are not supported; write a list, with the name of each row in bold: `- **Name:** value`",
    );
    check(
        "Short.\n\n---\n\nMore.\n",
        "7:1: error[line]: lines between parts are not supported; write a heading, or leave one line empty",
    );
    check("Short.\n\n- [ ] one\n- two\n- [x] three\n- [ ] four\n\n  more\n", "8:1: error[bad-checklist]: this item of a checklist has no box; begin it with `- [ ] `, or leave an empty line and a sentence between two lists
9:3: error[bad-checklist]: this box is ticked already; write `[ ]`; the customer ticks it
10:1: error[bad-checklist]: an item of a checklist must be one line of text; write what belongs to it below the list");
    check(
        "Short.\n\n> ## Heading\n",
        "7:3: error[bad-heading]: a heading stands inside a list or note; put it at the beginning of the line",
    );
    check(
        "Short.\n\n## Two {#two}\n",
        "7:1: error[bad-heading]: only a guide's headings have ids and conditions; delete the braces, or move this entry to `guides/`",
    );
    check(
        "Short.\n\n```on-page\ntarget = []\n```\n",
        "7:1: error[bad-on-page]: only a step of a guide can be tied to the page; move this entry to `guides/` and give it steps, or delete the block",
    );
    check(
        "Short.\n\n```onpage\n```\n",
        "7:1: error[bad-on-page]: `onpage` is not a kind of block; did you mean `on-page`?",
    );
}
