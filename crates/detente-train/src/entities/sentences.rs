//! Single sentences in which each name of a state was judged to be a party or a place.

use super::documents::{Document, Name};
use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::{Context, Result};
use detente::CharOffsets;
use detente_entities::EntityLabel;
use detente_text::Span;
use detente_tokenize::{Lexemes, Tokenizer};

/// `id`, names, separated by a tab; each name is `start-end:1` in characters, with 0 for a place, and a space between
/// two.
const PARTIES: &str = include_str!("../../labels/parties.tsv");

/// The sentences, a document each, whose names are those judged; an actor marks a party.
pub(super) fn read(corpora: &Corpora, tokenizer: &Tokenizer) -> Result<Vec<Document>> {
    Sources::check(corpora, PARTIES)?;
    let sources = Sources::read(corpora)?;
    let lines = PARTIES.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            sentence(line, &sources, tokenizer).with_context(|| format!("parties.tsv, line {}", number + 1))
        })
        .collect()
}

fn sentence(line: &str, sources: &Sources, tokenizer: &Tokenizer) -> Result<Document> {
    let (id, judged) = line.split_once('\t').context("needs two fields")?;
    let text = sources.text(id)?.to_owned();
    let tokenized = tokenizer.tokenize(&text);
    let mut lexemes = Lexemes::default();
    lexemes.compute(&text, &tokenized);
    let chars = CharOffsets::new(&text);
    let mut names = Vec::new();
    for name in judged.split(' ') {
        let (place, party) = name.split_once(':').context("a name needs a judgement")?;
        let (start, end) = place.split_once('-').context("is no place")?;
        let span = chars.to_bytes(Span::new(start.parse()?, end.parse()?));
        let tokens = tokenized.tokens_in(span).range();
        let sentence = tokenized.sentence_of_token(tokens.start).context("a name is no token")?;
        names.push(Name {
            tokens,
            label: EntityLabel::Gpe,
            sentence,
            actor: (party == "1").then(|| id.to_owned()),
        });
    }
    Ok(Document { text, tokenized, lexemes, allowed: Vec::new(), weight: 1.0, names, gold: false })
}
