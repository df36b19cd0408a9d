//! From what came over the wire to what was seen in it, off the runner's thread.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use skott_model::matrix::{Cell, Matrix, Target};
use skott_model::{Cut, Doubt, DoubtKind, Received, Rows, Said};
use skott_oracle::decode::{Decoded, Limits, Note, NoteKind, decode, needs_child};
use skott_oracle::search::{Exempt, Hashed, Index, Streamed};
use skott_oracle::{Asked, Link, Searched, address, links, marks, places_of, rows};

use super::child::Children;
use super::streaming::Streaming;

/// Reads answers: decodes them, in a child process where a thread could not be stopped, and searches them.
pub(super) struct Reader {
    pub matrix: Arc<Matrix>,
    pub index: Arc<Index>,
    pub limits: Limits,
    /// Children that decode binary documents; none decodes them in a thread (in tests of the library).
    pub child: Option<Children>,
    pub base_url: String,
    /// What looks like a real person's value and is none.
    pub exempt: Arc<Exempt>,
    /// Where large texts were searched while they came in.
    pub streaming: Arc<Streaming>,
}

/// What was read in one cell's exchanges.
#[derive(Default)]
pub(super) struct Reading {
    pub answers: Vec<Searched>,
    /// From which on they are no part of what the view answers.
    pub aside: usize,
    /// From which on they came when the account logged in and was asked who it is.
    pub door: usize,
    pub doubts: Vec<Doubt>,
    /// For targets.
    pub marks: BTreeMap<String, String>,
    /// Patterns of places that repeat the target that was asked for.
    pub echo: BTreeSet<String>,
    pub links: BTreeSet<Link>,
    /// The addresses that were asked for.
    pub asked: BTreeSet<Link>,
    /// The rows of a list.
    pub rows: Option<Rows>,
    pub unplanted: HashSet<Hashed>,
    /// An answer was searched while it came in.
    pub streamed: bool,
}

impl Reader {
    /// Reads all that was shown to who asked for a cell: its exchanges, what came on the way, and what came at the door. `with_links`
    /// also collects where the exchanges lead.
    pub async fn read(&self, shown: [Vec<Received>; 3], cell: &Cell, with_links: bool) -> Reading {
        let [answers, aside, _] = shown.each_ref().map(Vec::len);
        let exchanges = shown.concat();
        let mut decoded = Vec::with_capacity(exchanges.len());
        let mut streamed = Vec::with_capacity(exchanges.len());
        for received in &exchanges {
            if let Some(Cut::Streamed(ticket)) = received.cut {
                streamed.push(Some(self.streaming.take(ticket).await));
                decoded.push(Some(headers_alone(received, &self.limits)));
                continue;
            }
            streamed.push(None);
            decoded.push(match &self.child {
                Some(children) if needs_child(received) => Some(children.decode(received, self.limits).await),
                _ => None,
            });
        }
        let (index, limits, base_url) = (Arc::clone(&self.index), self.limits, self.base_url.clone());
        let (exempt, matrix) = (Arc::clone(&self.exempt), Arc::clone(&self.matrix));
        let (target, view) = (cell.target.clone(), cell.view);
        let asked = self.asked(cell);
        // Only what is asked about something can be answered with what it was asked by.
        let asks_by = target.as_ref().map(|_| self.matrix.asks_by(cell)).unwrap_or_default();
        let is_streamed = streamed[..answers].iter().any(Option::is_some);
        let work = move || {
            let mut reading = Reading {
                streamed: is_streamed,
                aside: answers,
                door: answers + aside,
                ..Reading::default()
            };
            if let Some(asked) = asked {
                reading.marks = marks(&exchanges[..answers], &asked);
            }
            reading.asked = exchanges[..answers]
                .iter()
                .filter_map(|r| address(r, &base_url))
                .collect();
            if with_links {
                reading.links = exchanges[..answers].iter().flat_map(|r| links(r, &base_url)).collect();
            }
            for ((decoded, received), streamed) in decoded.into_iter().zip(exchanges).zip(streamed) {
                let decoded = decoded.unwrap_or_else(|| decode(&received, &limits));
                // What cannot be read of the rest keeps nobody from judging the answer.
                let is_answer = reading.answers.len() < answers;
                reading.take(received, decoded, &index, is_answer.then_some(&exempt));
                if let Some(streamed) = streamed {
                    reading.take_streamed(streamed);
                }
            }
            let asked: Vec<&str> = target.iter().flat_map(|target| asked_by(target, &asks_by)).collect();
            let texts = || reading.answers[..answers].iter().map(|answer| &answer.decoded.texts);
            let echo = texts().flat_map(|texts| asked.iter().flat_map(|asked| places_of(texts, asked)));
            reading.echo = echo.collect();
            // The rows of a text that was not held are not known, so nothing is compared with them.
            if !is_streamed {
                reading.rows = rows(&matrix, &index, &matrix.profile.view[view], &reading.answers[..answers]);
            }
            reading
        };
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Reading {
            doubts: vec![stopped()],
            ..Reading::default()
        })
    }

    /// What a question was asked by of which the answer is held against another.
    fn asked(&self, cell: &Cell) -> Option<Asked> {
        let all = &self.matrix.selections[cell.view];
        let of_search = || cell.nobodys.map(|_| Asked::by_search(&all[cell.selection], all));
        cell.target.as_ref().map(Asked::from).or_else(of_search)
    }

    /// Where the page that a login ended on leads.
    pub async fn links_of_landing(&self, page: Arc<Received>) -> BTreeSet<Link> {
        let base_url = self.base_url.clone();
        let work = move || links(&page, &base_url);
        tokio::task::spawn_blocking(work).await.unwrap_or_default()
    }
}

/// The values that it is asked for by, but for those of places, which are words of any page.
fn asked_by<'t>(target: &'t Target, asks_by: &BTreeSet<String>) -> impl Iterator<Item = &'t str> {
    let values = target.values.iter();
    let own = values.filter(|(name, _)| asks_by.contains(*name) && !["instance", "home"].contains(&name.as_str()));
    own.map(|(_, value)| value.as_str())
}

/// What the headers of a streamed answer say; its body was searched already.
fn headers_alone(received: &Received, limits: &Limits) -> Decoded {
    let headers = Received {
        body: Vec::new(),
        ..received.clone()
    };
    decode(&headers, limits)
}

fn stopped() -> Doubt {
    Doubt {
        kind: DoubtKind::Unreadable,
        detail: Said::DecoderStopped.into(),
    }
}

fn of_note(note: &Note) -> Doubt {
    let place = match note.place.as_str() {
        "kropp" => Said::Body,
        place => Said::Text(place.to_owned()),
    };
    Doubt {
        kind: if note.kind == NoteKind::OverLimit {
            DoubtKind::Limit
        } else {
            DoubtKind::Unreadable
        },
        detail: [said(note.kind), place].into(),
    }
}

fn said(kind: NoteKind) -> Said {
    match kind {
        NoteKind::Unreadable => Said::Unreadable,
        NoteKind::OverLimit => Said::OverLimit,
        NoteKind::WrongContentType => Said::WrongContentType,
        NoteKind::InvalidText => Said::InvalidText,
        NoteKind::Encrypted => Said::Encrypted,
        NoteKind::TooDeep => Said::TooDeep,
    }
}

impl Reading {
    /// Takes what is read; `exempt` of the view's answers, whose gaps and real persons' values count.
    fn take(&mut self, received: Received, decoded: Decoded, index: &Index, exempt: Option<&Arc<Exempt>>) {
        if let Some(exempt) = exempt {
            self.unplanted.extend(exempt.unplanted(&decoded));
            self.doubts.extend(decoded.notes.iter().map(of_note));
        }
        self.answers.push(Searched {
            sightings: index.search(&decoded),
            received,
            decoded,
        });
    }

    /// Adds what was seen in the last answer's body while it came in.
    fn take_streamed(&mut self, streamed: Option<Streamed>) {
        let (Some(streamed), Some(answer)) = (streamed, self.answers.last_mut()) else {
            return self.doubts.push(stopped());
        };
        answer.sightings.extend(streamed.sightings);
        self.unplanted.extend(streamed.unplanted);
        self.doubts.extend(streamed.notes.iter().map(of_note));
    }
}
