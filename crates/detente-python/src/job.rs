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
/// Bytes of stack of the thread that starts a batch and waits for its workers.
const STACK: usize = 1 << 20;

/// The number of 1 or more that the caller gives as `name`.
pub(crate) fn positive(object: &Bound<'_, PyAny>, name: &str) -> PyResult<NonZeroUsize> {
    if !object.is_instance_of::<PyInt>() || object.is_instance_of::<PyBool>() {
        let class = object.get_type().name()?;
        return Err(PyTypeError::new_err(format!("{name} must be int or None, not {class}")));
    }
    let number = object.extract().ok().and_then(NonZeroUsize::new);
    number.ok_or_else(|| PyValueError::new_err(format!("{name} must be 1 or more, not {object}")))
}

/// Does `work` over `texts` on a thread of its own, while this one watches for Ctrl-C and, where
/// `progress` is asked for, shows a bar.
pub(crate) fn run<R: Send + 'static>(
    py: Python<'_>,
    texts: &Arc<Vec<Text>>,
    progress: bool,
    work: impl FnOnce(&[Text], &BatchControl) -> Result<R, detente::Error> + Send + 'static,
) -> PyResult<R> {
    let bar = if progress { Some(Bar::new(py, Some(texts.len()))?) } else { None };
    let result =
        Job::start(texts, work).and_then(|job| job.finish(py, |done| Bar::show(bar.as_ref(), py, done)));
    if let Some(bar) = bar {
        bar.close(py)?;
    }
    result
}

/// A bar that shows how far a batch is.
pub(crate) struct Bar(Py<PyAny>);

impl Bar {
    /// A bar for `total` texts, where their number is known.
    pub(crate) fn new(py: Python<'_>, total: Option<usize>) -> PyResult<Self> {
        Ok(Self(py.import("detente.progress")?.call_method1("bar", (total,))?.unbind()))
    }

    /// Shows that `done` texts are finished, where there is a bar.
    pub(crate) fn show(bar: Option<&Self>, py: Python<'_>, done: usize) -> PyResult<()> {
        if let Some(Self(bar)) = bar {
            bar.bind(py).call_method1(intern!(py, "update"), (done,))?;
        }
        Ok(())
    }

    /// Leaves the bar as it stands.
    pub(crate) fn close(self, py: Python<'_>) -> PyResult<()> {
        self.0.bind(py).call_method0(intern!(py, "close")).map(drop)
    }
}

/// Work on texts that a thread of its own does.
pub(crate) struct Job<R: Send + 'static> {
    texts: Arc<Vec<Text>>,
    control: Arc<BatchControl>,
    /// Gone once the job is finished.
    receiver: Option<Receiver<PyResult<R>>>,
    process: u32,
}

impl<R: Send + 'static> Job<R> {
    /// Starts `work` over `texts`.
    pub(crate) fn start(
        texts: &Arc<Vec<Text>>,
        work: impl FnOnce(&[Text], &BatchControl) -> Result<R, detente::Error> + Send + 'static,
    ) -> PyResult<Self> {
        let control = Arc::new(BatchControl::new());
        let (sender, receiver) = sync_channel(1);
        let (worker_texts, worker_control) = (Arc::clone(texts), Arc::clone(&control));
        let work = move || {
            let result = guard(|| {
                let result = work(&worker_texts, &worker_control);
                // The caller must hold the texts last: references to Python objects are best given
                // back by a thread of the interpreter. Elsewhere it takes a lock, and a fork in just
                // that moment would leave the child with a lock that nobody releases.
                drop(worker_texts);
                result.map_err(|error| to_python(&error))
            });
            // Nobody listens any more where the caller was interrupted.
            let _ = sender.send(result);
        };
        // With a size of its own the standard library does not look for one in the environment.
        let thread = std::thread::Builder::new().name("detente-batch".to_owned()).stack_size(STACK);
        let spawned = thread.spawn(work);
        spawned.map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))?;
        Ok(Self { texts: Arc::clone(texts), control, receiver: Some(receiver), process: std::process::id() })
    }

    /// Whether the thread that does the work is one of this process. It is not in a forked child,
    /// where the job would never end.
    pub(crate) fn is_of_this_process(&self) -> bool {
        self.process == std::process::id()
    }

    /// Waits for the result, while this thread watches for Ctrl-C and tells `show` how many texts
    /// are done.
    pub(crate) fn finish(mut self, py: Python<'_>, show: impl Fn(usize) -> PyResult<()>) -> PyResult<R> {
        while let Some(waiting) = self.receiver.take() {
            let (receiver, received) = wait(py, waiting, POLL);
            match received {
                Ok(result) => {
                    show(self.control.done())?;
                    return result;
                }
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(error) = py.check_signals().and_then(|()| show(self.control.done())) {
                        self.control.cancel();
                        let (receiver, received) = wait(py, receiver, PATIENCE);
                        self.receiver = received.is_err().then_some(receiver);
                        return Err(error);
                    }
                    self.receiver = Some(receiver);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(InternalError::new_err("the thread of a batch ended without a result"))
    }
}

impl<R: Send + 'static> Drop for Job<R> {
    /// Stops the job if it is not finished.
    fn drop(&mut self) {
        let Some(receiver) = self.receiver.take() else { return };
        if self.is_of_this_process() {
            self.control.cancel();
        } else {
            // The other end is held by a thread that did not come along, perhaps with a lock.
            std::mem::forget(receiver);
        }
        abandon(Arc::clone(&self.texts));
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
