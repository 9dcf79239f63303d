//! Spans as arrays of numpy.

use detente::Span;
use numpy::PyArray2;
use numpy::ndarray::{Array2, ArrayView2};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// Spans as an array of shape (number of spans, 2). The array takes over their memory: the spans are
/// turned into pairs where they are.
pub(crate) fn to_array(py: Python<'_>, spans: Vec<Span>) -> PyResult<Bound<'_, PyArray2<u32>>> {
    let pairs: Vec<[u32; 2]> = spans.into_iter().map(|span| [span.start, span.end]).collect();
    let shape = (pairs.len(), 2);
    let array = Array2::from_shape_vec(shape, pairs.into_flattened());
    let array = array.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(PyArray2::from_owned_array(py, array))
}

/// As [`to_array`], but a copy, which is quicker where the spans are few; with it the memory of the
/// spans, to be used again.
pub(crate) fn copied(py: Python<'_>, spans: Vec<Span>) -> PyResult<(Bound<'_, PyArray2<u32>>, Vec<Span>)> {
    let pairs: Vec<[u32; 2]> = spans.into_iter().map(|span| [span.start, span.end]).collect();
    let view = ArrayView2::from_shape((pairs.len(), 2), pairs.as_flattened());
    let view = view.map_err(|error| PyValueError::new_err(error.to_string()))?;
    let array = PyArray2::from_array(py, &view);
    Ok((array, pairs.into_iter().map(|[start, end]| Span::new(start, end)).collect()))
}
