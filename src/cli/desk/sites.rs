use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use unstuck_desk::SiteOptions;
use unstuck_model::id::SiteId;

use super::{inboxes, promises};
use crate::failure::Failure;

/// The file that describes the sites of a desk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    sites: Vec<One>,
}

/// One `[[sites]]` of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    id: String,
    company: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
    #[serde(default)]
    allowed_origins: Vec<String>,
    retention_days: Option<u32>,
    /// The site's content folder, seen from where the desk is started.
    content: Option<PathBuf>,
    #[serde(default)]
    promises: BTreeMap<String, u32>,
    /// Where agents read what comes by each channel.
    #[serde(default)]
    inboxes: BTreeMap<String, String>,
}

/// Reads the sites of a file.
pub fn read(path: &Path) -> Result<Vec<SiteOptions>, Failure> {
    let read = |one: One| {
        let place = format!("{}: the site `{}`", path.display(), one.id);
        site(one).map_err(|failure| failure.within(&place))
    };
    described(path)?.sites.into_iter().map(read).collect()
}

/// The content folders that a file names, each with the place of its site.
pub fn content(path: &Path) -> Result<Vec<(usize, PathBuf)>, Failure> {
    let sites = described(path)?.sites.into_iter().enumerate();
    Ok(sites.filter_map(|(place, one)| Some((place, one.content?))).collect())
}

fn described(path: &Path) -> Result<Described, Failure> {
    let wrong = |what: String| Failure::new(format!("{}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(&text).map_err(|error| {
        wrong(error.to_string().trim_end().to_owned())
            .help("a site is written as [[sites]], with id, company, country, time_zone, allowed_origins, retention_days, content, [sites.promises] and [sites.inboxes]")
    })
}

fn site(one: One) -> Result<SiteOptions, Failure> {
    let id = SiteId::new(&one.id).ok_or_else(|| {
        Failure::new("this is not the id of a site")
            .help("write small letters, digits and hyphens, as `id` in unstuck.toml")
    })?;
    let mut site = SiteOptions::new(id, one.company.unwrap_or(one.id));
    site.allowed_origins = one.allowed_origins;
    site.retention_days = one.retention_days;
    let promises = one.promises.iter().map(|(name, minutes)| promises::promise(name, *minutes));
    site.promises = promises.collect::<Result<_, _>>().map_err(Failure::new)?;
    let inboxes = one.inboxes.iter().map(|(name, address)| inboxes::inbox(name, address));
    site.inboxes = inboxes.collect::<Result<_, _>>()?;
    if let Some(country) = one.country {
        site.country = country;
    }
    if let Some(zone) = one.time_zone {
        site.zone = zone;
    }
    Ok(site)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read_text(text: &str) -> Result<Vec<SiteOptions>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sites.toml");
        fs::write(&path, text).unwrap();
        read(&path).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_site_has_what_its_file_says() {
        let sites = read_text(
            "[[sites]]\nid = \"lamp-shop\"\n\
             [sites.promises]\ncallback = 60\nwhatsapp = 15\n\
             [[sites]]\nid = \"tea-shop\"\ncompany = \"Tea & Co\"\n",
        )
        .unwrap();
        let promises: Vec<_> = sites[0].promises.iter().map(|(name, by)| (&**name, *by)).collect();
        assert_eq!(promises, [("callback", 60), ("whatsapp", 15)]);
        assert_eq!(sites[1].company, "Tea & Co");
        assert!(sites[1].promises.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_file_and_site() {
        for (wrong, says) in [
            (
                "promises = { calback = 60 }",
                "there is no channel `calback`; name callback or one of",
            ),
            ("promises = { callback = 0 }", "write callback=1 or more minutes"),
            ("inboxes = { fax = \"https://inbox.example.com\" }", "names no channel"),
            ("inboxes = { whatsapp = \"inbox.example.com\" }", "has no address of the web"),
        ] {
            let good = "[[sites]]\nid = \"lamp-shop\"\n[[sites]]\nid = \"tea-shop\"\n";
            let error = read_text(&format!("{good}{wrong}\n")).unwrap_err();
            assert!(error.contains("sites.toml: the site `tea-shop`: "), "{error}");
            assert!(error.contains(says), "{error}");
        }
        let error = read_text("[[sites]]\nid = \"Tea Shop\"\n").unwrap_err();
        assert!(error.contains("the site `Tea Shop`: this is not the id of a site"), "{error}");
        let error = read_text("[[sites]]\nid = \"tea-shop\"\npromise = 60\n").unwrap_err();
        assert!(error.contains("line 3") && error.contains("[sites.promises]"), "{error}");
    }
}
