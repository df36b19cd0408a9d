//! From what came over the wire to what was seen in it, off the runner's thread.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use skott_model::matrix::{Cell, Matrix};
use skott_model::{Doubt, DoubtKind, Received, Rows};
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode, needs_child};
use skott_oracle::search::{Exempt, Hashed, Index};
use skott_oracle::{Searched, links, marks, places_of, rows};

use super::child::decode_in_child;

/// Reads answers: decodes them, in a child process where a thread could not be stopped, and searches them.
pub(super) struct Reader {
    pub matrix: Arc<Matrix>,
    pub index: Arc<Index>,
    pub limits: Limits,
    /// The program whose child decodes binary documents; none decodes them in a thread (in tests of the library).
    pub child: Option<PathBuf>,
    pub base_url: String,
    /// What looks like a real person's value and is none.
    pub exempt: Arc<Exempt>,
}

/// What was read in one cell's exchanges.
#[derive(Default)]
pub(super) struct Reading {
    pub answers: Vec<Searched>,
    pub doubts: Vec<Doubt>,
    /// For targets.
    pub marks: BTreeMap<String, String>,
    /// Patterns of places that repeat the target that was asked for.
    pub echo: BTreeSet<String>,
    pub links: BTreeSet<String>,
    /// The rows of a list.
    pub rows: Option<Rows>,
    pub unplanted: HashSet<Hashed>,
}

impl Reader {
    /// Reads all exchanges of a cell. `with_links` also collects where HTML pages lead.
    pub async fn read(&self, exchanges: Vec<Received>, cell: &Cell, with_links: bool) -> Reading {
        let mut decoded = Vec::with_capacity(exchanges.len());
        for received in &exchanges {
            decoded.push(match &self.child {
                Some(exe) if needs_child(received) => Some(decode_in_child(exe, received, self.limits).await),
                _ => None,
            });
        }
        let (index, limits, base_url) = (Arc::clone(&self.index), self.limits, self.base_url.clone());
        let (exempt, matrix) = (Arc::clone(&self.exempt), Arc::clone(&self.matrix));
        let (target, view) = (cell.target.clone(), cell.view);
        let work = move || {
            let mut reading = Reading::default();
            if let Some(target) = &target {
                reading.marks = marks(&exchanges, target);
            }
            if with_links {
                reading.links = exchanges.iter().flat_map(|r| links(r, &base_url)).collect();
            }
            for (decoded, received) in decoded.into_iter().zip(exchanges) {
                let decoded = decoded.unwrap_or_else(|| decode(&received, &limits));
                reading.take(received, decoded, &index, &exempt);
            }
            let asked = target
                .as_ref()
                .and_then(|t| t.values.get("id"))
                .map_or("", String::as_str);
            let texts = reading.answers.iter().map(|answer| &answer.decoded.texts);
            reading.echo = texts.flat_map(|texts| places_of(texts, asked)).collect();
            reading.rows = rows(&matrix, &index, &matrix.profile.view[view], &reading.answers);
            reading
        };
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Reading {
            doubts: vec![Doubt {
                kind: DoubtKind::Unreadable,
                detail: "decoder stopped".to_owned(),
            }],
            ..Reading::default()
        })
    }
}

impl Reading {
    fn take(&mut self, received: Received, decoded: Decoded, index: &Index, exempt: &Exempt) {
        self.unplanted.extend(exempt.unplanted(&decoded));
        self.doubts.extend(decoded.notes.iter().map(|note| Doubt {
            kind: if note.kind == NoteKind::OverLimit {
                DoubtKind::Limit
            } else {
                DoubtKind::Unreadable
            },
            detail: format!("{:?}: {}", note.kind, note.place),
        }));
        self.answers.push(Searched {
            sightings: index.search(&decoded),
            received,
            decoded,
        });
    }
}
