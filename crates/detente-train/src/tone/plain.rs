//! Sentences with a judged tone and plain ones, for a teacher of tones.

use super::labels;
use super::sets::{Dse, Gold, Plain};
use super::unlabelled::{LENGTHS, letters};
use super::written;
use crate::corpus::Corpora;
use crate::rng::Rng;
use crate::sources::Sources;
use anyhow::Result;
use clap::Args;
use serde::Serialize;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Lines at most of each file of plain texts, by its short name.
const MOST: [(&str, usize); 4] =
    [("voa", usize::MAX), ("dse", usize::MAX), ("ungdc", 40_000), ("hr", 25_000)];

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder that holds the corpora
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    data: PathBuf,
    /// Folder to write to: `judged.jsonl`, sentences with their tone, and `plain.jsonl`, sentences to label
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// A sentence whose tone was judged.
#[derive(Serialize)]
struct Judged<'a> {
    text: &'a str,
    tone: f64,
    importance: f64,
}

/// A sentence to label.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    text: &'a str,
}

/// Writes the sentences that a teacher learns from and those that it labels. Judged sentences and those of the development
/// sets are not among the latter.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let corpora = Corpora::new(&arguments.data)?;
    let sources = Sources::read(&corpora)?;
    let mut golds: Vec<Gold> = corpora.jsonl("tone/gold_train.jsonl")?;
    golds.extend(written::sentences()?);
    golds.extend(labels::judged(&corpora, &sources)?);
    let toned = labels::toned(&corpora, &sources)?;
    let speeches = corpora.jsonl::<Plain>("data/tone/unscon/train.jsonl.gz")?;
    let mut judged: Vec<Judged<'_>> =
        golds.iter().map(|gold| Judged { text: &gold.text, tone: gold.tone, importance: 1.0 }).collect();
    judged.extend(toned.iter().map(|&(text, tone)| Judged { text, tone, importance: 1.0 }));
    judged.extend(speeches.iter().map(|speech| Judged {
        text: &speech.text,
        tone: super::sentences::conflict(&speech.label),
        importance: 0.7,
    }));
    std::fs::create_dir_all(&arguments.out)?;
    let mut out = BufWriter::new(File::create(arguments.out.join("judged.jsonl"))?);
    for record in &judged {
        writeln!(out, "{}", serde_json::to_string(record)?)?;
    }
    out.flush()?;
    let mut known: HashSet<String> = judged.iter().map(|record| letters(record.text)).collect();
    known.extend(corpora.jsonl::<Gold>("tone/gold_dev.jsonl")?.iter().map(|gold| letters(&gold.text)));
    known.extend(corpora.jsonl::<Dse>("data/tone/dse/dev.jsonl.gz")?.iter().map(|row| letters(&row.text)));
    known.extend(
        corpora.jsonl::<Plain>("data/tone/unscon/dev.jsonl.gz")?.iter().map(|row| letters(&row.text)),
    );
    let mut out = BufWriter::new(File::create(arguments.out.join("plain.jsonl"))?);
    let mut rng = Rng::new(37);
    let mut n = 0;
    for (name, most) in MOST {
        let mut lines: Vec<(usize, &String)> = sources.lines(name)?.iter().enumerate().collect();
        rng.shuffle(&mut lines);
        let wanted =
            lines.iter().filter(|(_, text)| LENGTHS.contains(&text.len()) && known.insert(letters(text)));
        for (line, text) in wanted.take(most) {
            writeln!(out, "{}", serde_json::to_string(&Line { id: format!("{name}:{line}"), text })?)?;
            n += 1;
        }
    }
    print!("{}", Sources::header(&corpora));
    println!("{} judged sentences, {n} plain ones", judged.len());
    Ok(out.flush()?)
}
