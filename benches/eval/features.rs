//! What each part of the ranking earns: the same questions, asked without it.

use unstuck_search::Feature;
use unstuck_tests::Outcome;

use super::{asked, native};
use crate::{
    measures::Measures,
    sets::{Query, Set},
    site::{SetSite, open},
};

/// Prints the hits with everything, and what is lost without each part.
pub fn print(set: &Set, kind: &str, queries: &[Query], site: &SetSite) -> Outcome {
    let whole = measures(queries, site, None)?;
    let Measures { hit1, hit3, mrr, .. } = whole;
    println!("{} ({kind}): hit@1 {hit1:.4}, hit@3 {hit3:.4}, mean reciprocal {mrr:.4}", set.name);
    for (feature, name) in Feature::ALL {
        let less = measures(queries, site, Some(feature))?;
        let (first, three, place) = (hit1 - less.hit1, hit3 - less.hit3, mrr - less.mrr);
        println!("  {name:<12} earns {first:+.4} {three:+.4} {place:+.4}");
    }
    Ok(())
}

fn measures(queries: &[Query], site: &SetSite, without: Option<Feature>) -> Outcome<Measures> {
    let mut engine = open(site.site.folder())?;
    if let Some(feature) = without {
        engine.leave_out(feature);
    }
    Ok(Measures::of(&asked(queries, &native::answers(&engine, queries)?)))
}
