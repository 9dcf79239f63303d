//! Text on a page.

use std::fmt;

/// Text that is shown as it is, whatever it holds, between tags and inside quotation marks.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        for (at, c) in self.0.char_indices() {
            let replacement = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                // No page may hold them, and a carriage return counts as a line break there.
                '\r' => "",
                c if c.is_control() => "\u{fffd}",
                _ => continue,
            };
            f.write_str(&self.0[written..at])?;
            f.write_str(replacement)?;
            written = at + c.len_utf8();
        }
        f.write_str(&self.0[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_is_markup() {
        let text = "<b title=\"x\" id='y'>&amp;\u{1b}\0</b>\r\né";
        let expected = "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;\u{fffd}\u{fffd}&lt;/b&gt;\né";
        assert_eq!(Escaped(text).to_string(), expected);
        assert_eq!(Escaped("").to_string(), "");
    }
}
