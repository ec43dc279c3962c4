//! Numbers of police, ambulance, fire brigade and other urgent services.

/// Whether digits reach an urgent service: a short number that does so anywhere, since a customer
/// may be abroad, or a longer one of the number's country.
pub(crate) fn is_emergency(digits: &str, country: &str) -> bool {
    let is_in = |list: &str| list.split(' ').any(|known| known == digits);
    is_in(ANYWHERE) || LONG.iter().any(|(of, list)| *of == country && is_in(list))
}

/// The numbers of up to three digits, after libphonenumber's metadata of short numbers and the ITU's
/// list of emergency numbers (E.129).
const ANYWHERE: &str = "000 001 002 003 01 011 019 02 022 03 033 050 060 065 066 068 080 085 088 \
    100 101 102 103 104 105 106 107 108 110 111 112 113 114 115 116 117 118 119 120 122 123 124 \
    125 127 128 129 13 130 131 132 133 14 140 144 15 150 151 152 153 154 155 156 157 158 159 16 \
    160 166 17 170 171 172 175 177 18 180 188 19 190 191 192 193 194 195 197 198 199 211 311 333 \
    355 511 555 666 819 888 90 901 902 903 91 911 912 913 917 919 92 922 93 933 939 94 955 977 \
    988 990 991 992 993 994 995 996 997 998 999";

/// Longer ones, by country: elsewhere a customer may have such a number.
const LONG: [(&str, &str); 10] = [
    ("CF", "1220"),
    ("ER", "124422 127799 201606 201917 202099 202914"),
    ("FM", "320221"),
    ("IN", "1298 2611"),
    ("NA", "10111"),
    ("NE", "723141"),
    ("OM", "1444 9999"),
    ("PK", "1122"),
    ("SE", "90000"),
    ("ZA", "10111 10177"),
];
