//! `synonyms.toml`: words that customers use for one another.

use crate::{
    fields::{self, Fields},
    report::Faults,
    source::Source,
    toml_tree,
};

/// Reads the groups of words that mean the same.
pub(crate) fn read(source: &Source, faults: &mut Faults) -> Vec<Vec<String>> {
    if !source.readable {
        return Vec::new();
    }
    let start = source.start();
    let Some(node) = toml_tree::parse(source.from(start), start, faults) else {
        return Vec::new();
    };
    let Some(fields) = Fields::of(&node, "synonyms.toml", &["groups"], faults) else {
        return Vec::new();
    };
    let mut groups = Vec::new();
    for item in fields.items("groups", faults) {
        let Some(words) = fields::items(item, "groups", faults) else { continue };
        if words.len() < 2 {
            faults
                .error("bad-synonyms", item.span.clone(), "a group needs two words or more")
                .help("write the words that mean the same together: `[\"bill\", \"invoice\"]`");
        }
        let words = words.iter().filter_map(|word| fields::text(word, "groups", faults));
        groups.push(words.map(str::to_owned).collect());
    }
    groups
}
