//! Many texts at once.

use crate::analyzer::inject_panic;
use crate::document::{Document, in_characters};
use crate::errors::guard;
use crate::job;
use crate::model::Model;
use crate::rows::{self, OnError, Text};
use crate::table::Table;
use crate::tables::{self, TableName};
use detente::{Analysis, Analyzer, BatchControl, BatchOptions, Scratch};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PySlice, PyTuple};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What became of one row: its analysis with spans in characters, or why there is none.
pub(crate) type Outcome = Result<Arc<Analysis>, Box<str>>;

/// The documents of many texts, in input order.
#[pyclass(module = "detente", frozen, sequence)]
pub(crate) struct Batch {
    texts: Arc<Vec<Text>>,
    outcomes: Arc<Vec<Outcome>>,
    model: Arc<Model>,
    tables: [PyOnceLock<Py<Table>>; TableName::ALL.len()],
}

/// Reads `texts` on several threads, while this one watches for Ctrl-C.
pub(crate) fn analyze(
    model: &Arc<Model>,
    texts: &Bound<'_, PyAny>,
    column: Option<&str>,
    threads: Option<NonZeroUsize>,
    progress: bool,
    errors: OnError,
) -> PyResult<Batch> {
    let py = texts.py();
    job::let_go_of_abandoned();
    let texts = Arc::new(rows::read(texts, column, errors, "analyze")?);
    let analyzer = model.analyzer()?.clone();
    let work = move |texts: &[Text], control: &BatchControl| read(&analyzer, texts, threads, control);
    let results = job::run(py, &texts, progress, work)?;
    let outcomes = results.into_iter().enumerate().map(|(row, result)| errors.outcome(row, result));
    Ok(Batch::new(texts, outcomes.collect::<PyResult<_>>()?, model))
}

/// The tone of each of `texts`, not a number where a row has none, while this thread watches for Ctrl-C.
pub(crate) fn score(
    model: &Arc<Model>,
    texts: &Bound<'_, PyAny>,
    column: Option<&str>,
    threads: Option<NonZeroUsize>,
    progress: bool,
    errors: OnError,
) -> PyResult<Vec<f64>> {
    job::let_go_of_abandoned();
    let py = texts.py();
    let texts = Arc::new(rows::read(texts, column, errors, "score")?);
    let analyzer = model.analyzer()?.clone();
    let work = move |texts: &[Text], control: &BatchControl| {
        control.read(texts, BatchOptions { threads }, |scratch: &mut Scratch, text| {
            inject_panic(text.as_ref());
            match text {
                Text::Missing(reason) => Ok(Err(reason.clone())),
                _ => Ok(Ok(analyzer.score_with(scratch, text.as_ref())?.score())),
            }
        })
    };
    let results = job::run(py, &texts, progress, work)?;
    let scores = results.into_iter().enumerate().map(|(row, result)| errors.outcome(row, result));
    scores.map(|score| Ok(score?.unwrap_or(f64::NAN))).collect()
}

/// Reads `texts`: what becomes of each row, in their order.
pub(crate) fn read(
    analyzer: &Analyzer,
    texts: &[Text],
    threads: Option<NonZeroUsize>,
    control: &BatchControl,
) -> Result<Vec<Result<Outcome, detente::Error>>, detente::Error> {
    analyzer.analyze_batch_map(texts, BatchOptions { threads }, control, finish)
}

fn finish(text: &Text, analysis: Result<Analysis, detente::Error>) -> Result<Outcome, detente::Error> {
    inject_panic(text.as_ref());
    match text {
        Text::Missing(reason) => Ok(Err(reason.clone())),
        _ => Ok(Ok(Arc::new(in_characters(text.as_ref(), analysis?)))),
    }
}

/// The batch that was pickled: its documents, and for each row without one the reason.
pub(crate) fn restore(
    py: Python<'_>,
    documents: &[Option<Py<Document>>],
    errors: Vec<Option<String>>,
    model: &Arc<Model>,
) -> PyResult<Batch> {
    let mut errors = errors.into_iter();
    let mut reason = || errors.next().flatten().unwrap_or_default().into_boxed_str();
    let rows = documents.iter().map(|document| {
        let reason = reason();
        match document {
            Some(document) => {
                let document = document.get();
                let text = Text::replaced(document.python_text(py))?;
                Ok((text, Ok(Arc::clone(document.shared_analysis()))))
            }
            None => Ok((Text::Missing(reason.clone()), Err(reason))),
        }
    });
    let (texts, outcomes) = rows.collect::<PyResult<Vec<_>>>()?.into_iter().unzip();
    Ok(Batch::new(Arc::new(texts), outcomes, model))
}

impl Batch {
    /// The batch of `texts` and what became of each.
    pub(crate) fn new(texts: Arc<Vec<Text>>, outcomes: Vec<Outcome>, model: &Arc<Model>) -> Self {
        let tables = [const { PyOnceLock::new() }; TableName::ALL.len()];
        Self { texts, outcomes: Arc::new(outcomes), model: Arc::clone(model), tables }
    }

    /// The document of row `row`; `None` where the row is null.
    fn document(&self, py: Python<'_>, row: usize) -> Option<Document> {
        let (text, outcome) = (self.texts.get(row)?, self.outcomes.get(row)?);
        let analysis = outcome.as_ref().ok()?;
        Some(Document::new(text.python(py), Arc::clone(analysis), Arc::clone(&self.model)))
    }

    fn table(&self, py: Python<'_>, name: TableName) -> PyResult<Py<Table>> {
        let build = || {
            let records = guard(|| {
                let built = py.detach(|| tables::build(name, &self.texts, &self.outcomes));
                built.map_err(|error| PyValueError::new_err(error.to_string()))
            })?;
            Py::new(py, Table::new(records))
        };
        Ok(self.tables[name as usize].get_or_try_init(py, build)?.clone_ref(py))
    }

    fn frames<'py>(&self, py: Python<'py>, method: &str) -> PyResult<Bound<'py, PyDict>> {
        let frames = PyDict::new(py);
        for name in TableName::ALL {
            frames.set_item(name.as_str(), self.table(py, name)?.call_method0(py, method)?)?;
        }
        Ok(frames)
    }
}

#[pymethods]
impl Batch {
    /// One row a text.
    #[getter]
    fn documents(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Documents)
    }

    /// One row a sentence.
    #[getter]
    fn sentences(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Sentences)
    }

    /// One row an entity.
    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Entities)
    }

    /// One row a directed tone.
    #[getter]
    fn directed(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Directed)
    }

    /// One row an ordered pair of actors in a document.
    #[getter]
    fn dyads(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Dyads)
    }

    /// One row a token.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, TableName::Tokens)
    }

    /// All tables as pandas frames.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.frames(py, "to_pandas")
    }

    /// All tables as polars frames.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.frames(py, "to_polars")
    }

    fn __len__(&self) -> usize {
        self.outcomes.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let length = self.__len__();
        if let Ok(slice) = index.cast::<PySlice>() {
            let rows = py.import("builtins")?.call_method1("range", (length,))?.get_item(slice)?;
            let rows = rows.try_iter()?.map(|row| Ok(self.document(py, row?.extract()?)));
            return Ok(PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?)?.into_any());
        }
        let number: isize = index.extract()?;
        let from_start = if number < 0 { number.checked_add_unsigned(length) } else { Some(number) };
        match from_start.and_then(|row| usize::try_from(row).ok()).filter(|&row| row < length) {
            Some(row) => self.document(py, row).into_pyobject(py),
            None => Err(PyIndexError::new_err(format!("row {number} of a batch of {length}"))),
        }
    }

    fn __iter__(this: Py<Self>) -> BatchIterator {
        BatchIterator { batch: this, next: AtomicUsize::new(0) }
    }

    fn _repr_html_<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.display")?.call_method1("batch_html", (this,))
    }

    fn __repr__(&self) -> String {
        let n_null = self.outcomes.iter().filter(|outcome| outcome.is_err()).count();
        let null = if n_null == 0 { String::new() } else { format!(", null={n_null}") };
        format!("Batch(documents={}{null})", self.outcomes.len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = py.import(intern!(py, "detente._detente"))?.getattr(intern!(py, "_restore_batch"))?;
        let documents: Vec<_> = (0..self.__len__()).map(|row| self.document(py, row)).collect();
        let errors: Vec<_> =
            self.outcomes.iter().map(|outcome| outcome.as_ref().err().map(|e| &**e)).collect();
        let options = self.model.options().keywords(py)?;
        let arguments = (documents, errors, self.model.version(), options);
        Ok((restore, arguments.into_pyobject(py)?))
    }
}

/// Goes through the documents of a batch.
#[pyclass(module = "detente", frozen)]
pub(crate) struct BatchIterator {
    batch: Py<Batch>,
    next: AtomicUsize,
}

#[pymethods]
impl BatchIterator {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let batch = self.batch.get();
        let advance = |next: usize| (next < batch.__len__()).then_some(next + 1);
        match self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, advance) {
            Ok(row) => batch.document(py, row).into_pyobject(py).map(Some),
            Err(_) => Ok(None),
        }
    }

    fn __length_hint__(&self) -> usize {
        self.batch.get().__len__().saturating_sub(self.next.load(Ordering::Relaxed))
    }
}
