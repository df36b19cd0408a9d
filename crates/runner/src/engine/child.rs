//! Binary and deep documents are decoded in a child process of the same binary, under limits on memory and time: a thread
//! can't be killed, and a stack overflow can't be caught.

use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use skott_model::Received;
use skott_oracle::decode::{Decoded, Limits, Note, NoteKind, decode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

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

/// Decodes in a child of the program `exe`. What the child cannot do in time or memory is a note.
pub async fn decode_in_child(exe: &PathBuf, received: &Received, limits: Limits) -> Decoded {
    match tokio::time::timeout(TIME, ask(exe, received, limits)).await {
        Ok(Ok(decoded)) => decoded,
        Ok(Err(_)) => noted(NoteKind::Unreadable),
        Err(_) => noted(NoteKind::OverLimit),
    }
}

fn noted(kind: NoteKind) -> Decoded {
    Decoded {
        notes: vec![Note {
            kind,
            place: "kropp".to_owned(),
        }],
        ..Decoded::default()
    }
}

async fn ask(exe: &PathBuf, received: &Received, limits: Limits) -> io::Result<Decoded> {
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
    let mut answer = Vec::new();
    let mut bounded = stdout.take(ANSWER);
    let (given, taken) = tokio::join!(give, bounded.read_to_end(&mut answer));
    taken?;
    given?;
    let status = child.wait().await?;
    if !status.success() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(tokio::task::spawn_blocking(move || serde_json::from_slice(&answer)).await??)
}

/// What the child does: reads one document from `input`, decodes it under limits, and writes the result to `output`.
///
/// # Errors
/// The parent is gone, or sent something else than a document.
pub fn child_main(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    limit_myself()?;
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
    serde_json::to_writer(&mut *output, &decode(&received, &header.limits))?;
    output.flush()
}

fn limit_myself() -> io::Result<()> {
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY)?;
    rlimit::setrlimit(rlimit::Resource::CPU, TIME.as_secs(), TIME.as_secs() + 1)?;
    rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)
}
