//! Stores the clusters of words.

use anyhow::{Context, Result, ensure};
use detente_entities::training::CLUSTERS;
use detente_linear::{ModelWriter, SparseTable, hash_bytes};
use flate2::read::GzDecoder;
use std::io::Read;

/// Words in lower case, the most frequent first, each with the number of its cluster from 1 to 255; a tab between.
const WORDS: &[u8] = include_bytes!("../../labels/clusters.tsv.gz");
/// Slots of the table: 2^16.
const BITS: u32 = 16;

/// Adds the section of clusters to the model.
pub(super) fn write(writer: &mut ModelWriter) -> Result<()> {
    let mut text = String::new();
    GzDecoder::new(WORDS).read_to_string(&mut text)?;
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (word, cluster) = line.split_once('\t').with_context(|| format!("no cluster in {line:?}"))?;
        let cluster: u8 = cluster.parse().with_context(|| format!("no cluster in {line:?}"))?;
        ensure!(cluster > 0, "cluster 0 is for unknown words: {line:?}");
        rows.push((hash_bytes(word.as_bytes()), vec![cluster.cast_signed()]));
    }
    let (slots, shape, left_out) = SparseTable::build(&rows, 1, BITS);
    println!("  clusters of {} words, {left_out} without room", rows.len());
    ensure!(left_out < rows.len() / 20, "the table of clusters is too small");
    Ok(writer.i8s(CLUSTERS, &slots, shape)?)
}
