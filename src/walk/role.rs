//! The role of an element of the host's page, as assistive technology is told it.
//!
//! Source: WAI-ARIA 1.2 and HTML-AAM 1.0, with the names that Chromium gives by WebDriver.

use web_sys::Element;

use crate::accessible_name;

/// The role of an element: what its author says, or what its tag means.
pub fn role(element: &Element) -> String {
    let written = element.get_attribute("role").unwrap_or_default();
    match written.split_ascii_whitespace().map(str::to_ascii_lowercase).find(|role| is_role(role)) {
        Some(role) => synonym(&role).to_owned(),
        None => implicit(element).to_owned(),
    }
}

/// The role of which a role is a synonym by the specification, or itself.
pub fn synonym(role: &str) -> &str {
    match role {
        "none" => "presentation",
        "img" => "image",
        other => other,
    }
}

/// Whether a word is a role that an author may write.
fn is_role(word: &str) -> bool {
    const ROLES: &str = " alert alertdialog application article banner blockquote button caption cell \
        checkbox code columnheader combobox complementary contentinfo definition deletion dialog \
        directory document emphasis feed figure form generic grid gridcell group heading img image \
        insertion link list listbox listitem log main marquee math menu menubar menuitem \
        menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation \
        progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox \
        separator slider spinbutton status strong subscript superscript switch tab table tablist \
        tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem ";
    ROLES.split_ascii_whitespace().any(|role| role == word)
}

fn implicit(element: &Element) -> &'static str {
    let tag = element.local_name();
    let has = |name: &str| element.has_attribute(name);
    match tag.as_str() {
        "a" | "area" if has("href") => "link",
        "address" | "details" | "fieldset" | "optgroup" => "group",
        "article" => "article",
        "aside" => "complementary",
        "blockquote" => "blockquote",
        "button" => "button",
        "caption" => "caption",
        "code" => "code",
        "datalist" => "listbox",
        "dd" => "definition",
        "del" => "deletion",
        "dfn" | "dt" => "term",
        "dialog" => "dialog",
        "em" => "emphasis",
        "figure" => "figure",
        "footer" if is_of_the_page(element) => "contentinfo",
        "form" if is_named(element) => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "header" if is_of_the_page(element) => "banner",
        "hr" => "separator",
        "img" if element.get_attribute("alt").as_deref() == Some("") && !is_named(element) => {
            "presentation"
        }
        "img" => "image",
        "input" => input(element),
        "ins" => "insertion",
        "li" if is_inside(element, "ul, ol, menu, [role=list]") => "listitem",
        "main" => "main",
        "math" => "math",
        "menu" | "ol" | "ul" => "list",
        "meter" => "meter",
        "nav" => "navigation",
        "option" => "option",
        "output" => "status",
        "p" => "paragraph",
        "progress" => "progressbar",
        "search" => "search",
        "section" if is_named(element) => "region",
        "select" if has("multiple") || rows(element) > 1 => "listbox",
        "select" => "combobox",
        "strong" => "strong",
        "sub" => "subscript",
        "sup" => "superscript",
        "svg" => "image",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => "rowgroup",
        "td" => cell(element, "cell"),
        "textarea" => "textbox",
        "th" if element.get_attribute("scope").as_deref() == Some("row") => "rowheader",
        "th" => cell(element, "columnheader"),
        "time" => "time",
        "tr" => "row",
        _ => "generic",
    }
}

fn input(element: &Element) -> &'static str {
    let kind = element.get_attribute("type").unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => "checkbox",
        "number" => "spinbutton",
        "radio" => "radio",
        "range" => "slider",
        // A field with suggestions opens a list.
        "" | "email" | "search" | "tel" | "text" | "url" if element.has_attribute("list") => {
            "combobox"
        }
        "search" => "searchbox",
        "color" | "date" | "datetime-local" | "file" | "hidden" | "month" | "time" | "week" => {
            "generic"
        }
        _ => "textbox",
    }
}

fn cell(element: &Element, role: &'static str) -> &'static str {
    let is_grid = is_inside(element, "table[role=grid], table[role=treegrid]");
    if is_grid && role == "cell" { "gridcell" } else { role }
}

fn rows(element: &Element) -> u32 {
    element.get_attribute("size").and_then(|size| size.parse().ok()).unwrap_or(1)
}

/// Whether a header or footer is that of the page, not of a part of it.
fn is_of_the_page(element: &Element) -> bool {
    !is_inside(element, "article, aside, main, nav, section")
}

fn is_inside(element: &Element, selector: &str) -> bool {
    let parent = element.parent_element();
    parent.and_then(|parent| parent.closest(selector).ok().flatten()).is_some()
}

fn is_named(element: &Element) -> bool {
    !accessible_name::by_author(element).is_empty()
}
