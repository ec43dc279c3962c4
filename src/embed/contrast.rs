//! Readable text on a site's colour.

/// Black or white, whichever stands out more on a colour `#rrggbb`; white if it is not one. By the
/// relative luminance of WCAG 2.2.
pub fn text_on(colour: &str) -> &'static str {
    let Some(luminance) = luminance(colour) else { return "#ffffff" };
    if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 { "#ffffff" } else { "#000000" }
}

fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let number = u32::from_str_radix(hex, 16).ok()?;
    let channel = |shift: u32, weight: f64| {
        let share = f64::from((number >> shift) & 0xff) / 255.0;
        let linear =
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
        weight * linear
    };
    Some(channel(16, 0.2126) + channel(8, 0.7152) + channel(0, 0.0722))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_out() {
        for (colour, expect) in [
            ("#000000", "#ffffff"),
            ("#ffffff", "#000000"),
            ("#0b5fff", "#ffffff"),
            ("#ffd400", "#000000"),
            ("red", "#ffffff"),
        ] {
            assert_eq!(text_on(colour), expect, "{colour}");
        }
    }
}
