//! Thread pools of our own, safe after a fork.

use crate::error::Error;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

/// A pool and the process that started it.
struct Started {
    process: u32,
    size: usize,
    pool: Arc<ThreadPool>,
}

static LAST: Mutex<Option<Started>> = Mutex::new(None);

/// The pool of `threads` threads, or of one a usable core. The last one is kept for the next batch.
///
/// A forked child inherits a pool whose threads did not come along; such a pool is left alone for
/// ever, since waiting for its threads would never end, and a new one is started.
pub(crate) fn of_size(threads: Option<NonZeroUsize>) -> Result<Arc<ThreadPool>, Error> {
    let size = threads
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
        .min(rayon::max_num_threads());
    let process = std::process::id();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(started) = last.as_ref()
        && started.process == process
        && started.size == size
    {
        return Ok(Arc::clone(&started.pool));
    }
    let name = |index| format!("detente-{index}");
    let pool = ThreadPoolBuilder::new().num_threads(size).thread_name(name).build();
    let pool = Arc::new(pool.map_err(|error| Error::threads(&error))?);
    let before = last.replace(Started { process, size, pool: Arc::clone(&pool) });
    if let Some(started) = before.filter(|started| started.process != process) {
        std::mem::forget(started);
    }
    Ok(pool)
}
