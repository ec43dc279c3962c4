//! A table of Markdown for each set.

use crate::{measures::percentile, sets::Set};

/// What one contender did, counted.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub name: &'static str,
    clean: Count,
    typo: Count,
    /// Milliseconds of every question.
    pub times: Vec<f64>,
    /// Bytes to the first answer, for each set.
    pub bytes: Vec<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    asked: usize,
    first: usize,
    among_three: usize,
}

impl Row {
    /// A row without questions.
    pub fn new(name: &'static str, bytes: usize) -> Self {
        Self { name, bytes: vec![bytes], ..Self::default() }
    }

    /// Counts the place of the first right hit of a question.
    pub fn add(&mut self, kind: &str, place: Option<usize>) {
        let count = if kind == "clean" { &mut self.clean } else { &mut self.typo };
        count.asked += 1;
        count.first += usize::from(place == Some(0));
        count.among_three += usize::from(place.is_some_and(|place| place < 3));
    }

    fn join(&mut self, other: &Self) {
        let pairs = [(&mut self.clean, other.clean), (&mut self.typo, other.typo)];
        for (count, more) in pairs {
            count.asked += more.asked;
            count.first += more.first;
            count.among_three += more.among_three;
        }
        self.times.extend(&other.times);
        self.bytes.extend(&other.bytes);
    }

    fn line(&self) -> String {
        let share = |part: usize, count: Count| match count.asked {
            0 => "-".to_owned(),
            asked => format!("{:.3}", part as f64 / asked as f64),
        };
        let kilobytes =
            self.bytes.iter().sum::<usize>() as f64 / self.bytes.len().max(1) as f64 / 1000.0;
        format!(
            "| {} | {} | {} | {} | {} | {:.2} | {:.2} | {kilobytes:.1} |",
            self.name,
            share(self.clean.first, self.clean),
            share(self.clean.among_three, self.clean),
            share(self.typo.first, self.typo),
            share(self.typo.among_three, self.typo),
            percentile(&self.times, 50),
            percentile(&self.times, 99),
        )
    }
}

/// Prints the table of a set.
pub fn print(set: &str, rows: &[Row]) {
    let (clean, typo) = rows.first().map_or((0, 0), |row| (row.clean.asked, row.typo.asked));
    println!("### {set}: {clean} questions, {typo} misspelt\n");
    println!(
        "| search | hit@1 | hit@3 | misspelt hit@1 | misspelt hit@3 | p50 ms | p99 ms | KB to the \
         first answer |\n|---|---|---|---|---|---|---|---|"
    );
    for row in rows {
        println!("{}", row.line());
    }
    println!();
}

/// The same contender's rows over sets that differ in language only, such as `help_en`, `help_es`;
/// the bytes are the mean of the sets.
pub fn pool(tables: &[(&Set, Vec<Row>)]) -> Vec<(String, Vec<Row>)> {
    let mut pooled: Vec<(String, usize, Vec<Row>)> = Vec::new();
    for (set, rows) in tables {
        let Some(stem) = set.name.strip_suffix(&format!("_{}", set.language)) else { continue };
        match pooled.iter_mut().find(|(name, ..)| name == stem) {
            Some((_, count, sum)) => {
                *count += 1;
                sum.iter_mut().zip(rows).for_each(|(sum, row)| sum.join(row));
            }
            None => pooled.push((stem.to_owned(), 1, rows.clone())),
        }
    }
    let several = pooled.into_iter().filter(|(_, count, _)| *count > 1);
    several.map(|(name, count, rows)| (format!("{name}, {count} languages"), rows)).collect()
}

#[cfg(test)]
mod tests {
    use unstuck_model::language::Language;

    use super::*;

    fn set(name: &str, language: &str) -> Set {
        let language = Language::new(language).unwrap();
        Set { name: name.to_owned(), language, entries: Vec::new(), queries: Vec::new() }
    }

    fn row(place: Option<usize>, ms: f64, bytes: usize) -> Row {
        let mut row = Row { name: "X", times: vec![ms], bytes: vec![bytes], ..Row::default() };
        row.add("clean", place);
        row
    }

    #[test]
    fn sets_of_several_languages_are_pooled() {
        let (one, two, other) = (set("help_en", "en"), set("help_es", "es"), set("bank", "en"));
        let tables = [
            (&one, vec![row(Some(0), 1.0, 1000)]),
            (&other, vec![row(Some(0), 1.0, 1000)]),
            (&two, vec![row(Some(2), 3.0, 3000)]),
        ];
        let pooled = pool(&tables);
        assert_eq!(pooled.len(), 1);
        assert_eq!(pooled[0].0, "help, 2 languages");
        assert_eq!(pooled[0].1[0].line(), "| X | 0.500 | 1.000 | - | - | 1.00 | 3.00 | 2.0 |");
    }
}
