use std::{
    fs,
    path::{Path, PathBuf},
};

use unstuck_model::language::Language;
use unstuck_search::Document;

use crate::{
    Fallible,
    site::{Question, Site, outline},
};

/// The example help centre in one language, read without the compiler, which stands above search.
pub fn read(content: &Path, language: &str) -> Fallible<Site> {
    let tag = Language::new(language).ok_or("no language")?;
    let root = content.join(language);
    let mut files = Vec::new();
    find(&root, &mut files)?;
    files.sort();
    let mut documents = Vec::new();
    for file in &files {
        let name = file.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
        documents.push(document(&tag, &name, &fs::read_to_string(file)?)?);
    }
    let written = match language {
        "en" => include_str!("questions/en.tsv"),
        "es" => include_str!("questions/es.tsv"),
        _ => return Err("no questions in this language".into()),
    };
    let questions = written.lines().skip(1).filter_map(|line| line.split_once('\t'));
    let questions = questions.map(|(wanted, text)| Question {
        text: text.to_owned(),
        wanted: wanted.split('|').filter(|id| *id != "-").map(str::to_owned).collect(),
    });
    let groups = fs::read_to_string(root.join("synonyms.toml"))?;
    Ok(Site {
        name: format!("content_{language}"),
        language: tag,
        documents,
        synonyms: groups.lines().map(quoted).filter(|group| group.len() > 1).collect(),
        questions: questions.collect(),
    })
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Fallible<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn document(language: &Language, name: &str, text: &str) -> Fallible<Document> {
    let rest = text.strip_prefix("---\n").ok_or("no front matter")?;
    let (front, body) = rest.split_once("\n---\n").ok_or("no end of the front matter")?;
    let title = front.lines().find(|line| line.starts_with("title:")).map(quoted);
    let asks = front.lines().filter(|line| line.starts_with("  - ")).flat_map(quoted);
    let headings = body.lines().filter_map(|line| line.strip_prefix("## "));
    let headings = headings.filter_map(|line| line.split(" {").next()).map(str::to_owned);
    let title = title.and_then(|title| title.into_iter().next()).ok_or("no title")?;
    Ok(Document {
        outline: outline(name, &title, language)?,
        asks: asks.collect(),
        short: body.trim().lines().next().unwrap_or("").to_owned(),
        headings: headings.collect(),
        body: body.trim().to_owned(),
    })
}

/// What stands in quotes in a line.
fn quoted(line: &str) -> Vec<String> {
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}
