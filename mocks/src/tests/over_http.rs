//! Once through a real server, with a real client.

use std::time::Duration;

use reqwest::Client;

use super::population::city;
use crate::{DEFAULT_PASSWORD, Settings, Stub};

async fn page(client: &Client, address: String) -> (u16, String) {
    let answer = client.get(address).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn a_client_with_cookies_logs_in_and_sees_its_own() {
    rustls::crypto::ring::default_provider().install_default().ok();
    let stub = Stub::start(city(), Settings::default()).await.unwrap();
    let url = stub.url();
    let client = Client::builder()
        .cookie_store(true)
        .timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let (status, form) = page(&client, format!("{url}/rapport.csv")).await;
    assert!(
        status == 200 && form.contains("<h1>Logga in</h1>"),
        "sent to the login form"
    );
    let csrf = form
        .split_once("name=\"csrf\" value=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0
        .to_owned();
    let fields = [
        ("csrf", &*csrf),
        ("anvandarnamn", "hr-en"),
        ("losenord", DEFAULT_PASSWORD),
        ("nasta", "/rapport.csv"),
    ];
    let answer = client
        .post(format!("{url}/logga-in"))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.url().path(), "/rapport.csv");
    let csv = answer.text().await.unwrap();
    assert!(
        csv.contains("Bo Åkerö") && !csv.contains("Anna"),
        "decoded as its header says: {csv}"
    );
    let (status, me) = page(&client, format!("{url}/api/mig")).await;
    assert!(status == 200 && me.contains("\"behorighet\":[\"b\"]"), "{me}");
    assert_eq!(page(&client, format!("{url}/statistik")).await.0, 403);
    assert_eq!(page(&client, format!("{url}/intet")).await.0, 501);
    let port = url.rsplit_once(':').unwrap().1.parse().unwrap();
    let taken = Stub::start(
        city(),
        Settings {
            port: Some(port),
            ..Settings::default()
        },
    )
    .await;
    assert!(taken.is_err(), "a port in use is said, not taken");
}
