//! Progress on standard error: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use skott_runner::suite::ScenarioDone;

use crate::cli::LangName;
use crate::console::tell;
use crate::texts;

/// Tells how far a run has come.
pub struct Progress {
    bar: Option<ProgressBar>,
    word: String,
}

impl Progress {
    /// For so many scenarios.
    pub fn new(total: usize, lang: LangName) -> Self {
        let word = texts::scenarios().pick(lang);
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {elapsed}");
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total as u64).with_message(word.clone());
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, word }
    }

    /// One more scenario has ended; a plain line is printed for every tenth of them.
    pub fn step(&self, ended: &ScenarioDone) {
        let (done, of) = (ended.done, ended.of);
        match &self.bar {
            Some(bar) if done == of => bar.finish_and_clear(),
            Some(bar) => bar.set_position(done as u64),
            None if done * 10 / of != (done - 1) * 10 / of => {
                tell(format!("{:3} %  {done}/{of} {}", done * 100 / of, self.word));
            }
            None => {}
        }
    }
}
