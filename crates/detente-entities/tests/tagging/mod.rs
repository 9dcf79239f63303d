//! One text, tagged with the model of the crate.

use detente_entities::{EntityTagger, Party, TagScratch, Tagged};
use detente_linear::ModelFile;
use detente_tokenize::{Lexemes, Tokenizer};

/// The entities and actors of `text`, and its possible parties.
pub(crate) fn tag(text: &str) -> (Tagged, Vec<Party>) {
    let file = ModelFile::parse(detente_data::MODEL).unwrap();
    let (tokenizer, tagger) =
        (Tokenizer::from_model(&file).unwrap(), EntityTagger::from_model(&file).unwrap());
    let (mut lexemes, mut tagged, mut scratch) =
        (Lexemes::default(), Tagged::default(), TagScratch::default());
    let tokenized = tokenizer.tokenize(text);
    lexemes.compute(text, &tokenized);
    tagger.tag(text, &tokenized, &lexemes, &mut scratch, &mut tagged);
    let parties = scratch.parties().to_vec();
    (tagged, parties)
}
