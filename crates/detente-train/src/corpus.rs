//! Corpora on disk.

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// The folder of corpora, and which of its files were read.
#[derive(Debug)]
pub(crate) struct Corpora {
    root: PathBuf,
    /// Path below the root, to SHA-256 of the file as stored.
    read: RefCell<BTreeMap<String, String>>,
}

impl Corpora {
    pub(crate) fn new(root: &Path) -> Result<Self> {
        ensure!(root.is_dir(), "no folder of corpora at {}", root.display());
        Ok(Self { root: root.to_owned(), read: RefCell::default() })
    }

    /// The text of a file, decompressed where its name ends in `.gz`.
    pub(crate) fn text(&self, path: &str) -> Result<String> {
        let mut text = String::new();
        self.open(path)?.read_to_string(&mut text).with_context(|| format!("cannot read {path}"))?;
        Ok(text)
    }

    /// The records of a JSONL file, decompressed where its name ends in `.gz`.
    pub(crate) fn jsonl<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>> {
        read_jsonl(self.open(path)?, path)
    }

    /// SHA-256 of a file that was read since the last call of [`Self::take_read`].
    pub(crate) fn hash(&self, path: &str) -> Option<String> {
        self.read.borrow().get(path).cloned()
    }

    /// The files that were read since the last call, by path, each with its SHA-256.
    pub(crate) fn take_read(&self) -> BTreeMap<String, String> {
        self.read.take()
    }

    fn open(&self, path: &str) -> Result<Box<dyn BufRead>> {
        let file = self.root.join(path);
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let hash = format!("{:x}", Sha256::digest(&bytes));
        self.read.borrow_mut().insert(path.to_owned(), hash);
        Ok(decompressed(&file, Cursor::new(bytes)))
    }
}

/// Opens a file for reading, decompressed where its name ends in `.gz`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(decompressed(path, file))
}

/// What `reader` gives, decompressed where the name of `path` ends in `.gz`.
fn decompressed(path: &Path, reader: impl Read + 'static) -> Box<dyn BufRead> {
    if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(BufReader::new(GzDecoder::new(reader)))
    } else {
        Box::new(BufReader::new(reader))
    }
}

/// The records of JSON lines.
pub(crate) fn read_jsonl<T: DeserializeOwned>(lines: impl BufRead, path: &str) -> Result<Vec<T>> {
    let mut records = Vec::new();
    for (number, line) in lines.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {path}"))?;
        if !line.trim().is_empty() {
            let record = serde_json::from_str(&line);
            records.push(record.with_context(|| format!("{path}, line {}", number + 1))?);
        }
    }
    Ok(records)
}
