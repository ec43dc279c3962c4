use serde_json::{Value, json};

/// What became of one question.
pub struct Seen {
    pub confidence: f64,
    pub right: bool,
    pub answerable: bool,
    pub refused: bool,
    pub sure: bool,
}

/// How well confidence told the questions apart.
pub fn measured(seen: &[Seen]) -> Value {
    let inside: Vec<&Seen> = seen.iter().filter(|seen| seen.answerable).collect();
    let outside: Vec<&Seen> = seen.iter().filter(|seen| !seen.answerable).collect();
    let sure: Vec<&Seen> = seen.iter().filter(|seen| seen.sure).collect();
    json!({
        "inside": inside.len(),
        "outside": outside.len(),
        "hit1": share(&inside, |seen| seen.right),
        "auroc": auroc(&inside, &outside),
        "calibration_error": calibration_error(seen),
        "in_scope_accuracy": share(&inside, |seen| seen.right && !seen.refused),
        "oos_recall": share(&outside, |seen| seen.refused),
        "oos_recall_at_60": refused_at(&inside, &outside),
        "oos_confident": share(&outside, |seen| seen.sure),
        "right_when_confident": share(&sure, |seen| seen.right),
    })
}

fn rounded(value: f64) -> Value {
    json!((value * 1_000.0).round() / 1_000.0)
}

/// The share of the questions that something holds for; null if there is none.
fn share(seen: &[&Seen], holds: fn(&Seen) -> bool) -> Value {
    if seen.is_empty() {
        return Value::Null;
    }
    rounded(seen.iter().filter(|seen| holds(seen)).count() as f64 / seen.len() as f64)
}

/// The chance that a question in scope is given more confidence than one out of scope.
fn auroc(inside: &[&Seen], outside: &[&Seen]) -> Value {
    if inside.is_empty() || outside.is_empty() {
        return Value::Null;
    }
    let mut won = 0.0;
    for own in inside {
        for other in outside {
            won += match own.confidence.total_cmp(&other.confidence) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    rounded(won / (inside.len() * outside.len()) as f64)
}

/// The share of questions out of scope that are refused where six in ten of the others are still
/// answered rightly; null if fewer are found at all.
fn refused_at(inside: &[&Seen], outside: &[&Seen]) -> Value {
    let mut right: Vec<f64> =
        inside.iter().filter(|seen| seen.right).map(|seen| seen.confidence).collect();
    right.sort_by(|a, b| b.total_cmp(a));
    let wanted = (0.6 * inside.len() as f64).ceil() as usize;
    match (outside.is_empty(), right.get(wanted.saturating_sub(1))) {
        (false, Some(line)) => {
            let below = outside.iter().filter(|seen| seen.confidence < *line).count();
            rounded(below as f64 / outside.len() as f64)
        }
        (true, Some(_) | None) | (false, None) => Value::Null,
    }
}

/// The expected calibration error over ten bins.
fn calibration_error(seen: &[Seen]) -> Value {
    let mut bins = [(0.0f64, 0.0f64); 10];
    for seen in seen {
        if let Some(bin) = bins.get_mut(((seen.confidence * 10.0) as usize).min(9)) {
            bin.0 += seen.confidence;
            bin.1 += f64::from(u8::from(seen.right));
        }
    }
    let missed: f64 = bins.iter().map(|(said, was)| (said - was).abs()).sum();
    rounded(missed / seen.len().max(1) as f64)
}
