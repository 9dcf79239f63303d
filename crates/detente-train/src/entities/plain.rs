//! Plain texts, for a teacher of names to mark.

use super::documents::{self, Article, Document};
use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::{Context, Result};
use clap::Args;
use detente::CharOffsets;
use detente_tokenize::Tokenizer;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Lines of a text that are taken together, so that they are read as one document.
pub(super) const BLOCK: usize = 8;
/// One block in so many is taken, by short name of the file.
const EVERY: [(&str, usize); 3] = [("voa", 1), ("ungdc", 8), ("hr", 4)];
/// Bytes of a line that is taken: shorter ones are scraps, longer ones whole paragraphs.
const LENGTHS: std::ops::Range<usize> = 30..420;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder that holds the corpora
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    data: PathBuf,
    /// Folder to write to: `judged.jsonl`, what the segmenter learns from, and `plain.jsonl`, sentences to mark
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// A sentence as the segmenter learns it.
#[derive(Serialize)]
struct Judged<'a> {
    document: usize,
    tokens: Vec<&'a str>,
    /// The tags that each token may have, a bit each.
    allowed: &'a [u32],
    weight: f32,
}

/// A line to mark.
#[derive(Serialize)]
struct Plain<'a> {
    id: &'a str,
    document: usize,
    tokens: Vec<&'a str>,
    /// Where each token stands, in characters.
    spans: Vec<[u32; 2]>,
}

/// A judged sentence whose text alone counts.
#[derive(Deserialize)]
struct Sentence {
    text: String,
}

/// Writes the sentences that a teacher learns from and those that it marks. Those of the judged articles and of the
/// development sentences are not among the latter.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let corpora = Corpora::new(&arguments.data)?;
    let tokenizer = Tokenizer::rules_only();
    let judged = documents::read_judged(&corpora, &tokenizer)?;
    std::fs::create_dir_all(&arguments.out)?;
    let mut out = create(&arguments.out.join("judged.jsonl"))?;
    for (number, document) in judged.iter().enumerate() {
        for sentence in &document.tokenized.sentences {
            let range = sentence.tokens.range();
            let record = Judged {
                document: number,
                tokens: words(document, range.clone()),
                allowed: &document.allowed[range],
                weight: document.weight,
            };
            writeln!(out, "{}", serde_json::to_string(&record)?)?;
        }
    }
    out.flush()?;
    let known = known(&corpora)?;
    let sources = Sources::read(&corpora)?;
    let mut out = create(&arguments.out.join("plain.jsonl"))?;
    let mut seen = HashSet::new();
    let (mut number, mut lines) = (0, 0);
    for (name, every) in EVERY {
        for (line, text) in sources.lines(name)?.iter().enumerate() {
            number += usize::from(line % BLOCK == 0);
            let wanted = (line / BLOCK).is_multiple_of(every) && LENGTHS.contains(&text.len());
            if !wanted || known.contains(&letters(text)) || !seen.insert(text) {
                continue;
            }
            let (tokenized, _) = documents::tokenize(&tokenizer, text, &[(0, text.len())]);
            let chars = CharOffsets::new(text);
            let spans = tokenized.tokens.iter().map(|&span| chars.to_chars(span));
            let record = Plain {
                id: &format!("{name}:{line}"),
                document: number,
                tokens: tokenized.tokens.iter().filter_map(|span| span.get(text)).collect(),
                spans: spans.map(|span| [span.start, span.end]).collect(),
            };
            writeln!(out, "{}", serde_json::to_string(&record)?)?;
            lines += 1;
        }
    }
    out.flush()?;
    print!("{}", Sources::header(&corpora));
    println!("{lines} lines to mark");
    Ok(())
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    Ok(BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?))
}

fn words(document: &Document, range: std::ops::Range<usize>) -> Vec<&str> {
    document.tokenized.tokens[range].iter().filter_map(|span| span.get(&document.text)).collect()
}

/// The letters of the sentences of the judged articles and of the judged development sentences.
fn known(corpora: &Corpora) -> Result<HashSet<String>> {
    let mut known = HashSet::new();
    for set in ["entities/gold_train.jsonl", "entities/gold_dev.jsonl"] {
        for article in corpora.jsonl::<Article>(set)? {
            let chars: Vec<char> = article.text.chars().collect();
            let sentences = article.sentences.iter();
            known.extend(
                sentences.map(|&(start, end)| letters(&chars[start..end].iter().collect::<String>())),
            );
        }
    }
    let sentences = corpora.jsonl::<Sentence>("tone/gold_dev.jsonl")?;
    known.extend(sentences.iter().map(|sentence| letters(&sentence.text)));
    Ok(known)
}

/// The letters and digits of a text alone: sentences that differ in spaces and marks are the same.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
