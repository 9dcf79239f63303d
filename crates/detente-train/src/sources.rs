//! Texts of the corpora by id, such as `voa:37131`: the file's short name and the number of the line in it.

use crate::corpus::Corpora;
use crate::tone::sets::Dse;
use anyhow::{Context, Result, ensure};

/// A file of texts.
struct Source {
    name: &'static str,
    path: &'static str,
    /// One line in so many is read for pairs to label.
    every: usize,
}

const PLAIN: [Source; 3] = [
    Source { name: "voa", path: "data/text/voa_2000s.txt.gz", every: 1 },
    Source { name: "ungdc", path: "data/text/ungdc_2005_2024.txt.gz", every: 16 },
    Source { name: "hr", path: "data/text/state_hr_reports_third.txt.gz", every: 16 },
];
const DSE: Source = Source { name: "dse", path: "data/tone/dse/train.jsonl.gz", every: 1 };

/// All texts that labels refer to.
#[derive(Debug)]
pub(crate) struct Sources {
    /// By short name, in a fixed order: the share of lines to read, and the lines.
    files: Vec<(&'static str, usize, Vec<String>)>,
}

impl Sources {
    pub(crate) fn read(corpora: &Corpora) -> Result<Self> {
        let mut files = Vec::new();
        for source in &PLAIN {
            let lines = corpora.text(source.path)?.lines().map(str::to_owned).collect();
            files.push((source.name, source.every, lines));
        }
        let rows = corpora.jsonl::<Dse>(DSE.path)?.into_iter().map(|row| row.text).collect();
        files.push((DSE.name, DSE.every, rows));
        Ok(Self { files })
    }

    /// The text with this id.
    pub(crate) fn text(&self, id: &str) -> Result<&str> {
        let find = || {
            let (name, line) = id.split_once(':')?;
            let (_, _, lines) = self.files.iter().find(|file| file.0 == name)?;
            lines.get(line.parse::<usize>().ok()?)
        };
        find().map(String::as_str).with_context(|| format!("no text with the id {id:?}"))
    }

    /// The lines of the file with this short name.
    pub(crate) fn lines(&self, name: &str) -> Result<&[String]> {
        let file = self.files.iter().find(|file| file.0 == name);
        file.map(|file| &*file.2).with_context(|| format!("no file of texts called {name:?}"))
    }

    /// The texts that pairs are taken from, with their ids, in a fixed order.
    pub(crate) fn sample(&self) -> impl Iterator<Item = (String, &str)> {
        self.files.iter().flat_map(|(name, every, lines)| {
            lines
                .iter()
                .enumerate()
                .step_by(*every)
                .map(move |(line, text)| (format!("{name}:{line}"), &**text))
        })
    }

    /// The lines that stand before labels, so that they are never read with other texts than
    /// those that they were made for.
    pub(crate) fn header(corpora: &Corpora) -> String {
        let line = |source: &Source| {
            let hash = corpora.hash(source.path).unwrap_or_default();
            format!("# {hash}  {}\n", source.path)
        };
        PLAIN.iter().chain([&DSE]).map(line).collect()
    }

    /// Whether the comments in `labels` name the files that were read.
    pub(crate) fn check(corpora: &Corpora, labels: &str) -> Result<()> {
        for line in labels.lines().map_while(|line| line.strip_prefix("# ")) {
            let Some((hash, path)) = line.split_once("  ") else { continue };
            let read = corpora.hash(path).with_context(|| format!("{path} was not read"))?;
            ensure!(read == hash, "the labels were made for another {path}: SHA-256 {hash}, not {read}");
        }
        Ok(())
    }
}
