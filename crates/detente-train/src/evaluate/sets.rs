//! The development sets on disk.

use crate::corpus::{open, read_jsonl};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Which sets there are, by what is measured on them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Manifest {
    pub(crate) tokens: Vec<String>,
    pub(crate) sentences: Vec<String>,
    pub(crate) golden: Vec<String>,
    pub(crate) entities: Vec<String>,
    pub(crate) entities_fine: Vec<String>,
    pub(crate) between: Vec<String>,
    pub(crate) pair3: Vec<String>,
    pub(crate) toward: Vec<String>,
    pub(crate) headlines: Vec<String>,
    pub(crate) conflict: Vec<String>,
    pub(crate) directed: Vec<String>,
}

/// A folder of development sets.
#[derive(Debug)]
pub(crate) struct Sets {
    root: PathBuf,
    pub(crate) manifest: Manifest,
}

impl Sets {
    pub(crate) fn open(root: &Path) -> Result<Self> {
        let path = root.join("manifest.json");
        let manifest = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let manifest = serde_json::from_slice(&manifest).with_context(|| path.display().to_string())?;
        Ok(Self { root: root.to_owned(), manifest })
    }

    /// The records of `path`, or of `path.gz` where that is there.
    pub(crate) fn records<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>> {
        let packed = format!("{path}.gz");
        let path = if self.root.join(&packed).exists() { &packed } else { path };
        read_jsonl(open(&self.root.join(path))?, path)
    }
}

/// Characters `start..end` of a text.
pub(crate) type Chars = (u32, u32);

/// A mention in a record.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Mention {
    pub(crate) start: u32,
    pub(crate) end: u32,
    #[serde(default)]
    pub(crate) actor: Option<String>,
}

impl Mention {
    pub(crate) const fn chars(&self) -> Chars {
        (self.start, self.end)
    }
}
