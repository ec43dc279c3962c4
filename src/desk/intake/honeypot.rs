//! A field that nobody fills but a program that fills every field. The widget has none of the name.

use serde_json::Value;

use crate::{reference, secret::Secret};

/// What programs like to fill.
const FIELD: &str = "website";

/// Takes the field out of a request, and says whether something was in it.
pub fn is_filled(body: &mut Value) -> bool {
    let Some(fields) = body.as_object_mut() else { return false };
    match fields.remove(FIELD) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => true,
    }
}

/// The reference of a request that is not stored: the one it brought, or one made up, and the same
/// however often it is sent.
pub fn reference(secret: &Secret, key: &str, own: &str) -> String {
    let [a, b, c, d, e, ..] = secret.mac("honeypot", key);
    reference::read(own).unwrap_or_else(|| reference::of([a, b, c, d, e]))
}
