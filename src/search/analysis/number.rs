/// A small number's word as digits, so that `two` meets `2`; any other word as it is.
pub fn digits(primary: &str, folded: &str) -> String {
    let words: &[&str] = match primary {
        "en" => &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        "es" => &["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
        "fr" => &["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
        "de" => &["zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn"],
        "pt" => &["dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"],
        "it" => &["due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"],
        "nl" => &["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"],
        "sv" => &["tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio"],
        _ => &[],
    };
    match words.iter().position(|word| *word == folded) {
        Some(index) => (index + 2).to_string(),
        None => folded.to_owned(),
    }
}
