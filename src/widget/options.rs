//! What the loader passes to the widget.

use js_sys::{Array, Function, Promise, Reflect};
use unstuck_model::customer::Customer;
use wasm_bindgen::{JsCast, JsValue};

/// An asset and the hash that the browser checks it with.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its absolute address.
    pub url: String,
    /// Its integrity attribute; empty if there is none.
    pub integrity: String,
}

/// The loader's settings for this page.
#[derive(Clone, Debug)]
pub struct Options {
    /// The script of the search worker.
    pub worker: Asset,
    /// The wasm of the search worker.
    pub worker_wasm: Asset,
    /// The folder of the whole build, with its final slash.
    pub base: String,
    /// The folder of the pack's parts, with its final slash.
    pub packs: String,
    /// Where callbacks go, absolute, in the order to try.
    pub endpoints: Vec<String>,
    /// The path of the host's page.
    pub page: String,
    /// What the site says of the customer.
    pub customer: Customer,
    emit: Option<Function>,
    /// The loader's object, for what few customers need.
    given: JsValue,
}

impl Options {
    /// Reads the loader's object; what is missing is empty.
    pub fn read(value: &JsValue) -> Self {
        Self {
            worker: asset(value, value, "worker"),
            worker_wasm: asset(value, value, "workerWasm"),
            base: text(value, "base"),
            packs: absolute(value, &text(value, "packs")),
            endpoints: list(value, "endpoints").iter().map(|e| absolute(value, e)).collect(),
            page: text(value, "page"),
            customer: customer(&get(value, "customer")),
            emit: get(value, "emit").dyn_into().ok(),
            given: value.clone(),
        }
    }

    /// Tells the loader of an event.
    pub fn emit(&self, event: &str, detail: &str) {
        if let Some(emit) = &self.emit {
            let _ = emit.call2(&JsValue::NULL, &event.into(), &detail.into());
        }
    }

    /// Has the loader fetch the script of a module, and says where the module's wasm is.
    pub fn module(&self, name: &str) -> Option<(Promise, Asset)> {
        let parts = get(&get(&self.given, "modules"), name);
        let code: Function = get(&self.given, "code").dyn_into().ok()?;
        let script = code.call1(&JsValue::NULL, &get(&parts, "0")).ok()?;
        Some((script.dyn_into().ok()?, asset(&self.given, &parts, "1")))
    }
}

/// What a plain object of the site says of the customer: its texts, numbers and booleans as text,
/// with `yes` and `no` for booleans.
fn customer(value: &JsValue) -> Customer {
    let Some(object) = value.dyn_ref::<js_sys::Object>() else {
        return Customer::default();
    };
    let mut customer = Customer::default();
    for key in js_sys::Object::keys(object) {
        let fact = Reflect::get(object, &key).unwrap_or(JsValue::UNDEFINED);
        let said = fact
            .as_string()
            .or_else(|| fact.as_bool().map(|b| if b { "yes" } else { "no" }.to_owned()))
            .or_else(|| {
                fact.dyn_ref::<js_sys::Number>()?.to_string_with_radix(10).ok()?.as_string()
            });
        if let (Some(key), Some(said)) = (key.as_string(), said) {
            customer.0.push((key, said));
        }
    }
    customer
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn text(value: &JsValue, key: &str) -> String {
    get(value, key).as_string().unwrap_or_default()
}

fn list(value: &JsValue, key: &str) -> Vec<String> {
    let items = get(value, key).dyn_into::<Array>().unwrap_or_default();
    items.iter().filter_map(|item| item.as_string()).collect()
}

fn asset(options: &JsValue, holder: &JsValue, key: &str) -> Asset {
    let mut parts = list(holder, key).into_iter();
    Asset {
        url: absolute(options, &parts.next().unwrap_or_default()),
        integrity: parts.next().unwrap_or_default(),
    }
}

/// The address that a path of the build stands for.
fn absolute(options: &JsValue, path: &str) -> String {
    web_sys::Url::new_with_base(path, &text(options, "base"))
        .map_or_else(|_| path.to_owned(), |url| url.href())
}

/// The command that opened the panel, and its argument.
pub fn wanted(value: &JsValue) -> (String, String) {
    let open = get(value, "open");
    (text(&open, "command"), text(&open, "arg"))
}

/// What the site says of the customer, as JSON.
pub fn customer_from_json(json: &str) -> Customer {
    customer(&js_sys::JSON::parse(json).unwrap_or(JsValue::UNDEFINED))
}
