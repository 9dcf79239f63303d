//! Corpora on disk.

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The folder of corpora, and which of its files were read.
#[derive(Debug)]
pub(crate) struct Corpora {
    root: PathBuf,
}

impl Corpora {
    pub(crate) fn new(root: &Path) -> Result<Self> {
        ensure!(root.is_dir(), "no folder of corpora at {}", root.display());
        Ok(Self { root: root.to_owned() })
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

    fn open(&self, path: &str) -> Result<Box<dyn BufRead>> {
        open(&self.root.join(path))
    }
}

/// Opens a file for reading, decompressed where its name ends in `.gz`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(if path.extension().is_some_and(|e| e == "gz") {
        Box::new(BufReader::new(GzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
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
