//! A table that any Arrow library reads as it is.

use arrow_array::{Array as _, RecordBatch, StructArray};
use arrow_schema::{DataType, Field};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use std::sync::Arc;

/// A table of a batch, handed out through the Arrow C stream interface without a copy.
#[pyclass(module = "detente", frozen)]
pub(crate) struct Table {
    records: RecordBatch,
}

impl Table {
    pub(crate) fn new(records: RecordBatch) -> Self {
        Self { records }
    }
}

#[pymethods]
impl Table {
    /// Number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.records.num_rows()
    }

    /// Names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.records.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The table as a pandas frame.
    fn to_pandas<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.frames")?.call_method1("to_pandas", (this,))
    }

    /// The table as a polars frame.
    fn to_polars<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.frames")?.call_method1("to_polars", (this,))
    }

    /// The schema, for libraries that read Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.records.schema_ref().as_ref())
    }

    /// The rows, for libraries that read Arrow.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let rows = StructArray::from(self.records.clone());
        let field = Field::new("", DataType::Struct(self.records.schema_ref().fields().clone()), false);
        debug_assert_eq!(rows.len(), self.records.num_rows());
        let rows = ArrayIterator::new([Ok(Arc::new(rows) as _)], Arc::new(field));
        to_stream_pycapsule(py, Box::new(rows), requested_schema)
    }

    fn __len__(&self) -> usize {
        self.records.num_rows()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let names = self.column_names().into_pyobject(py)?;
        let names = pyo3::types::PyString::new(py, ", ").call_method1(intern!(py, "join"), (names,))?;
        Ok(format!("Table({} rows: {names})", self.records.num_rows()))
    }
}
