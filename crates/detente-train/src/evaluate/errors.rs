//! The errors behind the figures, to read what to do next.

use super::sets::Chars;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Where differing mentions are written; nowhere unless asked for.
#[derive(Debug)]
pub(crate) struct Errors {
    file: Option<BufWriter<File>>,
}

impl Errors {
    /// Begins the table at `path` with the names of its columns.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self { file: None }) };
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut file = BufWriter::new(file);
        writeln!(file, "set\tid\twhat\tmention\tjudged\tfound\taround")?;
        Ok(Self { file: Some(file) })
    }

    /// Adds the characters `mention` of `text`, whose `what` was judged one way and found another.
    pub(crate) fn add(
        &mut self,
        (set, id, what): (&str, &str, &str),
        text: &str,
        mention: Chars,
        judged: &str,
        found: &str,
    ) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let [before, name, after] = around(text, mention);
        writeln!(file, "{set}\t{id}\t{what}\t{name}\t{judged}\t{found}\t{before}[{name}]{after}")?;
        Ok(())
    }

    /// Writes what is still held back.
    pub(crate) fn finish(self) -> Result<()> {
        self.file.map_or(Ok(()), |mut file| Ok(file.flush()?))
    }
}

/// A mention and up to 120 characters on both sides, white space made single.
fn around(text: &str, (start, end): Chars) -> [String; 3] {
    const REACH: usize = 120;
    let (start, end) = (start as usize, end as usize);
    let part = |from: usize, to: usize| {
        let part = text.chars().skip(from).take(to.saturating_sub(from));
        part.map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>()
    };
    [part(start.saturating_sub(REACH), start), part(start, end), part(end, end + REACH)]
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_mention_stands_between_what_is_around_it() {
        assert_eq!(around("In\tÅlesund\nit rained", (3, 10)), ["In ", "Ålesund", " it rained"]);
        assert_eq!(around("Oslo", (0, 4)), ["", "Oslo", ""]);
        let long = "é".repeat(300);
        assert_eq!(around(&long, (150, 151)).map(|part| part.chars().count()), [120, 1, 120]);
    }
}
