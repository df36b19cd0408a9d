//! One finding of each kind in full: where it stood, what was read there, and how to see it again.

use std::collections::BTreeMap;

use skott_model::run::Settled;
use skott_model::{Finding, FindingKind};

use crate::page::Page;
use crate::texts::{Heading, Lang};

/// The first finding of each kind in some cells, with its cell.
pub(super) fn first_of_kinds<'a>(
    cells: impl Iterator<Item = &'a Settled>,
) -> impl Iterator<Item = (&'a Settled, &'a Finding)> {
    let mut first: BTreeMap<FindingKind, (&Settled, &Finding)> = BTreeMap::new();
    for settled in cells {
        for finding in &settled.findings {
            first.entry(finding.kind).or_insert((settled, finding));
        }
    }
    first.into_values()
}

/// The first leak of each kind, with its evidence.
pub(super) fn examples<'a>(page: &mut Page, cells: impl Iterator<Item = &'a Settled>, lang: Lang) {
    for (settled, finding) in first_of_kinds(cells).filter(|(_, finding)| finding.kind.is_leak()) {
        let Some(evidence) = &finding.evidence else { continue };
        let category = finding.category.as_ref().map(|category| lang.category(category));
        let parts = [Some(lang.kind(finding.kind)), finding.person.as_deref(), category];
        let what = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        page.line(6, &format!("{}: {what}", lang.heading(Heading::Example)));
        let place = match &evidence.excerpt {
            Some(excerpt) => format!("{}: {excerpt}", lang.place(&finding.place)),
            None => lang.place(&finding.place).into_owned(),
        };
        page.line(8, &place);
        if let Some(cited) = settled.cited.get(evidence.answer) {
            page.line(8, &format!("{}, SHA-256 {}", settled.cell.id, cited.sha256));
            page.command(8, &cited.curl);
        }
    }
}
