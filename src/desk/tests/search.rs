use serde_json::json;

use crate::bench::{Bench, changed};

#[tokio::test]
async fn a_request_is_found_by_reference_by_digits_and_by_name() {
    let bench = Bench::new();
    let mut references = Vec::new();
    for (key, (name, phone)) in [
        ("Rosa Lindqvist", "+12125550143"),
        ("ZOË \"100%\" O'Neil_", "+442079460958"),
        ("王芳", "+12125550199"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut body = changed("/name", json!(name));
        body["phone"] = json!(phone);
        references.push(bench.accepted(&format!("k{key}"), &body).await);
    }
    let cookie = bench.signed_in("Ana").await;
    let check = async |query: &str, expect: &[usize]| {
        let query: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let page = bench.get(&format!("/desk/search?q={query}"), &cookie).await.text;
        for (place, reference) in references.iter().enumerate() {
            let link = format!("/desk/requests/{reference}");
            assert_eq!(page.contains(&link), expect.contains(&place), "{query} {place}: {page}");
        }
    };
    check("0143", &[0]).await;
    check("(212) 555-0143", &[0]).await;
    check("+1 212 555 0143", &[0]).await;
    check("020 7946 0958", &[1]).await;
    check("2125", &[]).await;
    check("lindqvist ROSA", &[0]).await;
    check("rosa neil", &[]).await;
    check("zoë", &[1]).await;
    check("100%", &[1]).await;
    check("\"100", &[1]).await;
    check("neil_", &[1]).await;
    check("芳", &[2]).await;
    check("billing", &[]).await;
    check("%%", &[]).await;
    check("__", &[]).await;
    for short in ["", "1", "143", "x"] {
        let page = bench.get(&format!("/desk/search?q={short}"), &cookie).await;
        assert!(page.status == 200 && page.text.contains("last 4 digits"), "{short}");
    }
    // As it is written, and as it is read out.
    let reference = references[1].clone();
    for text in [reference.clone(), reference.to_lowercase(), reference.replace('-', "%20")] {
        let found = bench.get(&format!("/desk/search?q={text}"), &cookie).await;
        let expect = format!("/desk/requests/{reference}");
        assert_eq!((found.status.as_u16(), found.header("location")), (303, expect.as_str()));
    }
}

#[tokio::test]
async fn a_search_needs_a_session_and_leads_nowhere_else() {
    let bench = Bench::new();
    let page = bench.get("/desk/search?q=0143", "").await;
    assert!(page.status == 401 && page.text.contains("Sign in to see this page."));
    let cookie = bench.signed_in("Ana").await;
    for query in ["%3Cscript%3Ealert(1)%3C/script%3E", "https://evil.example", "%FF%FE", "a&q=b"] {
        let page = bench.get(&format!("/desk/search?q={query}"), &cookie).await;
        assert!(page.status == 200 && !page.text.contains("<script>"), "{query}");
    }
}
