//! From byte offsets to lines and columns.

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(after_breaks.map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line and the column of a byte, both from 1; columns count characters, without a byte
    /// order mark.
    pub(crate) fn locate(&self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        let column = before.strip_prefix('\u{feff}').unwrap_or(before).chars().count() + 1;
        (line.try_into().unwrap_or(u32::MAX), column.try_into().unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("\u{feff}aé\r\nb\n");
        assert_eq!(lines.locate(3), (1, 1));
        assert_eq!(lines.locate(6), (1, 3));
        assert_eq!(lines.locate(8), (2, 1));
        assert_eq!(lines.locate(99), (3, 1));
    }
}
