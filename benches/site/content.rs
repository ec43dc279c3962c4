//! The two kinds of files that a content folder has.

use unstuck_model::language::Language;

/// A small `unstuck.toml` that is valid.
pub fn settings(language: &Language) -> String {
    format!(
        r##"[company]
id = "set"
name = "Set"
site = "https://set.example"
country = "US"
accent = "#0b6b4f"
default_locale = "{language}"
locales = ["{language}"]

[[topics]]
id = "all"
name = {{ {language} = "All" }}

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
address = "help@set.example"
"##
    )
}

/// An entry's file.
pub fn entry(title: &str, asks: &[String], body: &str) -> String {
    let mut file = format!("---\ntitle: {}\ntopic: all\n", quoted(title));
    let asks: Vec<&String> = asks.iter().filter(|ask| !ask.trim().is_empty()).collect();
    if !asks.is_empty() {
        file.push_str("asks:\n");
        for ask in asks {
            file.push_str(&format!("  - {}\n", quoted(ask)));
        }
    }
    file.push_str("---\n");
    file.push_str(body);
    if !body.ends_with('\n') {
        file.push('\n');
    }
    file
}

/// YAML in double quotes: a JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}
