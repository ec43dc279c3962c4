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
    let wrong = |what: String| Failure::new(format!("{}: {what}", path.display()));
    described(path)?.sites.into_iter().map(|one| site(one, &wrong)).collect()
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

fn site(one: One, wrong: &impl Fn(String) -> Failure) -> Result<SiteOptions, Failure> {
    let id = SiteId::new(&one.id).ok_or_else(|| {
        wrong(format!("`{}` is not the id of a site", one.id))
            .help("write small letters, digits and hyphens, as `id` in unstuck.toml")
    })?;
    let mut site = SiteOptions::new(id, one.company.unwrap_or(one.id));
    site.allowed_origins = one.allowed_origins;
    site.retention_days = one.retention_days;
    let promises = one.promises.iter().map(|(name, minutes)| promises::promise(name, *minutes));
    site.promises = promises.collect::<Result<_, _>>().map_err(wrong)?;
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
