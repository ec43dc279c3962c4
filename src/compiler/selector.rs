//! Whether a CSS selector can be read.
//!
//! Only what no browser reads is a fault: a wrong alarm is worse than a slip that is not seen. What
//! stands between the round brackets of `:is()` and its like is left to the browser, and so are
//! names of elements, attributes and classes.

use std::{iter::Peekable, str::Chars};

/// Says what is wrong with a selector.
pub(crate) fn check(selector: &str) -> Result<(), String> {
    let mut walk = Walk { rest: selector.chars().peekable() };
    loop {
        walk.complex()?;
        match walk.rest.next() {
            None => return Ok(()),
            Some(',') => {}
            Some(other) => return Err(unexpected(other)),
        }
    }
}

/// Pseudo-classes of a well-known library, which no browser has.
const FOREIGN: [&str; 15] = [
    "contains", "eq", "even", "first", "gt", "has-text", "header", "hidden", "last", "lt", "nth",
    "odd", "parent", "text", "visible",
];

struct Walk<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Walk<'_> {
    /// Simple selectors and what stands between them, up to a comma or the end.
    fn complex(&mut self) -> Result<(), String> {
        self.space()?;
        let mut is_open = true;
        loop {
            let found = self.compound()?;
            let spaced = self.space()?;
            match self.rest.peek() {
                None | Some(',') if found => return Ok(()),
                None | Some(',') if is_open => {
                    return Err("there is nothing on one side of a comma, or at all".to_owned());
                }
                None | Some(',') => return Err("nothing follows its last sign".to_owned()),
                Some(sign @ ('>' | '+' | '~')) => {
                    if !found {
                        return Err(format!("nothing stands before `{sign}`"));
                    }
                    self.rest.next();
                    self.space()?;
                    is_open = false;
                }
                Some(_) if found && spaced => is_open = false,
                Some(other) => return Err(unexpected(*other)),
            }
        }
    }

    /// Simple selectors without space between them; whether there was any.
    fn compound(&mut self) -> Result<bool, String> {
        let mut found = false;
        while let Some(c) = self.rest.peek().copied() {
            match c {
                '*' | '&' => {
                    self.rest.next();
                }
                '|' => {
                    self.rest.next();
                    if !matches!(self.rest.peek(), Some(c) if *c == '*' || starts_name(*c)) {
                        return Err(unexpected('|'));
                    }
                }
                '#' | '.' => {
                    self.rest.next();
                    self.name(&format!("`{c}`"))?;
                }
                '[' => {
                    self.rest.next();
                    self.attribute()?;
                }
                ':' => {
                    self.rest.next();
                    self.pseudo()?;
                }
                c if starts_name(c) && !found => {
                    self.name("it")?;
                }
                // Behind `|` stands the name of an element.
                c if starts_name(c) => {
                    self.name("`|`")?;
                }
                _ => return Ok(found),
            }
            found = true;
        }
        Ok(found)
    }

    fn name(&mut self, before: &str) -> Result<String, String> {
        let mut name = String::new();
        while let Some(c) = self.rest.peek().copied() {
            if c == '\\' {
                self.rest.next();
                match self.rest.next() {
                    None | Some('\n') => return Err("nothing follows the backslash".to_owned()),
                    Some(escaped) => name.push(escaped),
                }
                // One space ends the number of a character and belongs to it.
                if name.ends_with(|c: char| c.is_ascii_hexdigit()) {
                    self.hex_escape();
                }
            } else if is_in_name(c) {
                if c.is_ascii_digit() && (name.is_empty() || name == "-") {
                    return Err(format!(
                        "the name after {before} begins with the digit `{c}`; select it as \
                         `[id=\"...\"]` or `[class~=\"...\"]`"
                    ));
                }
                name.push(c);
                self.rest.next();
            } else {
                break;
            }
        }
        if name.is_empty() || name == "-" {
            return Err(format!("no name follows {before}"));
        }
        Ok(name)
    }

    fn hex_escape(&mut self) {
        let mut left = 5;
        while left > 0 && self.rest.next_if(char::is_ascii_hexdigit).is_some() {
            left -= 1;
        }
        self.rest.next_if(|c| c.is_ascii_whitespace());
    }

    /// What follows a `[`.
    fn attribute(&mut self) -> Result<(), String> {
        self.space()?;
        if self.rest.next_if_eq(&'*').is_none() && self.rest.peek() != Some(&'|') {
            self.name("`[`")?;
        }
        let mut ahead = self.rest.clone();
        if ahead.next() == Some('|') && ahead.next() != Some('=') {
            self.rest.next();
            self.name("`|`")?;
        }
        self.space()?;
        if self.rest.next_if_eq(&']').is_some() {
            return Ok(());
        }
        if let Some(sign) = self.rest.next_if(|c| "~|^$*".contains(*c))
            && self.rest.peek() != Some(&'=')
        {
            return Err(format!("`{sign}` in square brackets is followed by no `=`"));
        }
        match self.rest.next() {
            Some('=') => {}
            Some(other) => return Err(unexpected(other)),
            None => return Err(unclosed('[')),
        }
        self.space()?;
        match self.rest.peek().copied() {
            Some(quote @ ('"' | '\'')) => {
                self.rest.next();
                self.text(quote)?;
            }
            Some(c) if c.is_ascii_digit() => {
                return Err("a value that begins with a digit needs quotes".to_owned());
            }
            Some(c) if starts_name(c) => {
                self.name("`=`")?;
            }
            Some(other) => return Err(unexpected(other)),
            None => return Err(unclosed('[')),
        }
        self.space()?;
        // Whether capitals count: `i` or `s`.
        if self.rest.next_if(char::is_ascii_alphabetic).is_some() {
            self.space()?;
        }
        match self.rest.next() {
            Some(']') => Ok(()),
            Some(other) => Err(unexpected(other)),
            None => Err(unclosed('[')),
        }
    }

    /// What follows a `:`.
    fn pseudo(&mut self) -> Result<(), String> {
        self.rest.next_if_eq(&':');
        let name = self.name("`:`")?;
        if FOREIGN.contains(&name.as_str()) {
            return Err(format!(
                "no browser knows `:{name}`; to find an element by its words, write \
                 `{{ text = \"...\" }}`"
            ));
        }
        if self.rest.next_if_eq(&'(').is_some() { self.brackets(')') } else { Ok(()) }
    }

    /// Anything up to the bracket that closes, with all brackets and quotes in pairs.
    fn brackets(&mut self, close: char) -> Result<(), String> {
        let mut open = vec![close];
        while let Some(c) = self.rest.next() {
            match c {
                '"' | '\'' => self.text(c)?,
                '\\' => {
                    self.rest.next();
                }
                '(' => open.push(')'),
                '[' => open.push(']'),
                ')' | ']' if open.last() == Some(&c) => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                ')' | ']' => return Err(unexpected(c)),
                _ => {}
            }
        }
        Err(unclosed(if open.last() == Some(&']') { '[' } else { '(' }))
    }

    /// The rest of a text in quotes.
    fn text(&mut self, quote: char) -> Result<(), String> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => {
                    self.rest.next();
                }
                '\n' => break,
                c if c == quote => return Ok(()),
                _ => {}
            }
        }
        Err(format!("the quote {quote} is not closed"))
    }

    /// Passes over space and comments; whether there was any.
    fn space(&mut self) -> Result<bool, String> {
        let mut found = false;
        loop {
            if self.rest.next_if(|c| c.is_ascii_whitespace()).is_some() {
                found = true;
                continue;
            }
            let mut ahead = self.rest.clone();
            if ahead.next() != Some('/') || ahead.next() != Some('*') {
                return Ok(found);
            }
            let mut last = ' ';
            loop {
                match ahead.next() {
                    Some('/') if last == '*' => break,
                    Some(c) => last = c,
                    None => return Err("a comment is not closed".to_owned()),
                }
            }
            // Browsers read a comment as nothing, where we are content with space.
            found = true;
            self.rest = ahead;
        }
    }
}

fn starts_name(c: char) -> bool {
    c == '\\' || (is_in_name(c) && !c.is_ascii_digit())
}

fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

fn unexpected(c: char) -> String {
    format!("`{c}` cannot stand where it does")
}

fn unclosed(bracket: char) -> String {
    format!("the bracket `{bracket}` is not closed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_that_browsers_read_pass() {
        for good in [
            "#pay",
            "button",
            "*",
            "a.b#c[d]:hover",
            "form > div.row ~ a + b c",
            " a , b ",
            "[data-x=\"a ] b\"]",
            "[lang|=en]",
            "[a~=b i]",
            "[a*='x'  s ]",
            "[ data-qa = 'pay' ]",
            "[*|href]",
            "[|href]",
            "svg|a",
            "*|*",
            "|a",
            ":not(.a, #b[c=\")\"])",
            "li:nth-child(2n + 1 of .x)",
            "input:is([type=text], [type='tel'])::placeholder",
            ":has(> img)",
            ":is()",
            "div:first-child:last-of-type",
            ".\\31 st",
            "#\\31 23.a",
            "#a\\:b\\.c",
            ".w-1\\/2.md\\:flex",
            "--x",
            ".-a",
            "._a",
            "#é日本",
            "my-element::part(label)",
            "a/* note */.b",
            "a /* > */ > b",
            "& > a",
            "dialog:modal:open",
            "x-y:state(on)",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn slips_are_told() {
        let check = |selector: &str, expect: &str| {
            let told = check(selector).unwrap_err();
            assert!(told.contains(expect), "{selector}: {told}");
        };
        check("", "nothing");
        check("a,", "one side of a comma");
        check(", a", "one side of a comma");
        check("> a", "before `>`");
        check("a >", "nothing follows");
        check("a > > b", "before `>`");
        check("#1a", "digit `1`");
        check(".", "no name follows `.`");
        check("a..b", "no name follows `.`");
        check("a:", "no name follows `:`");
        check("[a", "`[` is not closed");
        check("[a=\"b]", "quote \" is not closed");
        check("[a=1]", "needs quotes");
        check("[a^b]", "followed by no `=`");
        check("a]", "`]` cannot stand");
        check("a)", "`)` cannot stand");
        check(":not(.a", "`(` is not closed");
        check("a:contains('Pay')", "no browser knows `:contains`");
        check("a{b}", "`{` cannot stand");
        check("//div[@id='a']", "`/` cannot stand");
        check("a /* b", "comment is not closed");
        check("$x", "`$` cannot stand");
        check("a!", "`!` cannot stand");
        check("\\", "nothing follows the backslash");
    }
}
