//! From what came over the wire to what was seen in it, off the runner's thread.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use skott_model::matrix::Target;
use skott_model::{Doubt, DoubtKind, Received};
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode, needs_child};
use skott_oracle::search::{Index, Sighting, unplanted};
use skott_oracle::{links, places_of, shape};

use super::child::decode_in_child;

/// Reads answers: decodes them, in a child process where a thread could not be stopped, and searches them.
pub(super) struct Reader {
    pub index: Arc<Index>,
    pub limits: Limits,
    /// The program whose child decodes binary documents; none decodes them in a thread (in tests of the library).
    pub child: Option<PathBuf>,
    pub base_url: String,
}

/// What was read in one cell's exchanges.
#[derive(Default)]
pub(super) struct Reading {
    pub sightings: Vec<Sighting>,
    pub doubts: Vec<Doubt>,
    pub shape: Option<String>,
    /// Patterns of places that repeat the target that was asked for.
    pub echo: BTreeSet<String>,
    pub links: BTreeSet<String>,
    pub unplanted: usize,
}

impl Reader {
    /// Reads all exchanges of a cell. `with_links` also collects where HTML pages lead.
    pub async fn read(&self, exchanges: Vec<Received>, target: Option<Target>, with_links: bool) -> Reading {
        let mut decoded = Vec::with_capacity(exchanges.len());
        for received in &exchanges {
            decoded.push(match &self.child {
                Some(exe) if needs_child(received) => Some(decode_in_child(exe, received, self.limits).await),
                _ => None,
            });
        }
        let (index, limits, base_url) = (Arc::clone(&self.index), self.limits, self.base_url.clone());
        let work = move || {
            let decoded: Vec<Decoded> = decoded
                .into_iter()
                .zip(&exchanges)
                .map(|(d, r)| d.unwrap_or_else(|| decode(r, &limits)))
                .collect();
            let mut reading = search_all(&index, &decoded);
            if let Some(target) = &target {
                reading.shape = Some(shape(&exchanges, target));
                let asked = target.values.get("id").map_or("", String::as_str);
                reading.echo = decoded.iter().flat_map(|d| places_of(&d.texts, asked)).collect();
            }
            if with_links {
                reading.links = exchanges.iter().flat_map(|r| links(r, &base_url)).collect();
            }
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

fn search_all(index: &Index, decoded: &[Decoded]) -> Reading {
    let mut reading = Reading::default();
    for answer in decoded {
        reading.sightings.extend(index.search(answer));
        reading.unplanted += unplanted(answer, index);
        reading.doubts.extend(answer.notes.iter().map(|note| Doubt {
            kind: if note.kind == NoteKind::OverLimit {
                DoubtKind::Limit
            } else {
                DoubtKind::Unreadable
            },
            detail: format!("{:?}: {}", note.kind, note.place),
        }));
    }
    reading
}
