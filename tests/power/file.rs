//! One file: what programs see, and what the platter holds.

use fastrand::Rng;

/// What a disk writes whole, if it writes it at all.
const SECTOR: usize = 512;

/// What was done since the last sync, in order.
#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => put(to, *at, bytes),
            Self::Length(length) => to.resize(*length, 0),
        }
    }

    /// Does as much of it as chance lets through.
    fn apply_in_part(&self, to: &mut Vec<u8>, rng: &mut Rng) {
        match self {
            Self::Length(length) => {
                if rng.bool() {
                    to.resize(*length, 0);
                }
            }
            Self::Write { at, bytes } => {
                let mut at = *at;
                let mut rest = bytes.as_slice();
                while !rest.is_empty() {
                    let (sector, after) = rest.split_at(rest.len().min(SECTOR - at % SECTOR));
                    match rng.u8(..4) {
                        0 | 1 => {}
                        2 => put(to, at, sector),
                        _ => put(to, at, sector.get(..rng.usize(..sector.len())).unwrap_or(sector)),
                    }
                    at += sector.len();
                    rest = after;
                }
            }
        }
    }
}

/// Writes bytes, with zeros in the gap if they begin behind the end.
fn put(to: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    if let Some(place) = to.get_mut(at..end) {
        place.copy_from_slice(bytes);
    }
}

#[derive(Debug, Default)]
pub struct File {
    seen: Vec<u8>,
    kept: Vec<u8>,
    pending: Vec<Change>,
    /// Whether its name is on the platter too, which takes a sync of a new file.
    named: bool,
}

impl File {
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Fills a buffer and tells how much of it the file had.
    pub fn read(&self, buffer: &mut [u8], at: usize) -> usize {
        let rest = self.seen.get(at..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        length
    }

    pub fn write(&mut self, bytes: &[u8], at: usize) {
        self.change(Change::Write { at, bytes: bytes.to_vec() });
    }

    pub fn truncate(&mut self, length: usize) {
        self.change(Change::Length(length));
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.seen);
        self.pending.push(change);
    }

    /// All that was written is on the platter when this returns; says whether the name is still to
    /// be written.
    pub fn sync(&mut self) -> bool {
        for change in self.pending.drain(..) {
            change.apply(&mut self.kept);
        }
        !self.named
    }

    /// The folder with its name was synced.
    pub fn name(&mut self) {
        self.named = true;
    }

    /// What is there when the power is back, if anything is. Every third cut loses all that was
    /// not synced; the others let some of it through.
    pub fn after_a_cut(mut self, rng: &mut Rng) -> Option<Self> {
        let all = rng.u8(..3) == 0;
        if !self.named && (all || rng.bool()) {
            return None;
        }
        if !all {
            for change in &self.pending {
                change.apply_in_part(&mut self.kept, rng);
            }
        }
        Some(Self { seen: self.kept.clone(), kept: self.kept, pending: Vec::new(), named: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What may be in the file after a cut, over many seeds.
    fn outcomes(make: impl Fn(&mut File)) -> Vec<Option<Vec<u8>>> {
        let mut seen: Vec<_> = (0..200)
            .map(|seed| {
                let mut file = File::default();
                make(&mut file);
                Some(file.after_a_cut(&mut Rng::with_seed(seed))?.seen)
            })
            .collect();
        seen.sort();
        seen.dedup();
        seen
    }

    #[test]
    fn what_was_synced_stays() {
        let synced = |file: &mut File| {
            file.write(b"abc", 0);
            assert!(file.sync());
            file.name();
        };
        assert_eq!(outcomes(synced), [Some(b"abc".to_vec())]);
    }

    #[test]
    fn what_was_not_synced_may_go_stay_or_tear() {
        let written = |file: &mut File| {
            file.write(b"ab", 0);
            assert!(file.sync());
            file.name();
            file.write(b"xy", 0);
        };
        assert_eq!(outcomes(written), [b"ab", b"xb", b"xy"].map(|bytes| Some(bytes.to_vec())));
        let shortened = |file: &mut File| {
            file.write(b"ab", 0);
            assert!(file.sync());
            file.name();
            file.truncate(1);
        };
        assert_eq!(outcomes(shortened), [Some(b"a".to_vec()), Some(b"ab".to_vec())]);
        assert!(outcomes(|file| file.write(b"a", 0)).contains(&None));
    }
}
