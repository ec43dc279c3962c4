//! The numbers of payment cards.

/// Whether digits are the number of a payment card: 13 to 19 of them, issued by a network of cards
/// (the first digit), with the check digit of Luhn (ISO/IEC 7812-1).
pub(crate) fn is_card(digits: &[u8]) -> bool {
    (13..=19).contains(&digits.len()) && is_issued(digits) && luhn(digits) && !is_one_digit(digits)
}

/// Networks of cards have 2 to 6; JCB had 1800 too, and Discover lends 81 to UnionPay.
fn is_issued(digits: &[u8]) -> bool {
    matches!(digits, [2..=6, ..] | [1, 8, 0, 0, ..] | [8, 1, ..])
}

fn is_one_digit(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair.first() == pair.last())
}

/// Whether the sum of Luhn ends in zero.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| match index % 2 {
            0 => u32::from(*digit),
            _ => u32::from(*digit) * 2 - if *digit > 4 { 9 } else { 0 },
        })
        .sum();
    sum.is_multiple_of(10)
}
