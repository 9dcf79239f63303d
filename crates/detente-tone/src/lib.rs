#![doc = include_str!("../README.md")]

mod anaphora;
mod candidate;
mod cue;
mod directed;
mod dyad;
mod explanation;
mod heads;
mod lexicon;
mod mode;
mod network;
mod pair;
mod parts;
mod phrase;
mod quotation;
mod quote;
mod reading;
mod scorer;
mod site;
#[cfg(test)]
mod spaced;
mod speaker;
mod stem;
mod target;
mod tone;
mod toned;
#[doc(hidden)]
pub mod training;
mod user_words;
mod vocabulary;
mod word;

pub use directed::DirectedTone;
pub use dyad::{Dyad, NetSum};
pub use explanation::{Contribution, Explanation};
pub use mode::Mode;
pub use quote::Quote;
pub use reading::Reading;
pub use scorer::{ToneScorer, ToneScratch};
pub use tone::{Band, Tone};
pub use toned::Toned;
pub use user_words::{UnknownWordClass, UserWords, WordClass};
