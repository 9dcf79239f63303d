#![doc = include_str!("../README.md")]

/// The model file: tokens, entities and tone of English news.
///
/// The trainer rebuilds it from the corpora that [`CARD`] names.
pub static MODEL: &[u8] = include_bytes!("../detente.model");

/// The model card: corpora with licences and hashes, the training command, scores, limits.
pub static CARD: &str = include_str!("../MODEL.md");
