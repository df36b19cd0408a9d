//! What an answer is held against, by how the portal answered and what the account may do.

use skott_model::matrix::Cell;
use skott_model::profile::Access;
use skott_model::{Answer, Doubt, Finding, Sequence};

use super::owners::Ownership;
use super::seen::Sighted;
use super::{
    Expected, Seen, beyond_own, effect, holds_content, number, opened, options, order, totals, units, unknown_rows,
};

/// One answer and all that it is held against.
pub(super) struct Case<'a> {
    pub ownership: &'a Ownership<'a>,
    pub cell: &'a Cell,
    pub expectation: Expected<'a>,
    pub seen: &'a Seen,
    /// What was recognised in what the view answers.
    pub answered: &'a [Sighted<'a>],
    pub sequence: Option<&'a Sequence>,
    /// Something else is wrong with the answer already, or in doubt.
    pub is_marred: bool,
}

/// What it comes to.
#[derive(Default)]
pub(super) struct Came {
    pub expected: usize,
    pub shown: usize,
    pub witnessed: Vec<String>,
    pub findings: Vec<Finding>,
    pub doubts: Vec<Doubt>,
    /// Its rows are none that another format must have.
    pub is_no_list: bool,
}

impl Case<'_> {
    pub fn judge(&self) -> Came {
        match (self.seen.answer, self.cell.access) {
            _ if self.cell.changes => self.change(),
            (Answer::Opened, access) if !access.opens() => Came {
                findings: vec![opened(self.cell, self.seen)],
                ..Came::default()
            },
            (Answer::Opened, Access::Within) => self.manipulated(),
            (Answer::Opened, _) => self.view(),
            (Answer::Refused, access) if !access.opens() || access == Access::Within => self.refusal(),
            (Answer::Refused | Answer::Failed, _) => Came::default(),
        }
    }

    /// A write, by what became of the value.
    fn change(&self) -> Came {
        let matrix = self.ownership.matrix;
        let judged = effect::judge(matrix, self.cell, self.seen.effect);
        let spilled = self.seen.spilled.as_ref();
        let beside = spilled.map(|target| effect::foreign(matrix, self.cell, target));
        Came {
            expected: judged.expected,
            shown: judged.shown,
            findings: judged.finding.into_iter().chain(beside).collect(),
            is_no_list: true,
            ..Came::default()
        }
    }

    /// What no page offers, and opened.
    fn manipulated(&self) -> Came {
        let beyond = beyond_own(self.ownership, self.cell, self.expectation, self.seen);
        let door = (self.cell.bound == Access::Refused).then(|| opened(self.cell, self.seen));
        let hidden = order::hidden(self.ownership, self.sequence);
        Came {
            findings: door.into_iter().chain(beyond.findings).chain(hidden).collect(),
            doubts: beyond.doubts,
            is_no_list: true,
            ..Came::default()
        }
    }

    /// A view that may be opened: its units, numbers, choices, totals and rows.
    fn view(&self) -> Came {
        let (matrix, ownership) = (self.ownership.matrix, self.ownership);
        let (cell, expectation, seen) = (self.cell, self.expectation, self.seen);
        let units = units::count(ownership, cell, expectation, self.answered);
        let numbers = number::judge(matrix, cell, expectation, seen);
        let options = options::judge(ownership, cell, expectation, &seen.lists);
        let mut came = Came {
            expected: units.expected,
            shown: units.shown,
            witnessed: units.witnessed,
            findings: units
                .findings
                .into_iter()
                .chain(numbers.findings)
                .chain(options)
                .collect(),
            doubts: numbers.doubts,
            is_no_list: false,
        };
        if numbers.all_right {
            came.witnessed.extend(number::witnessed(matrix, cell, expectation));
        }
        if !self.is_marred && came.findings.is_empty() && came.doubts.is_empty() {
            came.findings.extend(totals::judge(matrix, cell, expectation, seen));
        }
        came.doubts.extend(unknown_rows(matrix, seen.rows.as_ref()));
        // It may prove to be no finding, so it hides none.
        came.findings.extend(order::hidden(ownership, self.sequence));
        came
    }

    /// A refusal that is right, and what it holds all the same.
    fn refusal(&self) -> Came {
        let beyond = beyond_own(self.ownership, self.cell, self.expectation, self.seen);
        let content = holds_content(self.ownership, self.cell, self.seen, self.answered);
        Came {
            findings: beyond.findings,
            doubts: beyond.doubts.into_iter().chain(content).collect(),
            ..Came::default()
        }
    }
}
