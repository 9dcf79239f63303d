//! Lists that the user adds: a dict or a path.

use detente::{EntryError, Gazetteer, Lexicon};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyString};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::path::PathBuf;

/// What a list holds.
pub(crate) trait EntryList: Sized {
    /// What the argument is called.
    const NAME: &'static str;
    /// What its keys are called.
    const KEYS: &'static str;

    fn load(path: &str) -> Result<Self, EntryError>;
    fn from_json(text: &str) -> Result<Self, EntryError>;
}

impl EntryList for Gazetteer {
    const NAME: &'static str = "gazetteer";
    const KEYS: &'static str = "names in a gazetteer";

    fn load(path: &str) -> Result<Self, EntryError> {
        Self::load(path)
    }

    fn from_json(text: &str) -> Result<Self, EntryError> {
        Self::from_json(text)
    }
}

impl EntryList for Lexicon {
    const NAME: &'static str = "lexicon";
    const KEYS: &'static str = "words in a lexicon";

    fn load(path: &str) -> Result<Self, EntryError> {
        Self::load(path)
    }

    fn from_json(text: &str) -> Result<Self, EntryError> {
        Self::from_json(text)
    }
}

/// Where a list of the user's own comes from.
#[derive(Debug)]
pub(crate) struct UserEntries<L> {
    source: Source,
    list: PhantomData<fn() -> L>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Source {
    /// The absolute path of a file.
    File(String),
    /// A dict, as JSON.
    Json(String),
}

impl<L> Clone for UserEntries<L> {
    fn clone(&self) -> Self {
        Self { source: self.source.clone(), list: PhantomData }
    }
}

impl<L> PartialEq for UserEntries<L> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl<L> Eq for UserEntries<L> {}

impl<L> Hash for UserEntries<L> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

impl<L: EntryList> UserEntries<L> {
    /// The list as the caller gives it: a path or a dict.
    pub(crate) fn new(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        let source = if given.is_instance_of::<PyDict>() {
            Source::Json(to_json::<L>(given.cast::<PyDict>()?)?)
        } else if let Ok(path) = given.extract::<PathBuf>() {
            Source::File(given.py().import("os.path")?.call_method1("abspath", (path,))?.extract()?)
        } else {
            let (name, class) = (L::NAME, given.get_type().qualname()?);
            return Err(PyTypeError::new_err(format!("{name} must be a dict or a path, not {class}")));
        };
        Ok(Self { source, list: PhantomData })
    }

    /// The list, read and checked.
    pub(crate) fn read(&self) -> PyResult<L> {
        let read = match &self.source {
            Source::File(path) => {
                // A file that cannot be opened is an `OSError`.
                std::fs::File::open(path).map_err(|error| {
                    std::io::Error::new(error.kind(), format!("cannot read {path}: {error}"))
                })?;
                L::load(path)
            }
            Source::Json(json) => L::from_json(json),
        };
        read.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The path or the dict.
    pub(crate) fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.source {
            Source::File(path) => Ok(PyString::new(py, path).into_any()),
            Source::Json(json) => py.import("json")?.call_method1("loads", (json,)),
        }
    }

    /// As it is written in Python.
    pub(crate) fn repr(&self, py: Python<'_>) -> String {
        let shown = self.to_python(py).and_then(|given| given.repr()?.extract::<String>());
        shown.unwrap_or_else(|_| "...".to_owned())
    }
}

/// A dict as JSON.
fn to_json<L: EntryList>(given: &Bound<'_, PyDict>) -> PyResult<String> {
    let py = given.py();
    for key in given.keys() {
        if !key.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(format!("{} are str, not {}", L::KEYS, key.repr()?)));
        }
    }
    let keywords = PyDict::new(py);
    keywords.set_item("ensure_ascii", false)?;
    keywords.set_item("allow_nan", false)?;
    // Numbers of numpy are written as others.
    keywords.set_item("default", py.get_type::<PyFloat>())?;
    let json = py.import("json")?.call_method("dumps", (given,), Some(&keywords));
    let json = json.map_err(|error| {
        if error.is_instance_of::<PyValueError>(py) {
            PyValueError::new_err(format!("{}: {}", L::NAME, error.value(py)))
        } else {
            error
        }
    });
    json?.extract()
}
