//! The caller's own spans.

use detente::{CharOffsets, Span};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

/// `object`, a pair (`start_char`, `end_char`) or an item that has both, as bytes of `text`. An empty
/// span is none of this function's business: nobody stands there, and the tone is neutral.
pub(crate) fn to_bytes(object: &Bound<'_, PyAny>, name: &str, text: &str) -> PyResult<Span> {
    let (start, end) = positions(object, name)?;
    let offsets = CharOffsets::new(text);
    let length = offsets.n_chars();
    let inside = |at: i64| u32::try_from(at).ok().filter(|&at| at <= length);
    let (Some(first), Some(last)) = (inside(start), inside(end)) else {
        return Err(PyValueError::new_err(format!(
            "{name} ({start}, {end}) lies outside the text of {length} characters"
        )));
    };
    if first > last {
        return Err(PyValueError::new_err(format!("{name} ({start}, {end}) ends before it starts")));
    }
    Ok(offsets.to_bytes(Span::new(first, last)))
}

fn positions(object: &Bound<'_, PyAny>, name: &str) -> PyResult<(i64, i64)> {
    if let Ok(pair) = object.extract::<(i64, i64)>() {
        return Ok(pair);
    }
    let attribute = |name| object.getattr(name).and_then(|value| value.extract::<i64>());
    if let (Ok(start), Ok(end)) = (attribute("start_char"), attribute("end_char")) {
        return Ok((start, end));
    }
    let repr = object.repr()?;
    Err(PyTypeError::new_err(format!("{name} must be a pair (start_char, end_char) of integers, not {repr}")))
}
