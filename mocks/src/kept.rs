//! The cache in front: answers kept for a while, so that the same question is not worked out twice.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::accounts::Account;
use crate::http::{Request, Response};
use crate::scope::KeptBy;

/// More than this are never kept: all make room.
const MOST_KEPT: usize = 1_000;

/// Answers by what they are kept by.
#[derive(Debug, Default)]
pub struct Kept {
    answers: HashMap<String, Response>,
}

impl Kept {
    /// The answer kept, if there is one.
    pub fn find(&self, key: &str) -> Option<Response> {
        self.answers.get(key).cloned()
    }

    /// Keeps an answer.
    pub fn keep(&mut self, key: String, answer: Response) {
        if self.answers.len() >= MOST_KEPT {
            self.answers.clear();
        }
        self.answers.insert(key, answer);
    }
}

/// The answer with a validator, of this account and answer where it `is_own`, or else of the address alone; if the reader
/// has what the validator stands for, just that.
pub fn validated(answer: Response, is_own: bool, account: &Account, request: &Request) -> Response {
    let stands_for = match is_own {
        true => [account.username.as_bytes(), &answer.body],
        false => [request.path.as_bytes(), request.query.as_bytes()],
    };
    let digest = stands_for.iter().fold(Sha256::new(), Sha256::chain_update).finalize();
    let tag = digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    let tag = format!("\"{tag}\"");
    let has = request
        .header("if-none-match")
        .is_some_and(|known| known.split(',').any(|t| t.trim() == tag));
    let answer = match has {
        true => Response {
            status: 304,
            body: Vec::new(),
            ..answer
        },
        false => answer,
    };
    answer.with("etag", tag)
}

/// What an answer to this request is kept by.
pub fn key(by: KeptBy, account: &Account, request: &Request) -> String {
    let whose = if by.account { &*account.username } else { "" };
    let query = if by.query { &*request.query } else { "" };
    [whose, &request.path, query].join("\n")
}

/// What an answer to this request is kept by where nobody has asked who asks.
pub fn address_of(request: &Request) -> String {
    ["", &request.path, &request.query].join("\n")
}
