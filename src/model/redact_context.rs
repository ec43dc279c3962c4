//! What the words before a number say it is.

use crate::{redact_text::Text, word_list::is_in};

/// What a number is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// A phone number.
    Phone,
    /// An order, an invoice, a tracking number.
    Ordinary,
    /// Nothing is said.
    Unknown,
}

/// What the last words before a number, the nearest first, say of it.
pub(crate) fn said_before(text: &Text, at: usize) -> Context {
    const MOST_WORDS: usize = 6;
    const MOST_CHARACTERS: usize = 60;
    // The groups of a long number are no words.
    const MOST_GROUPS: usize = 14;
    let count = text.words_before(at);
    let words = text.words.get(count.saturating_sub(MOST_GROUPS)..count).unwrap_or_default();
    let near = words.iter().enumerate().rev().filter(|(_, word)| {
        word.to + MOST_CHARACTERS > at && !word.folded.bytes().all(|byte| byte.is_ascii_digit())
    });
    for (index, word) in near.take(MOST_WORDS) {
        let word = word.folded.as_str();
        if is_in(PHONE, word) {
            return Context::Phone;
        }
        // German joins what is numbered and `Nummer` to one word.
        if is_in(ORDINARY, word) || (word.len() > 6 && word.ends_with("nummer")) {
            return Context::Ordinary;
        }
        let owner = index.checked_sub(1).and_then(|index| words.get(index));
        let owned = owner.is_some_and(|owner| is_in(OWNERS, &owner.folded));
        if owned && is_in("number numero nummer no", word) {
            return Context::Phone;
        }
    }
    Context::Unknown
}

/// What the word after a number says of it, where none before it does.
pub(crate) fn said_after(text: &Text, to: usize) -> Context {
    let next = text.words.get(text.words_before(to));
    match next.filter(|word| word.from <= to + 2) {
        Some(word) if is_in(AFTER, &word.folded) => Context::Phone,
        Some(_) | None => Context::Unknown,
    }
}

const AFTER: &str = "office fax mobile cell home work tel phone movil oficina casa celular";

const PHONE: &str = "phone phones telephone telefono telefonos telefone telefon tel tlf tfno mobile movil mobil \
    cell cellphone celular cellulare landline handy portable call calls called calling callback answer answering answers ring text \
    texted whatsapp fax contact reach dial dialed rufnummer telefonnummer handynummer llama llamar llame llamen \
    llamame llamarme llamenme llamada appeler appelez appeler chiamare ligar";

const ORDINARY: &str = "order orders invoice tracking track ticket reference ref case account acct bill \
    serial imei imsi iccid model sku item product confirmation booking reservation transaction receipt version \
    customer parcel package shipment part isbn meter contract policy member membership sim id barcode upc ean \
    pedido factura seguimiento referencia cuenta caso serie producto reserva contrato cliente envio paquete \
    recibo poliza commande facture colis bestellung rechnung eid ip article articulo artikel";

const OWNERS: &str = "my his her our their your new old contact mi su tu nuestro mon meine meu \
    other";
