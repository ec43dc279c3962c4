//! When the customer can be phoned: slots within hours, and as soon as people can.

use crate::{
    calendar::DAY,
    callback::{CallbackRules, Slot},
    hours::{Hours, Seconds, Span},
    schedule::Schedule,
};

/// The minute of the day that the customer's clock shows at a moment.
pub type CustomerClock<'a> = &'a dyn Fn(Seconds) -> u16;

/// The most slots that are offered at once: a list that can still be looked through.
const MOST_SLOTS: usize = 60;

/// The slots that can be asked for now, soonest first: within the hours of callbacks and of the
/// topic, in step with the opening of each stretch of a day, no sooner than the notice allows, and
/// at no minute outside the window on the customer's clock.
pub fn slots(
    hours: &Hours,
    rules: &CallbackRules,
    topic: Schedule,
    now: Seconds,
    clock: CustomerClock<'_>,
) -> Vec<Slot> {
    let length = i64::from(rules.slot_minutes) * 60;
    if length == 0 {
        return Vec::new();
    }
    let soonest = after_notice(rules, now);
    hours
        .days([rules.hours, topic], now, i64::from(rules.days_ahead))
        .flatten()
        .flat_map(|open| {
            // The first slot of the stretch that the notice allows.
            let skipped = soonest.saturating_sub(open.from).max(0);
            let skipped = skipped / length + i64::from(skipped % length != 0);
            let first = open.from.saturating_add(skipped.saturating_mul(length));
            let slot = move |count: i64| Slot {
                from: first.saturating_add(count * length),
                to: first.saturating_add((count + 1) * length),
            };
            (0_i64..).map(slot).take_while(move |slot| slot.from < slot.to && slot.to <= open.to)
        })
        .filter(|slot| turn(rules.window, slot.from, slot.to, clock, false).is_none())
        .take(MOST_SLOTS)
        .collect()
}

/// The stretch within which the customer is phoned who says "as soon as you can": from the first
/// minute that the notice, the hours and the window allow to the end of them, a day at most. A
/// stretch that is shorter than a slot is passed over, so there is one whenever there is a slot.
pub fn soonest(
    hours: &Hours,
    rules: &CallbackRules,
    topic: Schedule,
    now: Seconds,
    clock: CustomerClock<'_>,
) -> Option<Slot> {
    let least = i64::from(rules.slot_minutes) * 60;
    if least == 0 {
        return None;
    }
    // Clocks show minutes; the one under way has begun before the notice is over.
    let first = after_notice(rules, now).saturating_add(59).div_euclid(60).saturating_mul(60);
    for open in hours.intervals([rules.hours, topic], now, i64::from(rules.days_ahead)) {
        let mut at = open.from.max(first);
        while let Some(from) = turn(rules.window, at, open.to, clock, true) {
            let end = open.to.min(from.saturating_add(DAY));
            let to = turn(rules.window, from, end, clock, false).unwrap_or(end);
            if to.saturating_sub(from) >= least {
                return Some(Slot { from, to });
            }
            at = to;
        }
    }
    None
}

fn after_notice(rules: &CallbackRules, now: Seconds) -> Seconds {
    now.saturating_add(i64::from(rules.notice_minutes) * 60)
}

/// The first minute from one moment to another that lies in the window, or that does not. The
/// customer's clock is read every minute: it may be put forward or back between any two.
fn turn(
    window: Span,
    from: Seconds,
    to: Seconds,
    clock: CustomerClock<'_>,
    inside: bool,
) -> Option<Seconds> {
    (from..to).step_by(60).find(|at| window.holds(clock(*at)) == inside)
}
