//! The model inside the library.

use crate::analyzer::Analyzer;
use crate::error::Error;
use crate::tokenizer::Tokenizer;
use detente_linear::ModelFile;
use std::sync::OnceLock;

impl Analyzer {
    /// The analyzer over the model inside the library; decoded once a process, then shared.
    ///
    /// # Panics
    /// Never: the model inside the library is checked by the library's tests.
    #[expect(clippy::expect_used, reason = "a build with a broken embedded model fails its tests")]
    pub fn embedded() -> Self {
        static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
        ANALYZER
            .get_or_init(|| Self::from_static(detente_data::MODEL).expect("the embedded model is sound"))
            .clone()
    }
}

impl Tokenizer {
    /// The tokenizer over the model inside the library; decoded once a process, then shared.
    ///
    /// # Panics
    /// Never, as [`Analyzer::embedded`].
    #[expect(clippy::expect_used, reason = "a build with a broken embedded model fails its tests")]
    pub fn embedded() -> Self {
        static TOKENIZER: OnceLock<Tokenizer> = OnceLock::new();
        let decode = || -> Result<Self, Error> { Self::from_model(&ModelFile::parse(detente_data::MODEL)?) };
        TOKENIZER.get_or_init(|| decode().expect("the embedded model is sound")).clone()
    }
}
