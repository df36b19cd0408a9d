use super::*;
use skott_model::matrix::Target;
use skott_model::profile::Relation;

fn target(id: &str) -> Asked {
    asked_by(&[("id", id)])
}

fn asked_by(values: &[(&str, &str)]) -> Asked {
    Asked::from(&Target {
        id: "order:x".into(),
        relation: Relation::Foreign,
        values: values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
        other: None,
        order: None,
        instance: None,
    })
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<Received> {
    let always = [("content-type", "text/html"), ("date", "nyss"), ("x-request-id", "q1")];
    let headers = always
        .iter()
        .chain(headers)
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    vec![Received {
        status,
        path: "/".into(),
        headers: headers.collect(),
        body: body.as_bytes().to_vec(),
        cut: None,
    }]
}

type Marks = BTreeMap<String, String>;

/// What is compared, the answer, those for what does not exist, and the marks by which it is told apart, and may be.
type Case<'a> = (&'a str, &'a Marks, Vec<&'a Marks>, &'a str, &'a str);

fn check(cases: &[Case]) {
    for (what, one, controls, by, unsettled) in cases {
        let told = told_apart(one, controls);
        let marks = (told.by.join(", "), told.unsettled.join(", "));
        assert_eq!(marks, ((*by).to_owned(), (*unsettled).to_owned()), "{what}");
    }
}

#[test]
fn answers_differ_only_by_what_an_outsider_can_use_and_it_is_named() {
    type Headers<'a> = &'a [(&'a str, &'a str)];
    let (none, page): (Headers, _) = (&[], "<p>Finns inte: B123</p><script>var t='abc'</script>");
    let base = marks(&answer(404, none, page), &target("B123"));
    let other = "<p>Finns inte: B999</p>";
    let long = format!("{other}{}", "<i></i>".repeat(40));
    let cases: [(u16, Headers, &str, &str); 17] = [
        (404, none, "<p>Finns inte: B999</p><script>var t='xyz'</script>", ""),
        (404, none, "<p class=a>Finns inte: B999 12:04</p>", ""),
        (404, none, "<p>Finns inte: b999</p>", ""),
        (404, &[("set-cookie", "sid=1; Path=/")], other, "kaka sid"),
        (404, &[("set-cookie", "Åsa Öberg=1")], other, "kaka *"),
        (404, &[("age", "7"), ("content-length", "9")], other, ""),
        (404, &[("etag", "\"a\"")], other, "huvud etag"),
        (404, &[("cache-control", "private")], other, "huvud cache-control"),
        (404, &[("location", "/ny")], other, "omdirigering"),
        (403, none, other, "status"),
        (404, none, "<p>Saknar behörighet till B999</p>", "brödtext"),
        (403, none, "", "brödtext, status"),
        (404, none, &long, "längd"),
        (404, &[("x-8901019802", "1")], other, "huvud *"),
        (404, &[("statusrad", "Annan enhet")], other, "huvud statusrad"),
        (404, none, "<p>Finns inte… B999</p>", ""),
        (404, none, "<p>Finns… B999</p>", "brödtext"),
    ];
    for (status, headers, body, expected) in cases {
        let other = marks(&answer(status, headers, body), &target("B999"));
        assert_eq!(
            differing(&base, &other).join(", "),
            expected,
            "{status} {headers:?} {body}"
        );
    }
}

#[test]
fn what_was_asked_for_is_left_out_as_a_word_of_its_own() {
    // The account's own page, which greets it by its address and has the word "byta" on it.
    let page =
        |echo: &str| format!("<p>Åsa, asa@bo.goteborg.example, kan byta till {echo}. Skriv till stod@x.example!</p>");
    let cases: [(&str, String, &str); 6] = [
        ("bo", page("bo"), ""),
        ("BO", page("bo"), ""),
        ("a", page("a"), ""),
        ("b@bo.example", page("b@bo.example"), ""),
        ("bo", page("Bo-området"), "brödtext"),
        ("bo", page("bo, ring b@bo.example"), "brödtext"),
    ];
    let base = marks(&answer(404, &[], &page("finns-ej")), &target("finns-ej"));
    for (asked, body, expected) in cases {
        let other = marks(&answer(404, &[], &body), &target(asked));
        assert_eq!(differing(&base, &other).join(", "), expected, "{asked} {body}");
    }
}

#[test]
fn what_does_not_exist_is_asked_for_again_and_what_varies_by_itself_tells_nothing() {
    let of = |body: &str| marks(&answer(404, &[], body), &target("B"));
    let (gone, fresh, news) = (of("finns inte"), of("finns inte i dag"), of("finns inte heller nu"));
    let refused = marks(&answer(403, &[], "finns inte"), &target("B"));
    let cases: [Case; 8] = [
        ("nothing to compare with", &gone, vec![], "", ""),
        ("the same", &gone, vec![&gone], "", ""),
        ("the page changed once", &fresh, vec![&gone, &fresh], "", ""),
        ("another, again and again", &fresh, vec![&gone, &gone], "brödtext", ""),
        ("never the same", &fresh, vec![&gone, &news], "", "brödtext"),
        (
            "the page changed once, and this is another",
            &fresh,
            vec![&gone, &news, &news],
            "brödtext",
            "",
        ),
        (
            "the status stands, the words vary",
            &refused,
            vec![&fresh, &news],
            "status",
            "brödtext",
        ),
        (
            "a word that comes and goes",
            &refused,
            vec![&gone, &fresh],
            "status",
            "",
        ),
    ];
    check(&cases);
}

#[test]
fn a_code_tells_apart_where_what_does_not_exist_always_has_it() {
    let of = |code: &str| {
        marks(
            &answer(404, &[], &format!("<p>Sidan visas inte: {code}</p>")),
            &target("B12"),
        )
    };
    let [gone, same, foreign] = ["E1001", "e1001", "E1003"].map(of);
    let [gone_here, gone_there, elsewhere] = ["E1001 q7f3", "E1001 z2k9", "E1003 p5m1"].map(of);
    let [echo, echoed] = ["B12", "b12"].map(of);
    let [long, other_long] = ["9f86d081884c7d65", "2c26b46b68ffc68f"].map(of);
    let [hyphened, other_hyphened] = ["ERR-1003", "ERR-1001"].map(of);
    let [once, again, at_last] = ["q7f3", "z2k9", "p5m1"].map(of);
    let cases: [Case; 9] = [
        ("the same code", &same, vec![&gone, &gone], "", ""),
        ("another", &foreign, vec![&gone, &gone], "felkod", ""),
        ("another, asked once", &foreign, vec![&gone], "", "felkod"),
        (
            "with a hyphen",
            &hyphened,
            vec![&other_hyphened, &other_hyphened],
            "felkod",
            "",
        ),
        (
            "beside one that is never the same",
            &elsewhere,
            vec![&gone_here, &gone_there],
            "felkod",
            "",
        ),
        ("that is never the same", &at_last, vec![&once, &again], "", ""),
        ("one more", &gone_here, vec![&gone, &gone], "", ""),
        ("what was asked for", &echo, vec![&echoed, &echoed], "", ""),
        ("a token", &long, vec![&other_long, &other_long], "", ""),
    ];
    check(&cases);
}

#[test]
fn a_number_tells_apart_where_three_answers_for_what_does_not_exist_have_it() {
    let of = |text: &str| marks(&answer(404, &[], text), &target("B12"));
    let [gone, foreign, other] = ["Fel 404", "Fel 403", "Fel 404, 123"].map(of);
    let cases: [Case; 5] = [
        ("asked once", &foreign, vec![&gone], "", "felnummer"),
        ("asked twice", &foreign, vec![&gone, &gone], "", "felnummer"),
        (
            "asked three times",
            &foreign,
            vec![&gone, &gone, &gone],
            "felnummer",
            "",
        ),
        ("one more", &other, vec![&gone, &gone, &gone], "", ""),
        ("one that varies", &gone, vec![&other, &gone, &other], "", ""),
    ];
    check(&cases);
}

#[test]
fn a_part_of_what_was_asked_for_stands_there_and_tells_nothing() {
    let of = |text: &str, asked: &str| marks(&answer(404, &[], text), &target(asked));
    let gone = of("Nr 4711 finns inte, fel 404", "ORD-4711");
    let other = of("Nr 0815 finns inte, fel 404", "ORD-0815");
    let with_404 = of("Nr 4040 finns inte, fel 404", "ORD-4040");
    let own = of("B79DK och 4711, fel 404", "B7");
    let (digits, others) = (
        of("Nr 795 saknas, fel 404", "B79DKDD5"),
        of("Nr 482 saknas, fel 404", "B4X82"),
    );
    assert_eq!(told_apart(&digits, &[&others, &others, &others]), ToldApart::default());
    for (what, one) in [
        ("another number", &other),
        ("a number in which the other stands", &with_404),
    ] {
        let told = told_apart(one, &[&gone, &gone, &gone]);
        assert_eq!(told, ToldApart::default(), "{what}");
        assert_eq!(always_more(&[one, one], &[&gone]), Vec::<&str>::new(), "{what}");
    }
    assert_eq!(
        always_more(&[&own, &own], &[&gone]),
        ["felkod"],
        "a code in which a short id stands"
    );
}

#[test]
fn what_all_foreign_answers_list_and_no_control_does_tells_them_apart() {
    let of = |text: &str| marks(&answer(404, &[], &format!("<p>Visas inte {text}</p>")), &target("B12"));
    let [plain, code, with_token, other_token, number] = ["", "E403", "E403 q7f3", "E403 z2k9", "403"].map(of);
    let many = of(&(100..400).map(|n| n.to_string()).collect::<Vec<_>>().join(" "));
    type More<'a> = (&'a str, Vec<&'a Marks>, Vec<&'a Marks>, &'a [&'a str]);
    let cases: [More; 8] = [
        ("a code", vec![&code, &code], vec![&plain], &["felkod"]),
        ("a number", vec![&number, &number], vec![&plain], &["felnummer"]),
        (
            "beside tokens",
            vec![&with_token, &other_token],
            vec![&plain],
            &["felkod"],
        ),
        ("in one alone", vec![&code, &plain], vec![&plain], &[]),
        ("asked once", vec![&code], vec![&plain], &[]),
        ("no control", vec![&code, &code], vec![], &[]),
        ("in a control, too", vec![&code, &code], vec![&plain, &code], &[]),
        ("very many", vec![&many, &many], vec![&plain], &[]),
    ];
    for (what, answers, controls, expected) in cases {
        assert_eq!(always_more(&answers, &controls), expected, "{what}");
        let may = !answers.is_empty() && has_more(answers[0], &controls);
        assert!(may || expected.is_empty(), "{what}");
    }
}

#[test]
fn header_values_differ_by_words_and_not_by_tokens() {
    let same = [
        ("max-age=60, private", "max-age=61, private"),
        ("'nonce-Ab+/c1=='", "'nonce-xY/+9=='"),
        ("Mon, 01 Jan 2024", "Tue, 02 Jan 2024"),
    ];
    for (one, other) in same {
        assert_eq!(told(one), told(other), "{one}");
    }
    assert_ne!(told("no-store"), told("private"));
    assert_ne!(told("/saknas"), told("/nekad"));
}

#[test]
fn json_answers_differ_by_build_and_codes() {
    let base = marks(
        &answer(404, &[], r#"{"kod":17,"text":"finns inte","tid":1}"#),
        &target("B"),
    );
    let cases = [
        (r#"{"kod":17,"text":"finns inte","tid":2}"#, ""),
        (r#"{"kod":18,"text":"finns inte","tid":1}"#, "brödtext"),
        (r#"{"kod":17,"text":"finns inte","tid":null}"#, "brödtext"),
        (r#"{"kod":17,"text":"finns inte","tid":1,"x1":[]}"#, "brödtext"),
        (r#"{"kod":"17","text":"finns inte","tid":1}"#, "brödtext"),
    ];
    let coded = [
        ("errorCode", "brödtext"),
        ("statusCode", "brödtext"),
        ("felkod", "brödtext"),
        ("error_code", "brödtext"),
        ("fel-kod", "brödtext"),
        ("HTTPStatus", "brödtext"),
        ("code2", ""),
        ("errorId", ""),
        ("request_code", ""),
        ("antal", ""),
    ];
    for (key, expected) in coded {
        let with = |code: u16| marks(&answer(404, &[], &format!("{{\"{key}\":{code}}}")), &target("B"));
        assert_eq!(differing(&with(1001), &with(1003)).join(", "), expected, "{key}");
    }
    for (body, expected) in cases {
        let other = marks(&answer(404, &[], body), &target("B"));
        assert_eq!(differing(&base, &other).join(", "), expected, "{body}");
    }
}

#[test]
fn a_reference_that_every_answer_has_anew_is_no_word() {
    let base = marks(&answer(404, &[], "Finns inte. Felreferens: "), &target("B"));
    let same = [
        "3f2a9c1e-fade-4bed-9abc-decafbad0001",
        "Xy_bAqLdkEwv-QzTrmpUI",
        "4XKQ2A",
        "ab12-fel-cd",
        "req_fadebead42",
    ];
    for reference in same {
        let other = marks(
            &answer(404, &[], &format!("Finns inte. Felreferens: {reference}")),
            &target("B"),
        );
        assert_eq!(differing(&base, &other), Vec::<String>::new(), "{reference}");
    }
    for word in ["spärrad", "e-post", "SPÄRRAD", "Örebro_län"] {
        let other = marks(
            &answer(404, &[], &format!("Finns inte. Felreferens: {word}")),
            &target("B"),
        );
        assert_eq!(differing(&base, &other), [BODY], "{word}");
    }
}

#[test]
fn all_the_answers_together_say_whether_words_come_and_go() {
    let of = |body: &str| marks(&answer(404, &[], body), &target("B"));
    let (gone, tip, other_tip) = (of("finns inte"), of("finns inte, tips ett"), of("finns inte, tips två"));
    let (barred, hidden) = (of("spärrad"), of("finns inte<!-- spärrad -->"));
    let (numbered, renumbered) = (of("finns inte<i id=1></i>"), of("finns inte<i id=2></i>"));
    let (tagged, capital) = (of("finns inte<i></i>"), of("Finns inte"));
    let headed = |header: (&str, &str)| marks(&answer(404, &[header], "finns inte"), &target("B"));
    let (none, one) = (headed(("x-total-count", "0")), headed(("x-total-count", "1")));
    let (here, elsewhere) = (headed(("x-served-by", "web1")), headed(("x-served-by", "web2")));
    type Of<'a> = (&'a str, Vec<&'a Marks>, Vec<&'a Marks>, &'a str, &'a str);
    let cases: [Of; 13] = [
        (
            "other words each time",
            vec![&barred, &barred],
            vec![&gone, &gone],
            BODY,
            "",
        ),
        (
            "a tip that was there once",
            vec![&tip, &gone],
            vec![&gone, &gone],
            "",
            "",
        ),
        ("tips on both sides", vec![&tip, &other_tip], vec![&gone, &tip], "", ""),
        ("never the same", vec![&tip, &other_tip], vec![&gone, &gone], "", BODY),
        ("other to the letter", vec![&hidden; 6], vec![&gone; 6], EXACT, ""),
        (
            "other to the letter but for codes",
            vec![&hidden; 6],
            [vec![&numbered; 5], vec![&renumbered]].concat(),
            NEARLY,
            "",
        ),
        ("other in capitals", vec![&capital; 6], vec![&gone; 6], EXACT, ""),
        ("another number in a header", vec![&one; 6], vec![&none; 6], HEADERS, ""),
        ("another server", vec![&elsewhere; 6], vec![&here; 6], "", ""),
        ("too few that do not exist", vec![&hidden; 6], vec![&gone; 5], "", EXACT),
        ("asked for too few times", vec![&hidden; 5], vec![&gone; 6], "", EXACT),
        (
            "letters that vary there",
            vec![&hidden; 6],
            [vec![&gone; 5], vec![&tagged]].concat(),
            "",
            "",
        ),
        (
            "letters that vary here",
            [vec![&tagged; 5], vec![&hidden]].concat(),
            vec![&gone; 6],
            "",
            "",
        ),
    ];
    for (what, answers, controls, by, unsettled) in cases {
        let each: Vec<ToldApart> = answers.iter().map(|one| told_apart(one, &controls)).collect();
        let told = ToldApart {
            by: each[0]
                .by
                .iter()
                .filter(|mark| each.iter().all(|one| one.by.contains(mark)))
                .cloned()
                .collect(),
            unsettled: Vec::new(),
        };
        let told = of_all(told, &answers, &answers, &controls);
        assert_eq!(
            (told.by.join(", "), told.unsettled.join(", ")),
            (by.to_owned(), unsettled.to_owned()),
            "{what}"
        );
    }
    let asked = |id: &str| {
        let asked = asked_by(&[("id", id), ("instance", &format!("{id}-nämnd"))]);
        let login = format!("/login?next=%2F{id}-nämnd%2F{id}");
        marks(
            &answer(
                404,
                &[("location", &login), ("x-next", &login)],
                &format!("<a href='/{id}-nämnd/{id}'>finns inte</a><a href='{login}'>logga in</a>"),
            ),
            &asked,
        )
    };
    for mark in LETTERS {
        let is_same = are_same(asked("B1").get(mark), asked("B2").get(mark));
        assert!(is_same, "what was asked for is no letter of the answer's: {mark}");
    }
    // A page of its own that holds the place.
    let listed = |place: &str| {
        let page = answer(404, &[], "finns inte, A-nämnd, B-nämnd");
        marks(&page, &asked_by(&[("instance", place)]))
    };
    assert!(are_same(listed("A-nämnd").get(EXACT), listed("C-nämnd").get(EXACT)));
}

/// What is new each time is left out; words, capitals, signs and mark-up are not.
#[test]
fn a_page_without_what_it_has_anew() {
    let cases = [
        ("<input name=csrf value='aB3-x_9'>", "<input name=csrf value='#'>"),
        ("<main class=\"denied\"> 19:02:55", "<main class=\"denied\"> #"),
        ("/wEPDwUKLTI2NjY5MzM4NQ== Nekad!", "# Nekad!"),
        ("qXzRtYbn nekad", "# nekad"),
        ("window.denied=true;", "window.denied=true;"),
        ("Fel, spärrad", "Fel, spärrad"),
    ];
    for (page, expected) in cases {
        assert_eq!(without_codes(page), expected, "{page}");
    }
}

/// `HEAD` tells how long the answer would have been.
#[test]
fn a_body_that_is_not_sent_has_its_length() {
    let of = |length: &str| marks(&answer(200, &[("content-length", length)], ""), &target("B"));
    assert_eq!(differing(&of("343"), &of("190")), [LENGTH]);
    assert_eq!(differing(&of("200"), &of("190")), Vec::<String>::new());
}

/// Searches for `Märta Öber` and `Dag Åkerl`, as an answer may repeat them.
#[test]
fn what_was_searched_for_is_left_out_however_it_is_written() {
    use skott_model::matrix::{Choice, Selection};
    let selection = |text: &str| Selection {
        id: "q=x".into(),
        choices: vec![Choice {
            setting: "q".into(),
            option: "x".into(),
            set: BTreeMap::new(),
            predicate: skott_model::profile::Where::default(),
            instance: None,
            sorted_by: None,
            begins: Some(text.into()),
        }],
        city: Vec::new(),
        manipulates: true,
        search: None,
    };
    let all = [selection("Märta Öber"), selection("Dag Åkerl"), selection("Inga Ek")];
    let of = |text: &str, asked: usize| {
        let page = format!("<input value=\"{text}\"><a href=\"/sok?q={text}&sida=2\">Inga träffar på {text}</a>");
        marks(&answer(200, &[], &page), &Asked::by_search(&all[asked], &all))
    };
    // To the letter, and by the words alone.
    let written: [(&str, &str, &str, bool); 12] = [
        ("Märta Öber", "Dag Åkerl", "som det står", true),
        ("märta öber", "DAG ÅKERL", "små eller stora", true),
        ("M%C3%A4rta%20%C3%96ber", "Dag%20%C3%85kerl", "i en adress", true),
        ("M%c3%a4rta+%c3%96ber", "Dag+%c3%85kerl", "i ett formulär", true),
        ("M&auml;rta &Ouml;ber", "Dag &Aring;kerl", "i en sida", true),
        ("M&#228;rta &#214;ber", "Dag &#197;kerl", "med nummer", true),
        (r"M\u00e4rta \u00d6ber", r"Dag \u00c5kerl", "i JSON", true),
        (
            "<mark>Märta</mark> <mark>Öber</mark>",
            "<mark>Dag</mark> <mark>Åkerl</mark>",
            "ord för ord",
            false,
        ),
        ("marta-ober", "dag-akerl", "i en adress utan prickar", false),
        ("Märta Öbe", "Dag Åker", "början av det", false),
        ("M", "D", "första bokstaven", false),
        ("Dag Åkerl, Märta Öber", "Dag Åkerl", "de senaste sökningarna", false),
    ];
    for (one, other, what, is_exact) in written {
        let [one, other] = [of(one, 0), of(other, 1)];
        assert_eq!(differing(&one, &other), Vec::<String>::new(), "{what}");
        assert_eq!(are_same(one.get(EXACT), other.get(EXACT)), is_exact, "{what}");
    }
    // A page's own word may be somebody's name.
    assert_eq!(differing(&of("Inga Ek", 2), &of("Dag Åkerl", 1)), Vec::<String>::new());
    assert_eq!(
        differing(&of("Märta Öber finns hos andra", 0), &of("Dag Åkerl", 1)),
        [BODY]
    );
}

/// A page that repeats the address that was asked says nothing by the place in it, which the question for what does not exist has not.
#[test]
fn an_address_that_is_repeated_tells_nothing_of_its_places() {
    let of = |place: &str, id: &str, says: &str| {
        let path = format!("/org/{place}/orders/{id}?rad=1&lista=alla");
        let mut answer = answer(404, &[], &says.replace("ADRESS", &path.replace('&', "&amp;")));
        answer[0].path = path;
        marks(&answer, &asked_by(&[("id", id), ("instance", place)]))
    };
    let repeats = "<h1>Finns inte</h1><p>ADRESS hittades inte</p>";
    let control = of("grundskola", "B999", repeats);
    let same = of("sdf-angered", "B123", repeats);
    let other = of("sdf-angered", "B123", "<h1>Finns inte</h1><p>ADRESS hör till sdf</p>");
    check(&[
        ("the same", &same, vec![&control], "", ""),
        ("more is said", &other, vec![&control], BODY, ""),
    ]);
}
