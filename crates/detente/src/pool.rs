//! Thread pools of our own, safe after a fork.

use crate::error::Error;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::Duration;

/// Bytes of stack of each thread: what the standard library gives.
const STACK: usize = 2 << 20;

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
    if let Some(started) = lock().as_deref().and_then(Option::as_ref)
        && started.process == process
        && started.size == size
    {
        return Ok(Arc::clone(&started.pool));
    }
    let name = |index| format!("detente-{index}");
    // With a number and a size given, neither is looked for in the environment.
    let pool = ThreadPoolBuilder::new().num_threads(size).stack_size(STACK).thread_name(name).build();
    let pool = Arc::new(pool.map_err(|error| Error::threads(&error))?);
    let started = Started { process, size, pool: Arc::clone(&pool) };
    let before = lock().and_then(|mut last| last.replace(started));
    // The last holder of a pool tells its threads to end, which a child must not ask of threads
    // that it does not have.
    if let Some(started) = before.filter(|started| started.process != process) {
        std::mem::forget(started);
    }
    Ok(pool)
}

/// The lock on the last pool, or `None` where it cannot be had.
///
/// It is held for nanoseconds, but a fork of the process in just those leaves the child with a lock
/// that nobody will ever release. The child then does without: it starts a pool for each batch.
fn lock() -> Option<MutexGuard<'static, Option<Started>>> {
    for _ in 0..50 {
        match LAST.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    None
}
