//! A callback as an event of the customer's calendar (iCalendar, RFC 5545).

use crate::{
    calendar::{DAY, date},
    callback::Slot,
    hours::Seconds,
    percent::encode,
};

/// The most bytes of a line, which then goes on in the next one.
const LINE: usize = 75;

/// An event with one moment of its making, its time, and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// What tells the event apart from all others, such as a reference and a host.
    pub id: &'a str,
    /// When it was made.
    pub made: Seconds,
    /// When it is.
    pub slot: Slot,
    /// What it is.
    pub title: &'a str,
    /// What else is good to know.
    pub text: &'a str,
}

impl Event<'_> {
    /// The file, as an address that can be saved without a server.
    pub fn address(&self) -> String {
        format!("data:text/calendar;charset=utf-8,{}", encode(&self.file()))
    }

    /// The file.
    pub fn file(&self) -> String {
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Unstuck//Callback//EN".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", escaped(self.id)),
            format!("DTSTAMP:{}", moment(self.made)),
            format!("DTSTART:{}", moment(self.slot.from)),
            format!("DTEND:{}", moment(self.slot.to)),
            format!("SUMMARY:{}", escaped(self.title)),
            format!("DESCRIPTION:{}", escaped(self.text)),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        let mut file = String::new();
        for line in lines {
            push_folded(&mut file, &line);
        }
        file
    }
}

/// A moment in UTC, such as `20261123T090000Z`.
fn moment(at: Seconds) -> String {
    let (year, month, day) = date(at.div_euclid(DAY));
    let second = at.rem_euclid(DAY);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{:02}Z", second % 60)
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Adds a line in pieces that are short enough, none of which ends within a character.
fn push_folded(file: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event<'a>(title: &'a str, text: &'a str) -> Event<'a> {
        let slot = Slot { from: 1_795_334_400, to: 1_795_338_000 };
        Event { id: "UN-7K3QF2MX@tern", made: 1_795_330_801, slot, title, text }
    }

    #[test]
    fn a_calendar_reads_it() {
        let file = event("Tern calls you", "Your reference is UN-7K3QF2MX.").file();
        assert_eq!(
            file,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Unstuck//Callback//EN\r\nBEGIN:VEVENT\r\n\
             UID:UN-7K3QF2MX@tern\r\nDTSTAMP:20261122T070001Z\r\nDTSTART:20261122T080000Z\r\n\
             DTEND:20261122T090000Z\r\nSUMMARY:Tern calls you\r\n\
             DESCRIPTION:Your reference is UN-7K3QF2MX.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn signs_and_long_lines_stay_what_they_are() {
        let title = "Día; mes, \\ año\r\nBEGIN:VALARM";
        let long = "ñ".repeat(200);
        let file = event(title, &long).file();
        assert!(file.contains("SUMMARY:Día\\; mes\\, \\\\ año\\nBEGIN:VALARM\r\n"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        assert!(file.replace("\r\n ", "").contains(&long));
        assert!(event("a", "b").address().starts_with("data:text/calendar;charset=utf-8,BEGIN%3A"));
    }
}
