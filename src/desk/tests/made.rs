//! Values made by chance from the schemas of the description: such as it allows, and such as are a
//! little wrong.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::description::DESCRIPTION;

/// Signs that have broken programs before, beside plain ones.
const SIGNS: [char; 24] = [
    'a',
    'Z',
    '0',
    '9',
    ' ',
    '\n',
    '\0',
    '\u{1b}',
    '"',
    '\'',
    '\\',
    '%',
    '_',
    '<',
    '&',
    '$',
    'ß',
    'İ',
    '\u{202e}',
    '\u{fffd}',
    '\u{ffff}',
    '\u{1f469}',
    '\u{200d}',
    '\u{10ffff}',
];

/// The signs of every pattern that the description has for what is sent.
const PLAIN: [char; 6] = ['a', 'Z', '9', '_', '-', '/'];

/// Numbers at whose edges programs count wrongly.
const NUMBERS: [i64; 10] = [
    i64::MIN,
    i64::MIN + 1,
    -253_402_300_800,
    -1,
    0,
    1,
    4_294_967_296,
    253_402_300_800,
    i64::MAX - 1,
    i64::MAX,
];

/// Makes values.
pub struct Maker {
    pub rng: Rng,
}

impl Maker {
    /// A maker of the same values for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self { rng: Rng::with_seed(seed) }
    }

    /// Whether it is one of so many times.
    pub fn one_in(&mut self, times: u32) -> bool {
        self.rng.u32(..times) == 0
    }

    pub fn choose<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.rng.usize(..from.len())]
    }

    /// A value that a schema allows.
    pub fn valid(&mut self, schema: &Value) -> Value {
        let schema = resolved(schema);
        if let Some(only) = schema.get("const") {
            return only.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.choose(values).clone();
        }
        if let Some(examples) = schema["examples"].as_array()
            && !self.one_in(4)
        {
            return self.choose(examples).clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => self.choose(kinds).as_str().unwrap(),
            kind => kind.as_str().unwrap_or_else(|| panic!("no type: {schema}")),
        };
        match kind {
            "string" => self.string(schema).into(),
            "integer" => self.integer(schema).into(),
            "boolean" => self.rng.bool().into(),
            "null" => Value::Null,
            "array" => self.array(schema),
            "object" => self.object(schema),
            other => panic!("nobody can make {other}"),
        }
    }

    fn string(&mut self, schema: &Value) -> String {
        let least = count(schema, "minLength").unwrap_or(0);
        let most = count(schema, "maxLength").unwrap_or(2_000);
        let length = match self.rng.u32(..8) {
            0 => least,
            1 => most,
            _ => self.rng.usize(least..=most.min(least + 30)),
        };
        self.text(length, schema["pattern"].is_string())
    }

    /// A text of so many signs.
    pub fn text(&mut self, length: usize, is_plain: bool) -> String {
        let script = self.rng.u32(..8);
        (0..length)
            .map(|_| match script {
                _ if is_plain => *self.choose(&PLAIN),
                0 => self.rng.char(..),
                // The letters that take the most room, in any text as in an index of it.
                1 => self.rng.char('\u{20000}'..='\u{2a6df}'),
                _ => *self.choose(&SIGNS),
            })
            .collect()
    }

    fn integer(&mut self, schema: &Value) -> i64 {
        let bound = |name: &str, other: i64| schema[name].as_i64().unwrap_or(other);
        let (least, most) = (bound("minimum", i64::MIN), bound("maximum", i64::MAX));
        match self.rng.u32(..4) {
            0 => least,
            1 => most,
            2 => (*self.choose(&NUMBERS)).clamp(least, most),
            _ => self.rng.i64(least..=most),
        }
    }

    fn array(&mut self, schema: &Value) -> Value {
        let most = count(schema, "maxItems").unwrap_or(50);
        let length = if self.one_in(8) { most } else { self.rng.usize(..=most.min(3)) };
        (0..length).map(|_| self.valid(&schema["items"])).collect()
    }

    fn object(&mut self, schema: &Value) -> Value {
        let needed = schema["required"].as_array().unwrap();
        let mut made = Map::new();
        for (name, field) in schema["properties"].as_object().unwrap() {
            if needed.contains(&json!(name)) || self.rng.bool() {
                made.insert(name.clone(), self.valid(field));
            }
        }
        Value::Object(made)
    }

    /// Breaks one thing somewhere in a value: it may be allowed all the same.
    pub fn break_something(&mut self, value: &mut Value) {
        let mut places = Vec::new();
        note_places(value, "", &mut places);
        let place = self.choose(&places).clone();
        let unlike = self.unlike();
        let target = value.pointer_mut(&place).unwrap();
        match (target, self.rng.u32(..4)) {
            (Value::Object(fields), 0) => {
                let name = self.text(5, false);
                fields.insert(name, unlike);
            }
            (Value::Object(fields), 1 | 2) if !fields.is_empty() => {
                let names: Vec<String> = fields.keys().cloned().collect();
                fields.remove(self.choose(&names));
            }
            (Value::Array(items), 0 | 1) => {
                items.extend(std::iter::repeat_n(unlike, 300));
            }
            (Value::String(text), 0) => {
                let longer = self.text(9_000, false);
                text.push_str(&longer);
            }
            (target, _) => *target = unlike,
        }
    }

    /// A value of any kind.
    fn unlike(&mut self) -> Value {
        match self.rng.u32(..9) {
            0 => Value::Null,
            1 => self.rng.bool().into(),
            2 => (*self.choose(&NUMBERS)).into(),
            3 => u64::MAX.into(),
            4 => json!(1e300),
            5 => self.text(20, false).into(),
            6 => json!([]),
            7 => json!({ "a": [{}] }),
            _ => "".into(),
        }
    }
}

/// The schema behind a reference.
pub fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str() {
        Some(path) => DESCRIPTION.pointer(path.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

fn count(schema: &Value, name: &str) -> Option<usize> {
    schema[name].as_u64().map(|count| usize::try_from(count).unwrap())
}

/// Every place in a value, as JSON pointers.
fn note_places(value: &Value, here: &str, places: &mut Vec<String>) {
    places.push(here.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                note_places(field, &format!("{here}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                note_places(item, &format!("{here}/{at}"), places);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
