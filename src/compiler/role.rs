//! The ARIA roles that an element can have.
//!
//! Source: WAI-ARIA 1.2, section 5.4 without abstract roles, and the working draft of 1.3.

/// Every role that is not of a module with a prefix.
const ROLES: &str = "alert alertdialog application article associationlist associationlistitemkey \
    associationlistitemvalue banner blockquote button caption cell checkbox code columnheader \
    combobox comment complementary contentinfo definition deletion dialog directory document \
    emphasis feed figure form generic grid gridcell group heading image img insertion link list \
    listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox \
    menuitemradio meter navigation none note option paragraph presentation progressbar radio \
    radiogroup region row rowgroup rowheader scrollbar search searchbox sectionfooter \
    sectionheader separator slider spinbutton status strong subscript suggestion superscript \
    switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid \
    treeitem";

/// All roles without a prefix.
pub(crate) fn known() -> impl Iterator<Item = &'static str> + Clone {
    ROLES.split_ascii_whitespace()
}

/// Whether an element can have a role. Those of publishing and of graphics have a prefix, and
/// their modules grow by themselves.
pub(crate) fn is_role(role: &str) -> bool {
    role.starts_with("doc-") || role.starts_with("graphics-") || known().any(|known| known == role)
}

/// What is often called otherwise.
pub(crate) fn meant(name: &str) -> Option<&'static str> {
    let role = match name.to_ascii_lowercase().as_str() {
        "a" | "anchor" => "link",
        "btn" | "submit" => "button",
        "input" | "text" | "textfield" | "textarea" | "field" => "textbox",
        "select" | "dropdown" => "combobox",
        "header" => "banner",
        "footer" => "contentinfo",
        "nav" => "navigation",
        "aside" => "complementary",
        "modal" | "popup" => "dialog",
        "toggle" => "switch",
        "picture" | "icon" => "img",
        "h1" | "h2" | "h3" | "title" => "heading",
        _ => return None,
    };
    Some(role)
}
