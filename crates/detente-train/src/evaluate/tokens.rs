//! Tokens and sentences.

use super::figure;
use super::metrics::Agreement;
use super::reader::Reader;
use super::sets::{Chars, Sets};
use anyhow::Result;
use detente::{Analysis, Span};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    #[serde(default)]
    tokens: Vec<Chars>,
    #[serde(default)]
    sentences: Vec<Chars>,
}

pub(crate) fn tokens(reader: &mut Reader, sets: &Sets) -> Result<()> {
    for set in &sets.manifest.tokens {
        let f1 =
            f1(reader, sets, set, |document| &document.tokens, |a| a.tokens().copied().map(chars).collect())?;
        figure::percent(&format!("token_f1.{set}"), f1);
    }
    Ok(())
}

pub(crate) fn sentences(reader: &mut Reader, sets: &Sets) -> Result<()> {
    for set in &sets.manifest.sentences {
        let f1 = f1(reader, sets, set, |document| &document.sentences, sentences_of)?;
        figure::percent(&format!("sentence_f1.{set}"), f1);
    }
    for set in &sets.manifest.golden {
        let mut right = 0;
        for document in sets.records::<Document>(&format!("tokens/{set}.jsonl"))? {
            right += usize::from(sentences_of(&reader.analyze(&document.text)?) == document.sentences);
        }
        figure::count(set, right);
    }
    Ok(())
}

fn f1(
    reader: &mut Reader,
    sets: &Sets,
    set: &str,
    gold_of: impl Fn(&Document) -> &[Chars],
    found_in: impl Fn(&Analysis) -> Vec<Chars>,
) -> Result<f64> {
    let documents: Vec<Document> = sets.records(&format!("tokens/{set}.jsonl"))?;
    let (mut gold, mut found) = (BTreeSet::new(), BTreeSet::new());
    for document in &documents {
        let analysis = reader.analyze(&document.text)?;
        gold.extend(gold_of(document).iter().map(|&span| (&document.id, span)));
        found.extend(found_in(&analysis).into_iter().map(|span| (&document.id, span)));
    }
    Ok(Agreement::of(&gold, &found).f1)
}

fn sentences_of(analysis: &Analysis) -> Vec<Chars> {
    analysis.sentences().map(|sentence| chars(sentence.span)).collect()
}

const fn chars(span: Span) -> Chars {
    (span.start, span.end)
}
