//! Tone of sentences, and who is conciliatory or infuriated toward whom.
mod directed;
mod dyad;
mod explanation;
mod mode;
mod quote;
mod reading;
mod scorer;
mod tone;
mod toned;

pub use directed::DirectedTone;
pub use dyad::Dyad;
pub use explanation::{Contribution, Explanation};
pub use mode::Mode;
pub use quote::Quote;
pub use reading::Reading;
pub use scorer::{ToneScorer, ToneScratch};
pub use tone::{Band, Tone};
pub use toned::Toned;
