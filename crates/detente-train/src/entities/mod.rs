//! Learns the stage `entities`.

mod crf;
mod crude;
mod documents;
mod labels;
mod names;
mod quantise;
mod score;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_entities::training::{Gazetteer, View};
use detente_linear::{ModelFile, ModelWriter};
use documents::Document;

/// Adds the sections `entities.*` to the model.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let documents = documents::read(corpora)?;
    let gazetteer = names::build(corpora)?;
    let slots = gazetteer.slots();
    println!("entities: {} documents, {} slots of names", documents.len(), slots.len() / 2);
    writer.u32s(detente_entities::training::GAZETTEER, slots, [slots.len() / 2, 2, 1])?;
    let views: Vec<View> = documents.iter().map(|document| view(document, &gazetteer)).collect();
    crf::train(&documents, &views, writer)?;
    labels::train(&documents, &views, writer)?;
    let mut own = ModelWriter::new(1);
    own.extend(&ModelFile::parse(writer.finish())?)?;
    score::print(corpora, &ModelFile::parse(own.finish())?)
}

fn view(document: &Document, gazetteer: &Gazetteer) -> View {
    let mut view = View::default();
    view.build(&document.text, &document.tokenized, &document.lexemes, gazetteer);
    view
}
