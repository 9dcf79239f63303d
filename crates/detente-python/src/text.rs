//! Python strings as UTF-8.

use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyByteArray, PyBytes, PyString};
use simdutf8::basic::from_utf8;
use std::fmt;

/// Why a string is not Unicode text: a surrogate without its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LoneSurrogate {
    /// The index of its character.
    pub(crate) position: usize,
}

impl fmt::Display for LoneSurrogate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lone surrogate at character {}", self.position)
    }
}

/// The string's own UTF-8, without a copy where the interpreter holds it as UTF-8 already (ASCII).
pub(crate) fn utf8(text: &Bound<'_, PyString>) -> PyResult<Result<PyBackedStr, LoneSurrogate>> {
    match PyBackedStr::try_from(text.clone()) {
        Ok(text) => Ok(Ok(text)),
        Err(error) => lone_surrogate(text.py(), error).map(Err),
    }
}

/// Where the lone surrogate stands that `error` is about; `error` itself where it is about another
/// matter.
fn lone_surrogate(py: Python<'_>, error: PyErr) -> PyResult<LoneSurrogate> {
    if !error.is_instance_of::<PyUnicodeEncodeError>(py) {
        return Err(error);
    }
    let position = error.value(py).getattr("start")?.extract()?;
    Ok(LoneSurrogate { position })
}

/// The string with every lone surrogate replaced by U+FFFD: one character for one, so that
/// character offsets hold for both.
pub(crate) fn with_surrogates_replaced(text: &Bound<'_, PyString>) -> PyResult<String> {
    let encoded = text.call_method1("encode", ("utf-8", "surrogatepass"))?.cast_into::<PyBytes>()?;
    let mut bytes = encoded.as_bytes().to_vec();
    // A surrogate is encoded in three bytes, ED A0..=BF xx, and so is U+FFFD, EF BF BD. No other
    // character's encoding begins with ED and goes on with A0 or more.
    for at in 0..bytes.len().saturating_sub(2) {
        if bytes[at] == 0xED && bytes[at + 1] >= 0xA0 {
            bytes[at..at + 3].copy_from_slice(&[0xEF, 0xBF, 0xBD]);
        }
    }
    String::from_utf8(bytes).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// `object` as an exact `str`, so that slicing it is the interpreter's own; a `TypeError` that
/// begins with `what` where it is none.
pub(crate) fn string<'py>(object: &Bound<'py, PyAny>, what: &str) -> PyResult<Bound<'py, PyString>> {
    let Ok(text) = object.cast::<PyString>() else {
        let name = object.get_type().name()?;
        return Err(PyTypeError::new_err(format!("{what} must be str, not {name}")));
    };
    if text.is_exact_instance_of::<PyString>() {
        return Ok(text.clone());
    }
    let plain = object.py().get_type::<PyString>().call_method1("__str__", (text,))?;
    Ok(plain.cast_into::<PyString>()?)
}

/// The one text of a call as an exact `str`; what is many texts is told of `batch`, the method for those.
fn one_string<'py>(object: &Bound<'py, PyAny>, batch: &str) -> PyResult<Bound<'py, PyString>> {
    string(object, "text").map_err(|error| {
        if is_bytes(object) {
            PyTypeError::new_err(format!("{}; decode it first", error.value(object.py())))
        } else if object.len().is_ok() {
            PyTypeError::new_err(format!("{}; {batch} reads many texts", error.value(object.py())))
        } else {
            error
        }
    })
}

/// Whether `object` is bytes, which become text only by decoding.
pub(crate) fn is_bytes(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBytes>() || object.is_instance_of::<PyByteArray>()
}

/// The one text of a call, which must be whole Unicode. `batch` is the method for many texts.
pub(crate) fn single(object: &Bound<'_, PyAny>, batch: &str) -> PyResult<(Py<PyString>, PyBackedStr)> {
    let text = one_string(object, batch)?;
    match utf8(&text)? {
        Ok(utf8) => Ok((text.unbind(), utf8)),
        Err(surrogate) => Err(not_whole(surrogate, batch)),
    }
}

fn not_whole(surrogate: LoneSurrogate, batch: &str) -> PyErr {
    PyValueError::new_err(format!(
        "the text has a {surrogate}; {batch} reads such texts with errors=\"replace\""
    ))
}

/// Strings of up to this many characters are encoded without asking whether they are ASCII: to copy that
/// few bytes costs no more than the question.
const ENCODED_UP_TO: usize = 1 << 13;

/// A text as UTF-8 for one call alone. A string that asks the interpreter for its UTF-8 keeps that for
/// as long as it lives; this is gone after the call, which is quicker too.
pub(crate) enum Brief<'py> {
    /// Long ASCII, which the interpreter holds as UTF-8.
    Held(Bound<'py, PyString>),
    /// The UTF-8 of any other string.
    Encoded(Bound<'py, PyBytes>),
}

impl<'py> Brief<'py> {
    /// The one text of a call, which must be whole Unicode. `batch` is the method for many texts.
    pub(crate) fn single(object: &Bound<'py, PyAny>, batch: &str) -> PyResult<Self> {
        let py = object.py();
        let text = one_string(object, batch)?;
        if text.len()? > ENCODED_UP_TO && text.call_method0(intern!(py, "isascii"))?.is_truthy()? {
            return Ok(Self::Held(text));
        }
        match text.encode_utf8() {
            Ok(encoded) => Ok(Self::Encoded(encoded)),
            Err(error) => Err(not_whole(lone_surrogate(py, error)?, batch)),
        }
    }

    /// The text. Cost: a check of what was encoded; call it once.
    pub(crate) fn to_str(&self) -> PyResult<&str> {
        match self {
            Self::Held(text) => text.to_str(),
            Self::Encoded(encoded) => {
                from_utf8(encoded.as_bytes()).map_err(|error| PyValueError::new_err(error.to_string()))
            }
        }
    }
}
