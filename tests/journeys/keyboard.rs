//! Every guide of the example, from its beginning to its end or to people, with the keyboard alone.

use std::{collections::HashMap, fs, path::Path};

use unstuck_tests::{Chromium, Key, Outcome, Running, View, fail, in_chromium, until};

/// Where a step of a guide is met on the page from its beginning on.
const PAGES: [(&str, &str); 3] = [
    ("bill-higher", "account/billing.html"),
    ("change-plan", "account/plan.html"),
    ("track-order", "orders.html"),
];
/// More steps than any walk here needs.
const MOST: usize = 80;

#[tokio::test(flavor = "multi_thread")]
async fn a_keyboard_alone_completes_every_guide() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    let mut guides = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/en/guides"), &mut guides)?;
    assert!(guides.len() >= 12, "the example has lost guides: {guides:?}");
    in_chromium(View::DESKTOP, async |chromium| {
        for guide in &guides {
            let page = PAGES.iter().find(|(on_page, _)| on_page == guide);
            let page = page.map_or("", |(_, page)| page);
            chromium.open("about:blank").await?;
            chromium.open(format!("{address}/{page}#unstuck={guide}")).await?;
            complete(chromium).await.map_err(|error| format!("{guide}: {error}"))?;
        }
        chromium.console_is_empty().await
    })
    .await
}

fn collect(folder: &Path, guides: &mut Vec<String>) -> Outcome {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            collect(&path, guides)?;
        } else if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
            guides.push(stem.to_owned());
        }
    }
    guides.sort();
    Ok(())
}

/// Takes the choice at each step that was taken least, so that every walk ends that can.
async fn complete(chromium: &Chromium) -> Outcome {
    let mut taken: HashMap<(String, usize), usize> = HashMap::new();
    for _ in 0..MOST {
        let step = until("a step, the end or people", async || {
            let seen: Option<String> = chromium.ask(SEEN).await?;
            Ok(seen)
        })
        .await?;
        let Some((step, choices)) = step.split_once(' ') else { return Ok(()) };
        let choices: usize = choices.parse()?;
        let times = |at: &usize| taken.get(&(step.to_owned(), *at)).copied().unwrap_or(0);
        let at = (0..choices.max(1)).min_by_key(times).unwrap_or(0);
        *taken.entry((step.to_owned(), at)).or_default() += 1;
        let wanted = match choices {
            0 => ".step > .button".to_owned(),
            _ => format!(".choices li:nth-child({}) button", at + 1),
        };
        press(chromium, &wanted).await.map_err(|error| format!("{step}: {error}"))?;
    }
    fail(format!("no end after {MOST} steps: {taken:?}"))
}

/// Goes by the Tab key to an element of the step and presses Enter.
async fn press(chromium: &Chromium, wanted: &str) -> Outcome {
    // A new step has the focus on its heading.
    chromium.widget().focused(".step-title").await?;
    for _ in 0..40 {
        chromium.press(Key::Tab.value().to_string()).await?;
        let script = format!(
            "return !!document.querySelector('unstuck-help').shadowRoot.activeElement?.matches({wanted:?});"
        );
        if chromium.ask(&script).await? {
            return chromium.press(Key::Enter.value().to_string()).await;
        }
    }
    fail(format!("the Tab key does not come to `{wanted}`"))
}

/// The step and how many choices it has; "end" at the end of a guide or at people; nothing while the
/// step before is still drawn.
const SEEN: &str = "const root = document.querySelector('unstuck-help')?.shadowRoot; \
    if (!root) return null; \
    if (root.querySelector('.feedback, [data-way]')) return 'end'; \
    const step = root.querySelector('[data-step]'); \
    const title = step?.querySelector('.step-title'); \
    if (!step || root.activeElement !== title) return null; \
    return step.dataset.step + ' ' + step.querySelectorAll('.choices li').length;";
