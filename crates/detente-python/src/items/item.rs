//! What the classes of items have in common.

/// A class of items: what all have in common, from a span and from a tuple `key` of all that
/// tells one item from another, by which items are compared and hashed.
macro_rules! item {
    ($(#[$meta:meta])* $name:ident of $list:expr, $raw_type:ty, $find:expr; $($method:item)*) => {
        $(#[$meta])*
        #[pyclass(module = "detente", frozen)]
        pub(crate) struct $name {
            document: Py<Document>,
            index: usize,
        }

        impl $name {
            /// Item number `index` of `document`, which has that many.
            pub(crate) fn new(document: Py<Document>, index: usize) -> Self {
                Self { document, index }
            }

            fn found(&self) -> PyResult<&$raw_type> {
                let find: fn(&Analysis, usize) -> Option<&$raw_type> = $find;
                let found = find(self.document.get().analysis(), self.index);
                found.ok_or_else(|| PyIndexError::new_err(format!("no item {}", self.index)))
            }
        }

        #[pymethods]
        impl $name {
            /// The document it stands in.
            #[getter]
            fn document(&self, py: Python<'_>) -> Py<Document> {
                self.document.clone_ref(py)
            }

            /// Its position in the document's list, from 0.
            #[getter]
            fn index(&self) -> usize {
                self.index
            }

            /// Its text, as it stands.
            #[getter]
            fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.document.get().slice(py, self.span()?)
            }

            /// Where its text starts, in characters.
            #[getter]
            fn start_char(&self) -> PyResult<u32> {
                Ok(self.span()?.start)
            }

            /// Where its text ends, in characters.
            #[getter]
            fn end_char(&self) -> PyResult<u32> {
                Ok(self.span()?.end)
            }

            fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
                let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
                let same = self.key(py)?.eq(other.get().key(py)?)?;
                Ok(same.into_pyobject(py)?.to_owned().into_any().unbind())
            }

            fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
                self.key(py)?.hash()
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
                let module = py.import(intern!(py, "detente._detente"))?;
                let restore = module.getattr(intern!(py, "_restore_item"))?;
                Ok((restore, (&self.document, $list.name(), self.index).into_pyobject(py)?))
            }

            $($method)*
        }
    };
}
