//! Lists of items, made one by one as they are asked for.

use crate::document::Document;
use crate::items::List;
use pyo3::exceptions::PyIndexError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PySlice, PyTuple};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Items that stand next to each other in a document: a read-only sequence.
#[pyclass(module = "detente", frozen, sequence)]
pub(crate) struct View {
    document: Py<Document>,
    list: List,
    start: usize,
    end: usize,
}

impl View {
    /// All items of one list.
    pub(crate) fn whole(document: Py<Document>, list: List) -> Self {
        let end = list.count(document.get().analysis());
        Self { document, list, start: 0, end }
    }

    /// The items `start..end` of one list.
    pub(crate) fn part(document: Py<Document>, list: List, range: std::ops::Range<usize>) -> Self {
        let end = range.end.min(list.count(document.get().analysis()));
        Self { document, list, start: range.start.min(end), end }
    }

    fn items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let items = (self.start..self.end).map(|index| self.list.item(py, &self.document, index));
        PyList::new(py, items.collect::<PyResult<Vec<_>>>()?)
    }
}

#[pymethods]
impl View {
    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = index.cast::<PySlice>() {
            let asked = slice.indices(isize::try_from(self.__len__())?)?;
            // Every position lies within the view, so nothing here can overflow.
            let positions = (0..isize::try_from(asked.slicelength)?).map(|n| asked.start + n * asked.step);
            let items = positions
                .map(|position| self.list.item(py, &self.document, self.start + usize::try_from(position)?));
            return Ok(PyList::new(py, items.collect::<PyResult<Vec<_>>>()?)?.into_any());
        }
        let number: isize = index.extract()?;
        let length = self.__len__();
        let from_start = if number < 0 { number.checked_add_unsigned(length) } else { Some(number) };
        match from_start.and_then(|number| usize::try_from(number).ok()).filter(|&number| number < length) {
            Some(number) => self.list.item(py, &self.document, self.start + number),
            None => Err(PyIndexError::new_err(format!("index {number} where there are {length} items"))),
        }
    }

    fn __iter__(&self, py: Python<'_>) -> ViewIterator {
        let document = self.document.clone_ref(py);
        ViewIterator { document, list: self.list, next: AtomicUsize::new(self.start), end: self.end }
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.items(item.py())?.contains(item)
    }

    fn __reversed__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.items(py)?.call_method0(intern!(py, "__reversed__"))
    }

    /// The position of the first item equal to `item`.
    #[pyo3(signature = (item, start = 0, stop = isize::MAX))]
    fn index<'py>(&self, item: &Bound<'py, PyAny>, start: isize, stop: isize) -> PyResult<Bound<'py, PyAny>> {
        self.items(item.py())?.call_method1(intern!(item.py(), "index"), (item, start, stop))
    }

    /// Number of items equal to `item`.
    fn count<'py>(&self, item: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.items(item.py())?.call_method1(intern!(item.py(), "count"), (item,))
    }

    fn __eq__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        let mine = self.items(py)?;
        let other = match other.cast::<Self>() {
            Ok(view) => view.get().items(py)?.into_any(),
            Err(_) if other.is_instance_of::<PyTuple>() => {
                other.try_iter()?.collect::<PyResult<Vec<_>>>()?.into_pyobject(py)?
            }
            Err(_) => other.clone(),
        };
        if !other.is_instance_of::<PyList>() {
            return Ok(py.NotImplemented().into_bound(py));
        }
        mine.rich_compare(other, pyo3::basic::CompareOp::Eq)
    }

    fn __add__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let joined = self.items(other.py())?;
        joined.call_method1(intern!(other.py(), "extend"), (other,))?;
        Ok(joined.into_any())
    }

    fn __radd__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let joined = PyList::new(other.py(), other.try_iter()?.collect::<PyResult<Vec<_>>>()?)?;
        joined.call_method1(intern!(other.py(), "extend"), (self.items(other.py())?,))?;
        Ok(joined.into_any())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.items(py)?.repr()?.to_string())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = py.import(intern!(py, "detente._detente"))?.getattr(intern!(py, "_restore_view"))?;
        Ok((restore, (&self.document, self.list.name(), self.start, self.end).into_pyobject(py)?))
    }
}

/// Goes through a view.
#[pyclass(module = "detente", frozen)]
pub(crate) struct ViewIterator {
    document: Py<Document>,
    list: List,
    next: AtomicUsize,
    end: usize,
}

#[pymethods]
impl ViewIterator {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        // Never past the end, so that an exhausted iterator stays exhausted.
        let advance = |next: usize| (next < self.end).then_some(next + 1);
        match self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, advance) {
            Ok(index) => self.list.item(py, &self.document, index).map(Some),
            Err(_) => Ok(None),
        }
    }

    fn __length_hint__(&self) -> usize {
        self.end.saturating_sub(self.next.load(Ordering::Relaxed))
    }
}
