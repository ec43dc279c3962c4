//! What a request must hold beyond its form.

use serde_json::Value;
use unstuck_model::{
    callback::{CallbackRequest, MOST_CONSENT, MOST_CONSENT_VERSION, Slot},
    hours::Seconds,
    phone::Verdict,
};

use super::{body, refusal::Refusal};
use crate::options::SiteOptions;

/// A slot is a part of a day, and not next year's.
const LONGEST_SLOT: Seconds = 24 * 3600;
const FURTHEST: Seconds = 366 * 24 * 3600;

/// The request of a body, with its number in E.164 form. A missing number or consent is said
/// before the form is looked at, for those a customer can mend.
pub fn form(body: Value, site: &SiteOptions) -> Result<CallbackRequest, Refusal> {
    let phone = body.get("phone").and_then(Value::as_str).unwrap_or_default();
    let phone = match unstuck_phone::read(phone, &site.country) {
        // Whoever wrote an unlikely number was asked, and knows it better than we do.
        Verdict::Likely(phone) | Verdict::Unlikely(phone) => phone.e164,
        Verdict::Refused(why) => return Err(Refusal::Phone(why)),
    };
    if body.get("consent") != Some(&Value::Bool(true)) {
        return Err(Refusal::Consent);
    }
    let mut request: CallbackRequest = body::typed(body)?;
    request.phone = phone;
    let lines = [
        ("name", &request.name, 120),
        ("phone_as_written", &request.phone_as_written, 60),
        ("time_zone", &request.time_zone, 60),
        ("message", &request.message, 8_000),
        ("consent_text", &request.consent_text, MOST_CONSENT),
        ("consent_version", &request.consent_version, MOST_CONSENT_VERSION),
    ];
    if let Some((field, ..)) = lines.iter().find(|(_, text, most)| text.chars().count() > *most) {
        return Err(Refusal::TooLong(field));
    }
    if request.hand_off.site != site.site.as_str() {
        return Err(Refusal::Site);
    }
    Ok(request)
}

/// Whether somebody can still phone in a slot.
pub fn slot(slot: Slot, now: Seconds) -> Result<(), Refusal> {
    if slot.from >= slot.to {
        Err(Refusal::Slot("The slot ends before it begins; choose another."))
    } else if slot.to <= now {
        Err(Refusal::Slot("The slot is over; choose a later one."))
    } else if slot.to.saturating_sub(slot.from) > LONGEST_SLOT
        || slot.from > now.saturating_add(FURTHEST)
    {
        Err(Refusal::Slot(
            "The slot is longer than a day, or more than a year ahead; choose another.",
        ))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_lies_ahead_and_is_short() {
        let now = 1_000_000;
        let check = |from, to, good| {
            assert_eq!(slot(Slot { from, to }, now).is_ok(), good, "{from} to {to}");
        };
        check(now + 60, now + 3_660, true);
        check(now - 60, now + 60, true);
        check(now - 3_600, now, false);
        check(now + 60, now + 60, false);
        check(now + 60, now, false);
        check(now + 60, now + 61 + LONGEST_SLOT, false);
        check(now + FURTHEST + 1, now + FURTHEST + 2, false);
        check(Seconds::MIN, Seconds::MAX, false);
    }
}
