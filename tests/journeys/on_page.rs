//! Guides that walk on the host's page: every kind of target, of wait, and of page.

use std::{fs, path::Path};

use unstuck_tests::{
    Chromium, Key, Outcome, Reply, Running, Server, Site, View, fail, in_chromium, until,
};

use crate::{settings::settings, state::check};

/// One step for each kind of target, in this order; each is gone on from by hand.
const TARGETS: [(&str, &str, &str); 9] = [
    ("data", "{ data = \"pay\" }", "#pay"),
    ("role", "{ role = \"button\", name = \"Pay now\" }", "#pay"),
    ("label", "{ role = \"textbox\", name = \"Card holder\" }", "#holder"),
    ("text", "{ text = \"Read the terms\" }", "#terms"),
    ("css", "{ css = \"form > .sum\" }", ".sum"),
    ("ranked", "{ data = \"gone\" }, { css = \"#never\" }, { css = \"#pay\" }", "#pay"),
    ("shadow", "{ role = \"button\", name = \"In the shadow\" }", "#shadow-host"),
    ("frame", "{ text = \"In the frame\" }", "iframe"),
    ("scroller", "{ data = \"deep\" }", "[data-unstuck-target=deep]"),
];

const PAGE: &str = r##"<!doctype html>
<html lang="en">
<title>Pay</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  body { margin: 0; font: 16px/1.5 sans-serif }
  header { position: sticky; top: 0; background: #eee; height: 60px }
  main { padding: 20px }
  .outer, .inner { overflow: auto; border: 1px solid }
  .outer { height: 260px } .inner { height: 200px; margin-top: 300px }
  .tall { height: 900px }
  iframe { width: 300px; height: 90px }
</style>
<header>Sticky</header>
<main>
  <h1>Pay a bill</h1>
  <form>
    <label>Card holder <input id="holder" name="holder"></label>
    <p class="sum">30 dollars</p>
    <button type="button" id="pay" data-unstuck-target="pay"><span>Pay</span> now</button>
  </form>
  <p><a id="terms" href="#terms">Read the <b>terms</b></a></p>
  <div id="shadow-host"></div>
  <iframe title="Frame" srcdoc="<!doctype html><html lang='en'><title>Inside</title><body><button type=button>In the frame</button></body></html>"></iframe>
  <div class="tall"></div>
  <div class="outer" tabindex="0" role="region" aria-label="Outer">
    <div class="inner" tabindex="0" role="region" aria-label="Inner">
      <div class="tall"></div>
      <button type="button" data-unstuck-target="deep">Deep</button>
      <div class="tall"></div>
    </div>
  </div>
  <div class="tall"></div>
</main>
<script>
  const shadow = document.querySelector("#shadow-host").attachShadow({ mode: "open" });
  const button = document.createElement("button");
  button.textContent = "In the shadow";
  shadow.append(button);
</script>
<script src="/unstuck.js" async></script>
</html>"##;

fn step(id: &str, page: Option<&str>, targets: &str, done: &str) -> String {
    let page = page.map_or(String::new(), |page| format!("page = \"{page}\"\n"));
    format!(
        "## The step {id} {{#{id}}}\n\nThese are the words of {id}.\n\n\
         ```on-page\n{page}target = [{targets}]\ndone = \"{done}\"\n```\n\n"
    )
}

fn guide(content: &Path, id: &str, steps: &[String]) -> Outcome {
    let text = format!(
        "---\ntitle: The walk of {id}\ntopic: all\nasks:\n  - how does {id} go\n---\nIt goes so.\n\n{}",
        steps.concat()
    );
    fs::create_dir_all(content.join("en/guides"))?;
    Ok(fs::write(content.join("en/guides").join(format!("{id}.md")), text)?)
}

/// A site with a guide for each kind of thing, and a server with its pages.
pub fn start(folder: &Path) -> Outcome<Server> {
    let content = folder.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("unstuck.toml"), settings("walks"))?;
    let targets = TARGETS.map(|(id, target, _)| step(id, None, target, "manual"));
    guide(&content, "targets", &targets)?;
    let pay = "{ data = \"pay\" }";
    let last = || "## The end {#end}\n\nThat was all.\n".to_owned();
    guide(
        &content,
        "waits",
        &[
            step("type", None, "{ css = \"#holder\" }", "input"),
            step("press", None, pay, "click"),
            step("appear", None, "{ css = \"#receipt\" }", "visible"),
            step("move", None, "{ css = \"#receipt\" }", "url"),
            last(),
        ],
    )?;
    guide(
        &content,
        "pages",
        &[
            step("leave", Some("/pay.html"), "{ css = \"#terms\" }", "url"),
            step("arrive", Some("/terms*"), "{ text = \"I agree\" }", "click"),
            last(),
        ],
    )?;
    guide(
        &content,
        "missing",
        &[step("nothing", None, "{ data = \"nothing\" }", "click"), last()],
    )?;
    let site = Site::of(&content, &folder.join("site"))?;
    let terms = "<!doctype html><html lang=\"en\"><title>Terms</title><main><h1>Terms</h1>\
                 <button type=\"button\">I agree</button></main>\
                 <script src=\"/unstuck.js\" async></script></html>";
    let other = "<!doctype html><html lang=\"en\"><title>Other</title><main><h1>Other</h1></main>\
                 <script src=\"/unstuck.js\" async></script></html>";
    site.plan()
        .page("/pay.html", PAGE)
        .page("/terms.html", terms)
        .page("/other.html", other)
        .start()
}

/// Waits until the light is on the element that a selector of the page finds, and the card beside it
/// in view.
pub async fn lit(chromium: &Chromium, step: &str, selector: &str) -> Outcome {
    chromium.widget().find(&format!(".beside [data-step={step}]")).await?;
    let script = format!(
        "const root = document.querySelector('unstuck-help').shadowRoot; \
         const ring = root.querySelector('.ring').getBoundingClientRect(); \
         const card = root.querySelector('.panel').getBoundingClientRect(); \
         const target = document.querySelector({selector:?}).getBoundingClientRect(); \
         const inside = ring.width > 0 && ring.left >= target.left - 9 && ring.top >= target.top - 9 \
             && ring.right <= target.right + 9 && ring.bottom <= target.bottom + 9; \
         const seen = card.left >= 0 && card.top >= 0 && card.right <= innerWidth + 1 \
             && card.bottom <= innerHeight + 1; \
         const apart = card.left >= ring.right || card.right <= ring.left \
             || card.top >= ring.bottom || card.bottom <= ring.top; \
         return inside && seen && apart ? '' : JSON.stringify([ring, card, target]);"
    );
    until(&format!("the light on {selector} for {step}"), async || {
        let wrong: String = chromium.ask(&script).await?;
        Ok(wrong.is_empty().then_some(()))
    })
    .await
}

pub async fn begin(chromium: &Chromium, server: &Server, guide: &str) -> Outcome {
    chromium.open(server.address("/pay.html")).await?;
    chromium.widget().find("button").await?;
    chromium.ask::<()>(&format!("Unstuck('guide', '{guide}');")).await
}

/// A press on the page, as a customer's.
pub async fn press(chromium: &Chromium, selector: &str) -> Outcome {
    chromium.page().find(selector).await?;
    chromium.ask::<()>(&format!("document.querySelector({selector:?}).click();")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_target_is_lit() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    for view in [View::DESKTOP, View::PHONE] {
        in_chromium(view, async |chromium| {
            begin(chromium, &server, "targets").await?;
            for (id, _, selector) in TARGETS {
                lit(chromium, id, selector).await?;
                if matches!(id, "data" | "scroller") {
                    check(chromium, &format!("on-page-{id}-{}", view.name())).await?;
                }
                chromium.widget().click(".button.primary").await?;
            }
            chromium.widget().find(".feedback").await?;
            chromium.widget().gone(".beside").await?;
            chromium.console_is_empty().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_goes_on_when_the_page_shows_that_it_is_done() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "waits").await?;
        lit(chromium, "type", "#holder").await?;
        // Beside a step that the page ends, the button says what it does.
        chromium.widget().find_with("[data-step=type] .button", "Skip this step").await?;
        // The target is used as ever, under the light.
        chromium.page().find("#holder").await?.send_keys("Ann\t").await?;
        lit(chromium, "press", "#pay").await?;
        chromium.page().find("#pay").await?.click().await?;
        chromium.widget().find("[data-step=appear]").await?;
        chromium
            .ask::<()>(
                "const p = document.createElement('p'); p.id = 'receipt'; p.textContent = 'Paid'; \
                 document.querySelector('form').append(p);",
            )
            .await?;
        lit(chromium, "move", "#receipt").await?;
        // An application that shows another page without a load.
        chromium.ask::<()>("history.pushState(null, '', '/paid.html');").await?;
        chromium.widget().find("[data-step=end]").await?;
        chromium.widget().gone(".beside").await?;
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_goes_on_after_a_load_and_only_in_its_tab() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/pay.html")).await?;
        chromium.widget().find("button").await?;
        let stored: usize = chromium.ask("return sessionStorage.length + localStorage.length;").await?;
        assert_eq!(stored, 0, "nothing is stored before the customer begins");

        begin(chromium, &server, "pages").await?;
        lit(chromium, "leave", "#terms").await?;
        chromium.ask::<()>("location.href = '/other.html';").await?;
        let there = chromium.widget().find_with(".spot-note a", "Open that page").await?;
        there.click().await?;
        lit(chromium, "leave", "#terms").await?;
        chromium.ask::<()>("location.href = '/terms.html';").await?;
        lit(chromium, "arrive", "button").await?;
        chromium.ask::<()>("location.reload();").await?;
        lit(chromium, "arrive", "button").await?;

        // Who leaves the guide is not met by it on the next page.
        let stored = "return sessionStorage.length;";
        chromium.widget().click(".tool[aria-label='Close help']").await?;
        assert_eq!(chromium.ask::<usize>(stored).await?, 0);
        chromium.ask::<()>("Unstuck('open');").await?;
        lit(chromium, "arrive", "button").await?;
        assert_eq!(chromium.ask::<usize>(stored).await?, 1);
        chromium.widget().click(".stuck").await?;
        chromium.widget().find("[data-way]").await?;
        assert_eq!(chromium.ask::<usize>(stored).await?, 0);
        chromium.widget().click(".tool[aria-label='Back']").await?;
        lit(chromium, "arrive", "button").await?;

        // Another tab knows nothing of it.
        let first = chromium.web.window().await?;
        let other = chromium.web.new_tab().await?;
        chromium.web.switch_to_window(other).await?;
        chromium.open(server.address("/terms.html")).await?;
        chromium.widget().find("button").await?;
        let panels: usize = chromium
            .ask("return document.querySelector('unstuck-help').shadowRoot.querySelectorAll('.panel, .us-panel').length;")
            .await?;
        assert_eq!(panels, 0);
        chromium.web.switch_to_window(first).await?;

        press(chromium, "main button").await?;
        chromium.widget().find("[data-step=end]").await?;
        chromium.widget().click(".button.primary").await?;
        chromium.widget().find(".feedback").await?;
        let stored: usize = chromium.ask("return sessionStorage.length;").await?;
        assert_eq!(stored, 0, "what has ended is not kept");
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_goes_on_in_the_panel() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "missing").await?;
        chromium
            .ask::<()>("window.drifts = []; Unstuck('on', 'drift', (at) => drifts.push(at));")
            .await?;
        chromium.widget().find_with(".spot-note", "This is not on the page").await?;
        chromium
            .widget()
            .find_with("[data-step=nothing]", "These are the words of nothing")
            .await?;
        let drifts: Vec<String> = chromium.ask("return drifts;").await?;
        assert_eq!(drifts, ["missing/nothing"]);
        check(chromium, "on-page-missing").await?;
        // Drawn after all, it is lit; taken away, the page is not left dark.
        chromium
            .ask::<()>(
                "const b = document.createElement('button'); b.dataset.unstuckTarget = 'nothing'; \
                 b.textContent = 'Late'; document.querySelector('form').append(b);",
            )
            .await?;
        lit(chromium, "nothing", "[data-unstuck-target=nothing]").await?;
        chromium
            .ask::<()>("document.querySelector('[data-unstuck-target=nothing]').remove();")
            .await?;
        chromium.widget().gone(".beside").await?;
        chromium.widget().gone(".ring:not([hidden])").await?;
        chromium.widget().find("[data-step=nothing]").await?;
        chromium.widget().find_with(".spot-note", "This is not on the page").await?;
        chromium.widget().gone(".spot-note button").await?;
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_leaves_the_page_and_the_panel_can_return_to_it() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        // Under the header that sticks, the target is brought out of it.
        chromium.open(server.address("/pay.html")).await?;
        chromium.widget().find("button").await?;
        chromium
            .ask::<()>("scrollTo(0, document.querySelector('#pay').offsetTop - 10); Unstuck('guide', 'targets');")
            .await?;
        lit(chromium, "data", "#pay").await?;
        let on_top: String = chromium
            .ask(
                "const at = document.querySelector('#pay').getBoundingClientRect(); \
                 return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2).closest('[id]').id;",
            )
            .await?;
        assert_eq!(on_top, "pay");
        // Escape in the card leaves the page and nothing else.
        chromium.widget().focused(".step-title").await?;
        chromium.press(Key::Escape.value().to_string()).await?;
        chromium.widget().gone(".beside").await?;
        chromium.widget().find("[data-step=data]").await?;
        chromium.widget().click_with(".spot-note button", "Show me on the page").await?;
        lit(chromium, "data", "#pay").await?;
        // What moves on the page does not take a button from under a finger.
        let kept: bool = chromium
            .web
            .execute_async(
                "const done = arguments[0]; \
                 const root = document.querySelector('unstuck-help').shadowRoot; \
                 const button = root.querySelector('.spot-note button'); \
                 document.querySelector('.sum').append('!'); scrollBy(0, 1); \
                 setTimeout(() => done(button.isConnected), 200);",
                Vec::new(),
            )
            .await?
            .convert()?;
        assert!(kept);
        // The keyboard reaches the target from the card, and leaves from there.
        chromium.widget().click_with(".spot-note button", "Take me there").await?;
        let focused: String = chromium.ask("return document.activeElement.id;").await?;
        assert_eq!(focused, "pay");
        chromium.press(Key::Escape.value().to_string()).await?;
        chromium.widget().gone(".beside").await?;
        chromium.widget().click_with(".spot-note button", "Show me on the page").await?;
        lit(chromium, "data", "#pay").await?;
        // What is drawn anew is found again; what moves is followed.
        chromium
            .ask::<()>("const f = document.querySelector('form'); f.innerHTML = f.innerHTML; f.style.marginTop = '80px';")
            .await?;
        lit(chromium, "data", "#pay").await?;
        if chromium.widget().all(".ring:not([hidden])").await?.len() != 1 {
            return fail("there is not one light");
        }
        chromium.console_is_empty().await
    })
    .await
}

/// The steps of the example's guides that are tied to its pages: the page, the step, the target.
const EXAMPLE: [(&str, &str, &str); 9] = [
    ("account/billing.html", "bill-higher/changed", "bills"),
    ("account/billing.html", "bill-higher/next-bill", "next-bill"),
    ("account/billing.html", "payment-failed/autopay", "autopay"),
    ("account/plan.html", "change-plan/use", "usage"),
    ("account/plan.html", "change-plan/monthly", "change-plan"),
    ("sign-in.html", "reset-password/email", "forgot-password"),
    ("orders.html", "track-order/status", "order-number"),
    ("travel.html", "travel-abroad/country", "country"),
    ("travel.html", "travel-abroad/pass", "travel-pass"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_guides_of_the_example_walk_on_its_pages() -> Outcome {
    let (_serving, address) = Running::serve(&[])?;
    for view in [View::DESKTOP.dark(), View::PHONE.locale("es")] {
        in_chromium(view, async |chromium| {
            for (page, place, target) in EXAMPLE {
                chromium.open(format!("{address}/{page}#unstuck={place}")).await?;
                let step = place.rsplit('/').next().unwrap_or("");
                lit(chromium, step, &format!("[data-unstuck-target={target}]")).await?;
                if target == "bills" || target == "country" {
                    check(chromium, &format!("example-{target}")).await?;
                }
            }
            // The application of one page draws the target when its view is opened.
            chromium
                .open(format!("{address}/account/sim.html#unstuck=activate-esim/new-code"))
                .await?;
            chromium.widget().find("[data-step=new-code]").await?;
            press(chromium, ".tabs a[href='#codes']").await?;
            lit(chromium, "new-code", "[data-unstuck-target=new-code]").await?;
            // From the step before, the page leads there.
            chromium
                .open(format!("{address}/account/sim.html?again#unstuck=activate-esim/codes"))
                .await?;
            lit(chromium, "codes", "[data-unstuck-target=codes]").await?;
            press(chromium, ".tabs a[href='#codes']").await?;
            lit(chromium, "new-code", "[data-unstuck-target=new-code]").await?;
            chromium.console_is_empty().await
        })
        .await?;
    }
    Ok(())
}

/// What hosts do to what stands on their pages: each before all else of the page.
const HOSTILE: [&str; 3] = [
    "<style>* { all: unset !important }</style>",
    "<script>for (const one of [Object, Array, Function, String, Promise, Node, Element, EventTarget]) \
     Object.freeze(one.prototype);</script>",
    "<style>body > * { position: relative; z-index: 2147483647; } \
     button { transition: all 1s !important; }</style>",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_survives_what_a_host_does() -> Outcome {
    let folder = tempfile::tempdir()?;
    drop(start(folder.path())?);
    let site = Site::at(folder.path().join("site"));
    for hostile in HOSTILE {
        let page = PAGE.replacen("<style>", &format!("{hostile}<style>"), 1);
        let server = site.plan().page("/pay.html", page).start()?;
        in_chromium(View::DESKTOP, async |chromium| {
            begin(chromium, &server, "targets").await?;
            lit(chromium, "data", "#pay").await?;
            chromium.widget().click(".button.primary").await?;
            lit(chromium, "role", "#pay").await?;
            chromium.console_is_empty().await
        })
        .await
        .map_err(|error| format!("{hostile}: {error}"))?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_goes_on_where_the_host_draws_anew_at_every_key_and_takes_us_away() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "targets").await?;
        lit(chromium, "data", "#pay").await?;
        chromium
            .ask::<()>(
                "const form = document.querySelector('form'); const html = form.innerHTML; \
                 document.querySelector('#terms').tabIndex = 0; document.querySelector('#terms').focus(); \
                 addEventListener('keydown', () => { form.innerHTML = html; });",
            )
            .await?;
        chromium.press("abc").await?;
        lit(chromium, "data", "#pay").await?;
        // Taken away, and back with the site's own call: the place is kept.
        chromium.widget().click(".button.primary").await?;
        lit(chromium, "role", "#pay").await?;
        chromium.ask::<()>("document.querySelector('unstuck-help').remove();").await?;
        chromium.ask::<()>("Unstuck('open');").await?;
        lit(chromium, "role", "#pay").await?;
        chromium.console_is_empty().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_that_cannot_walk_stays_in_the_panel_and_tries_again() -> Outcome {
    let folder = tempfile::tempdir()?;
    drop(start(folder.path())?);
    let failed = std::sync::atomic::AtomicBool::new(false);
    let server = Site::at(folder.path().join("site"))
        .plan()
        .page("/pay.html", PAGE)
        .change(move |path, reply| {
            let walks = path.contains("walk") && path.ends_with(".wasm");
            let first = walks && !failed.swap(true, std::sync::atomic::Ordering::SeqCst);
            if first { Reply::not_found() } else { reply }
        })
        .start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        begin(chromium, &server, "targets").await?;
        let widget = chromium.widget();
        widget.find_with("[data-step=data]", "These are the words of data.").await?;
        until("the try that fails", async || {
            let tried = server.paths().iter().any(|path| path.contains("walk."));
            Ok(tried.then_some(()))
        })
        .await?;
        widget.gone(".beside").await?;
        widget.click(".button.primary").await?;
        lit(chromium, "role", "#pay").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_light_is_right_on_a_page_that_is_zoomed_and_with_large_text() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = start(folder.path())?;
    // How sites and readers enlarge a page.
    for larger in [
        "document.documentElement.style.zoom = 2;",
        "document.body.style.zoom = 1.5;",
        "document.documentElement.style.fontSize = '32px'; document.body.style.fontSize = '32px';",
    ] {
        in_chromium(View::DESKTOP, async |chromium| {
            chromium.open(server.address("/pay.html")).await?;
            chromium.widget().find("button").await?;
            chromium.ask::<()>(larger).await?;
            chromium.ask::<()>("Unstuck('guide', 'targets');").await?;
            lit(chromium, "data", "#pay").await?;
            chromium.screenshot(&format!("on-page-larger-{}", larger.len())).await?;
            chromium.console_is_empty().await
        })
        .await
        .map_err(|error| format!("{larger}: {error}"))?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_stands_well_where_text_runs_from_right_to_left() -> Outcome {
    let folder = tempfile::tempdir()?;
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("ar/guides"))?;
    let arabic = settings("walks").replace("\"en\"", "\"ar\"").replace("{ en =", "{ ar =");
    fs::write(content.join("unstuck.toml"), arabic)?;
    let step = step("pay", None, "{ data = \"pay\" }", "click");
    let text = format!(
        "---\ntitle: ادفع الفاتورة\ntopic: all\nasks:\n  - كيف أدفع الفاتورة\n---\nهكذا.\n\n{}## النهاية {{#end}}\n\nتم.\n",
        step.replace("The step pay", "اضغط على زر الدفع")
            .replace("These are the words of pay.", "الزر أخضر.")
    );
    fs::write(content.join("ar/guides/pay.md"), text)?;
    let page = PAGE.replacen("lang=\"en\"", "lang=\"ar\" dir=\"rtl\"", 1);
    let server =
        Site::of(&content, &folder.path().join("site"))?.plan().page("/pay.html", page).start()?;
    for view in [View::DESKTOP, View::PHONE.dark()] {
        in_chromium(view, async |chromium| {
            begin(chromium, &server, "pay").await?;
            lit(chromium, "pay", "#pay").await?;
            check(chromium, &format!("on-page-right-to-left-{}", view.name())).await?;
            chromium.console_is_empty().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_closes_a_guide_before_it_has_loaded_does_not_meet_it_on_the_next_page() -> Outcome {
    let folder = tempfile::tempdir()?;
    drop(start(folder.path())?);
    // The widget's code never comes, and no frame takes the place of the panel while it is looked for.
    let gone = |path: &str, reply| {
        let widget = path.contains("/widget.") && path.ends_with(".wasm");
        if widget || path.ends_with("/frame.html") { Reply::not_found() } else { reply }
    };
    let site = Site::at(folder.path().join("site"));
    let server = site.plan().page("/pay.html", PAGE).change(gone).start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        chromium.open(server.address("/pay.html")).await?;
        chromium.widget().find("button").await?;
        chromium.ask::<()>("sessionStorage.unstuck = 'a guide'; location.reload();").await?;
        chromium.widget().click_with(".us-panel button", "Close").await?;
        assert_eq!(chromium.ask::<usize>("return sessionStorage.length;").await?, 0);
        Ok(())
    })
    .await
}
