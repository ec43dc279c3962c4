//! What the journeys type and expect, in each language.

/// The words of one language.
pub struct Language {
    pub tag: &'static str,
    /// The host's page, relative to the address.
    pub page: &'static str,
    /// A question in words that stand nowhere in the answer it means.
    pub question: &'static str,
    /// The entry that answers it.
    pub answer: &'static str,
    /// Words of the answer's text.
    pub answer_says: &'static str,
    /// A question that the help centre cannot answer.
    pub out_of_scope: &'static str,
    /// The button of the channel WhatsApp's message.
    pub open_whatsapp: &'static str,
    /// What the message begins with.
    pub greeting: &'static str,
    /// The way to the help team.
    pub question_link: &'static str,
    /// The way to a callback.
    pub callback: &'static str,
    /// The company's country, and another one.
    pub home: &'static str,
    pub germany: &'static str,
    /// What is said of a number that costs extra.
    pub premium: &'static str,
    /// The button that sends a number which looks wrong.
    pub anyway: &'static str,
    /// What an accepted callback says.
    pub booked: &'static str,
}

/// English, on the first page.
pub const ENGLISH: Language = Language {
    tag: "en",
    page: "/",
    question: "paid two days late and got a penalty",
    answer: "late-fee",
    answer_says: "A late fee is $5",
    out_of_scope: "recipe for lentil soup with carrots",
    open_whatsapp: "Open WhatsApp",
    greeting: "Hello.",
    question_link: "Send this question",
    callback: "We call you",
    home: "United States",
    germany: "Germany",
    premium: "premium numbers",
    anyway: "Use it anyway",
    booked: "We will call you",
};

/// Spanish, on its own page.
pub const SPANISH: Language = Language {
    tag: "es",
    page: "/es.html",
    question: "olvidé pagar la factura a tiempo, ¿me cobran recargo?",
    answer: "late-fee",
    answer_says: "El cargo por pago tardío es de $5",
    out_of_scope: "receta de sopa de lentejas con zanahoria",
    open_whatsapp: "Abrir WhatsApp",
    greeting: "Hola.",
    question_link: "Enviar esta pregunta",
    callback: "Le llamamos",
    home: "Estados Unidos",
    germany: "Alemania",
    premium: "tarifa especial",
    anyway: "Usarlo así",
    booked: "Le vamos a llamar",
};
