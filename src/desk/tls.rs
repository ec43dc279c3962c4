//! TLS to others: receivers of hooks, and PostgreSQL.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// The certificate authorities that the system trusts; those that cannot be read are left out.
pub fn system_authorities() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

/// TLS that trusts these authorities; nothing if there are none.
pub fn trusting(roots: RootCertStore) -> Option<ClientConfig> {
    if roots.is_empty() {
        return None;
    }
    // The provider is named, so that no other crate of the program can choose another.
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().ok()?;
    Some(builder.with_root_certificates(roots).with_no_client_auth())
}
