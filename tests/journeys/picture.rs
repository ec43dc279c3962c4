//! A picture in a guide: in the panel, and on the page without a script.

use unstuck_tests::{Outcome, Site, View, in_chromium};

use crate::{state::check, walk::everywhere};

/// What the only picture of a tree is like once it has arrived: its natural width and height, its
/// words, when it is fetched, and whether it keeps inside of what it stands in.
const PICTURE: &str = "const picture = root.querySelector('img'); \
    picture.scrollIntoView(); \
    return picture.decode().then(() => { \
        const box = picture.getBoundingClientRect(); \
        const around = picture.parentElement.getBoundingClientRect(); \
        return [picture.naturalWidth, picture.naturalHeight, picture.alt, picture.loading, \
            box.width > 100 && box.left >= around.left && box.right <= around.right]; \
    });";

type Seen = (u32, u32, String, String, bool);

fn judge(seen: Seen) {
    let (width, height, words, loading, is_inside) = seen;
    assert_eq!((width, height), (720, 400));
    assert!(words.contains("QR"), "{words}");
    assert_eq!(loading, "lazy");
    assert!(is_inside, "it is too narrow to be seen, or hangs over the edge");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_shows_its_picture() -> Outcome {
    everywhere(async |chromium, _, _| {
        chromium.ask::<()>("location.hash = '#unstuck=activate-esim/code';").await?;
        chromium.widget().find("[data-step=code] img").await?;
        let root = "const root = document.querySelector('unstuck-help').shadowRoot;";
        judge(chromium.ask(&format!("{root} {PICTURE}")).await?);
        check(chromium, "guide-picture").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_shows_its_picture_and_keeps_room_for_it() -> Outcome {
    let server = Site::built()?.serve()?;
    for (view, page) in [
        (View::DESKTOP, "/help/activate-esim.html"),
        (View::PHONE.dark().locale("es"), "/help/es/activate-esim.html"),
    ] {
        in_chromium(view, async |chromium| {
            chromium.open(server.address(page)).await?;
            chromium.page().find("#step-code img").await?;
            // It is far down and not fetched yet, and what follows it stands where it will stand.
            let kept: (f64, f64) = chromium
                .ask(
                    "const box = document.querySelector('img').getBoundingClientRect(); \
                     return [box.width, box.height];",
                )
                .await?;
            assert!((kept.0 / kept.1 - 1.8).abs() < 0.02, "{kept:?}");
            judge(chromium.ask(&format!("const root = document; {PICTURE}")).await?);
            check(chromium, "page-picture").await
        })
        .await?;
    }
    Ok(())
}
