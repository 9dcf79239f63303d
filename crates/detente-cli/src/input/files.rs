//! Files, those in folders too.

use crate::arguments::Input;
use crate::document::Failure;
use anyhow::anyhow;
use std::iter;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Endings of files that are read where they lie in a folder.
const ENDINGS: [&str; 6] = ["txt", "jsonl", "ndjson", "csv", "tsv", "parquet"];
/// Endings of compressed files, which stand behind one of those.
const COMPRESSED: [&str; 3] = [".gz", ".zst", ".bz2"];

/// The ending of `path`'s name in lower case, without that of a compression; empty where it has none.
pub(super) fn ending(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = COMPRESSED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned()
}

/// Whether any of the names is a folder.
pub(crate) fn has_folder(options: &Input) -> bool {
    options.files.iter().any(|path| path.is_dir())
}

/// All files in their order, those of folders in the order of their names; with the folders in it a
/// folder is read once, links in it to others are not followed.
pub(super) fn files(options: &Input) -> impl Iterator<Item = Result<PathBuf, Failure>> + '_ {
    options.files.iter().flat_map(|path| -> Box<dyn Iterator<Item = Result<PathBuf, Failure>>> {
        if path.is_dir() { Box::new(Folder::new(path)) } else { Box::new(iter::once(Ok(path.clone()))) }
    })
}

/// The files in a folder; a failure where there is none to read.
struct Folder<'p> {
    path: &'p Path,
    walk: Box<dyn Iterator<Item = walkdir::Result<DirEntry>>>,
    found: bool,
}

impl<'p> Folder<'p> {
    fn new(path: &'p Path) -> Self {
        let shown =
            |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let walk = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(shown);
        Self { path, walk: Box::new(walk), found: false }
    }
}

impl Iterator for Folder<'_> {
    type Item = Result<PathBuf, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        for entry in self.walk.by_ref() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.found = true;
                    return Some(Err(failure(self.path, anyhow!(error).context("cannot open"))));
                }
            };
            let read = ENDINGS.contains(&ending(entry.path()).as_str());
            if read && entry.path().is_file() {
                self.found = true;
                return Some(Ok(entry.into_path()));
            }
        }
        if std::mem::replace(&mut self.found, true) {
            return None;
        }
        let endings = ENDINGS.map(|ending| format!(".{ending}")).join(", ");
        Some(Err(failure(self.path, anyhow!("no file in this folder ends in {endings}"))))
    }
}

fn failure(path: &Path, error: anyhow::Error) -> Failure {
    let name = path.display().to_string();
    Failure { id: name.as_str().into(), name, error }
}

#[cfg(test)]
mod tests {
    use super::ending;
    use std::path::Path;

    #[test]
    fn endings_pass_over_compression() {
        let cases = [
            ("a.JSONL.gz", "jsonl"),
            ("x/b.txt", "txt"),
            ("c.tsv.zst", "tsv"),
            ("d.gz", ""),
            ("e", ""),
            ("-", ""),
            ("f.csv.bz2", "csv"),
        ];
        for (name, expected) in cases {
            assert_eq!(ending(Path::new(name)), expected, "{name}");
        }
    }
}
