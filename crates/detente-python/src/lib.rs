//! The module `_detente`: conversion between Python and the Détente analyzer, and nothing else.
//!
//! A call converts its arguments, lets go of the interpreter, calls the facade `detente`, and wraps
//! the result. Every class is frozen: nothing changes after it was made, so that any object may be
//! used from any number of threads, with or without a global interpreter lock. Offsets are
//! characters here (code points, as Python counts them), never bytes.
//!
//! The package `python/detente` re-exports the names; `_detente.pyi` documents them for users.
mod actor;
mod analyzer;
mod batch;
mod column;
mod command;
mod document;
mod errors;
mod explanation;
mod items;
mod job;
mod model;
mod offsets;
mod options;
mod pickle;
mod rows;
mod span;
mod stream;
mod string_cache;
mod table;
mod tables;
mod text;
mod token_table;
mod tokenizer;
mod user_entries;
mod views;

use pyo3::prelude::pymodule;

/// Who is conciliatory (+1) or infuriated (-1) toward whom in English news.
#[pymodule(gil_used = false)]
mod _detente {
    #[cfg(feature = "panic-injection")]
    use pyo3::prelude::PyAnyMethods as _;
    use pyo3::prelude::{Bound, PyModule, PyModuleMethods as _, PyResult};

    #[pymodule_export]
    use crate::actor::{Actor, actor};
    #[pymodule_export]
    use crate::analyzer::{Analyzer, model_version};
    #[pymodule_export]
    use crate::batch::Batch;
    #[pymodule_export]
    use crate::command::command;
    #[pymodule_export]
    use crate::document::Document;
    #[pymodule_export]
    use crate::errors::{InternalError, ModelError};
    #[pymodule_export]
    use crate::explanation::{Explanation, Part};
    #[pymodule_export]
    use crate::items::{Block, Directed, Dyad, Entity, Quote, Sentence, Token};
    #[pymodule_export]
    use crate::pickle::{restore_batch, restore_document, restore_item, restore_view};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::tokenizer::Tokenizer;
    #[pymodule_export]
    use crate::views::View;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::errors::install_quiet_hook();
        #[cfg(feature = "panic-injection")]
        module.setattr("_PANIC_TEXT", crate::analyzer::PANIC_TEXT)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
