use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_rustls::TlsAcceptor;

use super::{
    receiver::{behave, read, reply},
    *,
};
use crate::webhook::dial::tls as dial_tls;

/// What a receiver behind TLS is known by.
struct Identity {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Identity {
    fn of(name: &str) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed([name.to_owned()]).unwrap();
        Self { certificate: cert.der().clone(), key: signing_key.serialize_der() }
    }

    fn trusted(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).unwrap();
        roots
    }

    fn acceptor(&self) -> TlsAcceptor {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// What comes of sending to `name` while its receiver shows an identity.
async fn verdict(name: &str, shown: &Identity, trusted: RootCertStore) -> Verdict {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let acceptor = shown.acceptor();
    let mut task = JoinSet::new();
    task.spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        if let Ok(mut stream) = acceptor.accept(stream).await {
            read(&mut stream).await;
            behave(&mut stream, &reply("200 OK")).await;
        }
    });
    let mut client = client(&["127.0.0.0/8".to_owned()], leads_to(&[at]));
    client.dialer.tls = dial_tls(trusted);
    let address = format!("https://{name}:{}/a", at.port());
    let target = Target::parse(&address, &client.dialer.allowed).unwrap();
    client.send(&target, &post(), NOW).await
}

#[tokio::test]
async fn d7_only_a_certificate_of_the_host_by_a_trusted_authority_is_taken() {
    let identity = Identity::of("hooks.example.com");
    let check = async |name: &str, trusted, expect: Verdict| {
        assert_eq!(verdict(name, &identity, trusted).await, expect, "{name}");
    };
    let refused = |error| Reason::Dial(error).retry();
    check("hooks.example.com", identity.trusted(), Verdict::Delivered).await;
    check("other.example.com", identity.trusted(), refused(DialError::Tls)).await;
    check("127.0.0.1", identity.trusted(), refused(DialError::Tls)).await;
    let stranger = Identity::of("hooks.example.com").trusted();
    check("hooks.example.com", stranger, refused(DialError::Tls)).await;
    check("hooks.example.com", RootCertStore::empty(), refused(DialError::NoAuthorities)).await;
}

#[tokio::test]
async fn a_receiver_without_tls_is_not_believed_to_have_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let mut task = JoinSet::new();
    task.spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        behave(&mut stream, &reply("200 OK")).await;
    });
    let mut client = client(&[at.to_string()], leads_to(&[]));
    client.dialer.tls = dial_tls(Identity::of("x.example").trusted());
    let target = Target::parse(&format!("https://{at}/"), &client.dialer.allowed).unwrap();
    let verdict = client.send(&target, &post(), NOW).await;
    assert_eq!(verdict, Reason::Dial(DialError::Tls).retry());
}
