//! A small help centre of a made-up mobile operator, and ways to ask it.

use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
    site::Outline,
};
use unstuck_search::{Document, build};

/// Id, title, phrasings, text.
const ENTRIES: [(&str, &str, &[&str], &str); 12] = [
    (
        "late-bill",
        "My bill has not come",
        &[
            "where is my bill",
            "i did not get an invoice this month",
            "when is my invoice sent",
            "no invoice in my inbox",
            "bill is missing",
        ],
        "Bills are sent on the third working day of the month. Look in the spam folder first.",
    ),
    (
        "high-bill",
        "Why my bill is higher than usual",
        &[
            "why is my bill so high",
            "you charged me too much",
            "the invoice is higher than last month",
            "unexpected charges on the bill",
            "my bill doubled",
        ],
        "Calls abroad, extra data and a first partial month are charged on top of the monthly price.",
    ),
    (
        "new-sim",
        "Get a new SIM card",
        &[
            "my sim is lost",
            "i need another sim",
            "sim card broken",
            "order a replacement sim",
            "how much is a second sim card",
        ],
        "A replacement SIM arrives by post in two days. The old one stops at once.",
    ),
    (
        "activate-sim",
        "Activate a SIM card",
        &[
            "how do i activate my sim",
            "my new sim does not work yet",
            "turn on the sim card",
            "sim says not registered",
            "start using the sim",
        ],
        "Put the card in, restart the phone and wait for the welcome message.",
    ),
    (
        "keep-number",
        "Bring your number with you",
        &[
            "can i keep my number",
            "transfer my phone number to you",
            "port number from another company",
            "switch provider and keep number",
            "how long does porting take",
        ],
        "Ask your old provider for the transfer code. Moving takes one working day.",
    ),
    (
        "leave",
        "Cancel your contract",
        &[
            "i want to cancel",
            "end my contract",
            "how do i terminate my plan",
            "what is the notice period",
            "close my account",
        ],
        "A contract ends with a notice of one month. You can cancel in your account.",
    ),
    (
        "abroad",
        "Use your phone abroad",
        &[
            "does my phone work in france",
            "what does roaming cost",
            "internet on holiday",
            "turn on roaming",
            "calls from another country",
        ],
        "Within the Union you call and surf at home prices. Elsewhere a travel pass costs less.",
    ),
    (
        "slow-data",
        "Mobile data is slow",
        &[
            "my internet is so slow",
            "pages do not load on my phone",
            "data speed is bad",
            "no 5g signal",
            "connection keeps dropping",
        ],
        "When the monthly volume is used up, speed falls. Switch flight mode on and off.",
    ),
    (
        "password",
        "Reset your password",
        &[
            "i forgot my password",
            "cannot sign in to my account",
            "login does not work",
            "change password",
            "locked out of the account",
        ],
        "Press forgotten on the sign-in page and open the link in the e-mail.",
    ),
    (
        "address",
        "Change your address",
        &[
            "i am moving house",
            "new postal address",
            "update my address",
            "where do i change where letters go",
            "my street changed",
        ],
        "Change it in your account under contact details.",
    ),
    (
        "voicemail",
        "Set up voicemail",
        &[
            "how do i listen to messages",
            "switch off the mailbox",
            "voicemail greeting",
            "record a greeting",
            "mailbox pin",
        ],
        "Dial 333 and follow the voice.",
    ),
    (
        "pay",
        "Ways to pay",
        &[
            "can i pay by credit card",
            "set up direct debit",
            "change my payment method",
            "pay an overdue amount",
            "which cards do you take",
        ],
        "Direct debit, credit card and bank transfer are accepted.",
    ),
];

/// The entries as documents.
pub fn documents() -> Vec<Document> {
    let document = |(id, title, asks, body): &(&str, &str, &[&str], &str)| Document {
        outline: Outline {
            id: EntryId::new(id).unwrap(),
            title: (*title).to_owned(),
            topic: TopicId::new("all").unwrap(),
            pages: Vec::new(),
            urgent: false,
            guide: false,
            minutes: None,
            language: Language::new("en").unwrap(),
        },
        asks: asks.iter().map(|ask| (*ask).to_owned()).collect(),
        short: (*body).to_owned(),
        headings: Vec::new(),
        body: (*body).to_owned(),
    };
    ENTRIES.iter().map(document).collect()
}

/// The index of the entries.
#[allow(dead_code, reason = "not every test opens the index")]
pub fn bytes() -> Vec<u8> {
    let synonyms = [vec!["cellphone".to_owned(), "handset".to_owned(), "phone".to_owned()]];
    build(&Language::new("en").unwrap(), &documents(), &synonyms).unwrap().core
}
