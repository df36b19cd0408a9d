//! From a step of the profile to a request: addresses, parameters, bodies.

use std::collections::BTreeMap;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERER};
use serde_json::{Map, Value};
use skott_model::DoubtKind::{Extraction, Redirect};
use skott_model::Said;
use skott_model::profile::{Body, Fields, Pairs, Step, Texts, Via, pairs};
use skott_model::template::fill;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use crate::trouble::Trouble;

/// What `{name}` stands for. It holds a login's secret for a while, so it has no `Debug`.
pub(crate) type Values = BTreeMap<String, String>;

/// A request that is ready to be sent, more than once if need be.
#[derive(Clone)]
pub(crate) struct Outgoing {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
    /// Cookies beside the session's own.
    pub cookies: Vec<(String, String)>,
    /// It changes something, so it is sent once.
    pub effect: bool,
    /// It asks for what has changed since an answer that is at hand, so that "not modified" is an answer.
    pub validated: bool,
}

impl Outgoing {
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: None,
            cookies: Vec::new(),
            effect: false,
            validated: false,
        }
    }

    fn carries(&mut self, kind: &'static str, body: String) {
        self.body = Some(body.into_bytes());
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }

    /// The same as a GET of another address, as after a 303; what asked for headers alone still does.
    pub fn turned_to(mut self, url: Url) -> Self {
        self.headers.remove(CONTENT_TYPE);
        self.headers.remove(ORIGIN);
        if self.method != Method::HEAD {
            self.method = Method::GET;
        }
        self.body = None;
        self.effect = false;
        self.validated = false;
        self.url = url;
        self
    }
}

/// The request of one step. `here` is the address of the answer before.
pub(crate) fn compose(step: &Step, selection: &Fields, values: &Values, here: &Url) -> Result<Outgoing, Trouble> {
    let mut out = Outgoing::get(address(step.path(), values, here)?);
    out.effect = step.effect;
    out.method = method(step.method());
    let via = step.selection.map(|via| match (via, step.body()) {
        // What has no form has its fields in the query.
        (Via::Form, Body::None) => Via::Query,
        _ => via,
    });
    let chosen = |own: Via| if via == Some(own) { Some(selection) } else { None };
    let query = flat(&step.query, chosen(Via::Query), values)?;
    if !query.is_empty() {
        out.url.query_pairs_mut().extend_pairs(&query);
    }
    if !out.method.is_safe() {
        came_from(&mut out.headers, here);
    }
    if step.body() == Body::Json || via == Some(Via::Json) {
        let json = json(step.json.as_ref(), chosen(Via::Json), values)?;
        out.carries("application/json", json.to_string());
    } else if step.body() == Body::Form {
        let form = flat(&step.form, chosen(Via::Form), values)?;
        let body = Serializer::new(String::new()).extend_pairs(&form).finish();
        out.carries("application/x-www-form-urlencoded", body);
    }
    for (name, value) in plain(&step.headers, chosen(Via::Header), values)? {
        let (name, value) = header(&name, &value)?;
        out.headers.append(name, value);
    }
    out.cookies = plain(&step.cookies, chosen(Via::Cookie), values)?;
    for (name, value) in &out.cookies {
        cookie(name, value)?;
    }
    Ok(out)
}

fn method(method: skott_model::profile::Method) -> Method {
    use skott_model::profile::Method as Written;
    match method {
        Written::Get => Method::GET,
        Written::Head => Method::HEAD,
        Written::Options => Method::OPTIONS,
        Written::Post => Method::POST,
        Written::Put => Method::PUT,
        Written::Patch => Method::PATCH,
        Written::Delete => Method::DELETE,
    }
}

/// The address that a path template means. One that is all value, as `{file}`, is an address of the portal's own and
/// taken as it is; other values are put in as one segment or parameter.
pub(crate) fn address(template: &str, values: &Values, here: &Url) -> Result<Url, Trouble> {
    let whole = template
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|name| !name.contains(['{', '}']));
    let path = match whole {
        Some(name) => values
            .get(name)
            .filter(|value| !value.is_empty())
            .cloned()
            .ok_or_else(|| name.to_owned()),
        None => fill(template, |name| {
            let value = values.get(name)?;
            // An empty segment or a dot would ask for another page than was meant.
            let fits = !matches!(value.as_str(), "" | "." | "..");
            fits.then(|| byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20"))
        }),
    };
    same_origin(here, &path.map_err(unknown)?)
}

/// Where a reference leads that the portal gave: no further than the portal itself.
pub(crate) fn same_origin(here: &Url, reference: &str) -> Result<Url, Trouble> {
    let mut url = here
        .join(reference.trim())
        .map_err(|_| Trouble::new(Redirect, Said::BadAddress))?;
    url.set_fragment(None);
    if url.origin() != here.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(Trouble::new(Redirect, Said::OtherHost));
    }
    Ok(url)
}

/// One header, its value kept out of what can be printed.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Trouble> {
    let refused = || Trouble::new(Extraction, Said::NoHeader);
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| refused())?;
    value.set_sensitive(true);
    Ok((name, value))
}

/// A cookie that would end in the middle, or begin another, is not what was meant.
fn cookie(name: &str, value: &str) -> Result<(), Trouble> {
    let breaks = |text: &str| text.contains([';', '\r', '\n', '\0']);
    if breaks(name) || breaks(value) {
        return Err(Trouble::new(Extraction, Said::NoCookie));
    }
    Ok(())
}

/// What a browser says of where a form was; portals check it against forged requests.
fn came_from(headers: &mut HeaderMap, here: &Url) {
    let origin = here.origin().ascii_serialization();
    for (name, value) in [(REFERER, here.as_str()), (ORIGIN, &origin)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
}

pub(crate) fn filled_one(template: &str, values: &Values) -> Result<String, Trouble> {
    fill(template, |name| values.get(name).cloned()).map_err(unknown)
}

/// A step's own fields, of which the selection's replace those of the same name; several of one name follow each other.
fn flat(own: &Fields, chosen: Option<&Fields>, values: &Values) -> Result<Vec<(String, String)>, Trouble> {
    let mut fields = Fields::new();
    for (name, texts) in own {
        fields.insert(name.clone(), texts.try_map(|text| filled_one(text, values))?);
    }
    fields.extend(
        chosen
            .into_iter()
            .flatten()
            .map(|(name, texts)| (name.clone(), texts.clone())),
    );
    Ok(pairs(&fields)
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect())
}

/// The same for headers and cookies.
fn plain(own: &Pairs, chosen: Option<&Fields>, values: &Values) -> Result<Vec<(String, String)>, Trouble> {
    let own = own.iter().map(|(name, text)| (name.clone(), Texts::One(text.clone())));
    flat(&own.collect(), chosen, values)
}

fn json(template: Option<&Value>, chosen: Option<&Fields>, values: &Values) -> Result<Value, Trouble> {
    let mut body = match template {
        Some(template) => json_filled(template, values)?,
        None => Value::Object(Map::new()),
    };
    if let Value::Object(body) = &mut body {
        let member = |(name, texts): (&String, &Texts)| (name.clone(), serde_json::json!(texts));
        body.extend(chosen.into_iter().flatten().map(member));
    }
    Ok(body)
}

fn json_filled(template: &Value, values: &Values) -> Result<Value, Trouble> {
    Ok(match template {
        Value::String(text) => Value::String(filled_one(text, values)?),
        Value::Array(items) => items
            .iter()
            .map(|item| json_filled(item, values))
            .collect::<Result<_, _>>()?,
        Value::Object(members) => {
            let filled = members
                .iter()
                .map(|(name, value)| Ok((name.clone(), json_filled(value, values)?)));
            Value::Object(filled.collect::<Result<_, Trouble>>()?)
        }
        other => other.clone(),
    })
}

fn unknown(name: String) -> Trouble {
    Trouble::new(Extraction, Said::NoValue(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(list: &[(&str, &str)]) -> Values {
        list.iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect()
    }

    fn fields(list: &[(&str, &str)]) -> Fields {
        list.iter()
            .map(|(name, value)| (name.to_string(), Texts::from(*value)))
            .collect()
    }

    #[test]
    fn addresses_stay_on_the_portal() {
        let here = Url::parse("https://portal.example:8443/export/a1").unwrap();
        let values = texts(&[
            ("id", "å b/c+?"),
            ("fil", "/export/a1/fil?x=1#y"),
            ("bredvid", "a1/fil"),
            ("annan", "https://evil.example/x"),
            ("utan", "//evil.example/x"),
            ("hel", "https://portal.example:8443/z"),
            ("inloggad", "https://a:b@portal.example:8443/z"),
            ("skript", "javascript:alert(1)"),
            ("tom", ""),
            ("upp", ".."),
        ]);
        let cases = [
            (
                "/order/{id}",
                Ok("https://portal.example:8443/order/%C3%A5%20b%2Fc%2B%3F"),
            ),
            (
                "/s?q={id}&x=1",
                Ok("https://portal.example:8443/s?q=%C3%A5%20b%2Fc%2B%3F&x=1"),
            ),
            ("{fil}", Ok("https://portal.example:8443/export/a1/fil?x=1")),
            ("{bredvid}", Ok("https://portal.example:8443/export/a1/fil")),
            ("{hel}", Ok("https://portal.example:8443/z")),
            ("{annan}", Err(Redirect)),
            ("{utan}", Err(Redirect)),
            ("{inloggad}", Err(Redirect)),
            ("{skript}", Err(Redirect)),
            ("//evil.example/", Err(Redirect)),
            ("/order/{tom}", Err(Extraction)),
            ("/order/{upp}/x", Err(Extraction)),
            ("{tom}", Err(Extraction)),
            ("/{okänd}", Err(Extraction)),
        ];
        for (template, expected) in cases {
            let got = address(template, &values, &here);
            assert_eq!(
                got.as_ref().map(Url::as_str).map_err(|t| t.kind),
                expected,
                "{template}"
            );
        }
    }

    #[test]
    fn selections_go_where_the_step_says() {
        let here = Url::parse("http://portal.example/").unwrap();
        let values = texts(&[("csrf", "t&1")]);
        let selection = fields(&[("fran", ""), ("till", "2020-12-31")]);
        let post = |selection, form: &[(&str, &str)], json| Step {
            post: Some("/x".to_owned()),
            form: fields(form),
            json,
            selection,
            ..Step::default()
        };
        let get = |selection| Step {
            get: Some("/x?a=1".to_owned()),
            query: fields(&[("till", "x"), ("b", "{csrf}")]),
            selection,
            ..Step::default()
        };
        let cases = [
            (get(None), "/x?a=1&b=t%261&till=x", None),
            (get(Some(Via::Query)), "/x?a=1&b=t%261&fran=&till=2020-12-31", None),
            // A GET has no form: its fields are the query.
            (get(Some(Via::Form)), "/x?a=1&b=t%261&fran=&till=2020-12-31", None),
            (
                post(Some(Via::Form), &[("csrf", "{csrf}")], None),
                "/x",
                Some("csrf=t%261&fran=&till=2020-12-31"),
            ),
            (post(Some(Via::Query), &[], None), "/x?fran=&till=2020-12-31", Some("")),
            (
                post(None, &[], Some(json!({"a": [1, "{csrf}"]}))),
                "/x",
                Some(r#"{"a":[1,"t&1"]}"#),
            ),
            (
                post(Some(Via::Json), &[], Some(json!({"a": 1}))),
                "/x",
                Some(r#"{"a":1,"fran":"","till":"2020-12-31"}"#),
            ),
            (
                post(Some(Via::Json), &[], None),
                "/x",
                Some(r#"{"fran":"","till":"2020-12-31"}"#),
            ),
        ];
        for (step, address, body) in cases {
            let out = compose(&step, &selection, &values, &here).map_err(|t| t.what).unwrap();
            let asked = out.url.as_str().trim_start_matches("http://portal.example");
            assert_eq!(asked, address, "{step:?}");
            assert_eq!(out.body.as_deref(), body.map(str::as_bytes), "{step:?}");
            assert_eq!(out.headers.contains_key(ORIGIN), step.post.is_some());
        }
    }
    /// Address, method, headers other than where it came from, cookies and body of one step, as one text.
    fn sent(toml: &str, selection: &str) -> Result<String, skott_model::DoubtKind> {
        let here = Url::parse("http://portal.example/").unwrap();
        let step: Step = toml::from_str(toml).unwrap();
        let selection: Fields = toml::from_str(selection).unwrap();
        let out = compose(&step, &selection, &texts(&[("a", "1")]), &here).map_err(|t| t.kind)?;
        let headers = out
            .headers
            .iter()
            .filter(|(name, _)| ![ORIGIN, REFERER, CONTENT_TYPE].contains(*name));
        let headers: Vec<String> = headers
            .map(|(name, value)| format!(" {name}:{}", value.to_str().unwrap()))
            .collect();
        let cookies: Vec<String> = out
            .cookies
            .iter()
            .map(|(name, value)| format!(" {name}={value};"))
            .collect();
        let body = out
            .body
            .map_or(String::new(), |body| format!(" {}", String::from_utf8(body).unwrap()));
        let path = out.url.as_str().trim_start_matches("http://portal.example");
        Ok(format!(
            "{} {path}{}{}{body}",
            out.method,
            headers.concat(),
            cookies.concat()
        ))
    }

    #[test]
    fn every_method_and_every_way_to_send_a_selection() {
        let two = "vem = ['a', 'b']\nx = 'y'";
        let cases = [
            (
                "method = 'HEAD'\npath = '/x'\nselection = 'query'",
                two,
                Ok("HEAD /x?vem=a&vem=b&x=y"),
            ),
            ("method = 'OPTIONS'\npath = '/x'", two, Ok("OPTIONS /x")),
            ("method = 'DELETE'\npath = '/x/{a}'", two, Ok("DELETE /x/1")),
            (
                "method = 'DELETE'\npath = '/x'\nform = { id = ['{a}', '2'] }",
                two,
                Ok("DELETE /x id=1&id=2"),
            ),
            (
                "method = 'PUT'\npath = '/x'\nselection = 'form'",
                two,
                Ok("PUT /x vem=a&vem=b&x=y"),
            ),
            (
                "method = 'PATCH'\npath = '/x'\njson = { b = '{a}' }\nselection = 'json'",
                two,
                Ok(r#"PATCH /x {"b":"1","vem":["a","b"],"x":"y"}"#),
            ),
            (
                "get = '/x'\nquery = { x = ['{a}', ''], z = '' }\nselection = 'query'",
                "z = []",
                Ok("GET /x?x=1&x="),
            ),
            (
                "get = '/x'\nheaders = { X-A = '{a}' }\nselection = 'header'",
                "X-Vem = ['a', 'b']",
                Ok("GET /x x-a:1 x-vem:a x-vem:b"),
            ),
            (
                "get = '/x'\ncookies = { b = '{a}' }\nselection = 'cookie'",
                "vem = 'a'",
                Ok("GET /x b=1; vem=a;"),
            ),
            ("get = '/x'\nselection = 'header'", "'X Y' = 'a'", Err(Extraction)),
            ("get = '/x'\nselection = 'cookie'", "vem = 'a; b=c'", Err(Extraction)),
        ];
        for (step, selection, expected) in cases {
            assert_eq!(sent(step, selection), expected.map(str::to_owned), "{step} {selection}");
        }
    }
}
