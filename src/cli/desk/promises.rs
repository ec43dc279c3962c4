//! Within how many minutes customers are promised a first answer.

use unstuck_model::{channel::Kind, estimates::CALLBACK};

/// The promise of a channel, from its name and minutes.
pub fn promise(name: &str, minutes: u32) -> Result<(String, u32), String> {
    if name != CALLBACK && Kind::named(name).is_none() {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let known = known.join(", ");
        return Err(format!("there is no channel `{name}`; name {CALLBACK} or one of {known}"));
    }
    if minutes == 0 {
        return Err(format!("nobody is answered at once; write {name}=1 or more minutes"));
    }
    Ok((name.to_owned(), minutes))
}

/// The promise of an option, such as `callback=60`.
pub fn option(text: &str) -> Result<(String, u32), String> {
    let (name, minutes) =
        text.split_once('=').ok_or("write a channel and minutes, as callback=60")?;
    let minutes = minutes
        .parse()
        .map_err(|_| format!("`{minutes}` is not a number of minutes; write callback=60"))?;
    promise(name, minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_of_a_channel_that_there_is() {
        assert_eq!(option("callback=60"), Ok(("callback".to_owned(), 60)));
        assert_eq!(option("whatsapp=1"), Ok(("whatsapp".to_owned(), 1)));
        let check = |text: &str, says: &str| {
            let error = option(text).unwrap_err();
            assert!(error.contains(says), "{error}");
        };
        check("calback=60", "there is no channel `calback`; name callback or one of x, ");
        check("callback=0", "write callback=1 or more");
        check("callback=-5", "`-5` is not a number of minutes");
        check("callback", "write a channel and minutes");
    }
}
