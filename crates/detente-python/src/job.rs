//! Work on many texts, while the interpreter watches for Ctrl-C.

use crate::errors::{InternalError, guard, to_python};
use crate::rows::Text;
use detente::BatchControl;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often a running batch looks for Ctrl-C and moves the progress bar.
const POLL: Duration = Duration::from_millis(50);
/// How long a stopped batch waits for its threads to finish the texts they are reading.
const PATIENCE: Duration = Duration::from_millis(100);

/// The number of threads that the caller asks for.
pub(crate) fn threads(object: &Bound<'_, PyAny>) -> PyResult<NonZeroUsize> {
    if !object.is_instance_of::<PyInt>() || object.is_instance_of::<PyBool>() {
        let name = object.get_type().name()?;
        return Err(PyTypeError::new_err(format!("threads must be int or None, not {name}")));
    }
    let threads = object.extract().ok().and_then(NonZeroUsize::new);
    threads.ok_or_else(|| PyValueError::new_err(format!("threads must be 1 or more, not {object}")))
}

/// Does `work` over `texts` on a thread of its own, while this one watches for Ctrl-C and, where
/// `progress` is asked for, shows a bar.
pub(crate) fn run<R: Send + 'static>(
    py: Python<'_>,
    texts: &Arc<Vec<Text>>,
    progress: bool,
    work: impl FnOnce(&[Text], &BatchControl) -> Result<R, detente::Error> + Send + 'static,
) -> PyResult<R> {
    let bar = if progress {
        Some(py.import("detente.progress")?.call_method1("bar", (texts.len(),))?)
    } else {
        None
    };
    let result = watch(py, texts, bar.as_ref(), work);
    if let Some(bar) = bar {
        bar.call_method0("close")?;
    }
    result
}

fn watch<R: Send + 'static>(
    py: Python<'_>,
    texts: &Arc<Vec<Text>>,
    bar: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&[Text], &BatchControl) -> Result<R, detente::Error> + Send + 'static,
) -> PyResult<R> {
    let control = Arc::new(BatchControl::new());
    let (sender, mut receiver) = sync_channel(1);
    let (worker_texts, worker_control) = (Arc::clone(texts), Arc::clone(&control));
    let work = move || {
        let result = guard(|| {
            let result = work(&worker_texts, &worker_control);
            // The caller must hold the texts last: references to Python objects are best given back
            // by a thread of the interpreter. Elsewhere it takes a lock, and a fork in just that
            // moment would leave the child with a lock that nobody releases.
            drop(worker_texts);
            result.map_err(|error| to_python(&error))
        });
        // Nobody listens any more where the caller was interrupted.
        let _ = sender.send(result);
    };
    let spawned = std::thread::Builder::new().name("detente-batch".to_owned()).spawn(work);
    spawned.map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))?;
    loop {
        let received;
        (receiver, received) = wait(py, receiver, POLL);
        match received {
            Ok(result) => {
                show(bar, control.done())?;
                return result;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Err(error) = py.check_signals().and_then(|()| show(bar, control.done())) {
                    control.cancel();
                    let (_, received) = wait(py, receiver, PATIENCE);
                    if received.is_err() {
                        abandon(Arc::clone(texts));
                    }
                    return Err(error);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(InternalError::new_err("the thread of a batch ended without a result"));
            }
        }
    }
}

/// Texts of stopped batches that a worker was still reading.
static ABANDONED: Mutex<Vec<Arc<Vec<Text>>>> = Mutex::new(Vec::new());

/// Keeps `texts` until no worker reads them, and lets go of those that none reads any more.
fn abandon(texts: Arc<Vec<Text>>) {
    let mut abandoned = ABANDONED.lock().unwrap_or_else(PoisonError::into_inner);
    abandoned.retain(|texts| Arc::strong_count(texts) > 1);
    abandoned.push(texts);
}

/// Lets go of the texts of stopped batches that no worker reads any more.
pub(crate) fn let_go_of_abandoned() {
    if let Ok(mut abandoned) = ABANDONED.try_lock() {
        abandoned.retain(|texts| Arc::strong_count(texts) > 1);
    }
}

type Received<R> = Result<PyResult<R>, RecvTimeoutError>;

/// Waits for the result without the interpreter lock.
fn wait<R: Send>(
    py: Python<'_>,
    receiver: Receiver<PyResult<R>>,
    timeout: Duration,
) -> (Receiver<PyResult<R>>, Received<R>) {
    py.detach(move || {
        let received = receiver.recv_timeout(timeout);
        (receiver, received)
    })
}

fn show(bar: Option<&Bound<'_, PyAny>>, done: usize) -> PyResult<()> {
    if let Some(bar) = bar {
        bar.call_method1(intern!(bar.py(), "update"), (done,))?;
    }
    Ok(())
}
