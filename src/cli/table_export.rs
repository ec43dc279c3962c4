//! Mends the export of the table that wasm-bindgen keeps JavaScript values in.
//!
//! wasm-opt 108, which Debian 12 has, writes index 0 for every exported table, and table 0 is that
//! of functions. Newer versions write the right index, and their output stays as it is.

/// The name under which wasm-bindgen exports the table.
const NAME: &[u8] = b"__wbindgen_externrefs";
/// The ids of the sections that matter, and the mark of a table among exports.
const TABLES: u8 = 4;
const EXPORTS: u8 = 7;
const TABLE: u8 = 1;
/// The type of a table of JavaScript values.
const EXTERNREF: u8 = 0x6f;

/// The module with the export pointing at the table of JavaScript values. Bytes that are not a
/// module of that kind come back unchanged.
pub fn mend(mut wasm: Vec<u8>) -> Vec<u8> {
    if let Some((place, index)) = find(&wasm)
        && let Some(byte) = wasm.get_mut(place)
    {
        *byte = index;
    }
    wasm
}

/// Where the index stands, and what it has to be.
fn find(wasm: &[u8]) -> Option<(usize, u8)> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    let mut index = None;
    while let Some(section) = reader.byte() {
        let length = reader.number()?;
        let end = reader.at.checked_add(length)?;
        match section {
            TABLES => index = externref_table(&mut reader),
            EXPORTS => return Some((export(&mut reader)?, index?)),
            _ => {}
        }
        reader.at = end;
    }
    None
}

fn externref_table(reader: &mut Reader<'_>) -> Option<u8> {
    let count = reader.number()?;
    for index in 0..count {
        let kind = reader.byte()?;
        let has_maximum = reader.byte()? & 1 == 1;
        reader.number()?;
        if has_maximum {
            reader.number()?;
        }
        if kind == EXTERNREF {
            // An index of one byte, as all compilers write them below 128.
            return u8::try_from(index).ok().filter(|index| *index < 0x80);
        }
    }
    None
}

fn export(reader: &mut Reader<'_>) -> Option<usize> {
    let count = reader.number()?;
    for _ in 0..count {
        let length = reader.number()?;
        let end = reader.at.checked_add(length)?;
        let name = reader.bytes.get(reader.at..end)?;
        reader.at = end;
        let kind = reader.byte()?;
        if kind == TABLE && name == NAME {
            return Some(reader.at);
        }
        reader.number()?;
    }
    None
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a table of functions, a table of values, and the export of one of them.
    fn module(index: u8) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend([TABLES, 8, 2, 0x70, 1, 5, 5, EXTERNREF, 0, 0x10]);
        bytes.extend([EXPORTS, u8::try_from(NAME.len()).unwrap() + 4, 1]);
        bytes.push(u8::try_from(NAME.len()).unwrap());
        bytes.extend(NAME);
        bytes.extend([TABLE, index]);
        bytes
    }

    #[test]
    fn the_export_points_at_the_table_of_values() {
        assert_eq!(mend(module(0)), module(1));
        assert_eq!(mend(module(1)), module(1));
    }

    #[test]
    fn other_bytes_stay() {
        for bytes in
            [&b""[..], b"\0asm", b"<!doctype html>", b"\0asm\x01\0\0\0\x07\xff\xff\xff\xff\xff"]
        {
            assert_eq!(mend(bytes.to_vec()), bytes);
        }
        let whole = module(0);
        for end in 0..whole.len() - 1 {
            assert_eq!(mend(whole[..end].to_vec()), whole[..end]);
        }
    }
}
