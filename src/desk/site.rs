use url::Url;

use crate::{clock::Clock, error::DeskError, intake::Kept, options::SiteOptions, promises};

/// A site as the routes see it.
pub struct Site {
    pub options: SiteOptions,
    pub clock: Clock,
    /// What was told last of how long customers wait.
    pub estimates: Kept,
}

impl Site {
    /// The site of its options.
    pub fn new(mut options: SiteOptions) -> Result<Self, DeskError> {
        let site = || options.site.to_string();
        let clock = Clock::of(&options.zone)
            .ok_or_else(|| DeskError::Zone { site: site(), name: options.zone.clone() })?;
        if !unstuck_phone::countries().contains(&options.country) {
            return Err(DeskError::Country { site: site(), code: options.country.clone() });
        }
        promises::check(options.site.as_str(), &options.promises)?;
        if options.retention_days == Some(0) {
            return Err(DeskError::Retention { site: site() });
        }
        let origins = options.allowed_origins.iter().map(|text| {
            origin(text).ok_or_else(|| DeskError::Origin { site: site(), text: text.clone() })
        });
        options.allowed_origins = origins.collect::<Result<_, _>>()?;
        Ok(Self { options, clock, estimates: Kept::default() })
    }

    /// The site as the store names it.
    pub fn id(&self) -> String {
        self.options.site.to_string()
    }
}

/// An origin as browsers write it, of which no letter may differ; or every origin.
fn origin(text: &str) -> Option<String> {
    if text == "*" {
        return Some(text.to_owned());
    }
    let url = Url::parse(text).ok()?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_page = matches!(url.scheme(), "https" | "http") && url.username().is_empty();
    (is_bare && is_page).then(|| url.origin().ascii_serialization())
}

/// The sites of a desk, in the order of its options.
pub struct Sites(Vec<Site>);

impl Sites {
    /// The sites of their options: at least one, and each once.
    pub fn new(options: &[SiteOptions]) -> Result<Self, DeskError> {
        let mut sites: Vec<Site> = Vec::new();
        for one in options {
            if sites.iter().any(|site| site.options.site == one.site) {
                return Err(DeskError::SiteTwice { site: one.site.to_string() });
            }
            sites.push(Site::new(one.clone())?);
        }
        if sites.is_empty() { Err(DeskError::NoSite) } else { Ok(Self(sites)) }
    }

    /// The site with an id.
    pub fn get(&self, id: &str) -> Option<&Site> {
        self.0.iter().find(|site| site.options.site.as_str() == id)
    }

    /// The site with an id, for somebody who has to be told that there is none.
    pub fn served(&self, id: &str) -> Result<&Site, DeskError> {
        self.get(id).ok_or_else(|| DeskError::SiteUnknown { site: id.to_owned() })
    }

    /// The only site, if there is one alone.
    pub fn only(&self) -> Option<&Site> {
        match self.0.as_slice() {
            [site] => Some(site),
            _ => None,
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Site> {
        self.0.iter()
    }

    /// Whose desk it is: the company's, or that of several.
    pub fn title(&self) -> &str {
        self.only().map_or("Callback desk", |site| &site.options.company)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_as_browsers_write_it() {
        for (written, meant) in [
            ("*", "*"),
            ("https://www.tern.example", "https://www.tern.example"),
            ("https://www.tern.example/", "https://www.tern.example"),
            ("HTTPS://WWW.Tern.example:443", "https://www.tern.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
        ] {
            assert_eq!(origin(written).as_deref(), Some(meant), "{written}");
        }
        for wrong in
            ["", "www.tern.example", "https://tern.example/help", "null", "file:///", "https://"]
        {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }
}
