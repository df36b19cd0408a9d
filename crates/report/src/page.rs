//! Plain text of a fixed width.

/// Columns that fit a terminal and a ticket.
pub(crate) const WIDTH: usize = 118;

/// A text in the making.
#[derive(Default)]
pub(crate) struct Page {
    out: String,
}

impl Page {
    /// An empty line, unless there is one.
    pub(crate) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A line after an empty one.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.line(0, text);
    }

    /// A line, broken between words where it is too long; what follows stands two columns further in.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let mut used = indent;
        self.out.push_str(&" ".repeat(indent));
        for (index, word) in text.split(' ').enumerate() {
            let width = word.chars().count();
            if index > 0 && used + 1 + width > WIDTH {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent + 2));
                used = indent + 2;
            } else if index > 0 {
                self.out.push(' ');
                used += 1;
            }
            self.out.push_str(word);
            used += width;
        }
        self.end_line();
    }

    /// A command, broken between its words in the way of a shell.
    pub(crate) fn command(&mut self, indent: usize, text: &str) {
        let mut line = " ".repeat(indent);
        for (index, word) in shell_words(text).into_iter().enumerate() {
            if index > 0 && line.chars().count() + word.chars().count() + 3 > WIDTH {
                self.raw(&format!("{line} \\"));
                line = " ".repeat(indent + 2);
            } else if index > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.raw(&line);
    }

    /// A line as it is.
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
        self.end_line();
    }

    fn end_line(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// The words of a command; what is quoted holds together.
fn shell_words(text: &str) -> Vec<&str> {
    let mut quote = None;
    text.split(|c: char| {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c == ' '
    })
    .collect()
}

/// The first `bound` items, and how many there are beyond.
pub(crate) fn bounded<'a>(items: impl IntoIterator<Item = &'a str>, bound: usize) -> (String, usize) {
    let items: Vec<&str> = items.into_iter().collect();
    let shown = items.len().min(bound);
    (items[..shown].join(", "), items.len() - shown)
}

#[cfg(test)]
mod tests {
    use super::{Page, WIDTH, bounded};

    #[test]
    fn long_lines_break_between_words_and_lose_none() {
        let words: Vec<String> = (0..80).map(|n| format!("ord{n}")).collect();
        let mut page = Page::default();
        page.line(4, &words.join(" "));
        let text = page.finish();
        assert!(text.lines().count() > 3);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), words);
    }

    #[test]
    fn commands_break_between_words_as_a_shell_reads_them() {
        let text = format!("curl -sS -H 'a: b c '\"$T\" '{}'", "x".repeat(100));
        let mut page = Page::default();
        page.command(4, &text);
        let out = page.finish();
        assert_eq!(out.lines().count(), 2);
        assert_eq!(
            out.replace(" \\\n", "")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            text
        );
        assert!(out.contains("'a: b c '\"$T\" \\\n      'xxx"), "{out}");
    }

    #[test]
    fn what_is_beyond_the_bound_is_counted() {
        for (bound, expected) in [(1, ("a", 2)), (3, ("a, b, c", 0)), (9, ("a, b, c", 0))] {
            let (text, beyond) = bounded(["a", "b", "c"], bound);
            assert_eq!((text.as_str(), beyond), expected);
        }
    }
}
