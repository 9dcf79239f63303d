//! Many texts one after another, in bounded memory.

use crate::batch::{self, Batch, Outcome};
use crate::document::Document;
use crate::job::{self, Bar, Job};
use crate::model::Model;
use crate::rows::{self, Holder, OnError, Text};
use pyo3::exceptions::{PyException, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString, PyTuple};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, TryLockError};

/// How many texts are read together where the caller does not say.
pub(crate) const BATCH_SIZE: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// A chunk ends, however few texts it has, where these reach so many bytes.
const CHUNK_BYTES: usize = 4 << 20;

/// How texts are read.
pub(crate) struct Reader {
    pub(crate) model: Arc<Model>,
    pub(crate) column: Option<String>,
    pub(crate) batch_size: NonZeroUsize,
    pub(crate) threads: Option<NonZeroUsize>,
    pub(crate) errors: OnError,
}

/// Gives the documents of texts, in input order, while it reads those that come next.
#[pyclass(module = "detente", frozen)]
pub(crate) struct AnalysisIterator {
    reader: Reader,
    state: Mutex<State>,
}

struct State {
    source: Source,
    /// A column that came after texts of the chunk before it.
    column: Option<Vec<Text>>,
    /// The chunk that is being read.
    begun: Option<Chunk<Job<Results>>>,
    /// The chunk that was read last, as far as it was not given yet.
    ready: Option<Chunk<Ready>>,
    /// What ends the iteration once all chunks before it were given.
    failure: Option<PyErr>,
    /// Number of rows taken from the source.
    n_taken: usize,
    /// Number of rows read.
    n_read: usize,
    bar: Option<Bar>,
}

type Results = Vec<Result<Outcome, detente::Error>>;

/// Where the texts come from.
enum Source {
    Objects(Py<PyIterator>),
    Column(std::vec::IntoIter<Text>),
    Ended,
}

/// One item of a source.
enum Item {
    /// A text, with its key where it came as a pair.
    Text(Option<Py<PyAny>>, Text),
    /// A column, whose texts make a batch.
    Column(Vec<Text>),
}

/// Texts that are read together, and what becomes of them.
struct Chunk<T> {
    form: Form,
    /// The row of the first of them.
    first: usize,
    texts: Arc<Vec<Text>>,
    work: T,
}

/// What comes out of a chunk.
enum Form {
    /// A document a text, as a pair where the text came with a key.
    Documents(std::vec::IntoIter<Option<Py<PyAny>>>),
    /// One batch.
    Batch,
}

/// The results of a chunk that were not given yet, by their index.
type Ready = std::iter::Enumerate<std::vec::IntoIter<Outcome>>;

impl AnalysisIterator {
    /// Begins to read `texts`; takes nothing from an iterator yet.
    pub(crate) fn new(reader: Reader, texts: &Bound<'_, PyAny>, progress: bool) -> PyResult<Self> {
        let py = texts.py();
        job::let_go_of_abandoned();
        // An iterator of tables is read table by table, even where it could hand out all as one.
        let source = if texts.hasattr(intern!(py, "__next__"))? {
            Source::Objects(rows::iterator(texts)?.unbind())
        } else {
            match Holder::of(texts, reader.column.as_deref(), "analyze")? {
                Holder::Column(column) => {
                    Source::Column(rows::read_column(&column, reader.errors)?.into_iter())
                }
                Holder::Iterable(texts) => Source::Objects(rows::iterator(&texts)?.unbind()),
            }
        };
        let total = match &source {
            Source::Column(texts) => Some(texts.len()),
            _ => texts.len().ok(),
        };
        let bar = if progress { Some(Bar::new(py, total)?) } else { None };
        let state = State {
            source,
            column: None,
            begun: None,
            ready: None,
            failure: None,
            n_taken: 0,
            n_read: 0,
            bar,
        };
        Ok(Self { reader, state: Mutex::new(state) })
    }
}

#[pymethods]
impl AnalysisIterator {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            // As of a generator: its source runs Python code, which may come back here.
            Err(TryLockError::WouldBlock) => return Err(PyValueError::new_err("iterator already executing")),
        };
        state.next(py, &self.reader)
    }
}

impl State {
    /// The next thing to give; `None` at the end.
    fn next<'py>(&mut self, py: Python<'py>, reader: &Reader) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            if let Some(chunk) = &mut self.ready {
                if let Some(given) = chunk.give(py, reader)? {
                    return Ok(Some(given));
                }
                self.ready = None;
            }
            // Whoever asks may be a loop in C that looks for no signals itself.
            py.check_signals()?;
            let begun = match self.begun.take() {
                Some(begun) => Some(begun),
                None => self.begin(py, reader)?,
            };
            let Some(begun) = begun else {
                if let Some(bar) = self.bar.take() {
                    bar.close(py)?;
                }
                return self.failure.take().map_or(Ok(None), Err);
            };
            // A chunk of one text is given as soon as it is read, whenever the next one may come.
            if reader.batch_size.get() > 1 {
                self.begun = self.begin(py, reader)?;
            }
            self.ready = self.finish(py, reader, begun)?;
        }
    }

    /// Starts to read the next chunk of the source, if there is one.
    fn begin(&mut self, py: Python<'_>, reader: &Reader) -> PyResult<Option<Chunk<Job<Results>>>> {
        let first = self.n_taken;
        let Some((form, texts)) = self.take_chunk(py, reader)? else { return Ok(None) };
        let texts = Arc::new(texts);
        let work = reader.start(&texts)?;
        Ok(Some(Chunk { form, first, texts, work }))
    }

    /// Waits until a chunk is read. An error ends the iteration, after the rows before it.
    fn finish(
        &mut self,
        py: Python<'_>,
        reader: &Reader,
        chunk: Chunk<Job<Results>>,
    ) -> PyResult<Option<Chunk<Ready>>> {
        let Chunk { form, first, texts, work } = chunk;
        let job = if work.is_of_this_process() { work } else { reader.start(&texts)? };
        let results = job.finish(py, |done| Bar::show(self.bar.as_ref(), py, self.n_read + done));
        let results = results.inspect_err(|_| self.end())?;
        self.n_read += results.len();
        let whole = matches!(form, Form::Batch);
        let first = if whole { 0 } else { first };
        let mut outcomes = Vec::with_capacity(results.len());
        for (index, result) in results.into_iter().enumerate() {
            match reader.errors.outcome(first + index, result) {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => {
                    self.end();
                    self.failure = Some(error);
                    if whole {
                        return Ok(None);
                    }
                    break;
                }
            }
        }
        Ok(Some(Chunk { form, first, texts, work: outcomes.into_iter().enumerate() }))
    }

    /// Takes nothing more from the source, and forgets what was begun.
    fn end(&mut self) {
        (self.source, self.column, self.begun, self.failure) = (Source::Ended, None, None, None);
    }

    /// The next texts of the source that come out in one form; `None` at its end. An error of the
    /// source, or of a row, is kept until the rows before it were given; what is no error, such as
    /// Ctrl-C, is not.
    fn take_chunk(&mut self, py: Python<'_>, reader: &Reader) -> PyResult<Option<(Form, Vec<Text>)>> {
        let (mut keys, mut texts, mut n_bytes) = (Vec::new(), Vec::new(), 0);
        while self.column.is_none() && texts.len() < reader.batch_size.get() && n_bytes < CHUNK_BYTES {
            match self.source.next(py, reader, self.n_taken) {
                Ok(Some(Item::Text(key, text))) => {
                    n_bytes += text.as_ref().len();
                    keys.push(key);
                    texts.push(text);
                }
                Ok(Some(Item::Column(column))) => self.column = Some(column),
                Ok(None) => break,
                Err(error) if error.is_instance_of::<PyException>(py) => {
                    (self.source, self.failure) = (Source::Ended, Some(error));
                    break;
                }
                Err(error) => {
                    self.end();
                    return Err(error);
                }
            }
            self.n_taken += 1;
        }
        if texts.is_empty() {
            return Ok(self.column.take().map(|column| (Form::Batch, column)));
        }
        Ok(Some((Form::Documents(keys.into_iter()), texts)))
    }
}

impl Source {
    /// The next item, which is the `row`-th of all; `None` at the end.
    fn next(&mut self, py: Python<'_>, reader: &Reader, row: usize) -> PyResult<Option<Item>> {
        let object = match self {
            Self::Objects(iterator) => iterator.bind(py).clone().next().transpose()?,
            Self::Column(texts) => return Ok(texts.next().map(|text| Item::Text(None, text))),
            Self::Ended => return Ok(None),
        };
        let Some(object) = object else {
            *self = Self::Ended;
            return Ok(None);
        };
        if object.is_instance_of::<PyString>() {
            return Ok(Some(Item::Text(None, rows::of_object(row, &object, reader.errors)?)));
        }
        if let Ok(pair) = object.cast_exact::<PyTuple>() {
            let (key, text) = pair.extract::<(Py<PyAny>, Bound<'_, PyAny>)>().map_err(|_| {
                PyTypeError::new_err(format!("row {row}: a tuple must be a pair of a key and a text"))
            })?;
            return Ok(Some(Item::Text(Some(key), rows::of_object(row, &text, reader.errors)?)));
        }
        if rows::hands_out_arrow(&object)? {
            let column = rows::read(&object, reader.column.as_deref(), reader.errors, "analyze");
            return column.map(|column| Some(Item::Column(column))).inspect_err(|error| {
                // Without the note it would be unclear which table the row is in; it is no more than that.
                let _ = error
                    .value(py)
                    .call_method1(intern!(py, "add_note"), (format!("in item {row} of texts"),));
            });
        }
        Ok(Some(Item::Text(None, rows::of_object(row, &object, reader.errors)?)))
    }
}

impl Reader {
    fn start(&self, texts: &Arc<Vec<Text>>) -> PyResult<Job<Results>> {
        let (analyzer, threads) = (self.model.analyzer()?.clone(), self.threads);
        Job::start(texts, move |texts, control| batch::read(&analyzer, texts, threads, control))
    }
}

impl Chunk<Ready> {
    /// The next thing to give; `None` once all was given.
    fn give<'py>(&mut self, py: Python<'py>, reader: &Reader) -> PyResult<Option<Bound<'py, PyAny>>> {
        let model = &reader.model;
        let Form::Documents(keys) = &mut self.form else {
            // Whatever comes after the batch, there are no documents.
            self.form = Form::Documents(Vec::new().into_iter());
            let outcomes = std::mem::take(&mut self.work).map(|(_, outcome)| outcome);
            let batch = Batch::new(Arc::clone(&self.texts), outcomes.collect(), model);
            return Ok(Some(Bound::new(py, batch)?.into_any()));
        };
        let Some((index, outcome)) = self.work.next() else { return Ok(None) };
        let text = self.texts.get(index).map(|text| text.python(py));
        let document = text.zip(outcome.ok());
        let document = document.map(|(text, analysis)| Document::new(text, analysis, Arc::clone(model)));
        match keys.next().flatten() {
            Some(key) => Ok(Some((key, document).into_pyobject(py)?.into_any())),
            None => document.into_pyobject(py).map(Some),
        }
    }
}
