//! The features as the trainer reads them: the same code that scores.

use crate::candidate;
use crate::lexicon::{self, Lexicon};
use crate::network::{Activations, Network};
use crate::pair::{self, Cue};
use crate::reading::Reading;
use crate::scorer::ToneScratch;
use crate::site::{Mention, Site};
use crate::target;
use crate::vocabulary;
use crate::word::{self, Word};
use detente_entities::ActorIndex;
use detente_linear::{ModelError, ModelFile};
use detente_text::Span;
use detente_tokenize::Lexemes;
use std::ops::Range;

pub use crate::heads::{MODE_WIDTH, PAIR_BITS, PAIR_WIDTH, TARGET_BITS, TARGET_WIDTH, key};
pub use crate::network::{
    FILTERS, HIDDEN, HIDDEN_LIMIT, KERNEL_LIMIT, PRIOR, PRODUCT_BITS, REACH, ROW, SCALE_BITS, SUMS, UNIT,
};
pub use crate::vocabulary::{CAPITAL, CLUSTERS, FORMS, Row, UNKNOWN, Vocabulary, key as word_key};

/// A word or phrase of our lexicon.
#[derive(Debug, Clone, Copy)]
pub struct StanceWord {
    /// The lemma.
    pub text: &'static str,
    /// Its class, such as "act".
    pub class: &'static str,
    /// Its tone in tenths.
    pub tone: i8,
}

/// All words and phrases of the lexicon, in its order.
pub fn stance_words() -> Vec<StanceWord> {
    let word = |fields: Vec<&'static str>| match fields[..] {
        [text, class, tone] => Some(StanceWord { text, class, tone: tone.parse().ok()? }),
        _ => None,
    };
    lexicon::rows(lexicon::LEXICON).filter_map(word).collect()
}

/// Reads sums of sentences with the network of a model, as the scorer does.
#[derive(Debug)]
pub struct SentenceReader {
    network: Network,
}

impl SentenceReader {
    /// The reader over the sections `tone.words.*` and `tone.network.*` of `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where one is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { network: Network::from_model(file)? })
    }

    /// The sums of the tokens `range`: whether there is a stance, and which.
    pub fn sums(&self, extractor: &Extractor, lexemes: &Lexemes, range: Range<usize>) -> [i32; SUMS] {
        let mut activations = Activations::default();
        let vocabulary = self.network.vocabulary();
        vocabulary.read(&extractor.lexicon, lexemes, range, None, |row, token| {
            activations.words.push((row, token));
        });
        self.network.sums(&mut activations)
    }
}

/// What the network learns of a form beside its own row.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The hash of its stem.
    pub stem: u64,
    /// The cluster of its company; 0 where it is unknown.
    pub fine: u16,
    /// A coarser cluster; 0 where it is unknown.
    pub coarse: u8,
    /// Its ending, 0 to 3.
    pub ending: u8,
    /// The row of words with its class and tone, where it has one.
    pub stance: Option<usize>,
    /// Whether it is a function word.
    pub is_function: bool,
}

/// Extracts features of texts.
#[derive(Debug)]
pub struct Extractor {
    lexicon: Lexicon,
    scratch: ToneScratch,
    /// The words before any were hidden.
    words: Vec<Word>,
}

/// A pair of mentions in a text that was read last.
#[derive(Debug, Clone)]
pub struct PairSite {
    source: Mention,
    target: Mention,
    window: Range<usize>,
}

/// A possible cue of a pair.
#[derive(Debug, Clone)]
pub struct CueToken {
    /// Its token.
    pub token: usize,
    /// The hashes of its features.
    pub features: Vec<u64>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self { lexicon: Lexicon::new(), scratch: ToneScratch::default(), words: Vec::new() }
    }
}

impl Extractor {
    /// Reads a text; what follows is about it.
    pub fn read(&mut self, reading: &Reading<'_>) {
        self.scratch.prepare(&self.lexicon, reading);
        self.words.clone_from(&self.scratch.words);
    }

    /// The pair at two spans of the text, or `None` where a span holds no token.
    pub fn pair(&mut self, reading: &Reading<'_>, source: Span, target: Span) -> Option<PairSite> {
        let (source, target) = (
            candidate::mention(reading, &self.scratch.parties, source)?,
            candidate::mention(reading, &self.scratch.parties, target)?,
        );
        let window = candidate::window(reading, &source, &target)?;
        self.scratch.words.clone_from(&self.words);
        candidate::hide(&mut self.scratch.words, &mut self.scratch.counts, [&source, &target]);
        Some(PairSite { source, target, window })
    }

    /// The candidate pairs of a sentence: source, target, and their actors.
    pub fn candidates(
        &self,
        reading: &Reading<'_>,
        sentence: usize,
    ) -> Vec<(Span, Span, (ActorIndex, ActorIndex))> {
        let mut found = Vec::new();
        candidate::find(reading, &self.scratch.parties, sentence, &mut found);
        found.into_iter().filter_map(|c| Some((c.spans.0?, c.spans.1?, c.actors))).collect()
    }

    /// The possible cues of a pair.
    pub fn cues(&self, pair: &PairSite) -> Vec<CueToken> {
        let site = self.site(pair);
        let governors = [site.governor(site.source), site.governor(site.target)];
        let mut tokens = Vec::new();
        for (region, range) in site.regions() {
            for token in range {
                if site.words.get(token).is_some_and(Word::is_content) {
                    let mut features = Vec::new();
                    pair::token_features(&site, region, token, governors, |hash| features.push(hash));
                    tokens.push(CueToken { token, features });
                }
            }
        }
        tokens
    }

    /// The features of a pair with a cue at a token with a score.
    pub fn features(&self, pair: &PairSite, cue: Option<(usize, i32)>) -> Vec<u64> {
        let mut features = Vec::new();
        let cue = cue.map(|(token, score)| Cue { token, score });
        pair::features(&self.site(pair), cue, |hash, _| features.push(hash));
        features
    }

    /// The form of token `index`.
    pub fn form(&self, lexemes: &Lexemes, index: usize) -> Form {
        let word = word::form(&self.lexicon, lexemes, index);
        let (class, tone) = word::stance_of_form(&self.lexicon, &word);
        Form {
            stem: word.stem,
            fine: word.fine,
            coarse: word.coarse,
            ending: word.ending as u8,
            stance: (tone != 0).then(|| vocabulary::stance_row(class, tone)),
            is_function: word.functions != 0,
        }
    }

    /// The rows of the words of the tokens `range`, as the network reads them.
    pub fn rows(&self, vocabulary: &Vocabulary, lexemes: &Lexemes, range: Range<usize>) -> Vec<Row> {
        let mut rows = Vec::new();
        vocabulary.read(&self.lexicon, lexemes, range, None, |row, _| rows.push(row));
        rows
    }

    /// The features of the words around a target, or `None` where the span holds no token.
    pub fn target(&mut self, reading: &Reading<'_>, target: Span) -> Option<Vec<u64>> {
        let target = candidate::mention(reading, &self.scratch.parties, target)?;
        self.scratch.words.clone_from(&self.words);
        candidate::hide(&mut self.scratch.words, &mut self.scratch.counts, [&target, &Mention::default()]);
        let window = candidate::window(reading, &target, &target)?;
        let mut features = Vec::new();
        target::features(&self.scratch.words, &self.scratch.counts, window, &target, |hash, _| {
            features.push(hash);
        });
        Some(features)
    }

    fn site<'a>(&'a self, pair: &'a PairSite) -> Site<'a> {
        Site {
            words: &self.scratch.words,
            counts: &self.scratch.counts,
            window: pair.window.clone(),
            source: &pair.source,
            target: &pair.target,
        }
    }
}
