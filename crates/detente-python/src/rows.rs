//! The texts of a batch, whatever holds them.

use crate::column::Column;
use crate::text::{self, LoneSurrogate};
use arrow_array::cast::AsArray as _;
use arrow_array::{Array, ArrayRef, StringArray};
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyFloat, PyIterator, PyString};
use pyo3_arrow::PyChunkedArray;
use pyo3_arrow::input::AnyArray;
use std::sync::Arc;

/// What to do with a row that is null, or is no Unicode text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// Give up the batch and name the row.
    Raise,
    /// Read U+FFFD for a lone surrogate, and an empty text for a null.
    Replace,
    /// Leave the row null in the result.
    Null,
}

impl OnError {
    /// The choice called `name`.
    pub(crate) fn named(name: &str) -> PyResult<Self> {
        match name {
            "raise" => Ok(Self::Raise),
            "replace" => Ok(Self::Replace),
            "null" => Ok(Self::Null),
            _ => Err(PyValueError::new_err(format!(
                "errors must be \"raise\", \"replace\" or \"null\", not {name:?}"
            ))),
        }
    }

    /// What a row that was read becomes: its error, such as a text too long, where this choice keeps
    /// errors; else a Python exception that names the row.
    pub(crate) fn outcome<T>(
        self,
        row: usize,
        result: Result<Result<T, Box<str>>, detente::Error>,
    ) -> PyResult<Result<T, Box<str>>> {
        match result {
            Ok(outcome) => Ok(outcome),
            Err(error) if self == Self::Null => Ok(Err(error.to_string().into())),
            Err(error) => Err(PyValueError::new_err(format!("row {row}: {error}"))),
        }
    }
}

/// The text of one row.
pub(crate) enum Text {
    /// A Python string, read where the interpreter holds it.
    Python(PyBackedStr),
    /// A Python string with lone surrogates, and what is read in its place.
    Replaced(Py<PyString>, String),
    /// A value of an Arrow column.
    Column(Arc<Column>, usize),
    /// No text, and why.
    Missing(Box<str>),
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        match self {
            Self::Python(text) => text,
            Self::Replaced(_, text) => text,
            Self::Column(column, index) => column.value(*index),
            Self::Missing(_) => "",
        }
    }
}

impl Text {
    /// The text as a Python string: the caller's own where there was one.
    pub(crate) fn python(&self, py: Python<'_>) -> Py<PyString> {
        match self {
            Self::Python(text) => text.as_py_str().clone_ref(py),
            Self::Replaced(text, _) => text.clone_ref(py),
            Self::Column(..) | Self::Missing(_) => PyString::new(py, self.as_ref()).unbind(),
        }
    }

    /// A text held by Python, with lone surrogates replaced where it has any.
    pub(crate) fn replaced(text: &Bound<'_, PyString>) -> PyResult<Self> {
        match text::utf8(text)? {
            Ok(utf8) => Ok(Self::Python(utf8)),
            Err(_) => Ok(Self::Replaced(text.clone().unbind(), text::with_surrogates_replaced(text)?)),
        }
    }
}

/// Reads the rows of `texts`, or of its column called `column`: anything that hands out an Arrow
/// column of strings, or any iterable of `str`. `single` is the method for one text.
pub(crate) fn read(
    texts: &Bound<'_, PyAny>,
    column: Option<&str>,
    errors: OnError,
    single: &str,
) -> PyResult<Vec<Text>> {
    match Holder::of(texts, column, single)? {
        Holder::Column(column) => read_column(&column, errors),
        Holder::Iterable(texts) => read_iterable(&texts, errors),
    }
}

/// What holds texts.
pub(crate) enum Holder<'py> {
    /// An Arrow column.
    Column(PyChunkedArray),
    /// Python objects, one a row.
    Iterable(Bound<'py, PyAny>),
}

impl<'py> Holder<'py> {
    /// What `texts`, or its column called `column`, is.
    pub(crate) fn of(texts: &Bound<'py, PyAny>, column: Option<&str>, single: &str) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(format!(
                "texts is one str; give a list of texts, or call {single}"
            )));
        }
        if text::is_bytes(texts) {
            return Err(PyTypeError::new_err(format!(
                "texts is {}; give a list of decoded texts",
                texts.get_type().name()?
            )));
        }
        if texts.hasattr(intern!(texts.py(), "collect"))? && texts.get_type().name()? == "LazyFrame" {
            return Err(PyTypeError::new_err(format!(
                "texts is a {}, which holds no rows yet; give what its collect() returns, or use \
                 detente.integrations.polars",
                texts.get_type().name()?
            )));
        }
        if column.is_none() && texts.is_instance_of::<PyDict>() {
            return Err(PyTypeError::new_err("texts is a dict; give its values, or a list of texts"));
        }
        // The column by itself is less to hand out than the whole table, where that can be had.
        let projected = column.and_then(|column| texts.get_item(column).ok());
        let (texts, column) = projected.map_or_else(|| (texts.clone(), column), |column| (column, None));
        Ok(match arrow_column(&texts, column)? {
            Some(column) => Self::Column(column),
            None => Self::Iterable(texts),
        })
    }
}

/// The rows of an Arrow column.
pub(crate) fn read_column(column: &PyChunkedArray, errors: OnError) -> PyResult<Vec<Text>> {
    let length = column.chunks().iter().map(Array::len);
    let mut rows = Vec::with_capacity(length.sum());
    for chunk in column.chunks() {
        read_chunk(chunk, errors, &mut rows)?;
    }
    Ok(rows)
}

/// Whether `object` hands out Arrow data.
pub(crate) fn hands_out_arrow(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = object.py();
    Ok(object.hasattr(intern!(py, "__arrow_c_stream__"))?
        || object.hasattr(intern!(py, "__arrow_c_array__"))?)
}

/// The Arrow column that `texts` hands out, if it does; of a table the one called `column`.
fn arrow_column(texts: &Bound<'_, PyAny>, column: Option<&str>) -> PyResult<Option<PyChunkedArray>> {
    if !hands_out_arrow(texts)? || holds_objects(texts)? {
        return match column {
            None => Ok(None),
            Some(column) => Err(PyTypeError::new_err(format!(
                "texts is no table with a column {column:?}, but {}",
                texts.get_type().name()?
            ))),
        };
    }
    let array = match texts.extract::<AnyArray>() {
        Ok(array) => array,
        // Iterating over a table gives the names of its columns, not texts.
        Err(error) if column.is_some() || texts.hasattr(intern!(texts.py(), "columns"))? => {
            return Err(PyTypeError::new_err(format!(
                "texts is a table that cannot be handed out as Arrow ({error}); give one of its columns"
            )));
        }
        // A column of mixed objects may refuse; its rows are then read one by one, and named.
        Err(_) => return Ok(None),
    };
    if *array.field()?.data_type() == DataType::Null {
        // Libraries disagree on how to hand out a column of nulls alone; its rows tell the same.
        return Ok(None);
    }
    let array = array.into_chunked_array()?;
    let DataType::Struct(fields) = array.field().data_type() else {
        return match column {
            None => Ok(Some(array)),
            Some(column) => {
                Err(PyTypeError::new_err(format!("texts is a column by itself; it has no column {column:?}")))
            }
        };
    };
    let wanted = match (column, &fields[..]) {
        (Some(column), _) => fields.iter().position(|field| field.name() == column),
        (None, fields) => (fields.len() == 1).then_some(0),
    };
    let Some(index) = wanted else {
        let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        let names = names.join(", ");
        return Err(PyTypeError::new_err(match column {
            Some(column) => format!("texts is a table without a column {column:?}; its columns are {names}"),
            None => format!(
                "texts is a table with the columns {names}; give one of them, or name it: column=\"...\""
            ),
        }));
    };
    let chunks = array.chunks().iter().map(|chunk| Arc::clone(chunk.as_struct().column(index)));
    Ok(Some(PyChunkedArray::try_new(chunks.collect(), Arc::clone(&fields[index]))?))
}

/// Whether `texts` is a column of Python objects, as of pandas, whose conversion to Arrow would
/// hide which row is to blame.
fn holds_objects(texts: &Bound<'_, PyAny>) -> PyResult<bool> {
    let Some(dtype) = texts.getattr_opt(intern!(texts.py(), "dtype"))? else { return Ok(false) };
    Ok(dtype.str()?.to_string_lossy() == "object")
}

fn read_chunk(chunk: &ArrayRef, errors: OnError, rows: &mut Vec<Text>) -> PyResult<()> {
    let first = rows.len();
    let dictionary = chunk.as_any_dictionary_opt();
    let values = dictionary.map_or(chunk, |dictionary| dictionary.values());
    let Some(column) = Column::new(values) else {
        return Err(PyTypeError::new_err(format!(
            "texts is an Arrow column of type {}; it must hold strings: utf8, large_utf8, utf8_view, or a \
             dictionary of one of them",
            chunk.data_type()
        )));
    };
    // Strings of another library are checked before they are believed to be UTF-8.
    let invalid = |error| PyValueError::new_err(format!("texts is no sound Arrow column: {error}"));
    column.check().map_err(invalid)?;
    if dictionary.is_some() {
        chunk.to_data().validate_data().map_err(|error| invalid(error.to_string()))?;
    }
    let column = Arc::new(column);
    // A dictionary without values has keys that are all null, and nothing to which they could be brought.
    let keys = dictionary.map(|dictionary| {
        let indices = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        (dictionary.keys(), indices)
    });
    for number in 0..chunk.len() {
        let index = match &keys {
            Some((keys, _)) if keys.is_null(number) => None,
            Some((_, indices)) => indices.get(number).copied(),
            None => Some(number),
        };
        rows.push(match index.filter(|&index| !column.is_null(index)) {
            Some(index) => Text::Column(Arc::clone(&column), index),
            None => null(first + number, errors)?,
        });
    }
    Ok(())
}

fn read_iterable(texts: &Bound<'_, PyAny>, errors: OnError) -> PyResult<Vec<Text>> {
    let mut rows = Vec::with_capacity(texts.len().unwrap_or(0));
    for (row, object) in iterator(texts)?.enumerate() {
        rows.push(of_object(row, &object?, errors)?);
    }
    Ok(rows)
}

/// Goes through `texts`; a `TypeError` where that cannot be done.
pub(crate) fn iterator<'py>(texts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyIterator>> {
    let Ok(iterator) = texts.try_iter() else {
        let name = texts.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "texts must be a list or column of str, or any iterable of str, not {name}"
        )));
    };
    Ok(iterator)
}

/// The text of row `row`, which is `object`.
pub(crate) fn of_object(row: usize, object: &Bound<'_, PyAny>, errors: OnError) -> PyResult<Text> {
    if !object.is_instance_of::<PyString>() && is_null(object)? {
        return null(row, errors);
    }
    let text = text::string(object, &format!("row {row}: a text"))?;
    match (text::utf8(&text)?, errors) {
        (Ok(utf8), _) => Ok(Text::Python(utf8)),
        (Err(_), OnError::Replace) => Text::replaced(&text),
        (Err(surrogate), OnError::Null) => Ok(Text::Missing(surrogate.to_string().into())),
        (Err(surrogate), OnError::Raise) => Err(surrogate_error(row, surrogate)),
    }
}

/// Whether `object` stands for no value: None, a float that is not a number, pandas' `NA` and `NaT`,
/// pyarrow's null.
fn is_null(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if object.is_none() {
        return Ok(true);
    }
    if let Ok(number) = object.cast::<PyFloat>() {
        return Ok(number.extract::<f64>()?.is_nan());
    }
    let name = object.get_type().name()?;
    Ok(name == "NAType" || name == "NaTType" || name == "NullScalar")
}

fn null(row: usize, errors: OnError) -> PyResult<Text> {
    match errors {
        OnError::Raise => Err(PyValueError::new_err(format!(
            "row {row} is null; errors=\"null\" keeps it null, errors=\"replace\" reads an empty text"
        ))),
        OnError::Replace => Ok(Text::Column(Arc::new(Column::Utf8(StringArray::from(vec![""]))), 0)),
        OnError::Null => Ok(Text::Missing("null".into())),
    }
}

fn surrogate_error(row: usize, surrogate: LoneSurrogate) -> PyErr {
    PyValueError::new_err(format!(
        "row {row} has a {surrogate}; errors=\"replace\" reads U+FFFD in its place, errors=\"null\" makes the \
         row null"
    ))
}
