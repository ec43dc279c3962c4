//! Numbers that cost the caller extra: a callback must never be a way to be paid.

/// Whether a national number is one of a premium rate.
pub(crate) fn is_premium(code: u16, national: &str) -> bool {
    // In North America, `976` stands behind any area code.
    (code == 1 && national.get(3..6) == Some("976"))
        || PREFIXES
            .iter()
            .filter(|(country, _)| *country == code)
            .any(|(_, prefixes)| prefixes.split(' ').any(|prefix| national.starts_with(prefix)))
}

/// The beginnings of premium numbers by calling code, after the national numbering plans.
const PREFIXES: [(u16, &str); 62] = [
    (1, "900"),
    (7, "809 803"),
    (20, "900"),
    (27, "862 863 864 865 866 867 868 869"),
    (30, "901 909"),
    (31, "900 906 909"),
    (32, "90 70"),
    (33, "81 82 83 84 87 89"),
    (34, "803 806 807 905 907"),
    (36, "90 91"),
    (39, "144 166 178 89"),
    (40, "900 903 906"),
    (41, "900 901 906"),
    (43, "90 93"),
    (44, "90 91 98 871 872 873"),
    (45, "90"),
    (46, "900 939 944"),
    (47, "820 829"),
    (48, "70"),
    (49, "900 190 137"),
    (51, "805"),
    (52, "900"),
    (54, "60"),
    (55, "900"),
    (56, "700"),
    (57, "19"),
    (58, "900"),
    (60, "16"),
    (61, "190"),
    (62, "809"),
    (64, "900"),
    (65, "1900"),
    (66, "1900"),
    (81, "990"),
    (82, "60"),
    (84, "1900"),
    (86, "16"),
    (90, "900 888 898"),
    (91, "1867 186"),
    (92, "900"),
    (98, "990"),
    (351, "760 761 762 607"),
    (352, "90"),
    (353, "15"),
    (354, "90"),
    (355, "900"),
    (356, "5"),
    (357, "900 909"),
    (358, "600 700"),
    (359, "90"),
    (370, "900"),
    (371, "90"),
    (372, "900 901 902 903 904 905 906 907 908 909"),
    (376, "9"),
    (380, "900"),
    (381, "90 78"),
    (385, "60"),
    (386, "90 89"),
    (420, "90"),
    (421, "900 98"),
    (852, "900"),
    (972, "1900 190 19"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn premium_numbers_are_known() {
        let check = |code: u16, national: &str, expect: bool| {
            assert_eq!(is_premium(code, national), expect, "+{code} {national}");
        };
        check(1, "9005550100", true);
        check(1, "2129765555", true);
        check(1, "2125550100", false);
        check(44, "9012345678", true);
        check(44, "7400123456", false);
        check(49, "9001234567", true);
        check(49, "30123456", false);
    }
}
