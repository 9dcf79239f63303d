//! Many texts at once.

use crate::analyzer::inject_panic;
use crate::document::{Document, in_characters};
use crate::errors::{InternalError, guard, to_python};
use crate::model::Model;
use crate::rows::{self, Text};
use crate::table::Table;
use crate::tables::{self, TableName};
use detente::{Analysis, BatchControl, BatchOptions};
use pyo3::exceptions::{PyIndexError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PySlice, PyTuple};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(crate) use crate::rows::OnError;

/// How often a running batch looks for Ctrl-C and moves the progress bar.
const POLL: Duration = Duration::from_millis(50);
/// How long a stopped batch waits for its threads to finish the texts they are reading.
const PATIENCE: Duration = Duration::from_millis(100);

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

/// The number of threads that the caller asks for.
pub(crate) fn threads(object: &Bound<'_, PyAny>) -> PyResult<NonZeroUsize> {
    if !object.is_instance_of::<PyInt>() || object.is_instance_of::<PyBool>() {
        let name = object.get_type().name()?;
        return Err(PyTypeError::new_err(format!("threads must be int or None, not {name}")));
    }
    let threads = object.extract().ok().and_then(NonZeroUsize::new);
    threads.ok_or_else(|| PyValueError::new_err(format!("threads must be 1 or more, not {object}")))
}

/// Reads `texts` on several threads, while this one watches for Ctrl-C.
pub(crate) fn analyze(
    model: &Arc<Model>,
    texts: &Bound<'_, PyAny>,
    threads: Option<NonZeroUsize>,
    progress: bool,
    errors: OnError,
) -> PyResult<Batch> {
    let py = texts.py();
    let_go_of_abandoned();
    let texts = Arc::new(rows::read(texts, errors)?);
    let bar = if progress {
        Some(py.import("detente.progress")?.call_method1("bar", (texts.len(),))?)
    } else {
        None
    };
    let results = run(py, model, &texts, threads, bar.as_ref());
    if let Some(bar) = bar {
        bar.call_method0("close")?;
    }
    let outcomes = results?.into_iter().enumerate().map(|(row, result)| match result {
        Ok(outcome) => Ok(outcome),
        Err(error) if errors == OnError::Null => Ok(Err(error.to_string().into())),
        Err(error) => Err(PyValueError::new_err(format!("row {row}: {error}"))),
    });
    Ok(Batch::new(texts, outcomes.collect::<PyResult<_>>()?, model))
}

type Results = Vec<Result<Outcome, detente::Error>>;

fn run(
    py: Python<'_>,
    model: &Model,
    texts: &Arc<Vec<Text>>,
    threads: Option<NonZeroUsize>,
    bar: Option<&Bound<'_, PyAny>>,
) -> PyResult<Results> {
    let analyzer = model.analyzer()?.clone();
    let control = Arc::new(BatchControl::new());
    let (sender, mut receiver) = sync_channel(1);
    let (worker_texts, worker_control) = (Arc::clone(texts), Arc::clone(&control));
    let work = move || {
        let results = guard(|| {
            let options = BatchOptions { threads };
            let results =
                analyzer.analyze_batch_map(&worker_texts, options, &worker_control, |text, analysis| {
                    finish(text, analysis)
                });
            // The caller must hold the texts last: references to Python objects are best given back
            // by a thread of the interpreter. Elsewhere it takes a lock, and a fork in just that
            // moment would leave the child with a lock that nobody releases.
            drop(worker_texts);
            results.map_err(|error| to_python(&error))
        });
        // Nobody listens any more where the caller was interrupted.
        let _ = sender.send(results);
    };
    let spawned = std::thread::Builder::new().name("detente-batch".to_owned()).spawn(work);
    spawned.map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))?;
    loop {
        let received;
        (receiver, received) = wait(py, receiver, POLL);
        match received {
            Ok(results) => {
                show(bar, control.done())?;
                return results;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Err(error) = py.check_signals().and_then(|()| show(bar, control.done())) {
                    control.cancel();
                    let (_, received) = wait(py, receiver, PATIENCE);
                    if received.is_err() {
                        abandon(Arc::clone(texts));
                    }
                    return Err(error);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(InternalError::new_err("the thread of a batch ended without a result"));
            }
        }
    }
}

/// Texts of stopped batches that a worker was still reading.
static ABANDONED: Mutex<Vec<Arc<Vec<Text>>>> = Mutex::new(Vec::new());

/// Keeps `texts` until no worker reads them, and lets go of those that none reads any more.
fn abandon(texts: Arc<Vec<Text>>) {
    let mut abandoned = ABANDONED.lock().unwrap_or_else(PoisonError::into_inner);
    abandoned.retain(|texts| Arc::strong_count(texts) > 1);
    abandoned.push(texts);
}

/// Lets go of the texts of stopped batches that no worker reads any more.
fn let_go_of_abandoned() {
    if let Ok(mut abandoned) = ABANDONED.try_lock() {
        abandoned.retain(|texts| Arc::strong_count(texts) > 1);
    }
}

type Received = Result<PyResult<Results>, RecvTimeoutError>;

/// Waits for the results without the interpreter lock.
fn wait(
    py: Python<'_>,
    receiver: Receiver<PyResult<Results>>,
    timeout: Duration,
) -> (Receiver<PyResult<Results>>, Received) {
    py.detach(move || {
        let received = receiver.recv_timeout(timeout);
        (receiver, received)
    })
}

fn show(bar: Option<&Bound<'_, PyAny>>, done: usize) -> PyResult<()> {
    if let Some(bar) = bar {
        bar.call_method1(intern!(bar.py(), "update"), (done,))?;
    }
    Ok(())
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
    fn new(texts: Arc<Vec<Text>>, outcomes: Vec<Outcome>, model: &Arc<Model>) -> Self {
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
        Ok((restore, (documents, errors, self.model.path(), self.model.version()).into_pyobject(py)?))
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
