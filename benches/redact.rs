//! How long it takes to find private data in 10,000 characters.

use std::time::Instant;

use unstuck_model::redact::redact;
use unstuck_tests::Outcome;

const LENGTH: usize = 10_000;
const ROUNDS: usize = 50;

/// Texts of several kinds, and beside each how long it takes to put the same text in lower case, for
/// the speed of the machine.
pub fn bench() -> Outcome {
    println!("redaction of {LENGTH} characters, median and slowest of {ROUNDS}:");
    println!("{:24}{:>10}{:>10}{:>12}", "text", "ms", "slowest", "lower case");
    for (name, piece) in [
        ("prose", "I moved last week and the bill still goes to the old house, can you help? "),
        ("private data", "card 4111 1111 1111 1111, mail robin@shop.example, +1 212 555 0143; "),
        ("passwords", "my password is hunter2 and the pin: 4821, token=ab12cd34ef56; "),
        ("digits apart", "1 "),
        ("digits", "4"),
        ("dashes", "12-34-56-"),
        ("cue words", "password code pin "),
        ("addresses", "https://shop.example/cart?token=abc&id=4#x "),
        ("a word without end", "a"),
        ("Chinese cue words", "密码"),
    ] {
        let text: String = piece.chars().cycle().take(LENGTH).collect();
        let [median, slowest] = times(|| redact(&text).text.len());
        let [lower, _] = times(|| text.to_lowercase().len());
        println!("{name:24}{median:>10.2}{slowest:>10.2}{lower:>12.3}");
    }
    Ok(())
}

/// The median and the slowest time of some work, in milliseconds.
fn times(work: impl Fn() -> usize) -> [f64; 2] {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(work());
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [times.get(ROUNDS / 2), times.last()].map(|time| time.copied().unwrap_or_default())
}
