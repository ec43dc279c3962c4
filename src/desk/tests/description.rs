//! Holds every answer of the tests against the description that the desk publishes.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use axum::http::{Method, StatusCode};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::bench::Bench;

pub static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../openapi.json")).unwrap());

/// What passed between a caller and the desk.
pub struct Exchange<'a> {
    pub method: &'a Method,
    pub path: &'a str,
    pub sent: &'a [u8],
    pub status: StatusCode,
    pub answer: &'a str,
}

impl Exchange<'_> {
    /// Fails where the answer, or a request that was taken, is not as described.
    pub fn hold(&self) {
        let path = &DESCRIPTION["paths"][self.path];
        if path.is_null() || *self.method == Method::OPTIONS {
            return;
        }
        // What can be read can be asked for without its body.
        if *self.method == Method::HEAD && self.status.is_success() {
            assert!(!path["get"].is_null() && self.answer.is_empty(), "{}", self.path);
            return;
        }
        let operation = match &path[self.method.as_str().to_lowercase()] {
            Value::Null => {
                // Pages of strangers are told nothing else.
                let refused = [StatusCode::METHOD_NOT_ALLOWED, StatusCode::FORBIDDEN];
                assert!(refused.contains(&self.status), "{} {}", self.path, self.status);
                return;
            }
            operation => operation,
        };
        let response = &operation["responses"][self.status.as_str()];
        let what = format!("{} {} {}", self.method, self.path, self.status);
        assert!(!response.is_null(), "{what} is not described");
        match &response["content"]["application/json"]["schema"] {
            Value::Null => assert_eq!(self.answer, "", "{what}"),
            schema => fits(schema, self.answer.as_bytes(), &what),
        }
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        if self.status.is_success() && !body.is_null() {
            fits(body, self.sent, &format!("what was sent to {what}"));
        }
    }
}

fn fits(schema: &Value, bytes: &[u8], what: &str) {
    static VALIDATORS: LazyLock<Mutex<HashMap<String, Validator>>> = LazyLock::new(Mutex::default);
    let mut value: Value =
        serde_json::from_slice(bytes).unwrap_or_else(|_| panic!("{what}: no JSON"));
    // The field that gives bots away is not described to them.
    if let Some(fields) = value.as_object_mut() {
        fields.remove("website");
    }
    let mut validators = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    let validator = validators.entry(schema.to_string()).or_insert_with(|| {
        let mut whole = json!({ "components": DESCRIPTION["components"] });
        whole["$ref"] = schema["$ref"].clone();
        jsonschema::draft202012::new(&whole).unwrap()
    });
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:?}\n{value:#}");
}

#[tokio::test]
async fn the_description_is_published() {
    let bench = Bench::new();
    let answer = bench.get("/openapi.json", "").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    assert_eq!(answer.json(), *DESCRIPTION);
}
