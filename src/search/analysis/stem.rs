use frostem::{Algorithm, Stemmer};

use super::{arabic, ending, fold::fold};

/// The stemmer of a language and when it is applied.
pub struct Stems {
    primary: String,
    stemmer: Option<Stemmer>,
    order: Order,
}

/// Whether accents fall before or after stemming.
///
/// Customers leave accents out. Where the stemmer needs them at the end of a word only (`ção`), they
/// are taken off first and the endings are given back; where they are part of the stem's rules
/// (German, Swedish) the stemmer comes first. Arabic has a stemmer of its own.
#[derive(Clone, Copy)]
enum Order {
    FoldFirst(&'static [(&'static str, &'static str)]),
    StemFirst,
    Arabic,
}

impl Stems {
    /// The stemmer of a primary language tag, or none.
    pub fn new(primary: &str) -> Self {
        let none: &[(&str, &str)] = &[];
        let (algorithm, order) = match primary {
            "ar" => (None, Order::Arabic),
            "de" => (Some(Algorithm::German), Order::StemFirst),
            "en" => (Some(Algorithm::English), Order::FoldFirst(none)),
            "es" => {
                (Some(Algorithm::Spanish), Order::FoldFirst(&[("cion", "ción"), ("sion", "sión")]))
            }
            "fr" => (Some(Algorithm::French), Order::FoldFirst(&[("ees", "e"), ("ee", "e")])),
            "it" => (Some(Algorithm::Italian), Order::FoldFirst(&[("fono", "foni")])),
            "nl" => (Some(Algorithm::DutchPorter), Order::FoldFirst(none)),
            "pt" => (
                Some(Algorithm::Portuguese),
                Order::FoldFirst(&[
                    ("cao", "ção"),
                    ("coes", "ções"),
                    ("sao", "são"),
                    ("soes", "sões"),
                ]),
            ),
            "ru" => (Some(Algorithm::Russian), Order::FoldFirst(none)),
            "sv" => (Some(Algorithm::Swedish), Order::StemFirst),
            _ => (None, Order::FoldFirst(none)),
        };
        Self { primary: primary.to_owned(), stemmer: algorithm.map(Stemmer::new), order }
    }

    /// The folded stem of a word in lower case.
    pub fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.stemmer else {
            let plain = fold(word);
            return match self.order {
                Order::Arabic => arabic::stem(&plain).to_owned(),
                Order::FoldFirst(_) | Order::StemFirst => plain,
            };
        };
        match self.order {
            Order::Arabic => fold(word),
            Order::StemFirst => ending::trim(&self.primary, fold(&stemmer.stem(word))),
            Order::FoldFirst(endings) => {
                let mut plain = fold(word);
                for (bare, accented) in endings {
                    if let Some(head) = plain.strip_suffix(bare) {
                        plain = format!("{head}{accented}");
                        break;
                    }
                }
                ending::trim(&self.primary, fold(&stemmer.stem(&plain)))
            }
        }
    }
}
