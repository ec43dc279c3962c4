//! The settings of a made-up site.

/// An `unstuck.toml` with one topic and one channel.
pub fn settings(id: &str) -> String {
    format!(
        r##"[company]
id = "{id}"
name = "Made up"
site = "https://{id}.example"
country = "US"
accent = "#0a5c44"
default_locale = "en"
locales = ["en"]

[[topics]]
id = "all"
name = {{ en = "All" }}

[hours]
time_zone = "UTC"
mon = ["09:00-17:00"]
tue = []
wed = []
thu = []
fri = []
sat = []
sun = []

[[channels]]
kind = "email"
address = "help@{id}.example"
"##
    )
}
