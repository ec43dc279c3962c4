//! Smaller stylesheets.

/// A stylesheet without its comments and without the white space that means nothing. Texts in
/// quotation marks stay as they are.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut chars = source.chars().peekable();
    let mut quote = None;
    let mut space = false;
    while let Some(letter) = chars.next() {
        if let Some(mark) = quote {
            out.push(letter);
            if letter == '\\' {
                out.extend(chars.next());
            } else if letter == mark {
                quote = None;
            }
        } else if letter == '/' && chars.peek() == Some(&'*') {
            skip_comment(&mut chars);
            space = true;
        } else if letter.is_whitespace() {
            space = true;
        } else {
            push(&mut out, letter, std::mem::take(&mut space));
            if matches!(letter, '"' | '\'') {
                quote = Some(letter);
            }
        }
    }
    out
}

fn skip_comment(chars: &mut impl Iterator<Item = char>) {
    let mut before = ' ';
    chars.next();
    for letter in chars {
        if before == '*' && letter == '/' {
            return;
        }
        before = letter;
    }
}

/// Adds a letter, with one space before it where a space may mean something: `a :hover` and
/// `1px + 2px` keep theirs, a declaration's colon loses the one after it.
fn push(out: &mut String, letter: char, space: bool) {
    let after_mark =
        matches!(out.chars().next_back(), None | Some('{' | '}' | ';' | ',' | ':' | '>'));
    let before_mark = matches!(letter, '{' | '}' | ';' | ',' | '>' | '!');
    if letter == '}' && out.ends_with(';') {
        out.pop();
    }
    if space && !after_mark && !before_mark {
        out.push(' ');
    }
    out.push(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_lose_only_what_means_nothing() {
        for (source, expect) in [
            ("/* a */ a , b > c {\n  color : red;\n}\n", "a,b>c{color :red}"),
            ("a :hover { width: calc(1px + 2px) }", "a :hover{width:calc(1px + 2px)}"),
            ("a::after { content: \"/* x  y */ ; }\" }", "a::after{content:\"/* x  y */ ; }\"}"),
            (
                "@media (max-width: 480px) { a { all: unset !important; } }",
                "@media (max-width:480px){a{all:unset!important}}",
            ),
            ("a/* b */c{}", "a c{}"),
            ("a{content:\"\\\"  \"}/* never closed", "a{content:\"\\\"  \"}"),
        ] {
            assert_eq!(css(source), expect);
        }
    }
}
