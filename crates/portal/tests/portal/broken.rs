//! Answers that no honest server gives: cut, endless, late, none at all.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use skott_model::DoubtKind::{self, Cut as Broken, Limit, Unreachable};
use skott_model::STATUS_LINE;
use skott_model::profile::{Limits, Profile};
use skott_model::{Cut, Received, Said};
use skott_portal::Answered::{self, Failed, Opened};
use skott_portal::{Portal, Secret, Session, Streams, faults};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::sleep;
use wiremock::MockServer;

use crate::asked::{account, fetch, kinds, limits, profile, two};

#[derive(Default)]
struct Counts {
    dropped: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
}

async fn start() -> (SocketAddr, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let counts = Arc::new(Counts::default());
    let shared = Arc::clone(&counts);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&shared)));
        }
    });
    (address, counts)
}

/// One request a connection; a client that hangs up ends it.
async fn serve(mut stream: TcpStream, counts: Arc<Counts>) -> std::io::Result<()> {
    let mut request = vec![0; 8_192];
    let read = stream.read(&mut request).await?;
    let line = String::from_utf8_lossy(&request[..read]).into_owned();
    match line.split(' ').nth(1).unwrap_or_default() {
        "/api/mig" if line.to_lowercase().contains("authorization: basic") => {
            whole(&mut stream, "application/json", br#"{"namn":"hr"}"#).await
        }
        "/api/mig" => {
            stream
                .write_all(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
                .await
        }
        "/kapad" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalva")
                .await
        }
        "/kapad-bit" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalva\r\n5\r\nx")
                .await
        }
        "/tyst" => {
            counts.dropped.fetch_add(1, SeqCst);
            sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        "/droppande" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalva")
                .await?;
            sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        "/strom" => {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
            stream.write_all([head, "7\r\ndata: 1\r\n"].concat().as_bytes()).await?;
            loop {
                sleep(Duration::from_millis(300)).await;
                stream.write_all(b"2\r\n:\n\r\n").await?;
            }
        }
        "/oandlig" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n")
                .await?;
            loop {
                stream.write_all(&[b'x'; 65_536]).await?;
            }
        }
        "/droppar" => flowing(&mut stream, 10_000).await,
        "/rinner" => flowing(&mut stream, 100_000).await,
        "/bomb" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
                .await?;
            stream.write_all(&bomb()).await
        }
        "/latin" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nX-Namn: \xc5sa\r\nContent-Length: 0\r\n\r\n")
                .await
        }
        "/ord" => {
            stream
                .write_all(b"HTTP/1.1 404 Annan enhet\r\nContent-Length: 0\r\n\r\n")
                .await
        }
        "/slutord" => {
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Namn\r\n\r\n";
            let body = "3\r\nhej\r\n0\r\nX-Namn: \u{c5}sa\r\n\r\n";
            stream.write_all([head, body].concat().as_bytes()).await
        }
        "/bortkopplad" => {
            counts.dropped.fetch_add(1, SeqCst);
            Ok(())
        }
        _ => {
            let now = counts.now.fetch_add(1, SeqCst) + 1;
            counts.most.fetch_max(now, SeqCst);
            sleep(Duration::from_millis(30)).await;
            counts.now.fetch_sub(1, SeqCst);
            whole(&mut stream, "text/plain", b"hej").await
        }
    }
}

async fn whole(stream: &mut TcpStream, kind: &str, body: &[u8]) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await
}

/// Half of three million bytes at once, then a piece every tenth of a second.
async fn flowing(stream: &mut TcpStream, piece: usize) -> std::io::Result<()> {
    const HALF: usize = 1_500_000;
    let head = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        2 * HALF
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&[b'x'; HALF]).await?;
    for _ in 0..HALF / piece {
        sleep(Duration::from_millis(100)).await;
        stream.write_all(&vec![b'x'; piece]).await?;
    }
    Ok(())
}

/// Eight million zeros in a few kilobytes.
fn bomb() -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    out.extend(miniz_oxide::deflate::compress_to_vec(&vec![0; 8_000_000], 6));
    out
}

async fn sign_in(portal: &Portal) -> Session {
    portal
        .sign_in(&account("hr", "hr", two()), "grund", &Secret::new("x"))
        .await
        .unwrap()
}

fn portal(profile: &Profile, address: SocketAddr, limits: Limits) -> Portal {
    Portal::new(profile, &format!("http://{address}"), limits).unwrap()
}

#[tokio::test]
async fn what_was_read_is_kept_and_the_rest_is_a_doubt() {
    let (address, counts) = start().await;
    type Case = (&'static str, Answered, &'static [DoubtKind], Option<Cut>, usize, usize);
    let cases: [Case; 11] = [
        (r#"{ get = "/hel" }"#, Opened, &[], None, 3, 0),
        (r#"{ get = "/kapad" }"#, Opened, &[Broken], Some(Cut::Broken), 5, 0),
        (r#"{ get = "/kapad-bit" }"#, Opened, &[Broken], Some(Cut::Broken), 6, 0),
        (
            r#"{ get = "/droppande" }"#,
            Opened,
            &[Unreachable],
            Some(Cut::Broken),
            5,
            0,
        ),
        (
            r#"{ get = "/oandlig" }"#,
            Opened,
            &[Limit],
            Some(Cut::TooLarge),
            1_000_000,
            0,
        ),
        // A stream of events never ends, and what came of it is the answer.
        (r#"{ get = "/strom" }"#, Opened, &[], None, 13, 0),
        (
            r#"{ get = "/bomb" }"#,
            Opened,
            &[Limit],
            Some(Cut::TooLarge),
            1_000_000,
            0,
        ),
        (r#"{ get = "/tyst" }"#, Failed, &[Unreachable], None, 0, 1),
        (r#"{ get = "/bortkopplad" }"#, Failed, &[Unreachable], None, 0, 2),
        (r#"{ post = "/bortkopplad" }"#, Failed, &[Unreachable], None, 0, 2),
        (
            r#"{ post = "/bortkopplad", effect = true }"#,
            Failed,
            &[Unreachable],
            None,
            0,
            1,
        ),
    ];
    for (step, answer, doubts, cut, bytes, dropped) in cases {
        let profile = profile(&format!("steps = [{step}]"));
        let portal = portal(&profile, address, limits());
        let session = sign_in(&portal).await;
        counts.dropped.store(0, SeqCst);
        let begun = Instant::now();
        let fetched = fetch(&portal, &session, &profile).await;
        assert_eq!(
            (fetched.answer, kinds(&fetched).as_slice()),
            (answer, doubts),
            "{step} {:?}",
            fetched.doubts
        );
        let last = fetched.exchanges.last();
        assert_eq!(last.and_then(|r| r.cut), cut, "{step}");
        assert_eq!(last.map_or(0, |r| r.body.len()), bytes, "{step}");
        assert_eq!(counts.dropped.load(SeqCst), dropped, "{step}");
        assert!(
            begun.elapsed() < Duration::from_secs(3),
            "{step} took {:?}",
            begun.elapsed()
        );
    }
}

#[tokio::test]
async fn a_portal_that_has_gone_silent_is_not_waited_for_once_a_cell() {
    let (address, counts) = start().await;
    let (silent, answers) = (
        profile(r#"steps = [{ get = "/tyst" }]"#),
        profile(r#"steps = [{ get = "/hel" }]"#),
    );
    let limits = Limits {
        concurrency: 10,
        ..limits()
    };
    let portal = portal(&silent, address, limits);
    let session = sign_in(&portal).await;
    let ask = |times: usize| futures::future::join_all((0..times).map(|_| fetch(&portal, &session, &silent)));
    ask(19).await;
    assert_eq!(
        fetch(&portal, &session, &answers).await.answer,
        Opened,
        "an answer begins the count anew"
    );
    counts.dropped.store(0, SeqCst);
    let fetched = ask(100).await;
    assert!(fetched.iter().all(|f| kinds(f) == [Unreachable]));
    let asked = counts.dropped.load(SeqCst);
    assert!((20..30).contains(&asked), "{asked} of 100 were asked");
}

#[tokio::test]
async fn a_header_that_is_not_utf8_is_read_as_latin_1() {
    let (address, _) = start().await;
    let profile = profile(r#"steps = [{ get = "/latin" }]"#);
    let portal = portal(&profile, address, limits());
    let fetched = fetch(&portal, &sign_in(&portal).await, &profile).await;
    assert_eq!(fetched.exchanges[0].header("x-namn"), Some("Åsa"));
}

#[tokio::test]
async fn nobody_there_is_a_doubt_that_says_why() {
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let plain = MockServer::start().await;
    let cases = [
        (format!("http://{unused}"), Said::ConnectionRefused),
        ("http://finns-inte.invalid".to_owned(), Said::NoSuchHost),
        (format!("https://{}", plain.address()), Said::NoTls),
    ];
    for (address, expected) in cases {
        let portal = Portal::new(&profile(r#"steps = [{ get = "/" }]"#), &address, limits()).unwrap();
        let got = portal
            .sign_in(&account("hr", "hr", two()), "portal", &Secret::new("x"))
            .await;
        let why = got.unwrap_err();
        assert_eq!(why.kind, Unreachable, "{address}");
        assert_eq!(why.detail.parts().last(), Some(&expected), "{address}");
    }
}

#[tokio::test]
async fn requests_keep_to_the_rate_and_the_concurrency() {
    let (address, counts) = start().await;
    let profile = profile(r#"steps = [{ get = "/hel" }]"#);
    let cases = [(Some(20), 4, 200, 2), (None, 2, 0, 2), (None, 1, 90, 1)];
    for (rate, concurrency, least, most) in cases {
        let limits = Limits {
            rate,
            concurrency,
            ..limits()
        };
        let portal = portal(&profile, address, limits);
        let session = sign_in(&portal).await;
        counts.most.store(0, SeqCst);
        let begun = Instant::now();
        let ask = || fetch(&portal, &session, &profile);
        let all = tokio::join!(ask(), ask(), ask(), ask());
        assert_eq!([all.0.answer, all.1.answer, all.2.answer, all.3.answer], [Opened; 4]);
        let took = begun.elapsed();
        assert!(took >= Duration::from_millis(least), "{rate:?} {concurrency}: {took:?}");
        assert!(
            counts.most.load(SeqCst) <= most,
            "{rate:?} {concurrency}: {:?}",
            counts.most
        );
    }
}

#[test]
fn an_address_is_scheme_host_and_port() {
    let good = profile(r#"steps = [{ get = "/" }]"#);
    let cases = [
        ("https://portal.example", true),
        ("http://localhost:8080/", true),
        ("https://portal.example/app", false),
        ("https://user:pw@portal.example", false),
        ("ftp://portal.example", false),
        ("portal.example", false),
    ];
    for (address, expected) in cases {
        assert_eq!(Portal::new(&good, address, limits()).is_ok(), expected, "{address}");
    }
}

#[test]
fn selectors_and_expressions_that_cannot_be_read_are_told_before_anything_is_asked() {
    let step = |take: &str| profile(&format!("steps = [{{ get = \"/\", take = {{ x = {take} }} }}]"));
    let cases = [
        (r#"{ css = "a[href]" }"#, &[][..]),
        (r#"{ css = "a[" }"#, &["the css selector cannot be read"]),
        (r#"{ json = "a" }"#, &["the json pointer does not begin with /"]),
        (r#"{ regex = "(" }"#, &["the regular expression cannot be read"]),
        (
            r#"{ css = "a[" }, y = { regex = "(" }"#,
            &[
                "the css selector cannot be read",
                "the regular expression cannot be read",
            ],
        ),
    ];
    for (take, expected) in cases {
        let told: Vec<String> = faults(&step(take)).into_iter().map(|fault| fault.what).collect();
        assert_eq!(told, expected, "{take}");
    }
}

/// Takes every text, or none, and keeps how much came.
struct Taker {
    takes: bool,
    seen: Arc<Mutex<Vec<u8>>>,
}

impl Streams for Taker {
    fn open(&self, _: &Received, _: bool) -> Option<(u64, Sender<Vec<u8>>)> {
        let (sender, mut pieces) = channel::<Vec<u8>>(2);
        let seen = Arc::clone(&self.seen);
        tokio::spawn(async move {
            while let Some(piece) = pieces.recv().await {
                seen.lock().unwrap().extend(piece);
            }
        });
        self.takes.then_some((7, sender))
    }
}

#[tokio::test]
async fn a_large_text_is_handed_on_as_it_comes_up_to_its_own_limit() {
    let (address, _) = start().await;
    for (takes, cut, least, most) in [
        (true, Cut::Streamed(7), 3_000_000, 4_000_000),
        (false, Cut::TooLarge, 0, 0),
    ] {
        let profile = profile(r#"steps = [{ get = "/oandlig" }]"#);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let taker = Taker {
            takes,
            seen: Arc::clone(&seen),
        };
        let portal = portal(&profile, address, limits()).with_streams(Arc::new(taker));
        let session = sign_in(&portal).await;
        let fetched = fetch(&portal, &session, &profile).await;
        let last = fetched.exchanges.last().unwrap();
        assert_eq!(last.cut, Some(cut));
        assert_eq!(kinds(&fetched), [Limit]);
        assert!(last.body.len() <= 1_000_000, "{}", last.body.len());
        sleep(Duration::from_millis(200)).await;
        let seen = seen.lock().unwrap();
        assert!((least..=most).contains(&seen.len()), "{}", seen.len());
        assert!(seen.starts_with(&last.body) || !takes);
    }
}

#[tokio::test]
async fn a_large_text_that_trickles_is_not_waited_for() {
    let (address, _) = start().await;
    for (path, doubts) in [("/rinner", &[] as &[DoubtKind]), ("/droppar", &[Unreachable])] {
        let profile = profile(&format!("steps = [{{ get = \"{path}\" }}]"));
        let taker = Taker {
            takes: true,
            seen: Arc::default(),
        };
        let portal = portal(&profile, address, limits()).with_streams(Arc::new(taker));
        let session = sign_in(&portal).await;
        let begun = Instant::now();
        let fetched = fetch(&portal, &session, &profile).await;
        assert_eq!(kinds(&fetched), doubts, "{path} {:?}", fetched.doubts);
        assert_eq!(fetched.exchanges.last().unwrap().cut, Some(Cut::Streamed(7)), "{path}");
        assert!(
            begun.elapsed() < Duration::from_secs(6),
            "{path} took {:?}",
            begun.elapsed()
        );
    }
}

#[tokio::test]
async fn what_a_status_line_says_is_read_where_it_is_not_the_usual() {
    let (address, _) = start().await;
    for (path, expected) in [("/ord", Some("Annan enhet")), ("/latin", None)] {
        let profile = profile(&format!("steps = [{{ get = \"{path}\" }}]"));
        let portal = portal(&profile, address, limits());
        let fetched = fetch(&portal, &sign_in(&portal).await, &profile).await;
        assert_eq!(fetched.exchanges[0].header(STATUS_LINE), expected, "{path}");
    }
}

#[tokio::test]
async fn headers_that_come_after_the_body_are_read() {
    let (address, _) = start().await;
    let profile = profile(r#"steps = [{ get = "/slutord" }]"#);
    let portal = portal(&profile, address, limits());
    let fetched = fetch(&portal, &sign_in(&portal).await, &profile).await;
    let received = &fetched.exchanges[0];
    assert_eq!((received.body.as_slice(), received.cut), (&b"hej"[..], None));
    assert_eq!(received.header("x-namn"), Some("Åsa"));
}
