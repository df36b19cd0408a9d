//! From a step of the profile to a request: addresses, parameters, bodies.

use std::collections::BTreeMap;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERER};
use serde_json::{Map, Value};
use skott_model::DoubtKind::{Extraction, Redirect};
use skott_model::profile::{Body, Step, Via};
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
    /// It changes something, so it is sent once.
    pub effect: bool,
}

impl Outgoing {
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: None,
            effect: false,
        }
    }

    /// The same as a GET of another address, as after a 303.
    pub fn turned_to(mut self, url: Url) -> Self {
        self.headers.remove(CONTENT_TYPE);
        self.headers.remove(ORIGIN);
        self.method = Method::GET;
        self.body = None;
        self.effect = false;
        self.url = url;
        self
    }
}

/// The request of one step. `here` is the address of the answer before.
pub(crate) fn compose(step: &Step, selection: &Values, values: &Values, here: &Url) -> Result<Outgoing, Trouble> {
    let url = address(step.path(), values, here)?;
    let via = step.selection.map(|via| {
        if step.post.is_none() && via == Via::Form {
            Via::Query
        } else {
            via
        }
    });
    let fields = |pairs: &Values, own: Via| -> Result<Values, Trouble> {
        let mut filled = filled(pairs, values)?;
        if via == Some(own) {
            filled.extend(selection.clone());
        }
        Ok(filled)
    };
    let mut out = Outgoing::get(url);
    out.effect = step.effect;
    let query = fields(&step.query, Via::Query)?;
    if !query.is_empty() {
        out.url.query_pairs_mut().extend_pairs(&query);
    }
    if step.post.is_some() {
        out.method = Method::POST;
        came_from(&mut out.headers, here);
    }
    if step.body() == Body::Json || via == Some(Via::Json) {
        let members = if via == Some(Via::Json) {
            selection
        } else {
            &Values::new()
        };
        let json = json(step.json.as_ref(), members, values)?;
        out.body = Some(json.to_string().into_bytes());
        out.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    } else if step.body() == Body::Form {
        let form = fields(&step.form, Via::Form)?;
        out.body = Some(Serializer::new(String::new()).extend_pairs(&form).finish().into_bytes());
        let kind = "application/x-www-form-urlencoded";
        out.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    for (name, value) in filled(&step.headers, values)? {
        let (name, value) = header(&name, &value)?;
        out.headers.insert(name, value);
    }
    Ok(out)
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
        .map_err(|_| Trouble::new(Redirect, "an address that cannot be read"))?;
    url.set_fragment(None);
    if url.origin() != here.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(Trouble::new(Redirect, "an address of another host, not followed"));
    }
    Ok(url)
}

/// One header, its value kept out of what can be printed.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Trouble> {
    let refused = || Trouble::new(Extraction, "a value does not fit into a header");
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| refused())?;
    value.set_sensitive(true);
    Ok((name, value))
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

fn filled(pairs: &Values, values: &Values) -> Result<Values, Trouble> {
    pairs
        .iter()
        .map(|(name, template)| Ok((name.clone(), filled_one(template, values)?)))
        .collect()
}

fn json(template: Option<&Value>, members: &Values, values: &Values) -> Result<Value, Trouble> {
    let mut body = match template {
        Some(template) => json_filled(template, values)?,
        None => Value::Object(Map::new()),
    };
    if let Value::Object(body) = &mut body {
        body.extend(
            members
                .iter()
                .map(|(name, value)| (name.clone(), Value::String(value.clone()))),
        );
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
    Trouble::new(Extraction, format!("there is no value for {{{name}}}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Values {
        list.iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect()
    }

    #[test]
    fn addresses_stay_on_the_portal() {
        let here = Url::parse("https://portal.example:8443/export/a1").unwrap();
        let values = pairs(&[
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
        let values = pairs(&[("csrf", "t&1")]);
        let selection = pairs(&[("fran", ""), ("till", "2020-12-31")]);
        let post = |selection, form: &[(&str, &str)], json| Step {
            post: Some("/x".to_owned()),
            form: pairs(form),
            json,
            selection,
            ..Step::default()
        };
        let get = |selection| Step {
            get: Some("/x?a=1".to_owned()),
            query: pairs(&[("till", "x"), ("b", "{csrf}")]),
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
}
