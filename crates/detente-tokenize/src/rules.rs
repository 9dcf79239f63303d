//! The tables that tokens and sentences are decided with.

use crate::contraction::Contractions;
use crate::emoticon::Emoticons;
use crate::pattern::Patterns;
use crate::word_filter::WordFilter;
use crate::word_table::WordTable;

/// All tables, built once a tokenizer.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) words: WordTable,
    /// Lets the words pass that may keep a full stop.
    pub(crate) stopped: WordFilter,
    pub(crate) contractions: Contractions,
    pub(crate) emoticons: Emoticons,
    pub(crate) boilerplate: Patterns,
    pub(crate) captions: Patterns,
}

impl Rules {
    pub(crate) fn embedded() -> Self {
        Self {
            words: WordTable::embedded(),
            stopped: WordTable::stopped(),
            contractions: Contractions::embedded(),
            emoticons: Emoticons::embedded(),
            boilerplate: Patterns::boilerplate(),
            captions: Patterns::captions(),
        }
    }
}
