//! Binary and deep documents are decoded in a child process of the same binary, under limits on memory and time: a thread
//! can't be killed, and a stack overflow can't be caught.

use std::io::{self, BufRead, BufWriter, Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread::available_parallelism;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use skott_model::Received;
use skott_oracle::decode::{Decoded, Limits, Note, NoteKind, Piece, decode_each};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// The hidden subcommand that a child is started with.
pub const CHILD_COMMAND: &str = "decode-child";

/// Most seconds that a document may take.
const TIME: Duration = Duration::from_secs(20);
/// Most memory that a document may take.
const MEMORY: u64 = 2 << 30;
/// Most bytes that a child may answer.
const ANSWER: u64 = 512 << 20;

/// The line before the body.
#[derive(Serialize, Deserialize)]
struct Header {
    status: u16,
    path: String,
    headers: Vec<(String, String)>,
    limits: Limits,
}

/// Bytes that the child gathers before it sends them: less is lost if it is stopped, more is sent faster.
const GATHERED: usize = 8 << 10;

/// Children of one program, as many at a time as there are cores: a child's time is for its document, not for waiting behind
/// others, and the parent holds what each of them answers.
pub struct Children {
    exe: PathBuf,
    turns: Semaphore,
    time: Duration,
}

impl Children {
    /// Children of the program `exe`.
    pub fn of(exe: PathBuf) -> Self {
        let cores = available_parallelism().map_or(1, NonZero::get);
        Self {
            exe,
            turns: Semaphore::new(cores),
            time: TIME,
        }
    }

    /// Decodes in a child, once it is its turn. What the child cannot do in time or memory is a note; what it read before is
    /// kept.
    pub async fn decode(&self, received: &Received, limits: Limits) -> Decoded {
        let turn = self.turns.acquire().await;
        let mut answer = Vec::new();
        let asked = tokio::time::timeout(self.time, ask(&self.exe, received, limits, &mut answer)).await;
        let stopped = match asked {
            Ok(Ok(())) => None,
            Ok(Err(_)) => Some(NoteKind::Unreadable),
            Err(_) => Some(NoteKind::OverLimit),
        };
        let decoded = told(answer, stopped).await;
        drop(turn);
        decoded
    }
}

/// What a child told, and why it told no more.
async fn told(answer: Vec<u8>, stopped: Option<NoteKind>) -> Decoded {
    let told = tokio::task::spawn_blocking(move || gathered(&answer)).await;
    let (mut decoded, whole) = told.unwrap_or_default();
    if let Some(kind) = stopped.or((!whole).then_some(NoteKind::Unreadable)) {
        let place = "kropp".to_owned();
        decoded.notes.push(Note { kind, place });
    }
    decoded
}

/// What a child told, a piece a line, and whether each line was one.
fn gathered(answer: &[u8]) -> (Decoded, bool) {
    let mut decoded = Decoded::default();
    let mut whole = true;
    for line in answer.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(piece) => decoded.take(piece),
            Err(_) => whole = false,
        }
    }
    (decoded, whole)
}

async fn ask(exe: &PathBuf, received: &Received, limits: Limits, answer: &mut Vec<u8>) -> io::Result<()> {
    let header = Header {
        status: received.status,
        path: received.path.clone(),
        headers: received.headers.clone(),
        limits,
    };
    let mut child = Command::new(exe)
        .arg(CHILD_COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let mut line = serde_json::to_vec(&header)?;
    line.push(b'\n');
    let give = async {
        stdin.write_all(&line).await?;
        stdin.write_all(&received.body).await?;
        drop(stdin);
        Ok::<(), io::Error>(())
    };
    let mut bounded = stdout.take(ANSWER);
    let (given, taken) = tokio::join!(give, bounded.read_to_end(answer));
    // A child that has more to say than is taken must not wait for somebody to take it.
    drop(bounded);
    taken?;
    given?;
    match child.wait().await?.success() {
        true => Ok(()),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// What the child does: reads one document from `input`, decodes it under limits, and writes each piece to `output` as it comes.
///
/// # Errors
/// The parent is gone, or sent something else than a document.
pub fn child_main(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    limit_myself()?;
    tell_all(input, output)
}

fn tell_all(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    input.take(16 << 20).read_line(&mut line)?;
    let header: Header = serde_json::from_str(&line)?;
    let mut body = Vec::new();
    input.read_to_end(&mut body)?;
    let received = Received {
        status: header.status,
        path: header.path,
        headers: header.headers,
        body,
        cut: None,
    };
    let mut output = BufWriter::with_capacity(GATHERED, output);
    let mut told = Ok(());
    decode_each(&received, &header.limits, &mut |piece| {
        if told.is_ok() {
            told = tell(&mut output, &piece);
        }
    });
    told?;
    output.flush()
}

fn tell(output: &mut impl Write, piece: &Piece) -> io::Result<()> {
    if matches!(piece, Piece::Checkpoint) {
        return output.flush();
    }
    serde_json::to_writer(&mut *output, piece)?;
    output.write_all(b"\n")
}

fn limit_myself() -> io::Result<()> {
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY)?;
    rlimit::setrlimit(rlimit::Resource::CPU, TIME.as_secs(), TIME.as_secs() + 1)?;
    rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a fixture that cannot be built fails its test")]

    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    /// A program in the child's place, one at a time.
    fn children(folder: &Path, program: &str) -> Children {
        let exe = folder.join("child");
        std::fs::write(&exe, format!("#!/bin/sh\n{program}\n")).unwrap();
        std::fs::set_permissions(&exe, std::fs::Permissions::from_mode(0o755)).unwrap();
        Children {
            turns: Semaphore::new(1),
            time: Duration::from_secs(1),
            ..Children::of(exe)
        }
    }

    /// What was kept: the texts, and why it ended.
    async fn kept(children: &Children) -> (Vec<String>, Vec<NoteKind>) {
        let received = Received {
            status: 200,
            path: "/".to_owned(),
            headers: Vec::new(),
            body: vec![b'x'; 1 << 20],
            cut: None,
        };
        let decoded = children.decode(&received, Limits::default()).await;
        let texts = decoded.texts.into_iter().map(|text| text.text).collect();
        (texts, decoded.notes.into_iter().map(|note| note.kind).collect())
    }

    #[tokio::test]
    async fn what_was_read_before_the_child_was_stopped_is_kept() {
        let piece = r#"{"Text":{"place":"rad 1","column":null,"text":"Anna"}}"#;
        let say = format!("printf '%s\\n' '{piece}'");
        let cases = [
            (format!("cat >/dev/null; {say}"), vec!["Anna"], vec![]),
            (format!("{say}; exec sleep 60"), vec!["Anna"], vec![NoteKind::OverLimit]),
            (
                format!("cat >/dev/null; {say}; exit 1"),
                vec!["Anna"],
                vec![NoteKind::Unreadable],
            ),
            (
                format!("cat >/dev/null; {say}; kill -9 $$"),
                vec!["Anna"],
                vec![NoteKind::Unreadable],
            ),
            (
                format!("cat >/dev/null; {say}; printf '{{\"Te'"),
                vec!["Anna"],
                vec![NoteKind::Unreadable],
            ),
            ("exit 1".to_owned(), vec![], vec![NoteKind::Unreadable]),
        ];
        for (program, texts, notes) in cases {
            let expected = (texts.into_iter().map(str::to_owned).collect(), notes);
            let folder = tempfile::tempdir().unwrap();
            assert_eq!(kept(&children(folder.path(), &program)).await, expected, "{program}");
        }
    }

    #[tokio::test]
    async fn a_document_takes_nothing_of_anothers_time() {
        let folder = tempfile::tempdir().unwrap();
        // Fails where another runs; five after one another take longer than one may.
        let lock = folder.path().join("lock").display().to_string();
        let program = format!("cat >/dev/null; mkdir {lock} || exit 1; sleep 0.3; rmdir {lock}");
        let children = children(folder.path(), &program);
        let all = futures::future::join_all((0..5).map(|_| kept(&children))).await;
        assert_eq!(all, vec![(Vec::new(), Vec::new()); 5]);
    }

    #[test]
    fn pieces_are_told_as_they_come() {
        let mut answer = Vec::new();
        let header = Header {
            status: 200,
            path: "/".to_owned(),
            headers: vec![("x-namn".to_owned(), "Anna".to_owned())],
            limits: Limits::default(),
        };
        let mut input = serde_json::to_vec(&header).unwrap();
        input.extend_from_slice(b"\n{\"a\":\"b\"}");
        tell_all(&mut input.as_slice(), &mut answer).unwrap();
        let (decoded, whole) = gathered(&answer);
        assert!(whole);
        let places: Vec<&str> = decoded.texts.iter().map(|text| text.place.as_str()).collect();
        assert_eq!(places, ["huvud x-namn", "$.a nyckel", "$.a"]);
    }
}
