//! Which ways to people come first, row by row of the table, and that there is always one.

use proptest::prelude::*;

use crate::{
    callback::CallbackRules,
    channel::{Address, Channel, Kind},
    escalation::{Offer, Platform, Situation, Way, WayState, callback_offered, offer, ways},
    hours::{Hours, Span, Week, Zone},
    id::{SiteId, TopicId},
    language::{Language, Localised},
    message::Verdict,
    schedule::Schedule,
    site::{Privacy, Settings, Topic},
};

const HOUR: i64 = 3_600;
/// Monday 2026-01-05 00:00 UTC.
const MONDAY: i64 = 1_767_571_200;
/// The company answers from 09:00 to 17:00, and the schedule `EVENING` from 16:00 to 20:00.
const EVENING: Schedule = Schedule::Named(0);

fn english() -> Language {
    Language::new("en").unwrap()
}

fn address(kind: Kind) -> Address {
    let number = || "+12125550123".to_owned();
    let name = || "example".to_owned();
    match kind {
        Kind::X => Address::X { recipient_id: "1".to_owned(), handle: name() },
        Kind::Messenger => Address::Messenger { page: name() },
        Kind::Instagram => Address::Instagram { user: name() },
        Kind::WhatsApp => Address::WhatsApp { number: number() },
        Kind::TelegramBot => Address::TelegramBot { bot: name() },
        Kind::TelegramUser => Address::TelegramUser { user: name() },
        Kind::Line => Address::Line { id: name() },
        Kind::Viber => Address::Viber { uri: name() },
        Kind::Apple => Address::Apple { business_id: name(), intent: None, group: None },
        Kind::Sms => Address::Sms { number: number() },
        Kind::Phone => Address::Phone { number: number() },
        Kind::Email => Address::Email { address: "help@example.com".to_owned() },
    }
}

fn channel(kind: Kind) -> Channel {
    Channel {
        address: address(kind),
        reply_minutes: Some(10),
        hours: Schedule::Always,
        languages: Vec::new(),
        urgent: false,
    }
}

fn topic() -> Topic {
    Topic {
        id: TopicId::new("a").unwrap(),
        name: Localised::default(),
        urgent: false,
        notice: None,
        people_first: false,
        hours: Schedule::Always,
        channels: Vec::new(),
    }
}

fn settings(channels: Vec<Channel>) -> Settings {
    let daily = |from: u16, to: u16| -> Week { std::array::from_fn(|_| vec![Span { from, to }]) };
    Settings {
        site: SiteId::new("example").unwrap(),
        company: String::new(),
        address: String::new(),
        country: "US".to_owned(),
        accent: String::new(),
        languages: vec![english()],
        topics: Vec::new(),
        hours: Hours {
            zone: Zone { name: "UTC".to_owned(), before: 0, changes: Vec::new() },
            week: daily(540, 1_020),
            holidays: Vec::new(),
            schedules: vec![daily(960, 1_200)],
        },
        channels,
        callback: CallbackRules::default(),
        privacy: Privacy { policy: None, counts: false },
    }
}

fn found(channels: &[Channel], topic: &Topic, hour: i64, platform: Platform) -> Vec<Way> {
    let settings = settings(channels.to_vec());
    let now = MONDAY + hour * HOUR;
    ways(&settings, &english(), Some(topic), topic.urgent, now, platform)
}

/// Checks the order of channels in the morning, whichever of them the site has first.
#[track_caller]
fn check(channels: &[Channel], topic: &Topic, platform: Platform, expect: &[Kind]) {
    let kinds = |channels: &[Channel]| -> Vec<Kind> {
        let ways = found(channels, topic, 10, platform);
        ways.iter().map(|way| way.channel.address.kind()).collect()
    };
    let backwards: Vec<Channel> = channels.iter().rev().cloned().collect();
    assert_eq!(kinds(channels), expect);
    assert_eq!(kinds(&backwards), expect, "the other way round");
}

#[test]
fn each_row_of_the_table_decides_before_the_next() {
    let (phone, desktop) = (Platform::Phone, Platform::Desktop);
    let evening = |kind| Channel { hours: EVENING, ..channel(kind) };
    let fit = |kind| Channel { urgent: true, ..channel(kind) };
    let slow = |kind| Channel { reply_minutes: Some(60), ..channel(kind) };
    let asks = |kinds: &[Kind]| Topic { channels: kinds.to_vec(), ..topic() };
    let urgent = |kinds: &[Kind]| Topic { urgent: true, ..asks(kinds) };
    let none = topic();

    // 1: who is there comes before who was asked for.
    let whatsapp_later = [evening(Kind::WhatsApp), channel(Kind::Phone)];
    check(&whatsapp_later, &asks(&[Kind::WhatsApp]), phone, &[Kind::Phone, Kind::WhatsApp]);
    // 2: what the topic asks for, in its order, comes before what is fit for urgent topics.
    let three = [channel(Kind::X), channel(Kind::Email), fit(Kind::Phone)];
    let wished = urgent(&[Kind::Email, Kind::X]);
    check(&three, &wished, phone, &[Kind::Email, Kind::X, Kind::Phone]);
    // 3: what is fit comes before what works on this device.
    let by_code = [fit(Kind::Sms), channel(Kind::WhatsApp)];
    check(&by_code, &urgent(&[]), desktop, &[Kind::Sms, Kind::WhatsApp]);
    check(&by_code, &none, desktop, &[Kind::WhatsApp, Kind::Sms]);
    // 4: what works on this device comes before what takes the text along.
    let call_or_code = [channel(Kind::Sms), channel(Kind::Phone)];
    check(&call_or_code, &none, desktop, &[Kind::Phone, Kind::Sms]);
    check(&call_or_code, &none, phone, &[Kind::Sms, Kind::Phone]);
    // 5: what takes the text along, what has it pasted in, what has none; before how soon.
    let carrying = [channel(Kind::Phone), slow(Kind::WhatsApp), channel(Kind::TelegramUser)];
    check(&carrying, &none, phone, &[Kind::WhatsApp, Kind::TelegramUser, Kind::Phone]);
    // A reference out of sight leads agents to the text.
    let hidden = [channel(Kind::TelegramUser), slow(Kind::TelegramBot)];
    check(&hidden, &none, phone, &[Kind::TelegramBot, Kind::TelegramUser]);
    // 6: who answers sooner; who does not say so comes last.
    let silent = Channel { reply_minutes: None, ..channel(Kind::X) };
    let quick = [slow(Kind::Email), channel(Kind::WhatsApp), silent];
    check(&quick, &none, phone, &[Kind::WhatsApp, Kind::Email, Kind::X]);
    // Of those who are not there, who opens sooner.
    let company = Channel { hours: Schedule::Company, ..slow(Kind::Email) };
    let both = found(&[evening(Kind::X), company], &none, 8, phone);
    assert_eq!(both[0].channel.address.kind(), Kind::Email);
}

#[test]
fn the_site_has_the_last_word() {
    let equal = [channel(Kind::X), channel(Kind::Messenger), channel(Kind::WhatsApp)];
    let kinds = |channels: &[Channel], topic: &Topic| -> Vec<Kind> {
        let ways = found(channels, topic, 10, Platform::Phone);
        ways.iter().map(|way| way.channel.address.kind()).collect()
    };
    assert_eq!(kinds(&equal, &topic()), [Kind::X, Kind::Messenger, Kind::WhatsApp]);
    // In an urgent case neither text nor haste changes the order that the site has thought of.
    let calls_first =
        [channel(Kind::Phone), Channel { reply_minutes: Some(1), ..channel(Kind::X) }];
    let urgent = Topic { urgent: true, ..topic() };
    assert_eq!(kinds(&calls_first, &urgent), [Kind::Phone, Kind::X]);
    assert_eq!(kinds(&calls_first, &topic()), [Kind::X, Kind::Phone]);
}

#[test]
fn a_channel_is_open_for_a_topic_while_both_are() {
    let check = |own: Schedule, of_topic: Schedule, hour: i64, expect: WayState| {
        let channels = [Channel { hours: own, ..channel(Kind::Phone) }];
        let topic = Topic { hours: of_topic, ..topic() };
        let ways = found(&channels, &topic, hour, Platform::Phone);
        assert_eq!(ways[0].state, expect, "{own:?} {of_topic:?} {hour}");
        assert_eq!(ways[0].reply_minutes, Some(10));
    };
    let open = |hour: i64| WayState::Open { until: MONDAY + hour * HOUR };
    let closed = |hour: i64| WayState::Closed { opens: Some(MONDAY + hour * HOUR) };
    let (always, company) = (Schedule::Always, Schedule::Company);
    check(always, always, 3, WayState::Always);
    check(always, company, 3, closed(9));
    check(company, always, 10, open(17));
    check(company, EVENING, 10, closed(16));
    check(EVENING, company, 16, open(17));
    check(EVENING, company, 17, closed(40));
    check(EVENING, always, 17, open(20));
}

#[test]
fn a_callback_is_offered_within_its_hours_and_the_topic() {
    let check = |own: Schedule, of_topic: Schedule, expect: bool| {
        let mut settings = settings(Vec::new());
        settings.callback = CallbackRules {
            endpoints: vec!["/v1/callbacks".to_owned()],
            slot_minutes: 90,
            hours: own,
            ..CallbackRules::default()
        };
        let topic = Topic { hours: of_topic, ..topic() };
        let clock = |at: i64| u16::try_from(at.rem_euclid(24 * HOUR) / 60).unwrap();
        let found = callback_offered(&settings, Some(&topic), MONDAY, &clock);
        assert_eq!(found, expect, "{own:?} {of_topic:?}");
    };
    check(Schedule::Company, Schedule::Always, true);
    check(EVENING, Schedule::Always, true);
    // An hour is shared, and a call may take longer.
    check(EVENING, Schedule::Company, false);
}

#[test]
fn after_one_honest_try_people_are_in_sight() {
    let verdicts = [None, Some(Verdict::Confident), Some(Verdict::Unsure), Some(Verdict::NoAnswer)];
    for bits in 0_u8..16 {
        let is = |bit: u8| bits & (1 << bit) != 0;
        for (questions_asked, guides_ended_without_help) in [(0, 0), (1, 0), (0, 1), (9, 9)] {
            for verdict in verdicts {
                let situation = Situation {
                    questions_asked,
                    guides_ended_without_help,
                    said_stuck: is(0),
                    verdict,
                    dead_end: is(1),
                    urgent: is(2),
                    people_first: is(3),
                };
                let tried = questions_asked + guides_ended_without_help > 0
                    || situation.said_stuck
                    || verdict.is_some();
                let hidden = offer(&situation) == Offer::Hidden;
                assert_eq!(hidden, bits == 0 && !tried, "{situation:?}");
                let at_once = bits != 0 || verdict == Some(Verdict::NoAnswer);
                let now = matches!(offer(&situation), Offer::Now(_));
                assert_eq!(now, at_once, "{situation:?}");
            }
        }
    }
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    (0_u16..4).prop_map(Schedule::from)
}

fn any_channel() -> impl Strategy<Value = Channel> {
    let languages = proptest::sample::subsequence(vec!["en", "es", "pt-br"], 0..3);
    (
        0..Kind::ALL.len(),
        any_schedule(),
        proptest::option::of(any::<u16>()),
        any::<bool>(),
        languages,
    )
        .prop_map(|(kind, hours, reply_minutes, urgent, languages)| Channel {
            address: address(Kind::ALL[kind]),
            reply_minutes,
            hours,
            languages: languages.into_iter().filter_map(Language::new).collect(),
            urgent,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn nobody_is_left_without_a_way(
        channels in proptest::collection::vec(any_channel(), 1..8),
        asked in proptest::collection::vec(0..Kind::ALL.len(), 0..4),
        hours in any_schedule(),
        (has_topic, urgent, on_phone) in any::<(bool, bool, bool)>(),
        language in proptest::sample::select(vec!["en", "es-MX", "pt", "de"]),
        now in prop_oneof![MONDAY..MONDAY + 400 * 24 * HOUR, any::<i64>()],
    ) {
        let channels_asked = asked.into_iter().map(|kind| Kind::ALL[kind]).collect();
        let topic = Topic { urgent, hours, channels: channels_asked, ..topic() };
        let settings = settings(channels);
        let language = Language::new(language).unwrap();
        let platform = if on_phone { Platform::Phone } else { Platform::Desktop };
        let topic = has_topic.then_some(&topic);
        let found = ways(&settings, &language, topic, urgent, now, platform);
        prop_assert!(!found.is_empty());
        // Everyone who speaks the language is there, each once, those who are open first.
        let speaks = |channel: &&Channel| {
            channel.languages.is_empty() || language.choose(&channel.languages).is_some()
        };
        let speaking = settings.channels.iter().filter(speaks).count();
        let expected = if speaking == 0 { settings.channels.len() } else { speaking };
        prop_assert_eq!(found.len(), expected);
        prop_assert!(found.is_sorted_by_key(|way| !way.state.is_open()));
        prop_assert!(found.iter().all(|way| settings.channels.contains(&way.channel)));
    }
}
