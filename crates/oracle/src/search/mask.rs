//! What of a value may be shown.

/// A value with all but its beginning hidden: `Märta Öberg` is shown as `Mä*** Ö****`, digits never.
pub fn mask(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut kept = 2;
    let mut out = String::new();
    for c in text.chars().take(LONGEST) {
        if c.is_whitespace() {
            kept = 1;
            out.push(' ');
        } else if matches!(c, '@' | '.' | ',' | '-' | '+' | '\'') {
            out.push(c);
        } else {
            let shown = kept > 0 && c.is_alphabetic();
            out.push(if shown { c } else { '*' });
            kept = if shown { kept - 1 } else { 0 };
        }
    }
    out
}
