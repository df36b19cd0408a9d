//! What of a body's source is still to be searched as it is written, for its decoder has not read all of it.
//!
//! The source of what was read in full is left out: how a value is escaped, folded or marked up there may cut a word in two,
//! and half a word is somebody else's.

use super::charset;
use super::sink::Sink;

/// A source that is told piece by piece, in the order in which it stands.
pub(super) struct Source<'b> {
    bytes: &'b [u8],
    /// What comes before was told or left out.
    done: usize,
    /// The line that begins or goes on there, from 1.
    line: usize,
    /// Places of the source are told from here, however deep its parts are.
    depth: usize,
}

impl<'b> Source<'b> {
    pub fn of(sink: &Sink<'_>, bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            done: 0,
            line: 1,
            depth: sink.depth(),
        }
    }

    /// Leaves out a beginning that the portal did not send; lines are counted from there.
    pub fn after(mut self, beginning: usize) -> Self {
        self.done = beginning.min(self.bytes.len());
        self
    }

    /// Leaves out what comes before `end`, a byte of the source.
    pub fn leave_out(&mut self, end: usize) {
        self.pass(end);
    }

    /// Tells what comes before `end`.
    pub fn tell(&mut self, sink: &mut Sink<'_>, end: usize) {
        let line = self.line;
        let text = charset::to_text(self.pass(end), None).0;
        sink.at_depth(self.depth, |sink| sink.raw_from(line, &text));
    }

    /// As [`Self::tell`], for quoted-printable: a line goes on after a soft break, so that no word is cut there.
    pub fn tell_unfolded(&mut self, sink: &mut Sink<'_>, end: usize) {
        let first = self.line;
        let text = charset::to_text(self.pass(end), None).0;
        sink.at_depth(self.depth, |sink| tell_lines(sink, without_soft_breaks(first, &text)));
    }

    /// Tells all that is left.
    pub fn tell_rest(&mut self, sink: &mut Sink<'_>) {
        self.tell(sink, self.bytes.len());
    }

    fn pass(&mut self, end: usize) -> &'b [u8] {
        let end = end.clamp(self.done, self.bytes.len());
        let piece = &self.bytes[self.done..end];
        self.done = end;
        self.line += memchr::memchr_iter(b'\n', piece).count();
        piece
    }
}

/// A line that may go on in those after it.
pub(super) struct Line {
    /// Its number in the source, and how many lines it takes there.
    pub number: usize,
    pub lines: usize,
    pub text: String,
}

/// Tells a source whose lines go on in one another; what takes one line is told together with its neighbours.
pub(super) fn tell_lines(sink: &mut Sink<'_>, lines: impl Iterator<Item = Line>) {
    let (mut first, mut next, mut held) = (1, 1, String::new());
    for line in lines {
        if line.lines > 1 || line.number != next {
            sink.raw_from(first, &held);
            held.clear();
            (first, next) = (line.number, line.number);
        }
        if line.lines > 1 {
            sink.raw_line(line.number, &line.text);
            continue;
        }
        held.push_str(&line.text);
        held.push('\n');
        next += 1;
    }
    sink.raw_from(first, &held);
}

/// Lines of quoted-printable, without the breaks that end none; `first` is the first one's number.
fn without_soft_breaks(first: usize, text: &str) -> impl Iterator<Item = Line> + '_ {
    /// Bytes that are put together.
    const LONGEST: usize = 64 << 10;
    let mut lines = (first..).zip(text.lines());
    std::iter::from_fn(move || {
        let (number, begun) = lines.next()?;
        let (mut text, mut last) = (begun.to_owned(), number);
        while text.trim_end().ends_with('=') && text.len() < LONGEST {
            let Some((number, line)) = lines.next() else { break };
            text.truncate(text.trim_end().len() - 1);
            text.push_str(line);
            last = number;
        }
        let lines = last - number + 1;
        Some(Line { number, lines, text })
    })
}
