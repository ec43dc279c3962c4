//! Ten thousand posts of bots and five thousand of people, at one desk on one day of the test's clock.
//!
//! Whoever works does so for real, on challenges that are easier than those of a desk; what the real ones
//! would cost is counted, and passes on the clock.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
    sync::atomic::Ordering,
};

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::bench::{Bench, NOW, from, post_to, question, request, solved, with_proof};

/// How much easier the challenges are than a desk's, in bits.
const EASIER: u32 = 14;
/// How many hashes one core of a bot's machine makes in a millisecond.
const SPEED: u64 = 20_000;
const HOUR: u64 = 3_600_000;

const CALLBACKS: &str = "/v1/callbacks";
const QUESTIONS: &str = "/v1/questions";

/// Who posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Home,
    Mobile,
    Office,
    /// Sends the same thing and does not look at the answer.
    PlainPoster,
    /// Runs the widget, and fills every field of what it sends.
    FormFiller,
    /// Has worked once, and sends that proof with many keys.
    Replayer,
    /// Two hundred machines that work for nothing.
    Distributed,
    /// Works as fast as a core can, from a handful of addresses.
    Solver,
}

impl Who {
    const PEOPLE: [Self; 3] = [Self::Home, Self::Mobile, Self::Office];
    const BOTS: [Self; 5] =
        [Self::PlainPoster, Self::FormFiller, Self::Replayer, Self::Distributed, Self::Solver];

    /// Whether it does the work that it is asked for.
    fn works(self) -> bool {
        match self {
            Self::Home | Self::Mobile | Self::Office | Self::FormFiller | Self::Solver => true,
            Self::PlainPoster | Self::Replayer | Self::Distributed => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    who: Who,
    address: String,
    route: &'static str,
    key: String,
    body: String,
}

/// What is to come, the earliest first, in milliseconds of the day.
type Day = BinaryHeap<Reverse<(u64, Post)>>;

/// Chance that is the same in every run (SplitMix64; Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    /// A moment between two hours, most often in the middle.
    fn moment(&mut self, from: u64, to: u64) -> u64 {
        let span = (to - from) * HOUR;
        from * HOUR + (self.below(span) + self.below(span)) / 2
    }
}

/// A callback for the day after tomorrow, whenever it is sent.
fn callback() -> Value {
    let mut body = request();
    let from = NOW + 3 * 86_400;
    body["slot"] = json!({ "from": from, "to": from + 3_600 });
    body
}

/// Five thousand posts, of people who ask once, who send a request again because its answer was lost,
/// or who notice that the number was wrong.
fn people(day: &mut Day) {
    let mut chance = Chance(1);
    let mut posts = 0;
    let mut number = 0;
    while posts < 5_000 {
        number += 1;
        let (who, address, at) = match chance.below(100) {
            // Half of the homes have IPv6, and a new address each day.
            0..30 => {
                let address = format!("2001:db8:{:x}:{number:x}::9", chance.below(2_000));
                (Who::Home, address, chance.moment(6, 24))
            }
            30..60 => {
                let address = format!("203.{}.{}.{}", number / 250, chance.below(9), number % 250);
                (Who::Home, address, chance.moment(6, 24))
            }
            // A carrier hides its customers behind forty addresses of four networks.
            60..85 => {
                let address = format!("100.64.{}.{}", chance.below(4), chance.below(10));
                (Who::Mobile, address, chance.moment(6, 24))
            }
            _ => (Who::Office, format!("198.51.{}.1", chance.below(15)), chance.moment(8, 18)),
        };
        let asks = chance.below(5) == 0;
        let (route, body) = match asks {
            true => (QUESTIONS, question(&format!("Do you ship to street {number}?"))),
            false => (CALLBACKS, callback()),
        };
        let key = format!("person {number}");
        let post = Post { who, address, route, key, body: body.to_string() };
        match chance.below(20) {
            0..2 => {
                for again in [5_000, 15_000] {
                    day.push(Reverse((at + again, post.clone())));
                    posts += 1;
                }
            }
            2..4 if !asks => {
                let mut body = body;
                body["phone"] = json!("+12125550144");
                let key = format!("person {number} again");
                let corrected = Post { key, body: body.to_string(), ..post.clone() };
                day.push(Reverse((at + 60_000 + chance.below(240_000), corrected)));
                posts += 1;
            }
            _ => {}
        }
        day.push(Reverse((at, post)));
        posts += 1;
    }
}

/// Ten thousand posts, two thousand of each kind.
fn bots(day: &mut Day) {
    let mut chance = Chance(2);
    let mut add = |at: u64, who: Who, address: String, body: &Value| {
        let key = format!("{who:?} {at} {}", day.len());
        day.push(Reverse((
            at,
            Post { who, address, route: CALLBACKS, key, body: body.to_string() },
        )));
    };
    let plain = callback();
    let mut filled = callback();
    filled["website"] = json!("https://spam.example");
    for n in 0..2_000 {
        add(9 * HOUR + n * 1_000, Who::PlainPoster, "192.0.2.1".to_owned(), &plain);
        add(10 * HOUR + n * 2_000, Who::FormFiller, format!("192.{}.3.1", n % 40), &filled);
        add(11 * HOUR + n * 500, Who::Replayer, format!("192.100.{}.1", n % 10), &plain);
        add(chance.below(24 * HOUR), Who::Distributed, format!("192.{}.9.1", n % 200), &plain);
    }
    // The next is sent when the one before has cost what it costs.
    add(12 * HOUR, Who::Solver, String::new(), &plain);
}

#[derive(Default)]
struct Tally {
    posts: u64,
    stored: u64,
    /// What people were refused, and what the work of all cost.
    refused: u64,
    hashes: u64,
}

#[tokio::test]
async fn d10_bots_are_kept_out_and_people_are_not() {
    let bench = Bench::with(|options| {
        options.proof_of_work = true;
        options.proof_bits = 16 - EASIER;
    });
    let mut day = Day::new();
    people(&mut day);
    bots(&mut day);
    let mut tallies: BTreeMap<Who, Tally> = BTreeMap::new();
    let mut replayed: Option<String> = None;
    let mut thanked = Vec::new();
    while let Some(Reverse((at, mut post))) = day.pop() {
        let tally = tallies.entry(post.who).or_default();
        if post.who == Who::Solver {
            post.address = format!("192.200.{}.1", tally.posts % 5);
            post.key = format!("solver {}", tally.posts);
        }
        let seconds = i64::try_from(at / 1_000).unwrap();
        bench.now.store(NOW + seconds, Ordering::SeqCst);
        let posted = || from(&post.address, post_to(post.route, &post.key, post.body.clone()));
        let mut answer = match &replayed {
            Some(proof) if post.who == Who::Replayer => {
                bench.send(with_proof(proof, posted())).await
            }
            _ => bench.send(posted()).await,
        };
        let first_replay = post.who == Who::Replayer && replayed.is_none();
        let mut hashes = 0;
        if answer.status == StatusCode::PRECONDITION_REQUIRED && (post.who.works() || first_replay)
        {
            let (proof, tried) = solved(answer.json()["challenge"].as_str().unwrap());
            hashes = tried << EASIER;
            answer = bench.send(with_proof(&proof, posted())).await;
            if first_replay {
                replayed = Some(proof);
            }
        }
        tally.posts += 1;
        tally.hashes += hashes;
        if answer.status.is_success() {
            let reference = answer.json()["reference"].as_str().unwrap().to_owned();
            thanked.push((post.who, post.route, reference));
        } else {
            tally.refused += 1;
        }
        if post.who == Who::Solver && tally.posts < 2_000 {
            day.push(Reverse((at + hashes / SPEED, post)));
        }
    }
    let cookie = bench.signed_in("Ana").await;
    for (who, route, reference) in thanked {
        // What agents do not find was not stored, whatever the sender was told.
        let path = format!("/desk/requests/{reference}");
        let is_found =
            route == QUESTIONS || bench.get(&path, &cookie).await.status == StatusCode::OK;
        tallies.entry(who).or_default().stored += u64::from(is_found);
    }
    let mut sum = |all: &[Who]| {
        let mut sum = Tally::default();
        for who in all {
            let Tally { posts, stored, refused, hashes } = tallies.remove(who).unwrap();
            println!(
                "{who:?}: {posts} posts, {stored} stored, {refused} refused, {} hashes a post",
                hashes / posts
            );
            sum.posts += posts;
            sum.stored += stored;
            sum.refused += refused;
        }
        sum
    };
    let (bots, people) = (sum(&Who::BOTS), sum(&Who::PEOPLE));
    let percent = |part: u64, whole: u64| 100.0 * part as f64 / whole as f64;
    println!("bots kept out: {:.2} %", 100.0 - percent(bots.stored, bots.posts));
    println!("people refused: {:.2} %", percent(people.refused, people.posts));
    assert_eq!(bots.posts, 10_000);
    assert!(people.posts >= 5_000 && people.stored + people.refused == people.posts);
    assert!(bots.stored * 100 <= bots.posts, "{} were stored", bots.stored);
    assert!(people.refused * 1_000 <= people.posts, "{} were refused", people.refused);
}
