//! A table as a page draws it and as spreadsheets read it.

use crate::inert::inert_line;

/// A table: the names of its columns and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(i64),
    /// There is nothing to tell, which is not zero.
    Nothing,
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Sheet {
    /// The table as comma-separated values (RFC 4180). It begins with a byte order mark, without which
    /// spreadsheets that open a file by a double click read UTF-8 as the system's old code page.
    pub fn written(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(field))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(number) => number.to_string(),
        Cell::Nothing => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula: on one line, and with an apostrophe before the signs
/// that formulas begin with. The apostrophe says that what follows is a text.
fn harmless(text: &str) -> String {
    let text = inert_line(text);
    // The wide forms are what a keyboard for Chinese or Japanese gives.
    if text.starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d13_a_text_is_no_formula() {
        let check = |text: &str, expect: &str| assert_eq!(harmless(text), expect, "{text:?}");
        check("Do you ship to Malta?", "Do you ship to Malta?");
        check("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
        check("+1+1", "'+1+1");
        check("-2+3", "'-2+3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1+1", "'=1+1");
        check("\r=1+1", "'=1+1");
        check("\u{1b}=1+1", "'=1+1");
        check("\u{202e}=1+1", "'=1+1");
        check("one\n=two", "one =two");
        check("＝1+1", "'＝1+1");
        check("5-3", "5-3");
    }

    #[test]
    fn a_table_is_written_as_spreadsheets_read_it() {
        let sheet = Sheet {
            columns: vec!["Question", "Times"],
            rows: vec![
                vec!["¿Envían a \"Malta\", o no?".into(), 3.into()],
                vec!["=1+1".into(), None.into()],
            ],
        };
        let text = String::from_utf8(sheet.written().unwrap()).unwrap();
        let expect = "\u{feff}Question,Times\r\n\
                      \"¿Envían a \"\"Malta\"\", o no?\",3\r\n'=1+1,\r\n";
        assert_eq!(text, expect);
    }
}
