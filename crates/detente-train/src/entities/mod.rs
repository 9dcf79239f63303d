//! Learns the stage `entities`.

mod clusters;
mod crf;
pub(crate) mod documents;
mod labels;
mod names;
mod parties;
pub(crate) mod plain;
mod quantise;
mod sentences;
mod silver;
pub(crate) mod written;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_entities::training::{GAZETTEER, View, WordLists};
use detente_linear::{ModelFile, ModelWriter};
use detente_tokenize::Tokenizer;
use documents::Document;

/// Adds the sections `entities.*` to the model.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let tokenizer = Tokenizer::rules_only();
    let documents = documents::read(corpora, &tokenizer)?;
    let gazetteer = names::build(corpora, &tokenizer)?;
    let numbers = gazetteer.numbers();
    println!("entities: {} documents, {} slots of names", documents.len(), numbers.len());
    writer.u32s(GAZETTEER, &numbers, [numbers.len(), 1, 1])?;
    clusters::write(writer)?;
    let lists = WordLists::from_model(&ModelFile::parse(writer.finish())?)?;
    let views: Vec<View> = documents.iter().map(|document| view(document, &lists)).collect();
    crf::train(&documents, &views, writer)?;
    labels::train(&documents, &views, writer)?;
    let sentences = sentences::read(corpora, &tokenizer)?;
    let sentence_views: Vec<View> = sentences.iter().map(|sentence| view(sentence, &lists)).collect();
    parties::train((&documents, &views), (&sentences, &sentence_views), writer)
}

fn view(document: &Document, lists: &WordLists) -> View {
    let mut view = View::default();
    view.build(&document.text, &document.tokenized, &document.lexemes, lists);
    view
}
