use std::collections::BTreeMap;

use unstuck_model::{
    callback::CallbackRules,
    channel::{Address, Channel},
    entry::{Body, Entry},
    guide::{Choice, Condition, Guide, Step},
    hours::{Hours, Span, Zone},
    id::{EntryId, SiteId, StepId, TopicId},
    language::{Language, Localised},
    media::{Media, MediaKind},
    schedule::Schedule,
    site::{Book, Privacy, Settings, Site, Topic},
    text::{Block, Inline, Link},
};

use super::*;

/// What a page must never hold unescaped.
const EVIL: &str = "<script>alert(1)</script><img src=x onerror=\"x\">'&";

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn link(to: Link, words: &str) -> Inline {
    Inline::Link { to, text: text(words) }
}

fn entry(id: &str, tag: &str, body: Body) -> Entry {
    Entry {
        id: EntryId::new(id).unwrap(),
        title: format!("{id} {EVIL}"),
        asks: vec![],
        topic: TopicId::new("bills").unwrap(),
        pages: vec![],
        urgent: false,
        related: vec![EntryId::new("late-fee").unwrap()],
        minutes: Some(5),
        short: EVIL.to_owned(),
        language: language(tag),
        body,
    }
}

fn answer() -> Body {
    let paragraph = vec![
        Inline::Strong(text(EVIL)),
        Inline::Emphasis(text(EVIL)),
        Inline::Code(EVIL.to_owned()),
        Inline::Break,
        link(Link::Web("https://a.example/?a=\"b".to_owned()), EVIL),
        link(Link::Web("javascript:alert(1)".to_owned()), "bad"),
        link(Link::Phone("+12125550142".to_owned()), "call"),
        link(Link::People { topic: None }, "people"),
        link(Link::Done, "done"),
    ];
    Body::Answer(vec![
        Block::Paragraph(paragraph),
        Block::Heading { level: 2, text: text(EVIL) },
        Block::List { start: Some(3), items: vec![vec![Block::Paragraph(text(EVIL))]] },
        Block::Checklist(vec![text(EVIL)]),
        Block::Note(vec![Block::Code(EVIL.to_owned())]),
        media(MediaKind::Picture, "assets/picture.0123.png"),
        media(MediaKind::Video, "assets/video.4567.mp4"),
    ])
}

fn media(kind: MediaKind, file: &str) -> Block {
    Block::Media(Media {
        kind,
        file: file.to_owned(),
        alternative: EVIL.to_owned(),
        width: 640,
        height: 360,
    })
}

fn guide() -> Body {
    let step = |id: &str, choices: Vec<Choice>| Step {
        id: StepId::new(id).unwrap(),
        title: text(EVIL),
        body: vec![Block::Paragraph(text(EVIL))],
        choices,
        ends: false,
        condition: Some(Condition::Fact {
            fact: EVIL.to_owned(),
            value: EVIL.to_owned(),
            negated: true,
        }),
        on_page: None,
    };
    let to = |to: Link| Choice { label: text(EVIL), to };
    let other = Link::Entry {
        id: EntryId::new("late-fee").unwrap(),
        step: Some(StepId::new("one").unwrap()),
    };
    Body::Guide(Guide {
        intro: vec![Block::Paragraph(text(EVIL))],
        steps: vec![
            step("main", vec![to(Link::Step(StepId::new("two").unwrap())), to(other)]),
            step("two", vec![]),
        ],
    })
}

fn site() -> Site {
    let words = Localised::new([(language("en"), EVIL.to_owned())]);
    let settings = Settings {
        site: SiteId::new("larkline").unwrap(),
        company: EVIL.to_owned(),
        address: "https://larkline.example".to_owned(),
        country: "US".to_owned(),
        accent: "#0b6b4f".to_owned(),
        languages: vec![language("en"), language("es")],
        topics: vec![Topic {
            id: TopicId::new("bills").unwrap(),
            name: words.clone(),
            urgent: true,
            notice: Some(words),
            people_first: false,
            hours: Schedule::Always,
            channels: vec![],
        }],
        hours: Hours {
            zone: Zone { name: "America/New_York".to_owned(), before: -18000, changes: vec![] },
            week: std::array::from_fn(|day| {
                if day < 5 { vec![Span { from: 480, to: 1260 }] } else { vec![] }
            }),
            holidays: vec![],
            schedules: vec![
                [600, 600, 0, 600, 840, 0, 0]
                    .map(|from| if from > 0 { vec![Span { from, to: 900 }] } else { vec![] }),
            ],
        },
        channels: vec![
            channel(
                Address::Email { address: "care@larkline.example".to_owned() },
                Schedule::Always,
            ),
            channel(Address::Phone { number: "+12125550142".to_owned() }, Schedule::Named(0)),
        ],
        callback: CallbackRules::default(),
        privacy: Privacy { policy: Some("https://larkline.example/p".to_owned()), counts: false },
    };
    let entries = |tag: &str| vec![entry("index", "en", guide()), entry("late-fee", tag, answer())];
    let book =
        |tag: &str| Book { language: language(tag), entries: entries(tag), synonyms: vec![] };
    Site { settings, books: vec![book("en"), book("es")], media: BTreeMap::new() }
}

fn channel(address: Address, hours: Schedule) -> Channel {
    Channel { address, reply_minutes: Some(1440), hours, languages: vec![], urgent: false }
}

fn html(path: &str) -> String {
    render(&site()).into_iter().find(|page| page.path == path).unwrap().html
}

#[test]
fn every_entry_has_a_page_in_every_language() {
    let paths: Vec<String> = render(&site()).into_iter().map(|page| page.path).collect();
    assert_eq!(
        paths,
        [
            "help/index.html",
            "help/index-.html",
            "help/late-fee.html",
            "help/es/index.html",
            "help/es/index-.html",
            "help/es/late-fee.html",
        ]
    );
}

#[test]
fn nothing_that_a_writer_wrote_is_markup() {
    for page in render(&site()) {
        for evil in ["<script>", "<img src=x", "\"x\"", "javascript:"] {
            assert!(!page.html.contains(evil), "{evil} in {}", page.path);
        }
        assert!(page.html.contains("&lt;script&gt;"), "{}", page.path);
    }
}

#[test]
fn the_strictest_policy_lets_pages_pass() {
    for page in render(&site()) {
        let inline =
            page.html.matches("<script").count() - page.html.matches("<script src=").count();
        assert_eq!(inline, 0, "{}", page.path);
        for banned in ["<style", " style=", " onclick", "http-equiv"] {
            assert!(!page.html.contains(banned), "{banned} in {}", page.path);
        }
    }
}

#[test]
fn pages_say_what_they_are() {
    for (path, parts) in [
        (
            "help/index.html",
            &[
                "<html lang=\"en\" dir=\"ltr\">",
                "href=\"../help/page.css\"",
                "src=\"../unstuck.js\" async",
                "<link rel=\"alternate\" hreflang=\"es\" href=\"../help/es/index.html\">",
                "href=\"late-fee.html\"",
                "href=\"mailto:care@larkline.example\"",
                "Usually answers in 24 hours",
                "At any hour",
                "Monday–Tuesday 10:00–15:00; Thursday 10:00–15:00; Friday 14:00–15:00",
                "<th scope=\"row\">Monday</th><td>08:00–21:00</td>",
                "<th scope=\"row\">Sunday</th><td>Closed</td>",
            ][..],
        ),
        (
            "help/index-.html",
            &[
                "<li id=\"step-main\">",
                "href=\"#step-two\"",
                "href=\"late-fee.html#step-one\"",
                "<p class=\"done\">That is all.</p>",
            ],
        ),
        (
            "help/es/index-.html",
            &[
                "<html lang=\"es\"",
                "src=\"../../unstuck.js\"",
                "<article lang=\"en\">",
                "<link rel=\"canonical\" href=\"../../help/index-.html\">",
                "Esta página aún no está traducida.",
            ],
        ),
        (
            "help/late-fee.html",
            &[
                "<img src=\"../assets/picture.0123.png\" alt=\"&lt;script&gt;",
                "width=\"640\" height=\"360\" loading=\"lazy\" decoding=\"async\">",
                "<video src=\"../assets/video.4567.mp4\" aria-label=\"&lt;script&gt;",
                "width=\"640\" height=\"360\" controls playsinline preload=\"none\"></video>",
            ],
        ),
        (
            "help/es/late-fee.html",
            &[
                "<img src=\"../../assets/picture.0123.png\"",
                "hreflang=\"en\" href=\"../../help/late-fee.html\"",
                "<ol start=\"3\">",
                "href=\"tel:+12125550142\"",
                "href=\"#contact\"",
                "href=\"https://a.example/?a=&quot;b\"",
            ],
        ),
    ] {
        let html = html(path);
        for part in parts {
            assert!(html.contains(part), "no {part} in {path}:\n{html}");
        }
    }
}

#[test]
fn frame_and_root_lead_on() {
    let settings = site().settings;
    assert!(frame(&settings).contains("<script src=\"frame.js\" defer>"));
    let root = root(&settings);
    assert!(root.contains("url=help/") && root.contains("<a href=\"help/\""));
    let style = stylesheet(&settings);
    assert!(style.contains("--accent: #0b6b4f") && !style.contains(".panel"));
}
