//! Learns the stage `entities`.

mod crf;
mod documents;
mod labels;
mod names;
mod parties;
mod quantise;
mod sentences;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_entities::training::{Gazetteer, View};
use detente_linear::ModelWriter;
use detente_tokenize::Tokenizer;
use documents::Document;

/// Adds the sections `entities.*` to the model.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let tokenizer = Tokenizer::rules_only();
    let documents = documents::read(corpora, &tokenizer)?;
    let gazetteer = names::build(corpora, &tokenizer)?;
    let numbers = gazetteer.numbers();
    println!("entities: {} documents, {} slots of names", documents.len(), numbers.len());
    writer.u32s(detente_entities::training::GAZETTEER, &numbers, [numbers.len(), 1, 1])?;
    let views: Vec<View> = documents.iter().map(|document| view(document, &gazetteer)).collect();
    crf::train(&documents, &views, writer)?;
    labels::train(&documents, &views, writer)?;
    let sentences = sentences::read(corpora, &tokenizer)?;
    let sentence_views: Vec<View> = sentences.iter().map(|sentence| view(sentence, &gazetteer)).collect();
    parties::train((&documents, &views), (&sentences, &sentence_views), writer)
}

fn view(document: &Document, gazetteer: &Gazetteer) -> View {
    let mut view = View::default();
    view.build(&document.text, &document.tokenized, &document.lexemes, gazetteer);
    view
}
