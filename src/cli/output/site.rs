use std::collections::BTreeMap;

use serde_json::json;
use unstuck_embed::{LoaderLanguage, LoaderSettings, by_tag, contacts, loader, text_on};
use unstuck_model::site::{Settings, Site};
use unstuck_pack::Pack;

use super::{
    Files,
    asset::{boot, boot_widget, put},
};
use crate::{
    assets::{Assets, Module},
    failure::Failure,
};

/// All files of a site: the loader, the widget, the packs, the static pages and what they show. The same input
/// gives the same bytes.
pub fn assemble(site: &Site, packs: Vec<Pack>, assets: &Assets) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut languages = Vec::new();
    for (book, pack) in site.books.iter().zip(packs) {
        let path = |name: &str| format!("packs/{name}");
        let home = match site.settings.languages.first() {
            Some(first) if *first != book.language => format!("help/{}/", book.language),
            Some(_) | None => "help/".to_owned(),
        };
        let (head, content) = (path(&pack.head.name), path(&pack.content.name));
        languages.push(LoaderLanguage::new(&book.language, home, head, content));
        for part in [pack.head, pack.content, pack.index].into_iter().chain(pack.parts) {
            files.insert(path(&part.name), part.bytes);
        }
    }
    let script = widget(&mut files, &site.settings, languages, assets)?;
    files.insert("unstuck.js".to_owned(), script.into_bytes());
    pages(&mut files, site);
    files.extend(site.media.clone());
    Ok(files)
}

/// Puts the widget's assets and returns the loader that knows them.
fn widget(
    files: &mut Files,
    settings: &Settings,
    languages: Vec<LoaderLanguage>,
    assets: &Assets,
) -> Result<String, Failure> {
    let Some(first) = languages.first() else {
        return Err(Failure::new("the site has no language"));
    };
    let language = first.tag.clone();
    let styles: String = assets.styles.iter().map(|style| unstuck_embed::css(style)).collect();
    let worker = put(files, "worker", "js", assets.worker.clone());
    let worker_wasm = put(files, "worker", "wasm", assets.worker_wasm.clone());
    let mut module = |name: &str, module: &Module| {
        let script = put(files, name, "js", boot(&module.glue));
        json!([script, put(files, name, "wasm", module.wasm.clone())])
    };
    let modules = json!({
        "walk": module("walk", &assets.walk),
        "qr": module("qr", &assets.qr),
        "phone": module("phone", &assets.phone),
        "outbox": module("outbox", &assets.outbox),
    });
    let more = json!({
        "packs": "packs/",
        "endpoints": settings.callback.endpoints,
        "worker": worker,
        "workerWasm": worker_wasm,
        "modules": modules,
    });
    Ok(loader(&LoaderSettings {
        accent: settings.accent.clone(),
        accent_text: text_on(&settings.accent),
        language,
        languages: by_tag(&languages),
        contacts: contacts(settings),
        style: put(files, "style", "css", styles.into_bytes()),
        widget: put(files, "widget", "js", boot_widget(&assets.widget, &more)),
        wasm: put(files, "widget", "wasm", assets.widget_wasm.clone()),
    }))
}

/// Puts the static pages and what belongs to them.
fn pages(files: &mut Files, site: &Site) {
    let fixed = BTreeMap::from([
        ("frame.html", unstuck_pages::frame(&site.settings)),
        ("frame.js", unstuck_pages::FRAME_SCRIPT.to_owned()),
        ("index.html", unstuck_pages::root(&site.settings)),
        ("help/page.css", unstuck_pages::stylesheet(&site.settings)),
        ("help/find.js", unstuck_pages::FIND_SCRIPT.to_owned()),
        // The licence of the stemmers asks that its notice goes along with the worker.
        ("licences.txt", include_str!("../../../NOTICE").to_owned()),
    ]);
    files.extend(fixed.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())));
    let pages = unstuck_pages::render(site);
    files.extend(pages.into_iter().map(|page| (page.path, page.html.into_bytes())));
}
