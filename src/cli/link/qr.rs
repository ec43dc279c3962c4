//! QR codes and how a terminal draws them.

use fast_qr::{ECL, QRBuilder};

use crate::failure::Failure;

/// The light margin that readers need on each side, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// Black on white, and back, in the fixed part of the 256 colours, which no theme changes.
const COLOURS: &str = "\x1b[38;5;16;48;5;231m";
const PLAIN: &str = "\x1b[0m";

/// A QR code, row by row from the top; `true` is a dark module.
pub struct QrCode(Vec<Vec<bool>>);

impl QrCode {
    /// The code of a text, with 15 % of it to spare for scratches and glare.
    pub fn of(text: &str) -> Result<Self, Failure> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| {
            Failure::new("the link is too long for a QR code").help("name a page nearer the root")
        })?;
        let modules = code.data.chunks(code.size.max(1)).take(code.size);
        Ok(Self(modules.map(|row| row.iter().map(|module| module.value()).collect()).collect()))
    }

    /// The rows without a margin, `1` for a dark module and `0` for a light one.
    pub fn rows(&self) -> Vec<String> {
        let digit = |dark: &bool| if *dark { '1' } else { '0' };
        self.0.iter().map(|row| row.iter().map(digit).collect()).collect()
    }

    /// The code for a terminal, in colours of its own: dark on light on every ground.
    pub fn in_colours(&self) -> String {
        let lines = self.lines(|dark| dark);
        lines.iter().map(|line| format!("{COLOURS}{line}{PLAIN}\n")).collect()
    }

    /// The code as characters alone. The light modules are drawn, so that on a dark ground it is
    /// dark on light.
    pub fn in_blocks(&self) -> String {
        self.lines(|dark| !dark).iter().map(|line| format!("{line}\n")).collect()
    }

    /// Two rows of modules in a line of half blocks; `drawn` says whether a module has ink.
    fn lines(&self, drawn: impl Fn(bool) -> bool) -> Vec<String> {
        let size = self.0.len();
        let whole = size + 2 * QUIET;
        let ink = |x: usize, y: usize| {
            let row = y.checked_sub(QUIET).and_then(|y| self.0.get(y));
            let module = row.zip(x.checked_sub(QUIET)).and_then(|(row, x)| row.get(x));
            drawn(module.copied().unwrap_or(false))
        };
        let half = |x: usize, y: usize| match (ink(x, y), ink(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        (0..whole).step_by(2).map(|y| (0..whole).map(|x| half(x, y)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://shop.example/#unstuck=late-fee/pay";

    /// What a reader sees in lines of half blocks.
    fn modules(lines: &[&str], dark_is_ink: bool) -> Vec<Vec<bool>> {
        let row = |line: &&str, ink: [char; 2]| {
            line.chars().map(|c| ink.contains(&c) == dark_is_ink).collect()
        };
        lines.iter().flat_map(|line| [row(line, ['█', '▀']), row(line, ['█', '▄'])]).collect()
    }

    fn read(modules: &[Vec<bool>]) -> String {
        const SCALE: usize = 4;
        let (width, height) = (modules[0].len(), modules.len());
        let mut picture =
            rqrr::PreparedImage::prepare_from_greyscale(width * SCALE, height * SCALE, |x, y| {
                if modules[y / SCALE][x / SCALE] { 0 } else { 255 }
            });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn both_drawings_can_be_read() {
        let code = QrCode::of(LINK).unwrap();
        let blocks = code.in_blocks();
        let lines: Vec<&str> = blocks.lines().collect();
        assert_eq!(read(&modules(&lines, false)), LINK);

        let coloured = code.in_colours();
        let lines: Vec<&str> = coloured
            .lines()
            .map(|line| line.strip_prefix(COLOURS).unwrap().strip_suffix(PLAIN).unwrap())
            .collect();
        let seen = modules(&lines, true);
        assert_eq!(read(&seen), LINK);
        let (size, quiet) = (code.rows().len(), |row: &Vec<bool>| row.iter().all(|dark| !dark));
        assert_eq!(size % 4, 1);
        assert!(seen[..QUIET].iter().all(quiet) && seen[size + QUIET..].iter().all(quiet));
        assert!(seen.iter().all(|row| !row[..QUIET].contains(&true)));
        assert!(seen.iter().all(|row| !row[size + QUIET..].contains(&true)));
    }

    #[test]
    fn a_link_that_no_code_can_hold_is_refused() {
        assert!(QrCode::of(&"x".repeat(5_000)).is_err());
    }
}
