//! What the customer's page says, in each language that it is written in.

use jiff::Timestamp;
use unstuck_model::{callback::Slot, hours::Seconds};

use crate::clock::Clock;

/// The words of a language. `{company}` stands for the company's name, `{at}` for a moment.
#[derive(Debug)]
pub struct CallWords {
    pub language: &'static str,
    pub skip: &'static str,
    pub title: &'static str,
    pub waiting: &'static str,
    pub waiting_now: &'static str,
    pub late: &'static str,
    pub again: &'static str,
    pub claimed: &'static str,
    pub called: &'static str,
    pub no_answer: &'static str,
    pub wrong_number: &'static str,
    pub cancelled: &'static str,
    pub heading_open: &'static str,
    pub heading_claimed: &'static str,
    pub heading_called: &'static str,
    pub heading_no_answer: &'static str,
    pub heading_wrong_number: &'static str,
    pub heading_cancelled: &'static str,
    pub when: &'static str,
    pub company: &'static str,
    pub reference: &'static str,
    pub company_time: &'static str,
    pub move_heading: &'static str,
    pub move_hint: &'static str,
    pub move_button: &'static str,
    pub no_choices: &'static str,
    pub cancel_heading: &'static str,
    pub cancel_hint: &'static str,
    pub cancel_button: &'static str,
    pub moved: &'static str,
    pub cancelled_notice: &'static str,
    pub too_late: &'static str,
    pub choose: &'static str,
    pub unknown: (&'static str, &'static str),
    pub too_many: (&'static str, &'static str),
    pub form: (&'static str, &'static str),
    pub later: (&'static str, &'static str),
    /// From one time to another, as `{from}` and `{to}`.
    between: &'static str,
    /// The same in a list of times.
    short: &'static str,
    /// A day, as `{weekday}`, `{day}` and `{month}`.
    date: &'static str,
    weekdays: [&'static str; 7],
    months: [&'static str; 12],
}

impl CallWords {
    /// The words for a language tag, or a list of such in a browser's words; English for those that
    /// the page is not written in.
    pub fn of(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_', ',', ';']).next().unwrap_or_default();
        if primary.trim().eq_ignore_ascii_case("es") { &SPANISH } else { &ENGLISH }
    }

    /// A day, such as `Monday 23 November`.
    pub fn day(&self, clock: &Clock, at: Seconds) -> String {
        let Ok(at) = Timestamp::from_second(at) else { return String::new() };
        let date = clock.zone().to_datetime(at).date();
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        let month = usize::try_from(date.month() - 1).unwrap_or_default();
        self.date
            .replace("{weekday}", self.weekdays.get(weekday).unwrap_or(&""))
            .replace("{day}", &date.day().to_string())
            .replace("{month}", self.months.get(month).unwrap_or(&""))
    }

    /// A moment, such as `Monday 23 November, 09:00`.
    pub fn moment(&self, clock: &Clock, at: Seconds) -> String {
        format!("{}, {}", self.day(clock, at), clock.time(at))
    }

    /// The times of a slot in a list, such as `09:00 to 10:00`.
    pub fn choice(&self, clock: &Clock, slot: Slot) -> String {
        self.short.replace("{from}", &clock.time(slot.from)).replace("{to}", &clock.time(slot.to))
    }

    fn times(&self, clock: &Clock, slot: Slot) -> String {
        self.between.replace("{from}", &clock.time(slot.from)).replace("{to}", &clock.time(slot.to))
    }

    /// A slot, such as `Monday 23 November, 09:00 to 10:00`.
    pub fn slot(&self, clock: &Clock, slot: Slot) -> String {
        let (from, to) = (self.day(clock, slot.from), self.day(clock, slot.to));
        if from == to {
            format!("{from}, {}", self.times(clock, slot))
        } else {
            self.between
                .replace("{from}", &self.moment(clock, slot.from))
                .replace("{to}", &self.moment(clock, slot.to))
        }
    }
}

static ENGLISH: CallWords = CallWords {
    language: "en",
    skip: "Skip to the content",
    title: "Your call",
    heading_open: "We will call you",
    waiting: "{company} has your request and calls at the time below. Keep your phone with you then.",
    waiting_now: "It is your time now. {company} calls you as soon as somebody is free.",
    late: "We are late, and we are sorry. {company} still has your request. You can also choose another time.",
    again: "{company} called on {at} and nobody answered. We try again at the time below.",
    heading_claimed: "We are about to call you",
    claimed: "Somebody at {company} has your request and is about to call. It can no longer be changed here.",
    heading_called: "We have called you",
    called: "{company} spoke with you on {at}. Name the reference if you write to us again.",
    heading_no_answer: "We could not reach you",
    no_answer: "{company} called on {at} and nobody answered. Ask for a new call when it suits you.",
    heading_wrong_number: "We could not reach you",
    wrong_number: "{company} called on {at}, but the number seems to be somebody else's. Ask for a new call with the right number.",
    heading_cancelled: "Your call is cancelled",
    cancelled: "You cancelled it on {at}. Nobody will call you. Ask for a new call whenever you like.",
    when: "When",
    company: "Company",
    reference: "Reference",
    company_time: "This is the company's time ({zone}); yours is not known.",
    move_heading: "Choose another time",
    move_hint: "Times are those of your own clock ({zone}).",
    move_button: "Call me at this time",
    no_choices: "There is no other time to choose in the next days.",
    cancel_heading: "Cancel the call",
    cancel_hint: "Nobody will call you then. This cannot be undone; you can ask for a new call.",
    cancel_button: "Yes, cancel the call",
    moved: "The new time is noted.",
    cancelled_notice: "The call is cancelled.",
    too_late: "Nothing was changed: your request is not as it was when you opened this page. This is how it stands now.",
    choose: "Nothing was changed: choose one of the times below. The one that you chose may have passed.",
    unknown: (
        "This link leads nowhere",
        "It may be incomplete, too old, or its request may have been erased. Open it again from where you have it, or ask for a new call.",
    ),
    too_many: (
        "Too many links that lead nowhere",
        "Wait a quarter of an hour, then open your link again.",
    ),
    form: (
        "Nothing was changed",
        "This form was not sent from a current page. Open your link again and try once more.",
    ),
    later: ("This page cannot be shown now", "Nothing was changed. Try again in a few seconds."),
    between: "{from} to {to}",
    short: "{from} to {to}",
    date: "{weekday} {day} {month}",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

static SPANISH: CallWords = CallWords {
    language: "es",
    skip: "Ir al contenido",
    title: "Su llamada",
    heading_open: "Le vamos a llamar",
    waiting: "{company} tiene su solicitud y le llama a la hora de abajo. Tenga el teléfono a mano.",
    waiting_now: "Es su hora. {company} le llama en cuanto alguien esté libre.",
    late: "Vamos con retraso, y lo sentimos. {company} sigue teniendo su solicitud. También puede elegir otra hora.",
    again: "{company} llamó el {at} y nadie respondió. Lo intentamos de nuevo a la hora de abajo.",
    heading_claimed: "Estamos a punto de llamarle",
    claimed: "Alguien de {company} tiene su solicitud y está a punto de llamar. Ya no se puede cambiar aquí.",
    heading_called: "Ya le hemos llamado",
    called: "{company} habló con usted el {at}. Diga la referencia si nos escribe de nuevo.",
    heading_no_answer: "No pudimos hablar con usted",
    no_answer: "{company} llamó el {at} y nadie respondió. Pida otra llamada cuando le venga bien.",
    heading_wrong_number: "No pudimos hablar con usted",
    wrong_number: "{company} llamó el {at}, pero el número parece ser de otra persona. Pida otra llamada con el número correcto.",
    heading_cancelled: "Su llamada está cancelada",
    cancelled: "La canceló el {at}. Nadie le llamará. Pida otra llamada cuando quiera.",
    when: "Cuándo",
    company: "Empresa",
    reference: "Referencia",
    company_time: "Es la hora de la empresa ({zone}); la suya no se conoce.",
    move_heading: "Elegir otra hora",
    move_hint: "Son horas de su propio reloj ({zone}).",
    move_button: "Llámenme a esta hora",
    no_choices: "No hay otra hora que elegir en los próximos días.",
    cancel_heading: "Cancelar la llamada",
    cancel_hint: "Nadie le llamará. No se puede deshacer; puede pedir otra llamada.",
    cancel_button: "Sí, cancelar la llamada",
    moved: "La nueva hora está anotada.",
    cancelled_notice: "La llamada está cancelada.",
    too_late: "No se ha cambiado nada: su solicitud ya no está como cuando abrió esta página. Así está ahora.",
    choose: "No se ha cambiado nada: elija una de las horas de abajo. La que eligió puede haber pasado.",
    unknown: (
        "Este enlace no lleva a nada",
        "Puede estar incompleto, ser demasiado antiguo, o su solicitud puede haberse borrado. Ábralo de nuevo desde donde lo tiene, o pida otra llamada.",
    ),
    too_many: (
        "Demasiados enlaces que no llevan a nada",
        "Espere un cuarto de hora y abra su enlace de nuevo.",
    ),
    form: (
        "No se ha cambiado nada",
        "Este formulario no se envió desde una página actual. Abra su enlace de nuevo e inténtelo otra vez.",
    ),
    later: (
        "Esta página no se puede mostrar ahora",
        "No se ha cambiado nada. Inténtelo de nuevo en unos segundos.",
    ),
    between: "de {from} a {to}",
    short: "{from} a {to}",
    date: "{weekday} {day} de {month}",
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_requests_or_english() {
        let check = |tag: &str, language: &str| assert_eq!(CallWords::of(tag).language, language);
        check("en", "en");
        check("es", "es");
        check("es-MX", "es");
        check("ES", "es");
        check("es-ES,es;q=0.9,en;q=0.8", "es");
        check("est", "en");
        check("fr", "en");
        check("", "en");
    }

    #[test]
    fn days_and_times_are_written_as_the_language_does() {
        let clock = Clock::of("Europe/Madrid").unwrap();
        let slot = Slot { from: 1_795_424_400, to: 1_795_428_000 };
        assert_eq!(CallWords::of("en").slot(&clock, slot), "Monday 23 November, 10:00 to 11:00");
        assert_eq!(
            CallWords::of("es").slot(&clock, slot),
            "lunes 23 de noviembre, de 10:00 a 11:00"
        );
        let night = Slot { from: slot.from, to: slot.from + 16 * 3_600 };
        assert_eq!(
            CallWords::of("en").slot(&clock, night),
            "Monday 23 November, 10:00 to Tuesday 24 November, 02:00"
        );
    }
}
