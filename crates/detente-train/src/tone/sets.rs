//! Records of the corpora of tone.

use detente::Span;
use serde::Deserialize;

/// A stretch of a text, in characters.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Mention {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Mention {
    pub(super) const fn chars(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A sentence judged by our guidelines.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) tone: f64,
    pub(super) directed: Vec<GoldPair>,
    /// Whether it is beside the gold set: to learn from, but no threshold is set on it.
    #[serde(default)]
    pub(super) extra: bool,
}

impl Gold {
    /// The part of the corpus it is predicted with: sentences of one article stay together.
    pub(super) fn fold(&self) -> usize {
        let article = self.id.rsplit_once('-').map_or(&*self.id, |(article, _)| article);
        detente_linear::HashedTable::row_of(detente_linear::hash_bytes(article.as_bytes()), 32) % super::FOLDS
    }
}

/// A directed tone in it.
#[derive(Debug, Deserialize)]
pub(super) struct GoldPair {
    pub(super) source: Mention,
    pub(super) target: Mention,
    pub(super) tone: f64,
    pub(super) mode: String,
    pub(super) cue: Mention,
}

impl GoldPair {
    /// The mode as a number in the order of `Mode::ALL`.
    pub(super) fn mode(&self) -> usize {
        match self.mode.as_str() {
            "alleged" => 1,
            "possible" => 2,
            "denied" => 3,
            _ => 0,
        }
    }
}

/// A row of Park, Pan and Joo's directed sentiment.
#[derive(Debug, Deserialize)]
pub(crate) struct Dse {
    pub(crate) text: String,
    pub(super) first: Mention,
    pub(super) second: Mention,
    /// 0 none, 1 and 3 praise and blame of the second by the first, 2 and 4 the other way.
    #[serde(rename = "dse_label")]
    pub(super) label: u8,
}

/// A sentence with a label, of several corpora.
#[derive(Debug, Deserialize)]
pub(super) struct Labelled {
    pub(super) text: String,
    pub(super) label: String,
    pub(super) target: Option<Mention>,
}

/// A sentence with no more than a label: the target may lack a place.
#[derive(Debug, Deserialize)]
pub(super) struct Plain {
    pub(super) text: String,
    pub(super) label: String,
}

/// A sentence of `EmoBank`.
#[derive(Debug, Deserialize)]
pub(super) struct Emotion {
    pub(super) text: String,
    /// Valence, in [-1, 1].
    pub(super) label: f64,
    pub(super) in_semeval2007: bool,
}
