/// The words that a written word stands for: `can't` is `can` and `not`, `l'abonnement` is `l` and
/// `abonnement`. The word is in lower case.
pub fn expand(primary: &str, word: &str) -> Vec<String> {
    let word = word.replace(['\u{2019}', '\u{2bc}'], "'");
    match primary {
        "en" => english(&word),
        "fr" | "it" => {
            word.split('\'').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        _ => vec![word],
    }
}

fn english(word: &str) -> Vec<String> {
    if let Some(base) = negated(word) {
        return vec![base.to_owned(), "not".to_owned()];
    }
    let bare = match word {
        "im" => "i",
        "ive" => "i",
        "whats" => "what",
        "wheres" => "where",
        "hows" => "how",
        "thats" => "that",
        "theres" => "there",
        "cannot" => return vec!["can".to_owned(), "not".to_owned()],
        "pls" | "plz" => "please",
        "u" => "you",
        other => match other.split_once('\'') {
            Some((base, "s" | "m" | "re" | "ve" | "ll" | "d")) => base,
            Some(_) | None => other,
        },
    };
    vec![bare.to_owned()]
}

fn negated(word: &str) -> Option<&str> {
    if let Some(base) = word.strip_suffix("n't") {
        return Some(match base {
            "ca" => "can",
            "wo" => "will",
            other => other,
        });
    }
    Some(match word {
        "cant" => "can",
        "wont" => "will",
        "dont" => "do",
        "didnt" => "did",
        "doesnt" => "does",
        "isnt" => "is",
        "wasnt" => "was",
        "arent" => "are",
        "werent" => "were",
        "couldnt" => "could",
        "wouldnt" => "would",
        "shouldnt" => "should",
        "havent" => "have",
        "hasnt" => "has",
        "hadnt" => "had",
        _ => return None,
    })
}
