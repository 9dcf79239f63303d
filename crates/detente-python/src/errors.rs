//! Errors, and panics as errors.

use detente::ErrorKind;
use pyo3::exceptions::{PyException, PyKeyboardInterrupt, PyRuntimeError, PyValueError};
use pyo3::{PyErr, PyResult, create_exception};
use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

create_exception!(detente, ModelError, PyValueError, "A model file was refused; the message says why.");
create_exception!(
    detente,
    InternalError,
    PyException,
    "A bug in Détente. The message is a report to send to its developers; it holds nothing of the text."
);

thread_local! {
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Where the last panic of any thread happened, for panics that were carried over from a worker.
static LAST_PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics from writing to standard error: they are reported by [`guard`]. The hook belongs
/// to this extension module alone, since each has a standard library of its own.
pub(crate) fn install_quiet_hook() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        LAST_PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&place);
        PLACE.set(place);
    }));
}

/// Does `work`, and turns a panic into `InternalError`.
pub(crate) fn guard<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(InternalError::new_err(report(payload.as_ref()))))
}

fn report(payload: &(dyn Any + Send)) -> String {
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = PLACE.take();
    let place = place.or_else(|| LAST_PLACE.lock().unwrap_or_else(PoisonError::into_inner).take());
    format!(
        "a bug in Détente {}: {} (at {}); please report it, if you can with the text that causes it",
        env!("CARGO_PKG_VERSION"),
        message.unwrap_or("a panic without a message"),
        place.as_deref().unwrap_or("an unknown place"),
    )
}

/// An error of the facade as the Python exception that users expect.
pub(crate) fn to_python(error: &detente::Error) -> PyErr {
    match error.kind() {
        ErrorKind::Model => match io_error_kind(error) {
            Some(kind) => std::io::Error::new(kind, error.to_string()).into(),
            None => ModelError::new_err(error.to_string()),
        },
        ErrorKind::TextTooLong | ErrorKind::Span => PyValueError::new_err(error.to_string()),
        ErrorKind::Cancelled => PyKeyboardInterrupt::new_err(error.to_string()),
        _ => PyRuntimeError::new_err(error.to_string()),
    }
}

fn io_error_kind(error: &detente::Error) -> Option<std::io::ErrorKind> {
    let source = std::error::Error::source(error)?;
    source.downcast_ref::<std::io::Error>().map(std::io::Error::kind)
}
