//! `unstuck link`: what an agent answers with in public.

pub mod address;
mod place;
mod qr;

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use serde_json::json;
use unstuck_model::{language::Language, reply::Reply, site::Book, text::plain};

use self::{
    address::Page,
    place::{Found, Wanted},
    qr::QrCode,
};
use crate::{
    failure::Failure,
    pipeline,
    report::{self, Format},
    source,
};

/// Make a link to an entry or a step of a guide, its QR code and a reply to post with it
#[derive(Args)]
pub struct Link {
    /// The entry, and the step if it is a guide, such as `activate-esim#scan`
    #[arg(value_name = "GUIDE#STEP")]
    to: String,
    /// The content folder
    #[arg(default_value = "content")]
    dir: PathBuf,
    /// The page to open it on, one that carries the script tag; the company's `site`, if none is
    /// given
    #[arg(long, value_name = "URL")]
    page: Option<String>,
    /// The language of the reply; the site's default, if none is given
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Link {
    /// Prints the link, its QR code and the reply.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let wanted = Wanted::read(&self.to)?;
        let page = self.page.as_deref().map(Page::new).transpose()?;
        let files = source::read(&self.dir)?;
        let (site, diagnostics) = pipeline::site(&files, false);
        let Some(site) = site else {
            eprint!("{}", report::written(Format::Human, &diagnostics, &files));
            let summary = report::summary(&diagnostics, files.len());
            return Err(Failure::content(format!("nothing can be linked to: {summary}")));
        };
        let book = self.book(&site.books, &site.settings.languages)?;
        let found = wanted.find(book)?;
        let page = page.map_or_else(|| Page::new(&site.settings.address), Ok)?;
        let link = page.link(&found.entry.id, found.step.map(|step| &step.id));
        let code = QrCode::of(&link)?;
        let reply = Reply::to(found.entry, found.step, &link);
        if found.entry.language != book.language {
            let (id, own) = (&found.entry.id, &found.entry.language);
            eprintln!(
                "note: `{id}` is not translated into `{}`; this is in `{own}`",
                book.language
            );
        }
        if self.json {
            let object = object(&found, &link, &reply, &code);
            let text = serde_json::to_string_pretty(&object);
            println!("{}", text.map_err(|error| Failure::new(error.to_string()))?);
        } else {
            let drawn =
                if io::stdout().is_terminal() { code.in_colours() } else { code.in_blocks() };
            println!("{link}\n\n{drawn}\n{}", reply.text);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn book<'a>(&self, books: &'a [Book], offered: &[Language]) -> Result<&'a Book, Failure> {
        let language = match &self.locale {
            None => offered.first(),
            Some(tag) => Language::new(tag).and_then(|wish| wish.choose(offered)),
        };
        books.iter().find(|book| Some(&book.language) == language).ok_or_else(|| {
            let tag = self.locale.as_deref().unwrap_or_default();
            let known: Vec<&str> = offered.iter().map(Language::as_str).collect();
            Failure::new(format!("the site is not written in `{tag}`"))
                .help(format!("it is written in {}", known.join(", ")))
        })
    }
}

fn object(found: &Found, link: &str, reply: &Reply, code: &QrCode) -> serde_json::Value {
    json!({
        "link": link,
        "entry": found.entry.id,
        "step": found.step.map(|step| &step.id),
        "language": found.entry.language,
        "title": found.entry.title,
        "stepTitle": found.step.map(|step| plain(&step.title)),
        "reply": reply.text,
        "counted": reply.counted,
        "characters": reply.characters,
        "qr": code.rows(),
    })
}
