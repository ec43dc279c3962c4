//! Numbers for the operator's monitoring, in the text format of OpenMetrics, which Prometheus reads.
//! Source: <https://github.com/prometheus/OpenMetrics>.

use std::{
    fmt,
    sync::{PoisonError, RwLock, atomic::AtomicU64},
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};

use crate::record::Load;

/// What is counted while the desk runs, and how much stands in its queues.
pub struct Metrics {
    registry: RwLock<Registry>,
    requests: Family<Answered, Counter<u64, AtomicU64>>,
    seconds: Family<Route, Histogram>,
    callbacks: Family<Standing, Gauge>,
    messages: Family<Standing, Gauge>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Standing {
    site: String,
    state: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("unstuck_desk");
        let requests = Family::default();
        registry.register("requests", "Requests that were answered", requests.clone());
        // From 1 ms to 8 s.
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| {
            Histogram::new(exponential_buckets(0.001, 2.0, 14))
        });
        registry.register_with_unit(
            "request_duration",
            "How long answers took",
            Unit::Seconds,
            seconds.clone(),
        );
        let callbacks = Family::default();
        registry.register("callbacks", "Requests that are open, by state", callbacks.clone());
        let messages = Family::default();
        registry.register(
            "hook_messages",
            "Messages to hooks that have not arrived, by state",
            messages.clone(),
        );
        Self { registry: RwLock::new(registry), requests, seconds, callbacks, messages }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn served(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let answered = Answered { method, route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
        let route = Route { route: route.to_owned() };
        self.seconds.get_or_create(&route).observe(took.as_secs_f64());
    }

    /// Takes over what stands in a site's queue.
    pub fn load(&self, site: &str, load: &Load) {
        let states =
            [("waiting", load.waiting), ("claimed", load.claimed), ("overdue", load.overdue)];
        for (state, count) in states {
            let standing = Standing { site: site.to_owned(), state };
            self.callbacks.get_or_create(&standing).set(count);
        }
        for (state, count) in [("waiting", load.untold), ("given_up", load.given_up)] {
            let standing = Standing { site: site.to_owned(), state };
            self.messages.get_or_create(&standing).set(count);
        }
    }

    /// All numbers as text.
    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry.read().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }
}
