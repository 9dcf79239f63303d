//! The command `detente`, as the package installs it.

use crate::errors::guard;
use pyo3::prelude::{PyResult, Python, pyfunction};
use std::ffi::OsString;

/// Runs the command with `arguments`, the program's name first, and gives its exit code.
#[pyfunction]
#[pyo3(name = "_command")]
pub(crate) fn command(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<u8> {
    guard(|| py.detach(|| Ok(detente_cli::run(arguments))))
}
