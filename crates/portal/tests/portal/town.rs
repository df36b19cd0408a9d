//! A small portal to ask: a login, pages, redirects, jobs, and everything that can go wrong with them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// Starts it. `elsewhere` is another host that it redirects to.
pub async fn start(elsewhere: String) -> MockServer {
    let server = MockServer::start().await;
    let town = Town {
        elsewhere,
        asked: AtomicUsize::new(0),
        last: Mutex::default(),
    };
    Mock::given(any())
        .respond_with(move |request: &Request| town.answer(request))
        .mount(&server)
        .await;
    server
}

struct Town {
    elsewhere: String,
    asked: AtomicUsize,
    /// When somebody last asked, at the address that tells whether it was just now, and who it was.
    last: Mutex<Option<(Instant, String)>>,
}

/// Two requests so close to each other came at the same moment.
const MOMENT: Duration = Duration::from_millis(350);

impl Town {
    fn answer(&self, request: &Request) -> ResponseTemplate {
        let path = request.url.path();
        match (request.method.as_str(), path) {
            ("GET", "/logga-in") => {
                html("<form><input name=csrf value='a&amp;b'></form>").insert_header("set-cookie", "pre=1; Path=/")
            }
            ("POST", "/logga-in") => login(request),
            ("GET", "/konto/in" | "/byt-losenord") => html("<form><INPUT name=p type = 'Password'></form>"),
            ("GET", "/in-hit") => to(302, "/konto/in"),
            ("GET", "/in-dit") => to(302, "/byt-losenord"),
            ("POST", "/api/token") if is_right(&request.body) => json(200, r#"{"token":"rätt"}"#),
            ("POST", "/api/token") => json(400, r#"{"fel":"fel lösenord"}"#),
            _ => match user(request) {
                Some(user) => self.signed_in(path, request, &user),
                None if path.starts_with("/api/") => json(401, r#"{"fel":"inte inloggad"}"#),
                None => to(303, "/logga-in?nasta=x"),
            },
        }
    }

    fn signed_in(&self, path: &str, request: &Request, user: &str) -> ResponseTemplate {
        let base = format!("http://{}", request.headers["host"].to_str().unwrap());
        match path {
            "/" => html("meny"),
            "/api/mig" => json(
                200,
                &format!(r#"{{"namn":" {user} ","behorighet":["angered","lundby"]}}"#),
            ),
            "/vem" => html(user),
            "/taggad" if request.headers.contains_key("if-none-match") => {
                ResponseTemplate::new(304).insert_header("etag", "\"ett\"")
            }
            "/taggad" | "/alltid-ny" => html(user).insert_header("etag", "\"ett\""),
            "/nyss" => html(&self.who_just_now(user)),
            "/nyss-nekad" => {
                self.who_just_now(user);
                ResponseTemplate::new(403)
            }
            "/nyss-utloggad" => {
                self.who_just_now(user);
                to(303, "/logga-in")
            }
            "/nyss-vidare" => {
                self.who_just_now(user);
                to(303, "/nyss")
            }
            "/vems-sidor" if sida(request) == 2 => html(&format!("{user} två")),
            "/vems-sidor" => html(&format!("{user}<a rel=next href='?sida=2'>")),
            "/lista" => list(request),
            "/api/markor" => by_cursor(request),
            "/runt" => html(&format!("<a rel=next href='?sida={}'>", 3 - sida(request))),
            "/utan-slut" => html(&format!("<a rel=next href='?sida={}'>", 1 + sida(request))),
            "/sida-borta" => match sida(request) {
                1 => html("<i>ett</i><a rel=next href='?sida=2'>"),
                _ => ResponseTemplate::new(500).set_body_string("trasig"),
            },
            "/sida-nekas" => match sida(request) {
                1 => html("<i>ett</i><a rel=next href='?sida=2'>"),
                _ => ResponseTemplate::new(403),
            },
            "/sida-utloggad" => match sida(request) {
                1 => html("<i>ett</i><a rel=next href='?sida=2'>"),
                _ => to(303, "/logga-in"),
            },
            "/sida-annan" => html(&format!("<i>ett</i><a rel=next href='{}/lista'>", self.elsewhere)),
            "/nekad" => ResponseTemplate::new(403).set_body_string("Du saknar behörighet"),
            "/saknas" => json(404, r#"{"fel":"finns inte"}"#),
            "/nekad-utan-status" => html("<h1 class=nekad>Du saknar behörighet</h1>"),
            "/utloggad" => to(303, &format!("{base}/logga-in?nasta=%2F")),
            "/flyttad" => to(302, "lista?sida=3").set_body_string("hemlig kropp"),
            "/flyttad-annan" => to(302, &format!("{}/lista", self.elsewhere)),
            "/evig" => to(302, "/evig"),
            "/vidare" => to(303, "/eko"),
            "/kvar" => to(307, "/eko"),
            "/eko" => json(200, &echo(request)),
            "/stor.csv" => ResponseTemplate::new(200).set_body_raw("<div>".repeat(3_000), "text/csv"),
            "/djup" => html(&"<div>".repeat(3_000)),
            "/trasig" => ResponseTemplate::new(500),
            "/okand" => ResponseTemplate::new(501),
            "/konstig" => ResponseTemplate::new(418),
            "/jamt-upptagen" => ResponseTemplate::new(429).insert_header("retry-after", "0"),
            "/upptagen" => match self.asked.fetch_add(1, SeqCst) % 3 {
                2 => html("<i>till slut</i>"),
                _ => ResponseTemplate::new(429).insert_header("retry-after", "0"),
            },
            "/alltid-upptagen" => ResponseTemplate::new(503).insert_header("retry-after", "0"),
            "/bestall" => to(303, "/jobb/a1").set_body_string("beställt"),
            "/jobb/a1" => html("väntar"),
            "/api/jobb/a1" => match self.asked.fetch_add(1, SeqCst) % 4 {
                3 => json(200, r#"{"status":"klar","fil":"/jobb/a1/fil?x=1"}"#),
                _ => json(200, r#"{"status":"pågår","fil":null}"#),
            },
            "/api/jobb/kod" => match self.asked.fetch_add(1, SeqCst) % 3 {
                2 => json(200, "{}"),
                _ => ResponseTemplate::new(404),
            },
            "/jobb/a1/fil" => ResponseTemplate::new(200).set_body_raw("Åsa;1\n", "text/csv"),
            "/api/aldrig" => json(200, r#"{"status":"pågår"}"#),
            _ => ResponseTemplate::new(501),
        }
    }
}

impl Town {
    /// Who else asked just now.
    fn who_just_now(&self, user: &str) -> String {
        let mut last = self.last.lock().unwrap();
        let before = last.replace((Instant::now(), user.to_owned()));
        let is_now = |(at, who): &(Instant, String)| at.elapsed() < MOMENT && who != user;
        before.filter(is_now).map_or("ingen".to_owned(), |(_, who)| who)
    }
}

fn html(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "text/html; charset=utf-8")
}

fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

fn to(status: u16, location: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).insert_header("location", location)
}

/// Any user is let in with the right password; the user `bytt` becomes somebody else.
fn login(request: &Request) -> ResponseTemplate {
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    let cookies = cookies(request);
    if field("csrf") != "a&b" || !cookies.contains("pre=1") {
        return ResponseTemplate::new(403);
    }
    if field("losenord") != "rätt lösenord" {
        return html("fel lösenord<form><input name=csrf value=x></form>");
    }
    let user = match field("anvandarnamn") {
        "bytt" => "annan",
        user => user,
    };
    to(303, "/").insert_header("set-cookie", format!("sid={user}; HttpOnly; Path=/; SameSite=Lax"))
}

fn cookies(request: &Request) -> String {
    request
        .headers
        .get("cookie")
        .map_or(String::new(), |value| value.to_str().unwrap().to_owned())
}

fn user(request: &Request) -> Option<String> {
    let by_cookie = cookies(request)
        .split("; ")
        .find_map(|pair| pair.strip_prefix("sid=").map(str::to_owned));
    let by_header =
        request
            .headers
            .get("authorization")
            .map(|value| match String::from_utf8_lossy(value.as_bytes()).as_ref() {
                "Token rätt" => "token".to_owned(),
                "Basic aHI6csOkdHQ=" => "hr".to_owned(),
                _ => "ingen".to_owned(),
            });
    by_cookie.or(by_header).filter(|user| user != "ingen")
}

fn sida(request: &Request) -> u32 {
    request
        .url
        .query_pairs()
        .find(|(name, _)| name == "sida")
        .map_or(1, |(_, value)| value.parse().unwrap())
}

/// Three pages, three ways to write the next one's address.
fn list(request: &Request) -> ResponseTemplate {
    let rows = format!(
        "<p id=antal>Totalt <strong>{}</strong></p><i>rad {}</i>",
        40 + sida(request),
        sida(request)
    );
    let next = match sida(request) {
        1 => "<a rel=next href='?sida=2&amp;q=%C3%A5'>".to_owned(),
        2 => format!(
            "<a rel=next href='http://{}/lista?sida=3#x'>",
            request.headers["host"].to_str().unwrap()
        ),
        _ => String::new(),
    };
    html(&format!("{rows}{next}"))
}

/// True for the right password in JSON.
fn is_right(body: &[u8]) -> bool {
    let asked: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    asked["password"] == "rätt"
}

/// Three pages, of which each gives the next one's cursor and no address.
fn by_cursor(request: &Request) -> ResponseTemplate {
    let query: Vec<(String, String)> = request.url.query_pairs().into_owned().collect();
    let has = |name: &str, value: &str| query.contains(&(name.to_owned(), value.to_owned()));
    let next = match (has("cursor", "b&c"), has("cursor", "d")) {
        _ if !has("status", "å") => return json(400, "{}"),
        (false, false) => r#""b&c""#,
        (true, false) => r#""d""#,
        _ => "null",
    };
    json(200, &format!(r#"{{"next":{next}}}"#))
}

/// What was asked, so that a test can see it.
fn echo(request: &Request) -> String {
    let header = |name: &str| {
        request
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    serde_json::json!({
        "metod": request.method.as_str(),
        "fraga": request.url.query(),
        "kropp": String::from_utf8_lossy(&request.body),
        "agent": header("user-agent"),
        "egen": header("x-egen"),
        "kakor": header("cookie").filter(|text| text.contains("extra")),
    })
    .to_string()
}
