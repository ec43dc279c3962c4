//! The company's time zone as its changes of offset, from the database in this program.

use std::ops::Range;

use jiff::{
    Timestamp,
    civil::date,
    tz::{TimeZone, TimeZoneDatabase},
};
use unstuck_model::hours::Zone;

use crate::{fields::shown, nearest::nearest, report::Faults};

/// The rules of the zone `name` for 2020 to 2060. The system's database is not asked: the same
/// content must give the same pack on every machine.
pub(crate) fn read(name: &str, span: &Range<usize>, faults: &mut Faults) -> Option<Zone> {
    let database = TimeZoneDatabase::bundled();
    let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
    let known = names.iter().find(|known| known.as_str() == name);
    let zone = known.and_then(|name| database.get(name).ok());
    let Some(zone) = zone else {
        let help = match near(name, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write its name in the IANA database, such as `America/New_York`".to_owned(),
        };
        faults
            .error(
                "bad-time-zone",
                span.clone(),
                format!("there is no time zone `{}`", shown(name)),
            )
            .help(help);
        return None;
    };
    changes(name, &zone)
}

/// The zone whose name or whose city is close to what is written.
fn near<'a>(written: &str, names: &'a [String]) -> Option<&'a str> {
    let close = nearest(written, names.iter().map(String::as_str));
    close.or_else(|| {
        let city = written.rsplit('/').next()?.trim().replace(' ', "_").to_lowercase();
        names
            .iter()
            .map(String::as_str)
            .find(|name| name.rsplit('/').next().is_some_and(|last| last.to_lowercase() == city))
    })
}

fn changes(name: &str, zone: &TimeZone) -> Option<Zone> {
    let midnight = |year| date(year, 1, 1).to_zoned(TimeZone::UTC).ok().map(|it| it.timestamp());
    let (from, to): (Timestamp, Timestamp) = (midnight(2020)?, midnight(2061)?);
    let before = zone.to_offset(from).seconds();
    let mut changes = Vec::new();
    let mut last = before;
    for change in zone.following(from) {
        if change.timestamp() >= to {
            break;
        }
        let offset = change.offset().seconds();
        if offset != last {
            changes.push((change.timestamp().as_second(), offset));
            last = offset;
        }
    }
    Some(Zone { name: name.to_owned(), before, changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_those_of_the_database() {
        let zone = |name: &str| read(name, &(0..0), &mut Faults::of(0)).unwrap();
        let new_york = zone("America/New_York");
        assert_eq!(new_york.before, -5 * 3600);
        // 2020-03-08 07:00 UTC, the first change after the beginning of 2020.
        assert_eq!(new_york.changes.first(), Some(&(1_583_650_800, -4 * 3600)));
        assert_eq!(new_york.changes.len(), 82);
        assert_eq!(zone("Asia/Kolkata").before, 19_800);
        assert!(zone("Asia/Kolkata").changes.is_empty());
    }

    #[test]
    fn a_wrong_name_leads_to_the_right_one() {
        let names: Vec<String> =
            TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
        assert_eq!(near("America/NewYork", &names), Some("America/New_York"));
        assert_eq!(near("Los Angeles", &names), Some("America/Los_Angeles"));
        assert_eq!(near("the moon", &names), None);
    }
}
