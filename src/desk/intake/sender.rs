use std::net::IpAddr;

use axum::extract::Request;
use unstuck_model::proof::{HEADER, NONE};

use super::{key, limits::Sort, proof::Wanted, refusal::Refusal};
use crate::{caller, desk::Inner, site::Site};

/// Who sends a request, as its headers say.
pub struct Sender {
    /// The idempotency key.
    pub key: String,
    /// The address that limits count by, if it is known.
    caller: Option<IpAddr>,
    proof: Option<String>,
    route: String,
}

impl Sender {
    /// The sender of a request.
    pub fn of(desk: &Inner, request: &Request) -> Result<Self, Refusal> {
        let proof = request.headers().get(HEADER).and_then(|proof| proof.to_str().ok());
        Ok(Self {
            key: key::read(request.headers())?,
            caller: caller(desk, request),
            proof: proof.map(str::to_owned),
            route: request.uri().path().to_owned(),
        })
    }

    /// Refuses a request without a proof of work, with a challenge.
    pub fn has_worked(&self, desk: &Inner, site: &Site) -> Result<(), Refusal> {
        if !desk.options.proof_of_work {
            return Ok(());
        }
        let (site, now) = (site.options.site.as_str(), desk.now());
        let wanted = Wanted { site, route: &self.route, key: &self.key };
        if self.proof.as_ref().is_some_and(|proof| wanted.is_proven(&desk.secret, proof, now)) {
            return Ok(());
        }
        let harder = desk.limits.challenge(site, self.caller, now);
        let bits = desk.options.proof_bits.saturating_add(harder);
        Err(Refusal::Proof {
            challenge: wanted.challenge(&desk.secret, bits, now),
            is_expected: self.proof.as_deref() == Some(NONE),
        })
    }

    /// Refuses a request that would be one too many.
    pub fn is_within_limits(&self, desk: &Inner, site: &Site, sort: Sort) -> Result<(), Refusal> {
        within_limits(desk, site, sort, self.caller)
    }
}

/// The address that a request is counted by.
pub fn caller(desk: &Inner, request: &Request) -> Option<IpAddr> {
    caller::of(request.extensions(), request.headers(), &desk.options.trusted_proxies)
}

/// Counts a request, unless it would be one too many.
pub fn within_limits(
    desk: &Inner,
    site: &Site,
    sort: Sort,
    caller: Option<IpAddr>,
) -> Result<(), Refusal> {
    if !desk.options.limits {
        return Ok(());
    }
    let taken = desk.limits.take(sort, site.options.site.as_str(), caller, desk.now());
    taken.map_err(Refusal::TooMany)
}
