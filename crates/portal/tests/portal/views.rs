use skott_model::DoubtKind::{self, Extraction, Limit, Redirect, Session, Status};
use skott_portal::{Answered, Portal};

use crate::asked::{fetch, hr, kinds, limits, profile, seen};
use crate::town;

#[tokio::test]
async fn pages_are_turned_to_the_last() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let view = r##"
steps = [{ get = "/lista" }]
next = { css = "a[rel=next]", attr = "href" }
numbers = [{ id = "antal", is = "count", at = { css = "#antal strong" } }, { id = "summa", is = "sum", at = { css = "#summa" } }]
"##;
    let profile = profile(view);
    let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
    let fetched = fetch(&portal, &hr(&portal).await, &profile).await;
    assert_eq!((fetched.answer, fetched.requests), (Answered::Opened, 3), "{fetched:?}");
    assert!(fetched.doubts.is_empty(), "{:?}", fetched.doubts);
    let seen = seen(&fetched);
    for (page, text) in ["/lista ", "/lista?sida=2&q=%C3%A5 ", "/lista?sida=3 "]
        .iter()
        .zip(&seen)
    {
        assert!(text.contains(page), "{text}");
    }
    assert_eq!(fetched.numbers["antal"].as_deref(), Some("41"));
    assert_eq!(fetched.numbers["summa"], None);
    assert_eq!(portal.spent().requests, 3 + 4);
}
