//! Where an answer leads: every link and form that a view must declare, or the profile must say why not.

mod html;
mod json;
mod script;

use std::collections::BTreeSet;

use skott_model::Received;
use url::Url;

/// Of a very long page, the beginning is looked at, where the menus are.
const LARGE: usize = 4 << 20;

/// Links of one answer that are looked at; no menu has more.
const MOST: usize = 5_000;

/// Where an answer leads on the same host.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The path, as it is written in an address.
    pub path: String,
    /// The parameters; of a form those that it always sends.
    pub query: Vec<(String, String)>,
    /// Of a form that is sent as a query, the names of what is typed or chosen in it.
    pub fields: Vec<String>,
    /// What may be chosen in it: names and values.
    pub choices: Vec<(String, String)>,
    /// It is a literal of a script, and so nobody's data.
    pub of_script: bool,
    /// It reads as an address, and nothing plainly asks for it: a link only where the portal's programs are known to ask.
    pub perhaps: bool,
}

/// What an answer links to on the same host, without fragment: the links and forms of a page, what stands in JSON under keys that
/// mean an address, and what a script plainly asks for or goes to; and, as what is a link perhaps, every other text of a script, of JSON
/// and of a page's attributes that reads as a path. A part that is put in later is `*`.
pub fn links(received: &Received, base_url: &str) -> BTreeSet<Link> {
    let Ok(base) = Url::parse(base_url) else {
        return BTreeSet::new();
    };
    let Ok(here) = base.join(&received.path) else {
        return BTreeSet::new();
    };
    let body = String::from_utf8_lossy(&received.body);
    let beginning = &body[..body.floor_char_boundary(LARGE)];
    let mut found = Found::of(base);
    let headers = received.headers.iter().filter(|(name, _)| name == "link");
    for target in headers.flat_map(|(_, value)| header_links(value)) {
        found.link(here.join(target).ok());
    }
    match kind(received, &body) {
        Some(Kind::Html) => html::links(&mut found, &here, beginning),
        Some(Kind::Json) => json::links(&mut found, &body),
        Some(Kind::Script) => script::links(&mut found, beginning),
        None => {}
    }
    found.all()
}

/// The targets of a `Link` header that lead to more of the same or to another form of it.
fn header_links(value: &str) -> impl Iterator<Item = &str> {
    const LEAD: [&str; 9] = [
        "next",
        "prev",
        "previous",
        "first",
        "last",
        "alternate",
        "item",
        "collection",
        "edit",
    ];
    value.split('<').skip(1).filter_map(|one| {
        let (target, rest) = one.split_once('>')?;
        let (_, relation) = rest
            .to_ascii_lowercase()
            .split_once("rel=")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))?;
        let relation = relation
            .trim_start_matches('"')
            .split(['"', ';', ','])
            .next()
            .unwrap_or_default()
            .to_owned();
        relation
            .split_whitespace()
            .any(|word| LEAD.contains(&word))
            .then_some(target.trim())
    })
}

/// Where an answer came from.
pub fn address(received: &Received, base_url: &str) -> Option<Link> {
    let here = Url::parse(base_url).and_then(|base| base.join(&received.path)).ok()?;
    Some(Link::to(&here))
}

impl Link {
    fn to(url: &Url) -> Self {
        Self {
            path: url.path().to_owned(),
            query: url.query_pairs().into_owned().collect(),
            ..Self::default()
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Html,
    Json,
    Script,
}

fn kind(received: &Received, body: &str) -> Option<Kind> {
    let Some(declared) = received.header("content-type").map(str::to_ascii_lowercase) else {
        let is_json = body.trim_start().starts_with(['{', '[']);
        return Some(if is_json { Kind::Json } else { Kind::Html });
    };
    let essence = declared.split(';').next().unwrap_or_default().trim();
    match essence {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        _ if essence.ends_with("json") => Some(Kind::Json),
        _ if essence.ends_with("javascript") => Some(Kind::Script),
        _ => None,
    }
}

/// The links found so far.
struct Found {
    base: Url,
    links: BTreeSet<Link>,
    /// How many of them are links only perhaps: they must not push out the others.
    perhaps: usize,
    /// What is found now is a script's.
    of_script: bool,
}

impl Found {
    fn of(base: Url) -> Self {
        Self {
            base,
            links: BTreeSet::new(),
            perhaps: 0,
            of_script: false,
        }
    }

    /// What is a link wherever it leads, if that is this portal.
    fn link(&mut self, to: Option<Url>) {
        self.add(to, Link::to);
    }

    /// The same of a form that is sent as a query: what it always sends takes the place of its address's own.
    fn form(&mut self, to: Option<Url>, form: Link) {
        self.add(to, |url| Link {
            path: Link::to(url).path,
            ..form
        });
    }

    /// What was found; what is a link in any case is none perhaps.
    fn all(self) -> BTreeSet<Link> {
        let (perhaps, mut links): (BTreeSet<Link>, BTreeSet<Link>) =
            self.links.into_iter().partition(|link| link.perhaps);
        let known: BTreeSet<String> = links.iter().map(|link| link.path.clone()).collect();
        links.extend(perhaps.into_iter().filter(|link| !known.contains(&link.path)));
        links
    }

    fn add(&mut self, to: Option<Url>, link: impl FnOnce(&Url) -> Link) {
        let is_full = self.links.len() - self.perhaps >= MOST;
        let own = to.filter(|url| url.origin() == self.base.origin() && !is_full);
        self.links.extend(own.map(|url| Link {
            of_script: self.of_script,
            ..link(&url)
        }));
    }

    /// What is a link perhaps: a path from the root.
    fn perhaps(&mut self, text: &str) {
        let text = text.split('#').next().unwrap_or_default();
        let path = text.split('?').next().unwrap_or_default();
        let is_pattern = text.contains('{') || (path.contains('*') && !self.of_script);
        if self.perhaps >= MOST || !is_path(path) || is_asset(path) || is_pattern {
            return;
        }
        if let Ok(url) = self.base.join(text) {
            let link = Link {
                of_script: self.of_script,
                perhaps: true,
                ..Link::to(&url)
            };
            self.perhaps += usize::from(self.links.insert(link));
        }
    }

    /// What is a link if it reads as a whole address of this portal: a path from its root, or an address of its host. Neither
    /// half an address that something is put after, nor a picture or a style, which a page's links are not either.
    fn address(&mut self, text: &str) {
        let text = text.split('#').next().unwrap_or_default();
        let (path, query) = text.split_once('?').map_or((text, ""), |(path, query)| (path, query));
        // A template's parameters begin there, as in `{?page}`, or in the query.
        let is_template = path.ends_with('{') || query.contains('{');
        let path = path.strip_suffix('{').unwrap_or(path);
        let is_whole = path.starts_with("http://") || path.starts_with("https://");
        let is_filled = !path.contains(['{', ' ']);
        if (is_whole && is_filled || is_path(path)) && !is_asset(path) {
            let written = if is_template { path } else { text };
            self.link(self.base.join(written).ok());
        }
    }
}

/// A path from the root, and in no other respect unlike one: `/` alone, `//host`, `/MM/` of a date and `/:id` are none.
fn is_path(text: &str) -> bool {
    let is_of_path = |c: char| c.is_alphanumeric() || "/-_.~%".contains(c);
    let is_part = |segment: &str| segment == "*" || segment.chars().all(is_of_path);
    let is_word = |segment: &str| segment.chars().filter(|c| c.is_lowercase()).count() > 1;
    text.starts_with('/') && !text.starts_with("//") && text.split('/').all(is_part) && text.split('/').any(is_word)
}

fn is_asset(text: &str) -> bool {
    const ASSETS: [&str; 16] = [
        "avif", "css", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs", "png", "svg", "ttf", "webp", "woff",
        "woff2",
    ];
    let name = text.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    extension.is_some_and(|end| ASSETS.contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `/path name=value`.
    pub(super) fn told(link: Link) -> String {
        let query = link.query.iter().map(|(name, value)| format!(" {name}={value}"));
        let fields = link.fields.iter().map(|name| format!(" {name}"));
        let choices = link.choices.iter().map(|(name, value)| format!(" {name}:{value}"));
        let perhaps = link.perhaps.then(|| " ?".to_owned());
        link.path + &query.chain(fields).chain(choices).chain(perhaps).collect::<String>()
    }

    fn found(kind: Option<&str>, path: &str, body: &str) -> Vec<String> {
        let kind = kind.map(|kind| ("content-type".to_owned(), kind.to_owned()));
        let received = Received {
            status: 200,
            path: path.to_owned(),
            headers: kind.into_iter().collect(),
            body: body.as_bytes().to_vec(),
            cut: None,
        };
        links(&received, "http://portal.example")
            .into_iter()
            .map(told)
            .collect()
    }

    #[test]
    fn a_page_leads_to_links_frames_and_forms_of_the_same_host() {
        let cases: &[(&str, &[&str])] = &[
            ("<a href='/b?sida=a&amp;nr=2#c'>", &["/b sida=a nr=2"]),
            ("<a href='nytt'>", &["/app/nytt"]),
            ("<base href='/x/'><a href='nytt'>", &["/x/nytt"]),
            ("<a href='http://annan.example/b'><a href='mailto:a@x.example'>", &[]),
            ("<iframe src='/ram?sida=a'></iframe>", &["/ram sida=a"]),
            // A form without method replaces its address's query by its fields.
            (
                "<form action='/index.php?x=1'><input type=hidden name=sida value='sök'><input name=q><select name=v></select>\
                 <button name=b></form>",
                &["/index.php sida=sök q v"],
            ),
            (
                "<form method=post action='/index.php?sida=sok'><input type=hidden name=csrf value=x></form>",
                &["/index.php sida=sok"],
            ),
            ("<button formaction='/spara?a=1'>", &["/spara a=1"]),
            (
                "<form action='/lista'><select name=status><option value=''>Alla<option>ny<option value=klar>Klar</select>\
                 <input type=radio name=vy value=kort></form>",
                &["/lista status vy status:ny status:klar vy:kort"],
            ),
            ("<a href=\"javascript:location.href='/rapport/ny'\">", &["/rapport/ny"]),
            (
                "<select onchange='location=this.value'><option value=/rapport/ar>År<option value=7></select>",
                &["/rapport/ar"],
            ),
            (
                "<object data='/blad'></object><embed src='/ritning'>",
                &["/blad", "/ritning"],
            ),
            (
                "<base href='/x/'><form><select name=arkiv></select></form>",
                &["/app/sida arkiv"],
            ),
            (
                "<form hx-get='/ny?sida=b'><input name=q></form>",
                &["/app/sida q", "/ny sida=b"],
            ),
            ("<meta http-equiv=Refresh content='60; URL=/om'>", &["/om"]),
            ("<meta http-equiv=refresh content='60'>", &[]),
            (
                "<table><tr onclick=\"location.href='/rad'\"><td onclick=\"visa()\">",
                &["/rad"],
            ),
            ("<div hx-get=del>", &["/app/del"]),
            ("<noscript><a href=utan>Utan skript</a></noscript>", &["/app/utan"]),
            (
                "<turbo-frame src=ram></turbo-frame><a up-href=/upp>",
                &["/app/ram", "/upp"],
            ),
            ("<table><tr data-href='/rad'><td>", &["/rad"]),
            (
                "<link rel=alternate href=/flode><link rel=stylesheet href=/stil><p data-endpoint='/api/rader'>",
                &["/api/rader ?", "/flode", "/stil ?"],
            ),
        ];
        for (body, expected) in cases {
            let received = Received {
                status: 200,
                path: "/app/sida".into(),
                headers: vec![("content-type".into(), "text/html".into())],
                body: body.as_bytes().to_vec(),
                cut: None,
            };
            let found: Vec<String> = links(&received, "http://portal.example/")
                .into_iter()
                .map(told)
                .collect();
            assert_eq!(found, *expected, "{body}");
        }
    }

    #[test]
    fn every_kind_of_answer_has_its_links() {
        const PAGE: &str = "<a href=en>1</a><form action=/tva></form><script>fetch('/tre')</script>\
            <script type=application/json>{\"nextUrl\": \"/fyra\"}</script><script type=text/template>fetch('/fem')</script>";
        const DATA: &str = r#"{"_links": {"orders": "/ett", "x": {"href": "/tva"}}, "items": [{"detail_url": "/tre"}],
            "next": "http://portal.example/fyra?sida=2", "path": "/fem", "first": "Eva", "nextLink": "eyJzaWRhIjoyfQ"}"#;
        let cases: [(Option<&str>, &str, &[&str]); 11] = [
            (
                Some("text/html; charset=utf-8"),
                PAGE,
                &["/fyra", "/mapp/en", "/tre", "/tva"],
            ),
            (None, PAGE, &["/fyra", "/mapp/en", "/tre", "/tva"]),
            (
                Some("application/json"),
                DATA,
                &["/ett", "/fem ?", "/fyra sida=2", "/tre", "/tva"],
            ),
            (
                Some("application/hal+json"),
                DATA,
                &["/ett", "/fem ?", "/fyra sida=2", "/tre", "/tva"],
            ),
            (None, DATA, &["/ett", "/fem ?", "/fyra sida=2", "/tre", "/tva"]),
            (Some("application/json"), "{\"href\": \"/ett\"", &[]),
            (
                Some("application/json"),
                r#"{"_links": ["/ett"], "urls": ["/tva"], "items": ["/tre"], "links": [{"to": "/fyra", "fem": ["/fem"]}]}"#,
                &["/ett", "/fem", "/fyra", "/tre ?", "/tva"],
            ),
            (
                Some("application/x-ndjson"),
                "{\"url\": \"/ett\"}\n{\"url\": \"/tva\"}\n{",
                &["/ett", "/tva"],
            ),
            (Some("application/json"), ")]}',\n{\"url\": \"/ett\"}", &["/ett"]),
            (Some("text/javascript"), "fetch('/ett')", &["/ett"]),
            (Some("text/csv"), "fetch('/ett')", &[]),
        ];
        for (kind, body, expected) in cases {
            assert_eq!(found(kind, "/mapp/sida?a=b", body), expected, "{kind:?} {body}");
        }
    }

    #[test]
    fn what_stands_late_in_a_long_list_is_a_link_and_a_long_page_is_looked_at_where_its_menus_are() {
        let long = "x".repeat(LARGE);
        let list = format!(r#"{{"a": "{long}", "next": "/nasta"}}"#);
        assert_eq!(found(Some("application/json"), "/", &list), ["/nasta"]);
        let page = format!("<a href=/forst><p>{long}<a href=/sist>");
        assert_eq!(found(Some("text/html"), "/", &page), ["/forst"]);
    }

    #[test]
    fn what_is_an_address_of_the_portal_is_one() {
        let cases = [
            ("/orders/7", Some("/orders/7")),
            ("/orders?page=2#x", Some("/orders page=2")),
            ("/orders{?page,size}", Some("/orders")),
            ("/orders?page={page}", Some("/orders")),
            ("/orders/{id}", None),
            ("http://portal.example/orders/{id}", None),
            ("http://portal.example/a/order", Some("/a/order")),
            ("http://other.example/order", None),
            ("https://portal.example/order", None),
            ("//portal.example/order", None),
            ("/", None),
            ("/MM/", None),
            ("/orders/:id", None),
            ("/orders/ /visa", None),
            ("/bilder/logotyp.svg", None),
            ("orders/7", None),
            ("eyJzaWRhIjoyfQ", None),
        ];
        for (text, expected) in cases {
            let mut found = Found::of(Url::parse("http://portal.example").unwrap_or_else(|error| panic!("{error}")));
            found.address(text);
            let found = found.links.into_iter().map(told).next();
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
