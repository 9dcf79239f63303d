//! The lists of files in the model card.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// Files by path, each with its SHA-256.
type Files = BTreeMap<String, String>;

/// Prints the files that each stage read, and puts them into the card at `path` where it has a
/// place for them: a block of code that begins with the line `# files of STAGE`.
pub(crate) fn update(path: &Path, stages: &[(&str, Files)]) -> Result<()> {
    let before = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut card = before.clone();
    for (stage, files) in stages {
        let list = list(stage, files);
        print!("{list}");
        card = replace(&card, stage, &list);
    }
    if card != before {
        std::fs::write(path, card).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A heading, then hash and path of each file, as `sha256sum` prints and checks them.
fn list(stage: &str, files: &Files) -> String {
    let lines = files.iter().map(|(path, hash)| format!("{hash}  {path}\n"));
    format!("{}{}", heading(stage), lines.collect::<String>())
}

fn heading(stage: &str) -> String {
    format!("# files of {stage}\n")
}

/// `card` with the list of `stage` put in place of the one it has.
fn replace(card: &str, stage: &str, list: &str) -> String {
    let Some((before, rest)) = card.split_once(&heading(stage)) else { return card.to_owned() };
    let after = rest.find("```").map_or("", |end| &rest[end..]);
    format!("{before}{list}{after}")
}

#[cfg(test)]
mod tests {
    use super::{Files, list, replace};

    #[test]
    fn only_the_stage_is_replaced() {
        let card = "a\n```text\n# files of tone\nold\n```\n```text\n# files of entities\nkept\n```\nz\n";
        let files =
            Files::from([("b.gz".to_owned(), "00ff".to_owned()), ("a.gz".to_owned(), "12".to_owned())]);
        let expected = card.replace("old", "12  a.gz\n00ff  b.gz");
        let changed = replace(card, "tone", &list("tone", &files));
        assert_eq!(changed, expected);
        assert_eq!(replace(&changed, "tone", &list("tone", &files)), expected);
        assert_eq!(replace(card, "sentences", "x"), card);
    }
}
