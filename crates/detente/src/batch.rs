//! Many texts at once.

use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::error::Error;
use crate::scratch::Scratch;
use detente_tone::Tone;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How a batch is run. The results do not depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchOptions {
    /// Number of threads; `None` for one a core that this process may use.
    pub threads: Option<NonZeroUsize>,
}

/// Watches and stops a running batch from another thread.
#[derive(Debug, Default)]
pub struct BatchControl {
    cancelled: AtomicBool,
    done: AtomicUsize,
}

impl BatchControl {
    /// A control for one batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the batch to stop; texts that are being read are finished, no other is begun.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the batch was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Number of texts finished so far.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Puts every text through `read`, under this control, and gives the results in input order.
    /// With feature `parallel` the texts are shared among threads, as by
    /// [`Analyzer::analyze_batch`]; each has buffers of its own, which `read` reuses.
    ///
    /// # Errors
    /// As [`Analyzer::analyze_batch_with`].
    pub fn read<T: Sync, S: Default, R: Send>(
        &self,
        texts: &[T],
        options: BatchOptions,
        read: impl Fn(&mut S, &T) -> R + Sync,
    ) -> Result<Vec<R>, Error> {
        let results = run(texts, options, |buffers, text| {
            if self.is_cancelled() {
                return None;
            }
            let result = read(buffers, text);
            self.done.fetch_add(1, Ordering::Relaxed);
            Some(result)
        })?;
        results.into_iter().collect::<Option<Vec<_>>>().ok_or_else(Error::cancelled)
    }
}

impl Analyzer {
    /// Reads many texts and gives their analyses in input order.
    ///
    /// With feature `parallel` the texts are shared among threads of a pool of this library's own;
    /// the result is the same, byte for byte, for any number of threads.
    ///
    /// # Errors
    /// The error of the first text, in input order, that has one.
    pub fn analyze_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Result<Vec<Analysis>, Error> {
        self.analyze_batch_with(texts, BatchOptions::default(), &BatchControl::new())?.into_iter().collect()
    }

    /// As [`Analyzer::analyze_batch`], with options, under a control, and with each text's own
    /// result.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Cancelled`] where the control stopped it, [`crate::ErrorKind::Threads`]
    /// where the threads could not be started.
    pub fn analyze_batch_with<T: AsRef<str> + Sync>(
        &self,
        texts: &[T],
        options: BatchOptions,
        control: &BatchControl,
    ) -> Result<Vec<Result<Analysis, Error>>, Error> {
        self.analyze_batch_map(texts, options, control, |_, result| result)
    }

    /// As [`Analyzer::analyze_batch_with`], with each result, and the text it came from, put
    /// through `finish` on the thread that read the text; gives what `finish` gave, in input order.
    ///
    /// # Errors
    /// As [`Analyzer::analyze_batch_with`].
    pub fn analyze_batch_map<T: AsRef<str> + Sync, R: Send>(
        &self,
        texts: &[T],
        options: BatchOptions,
        control: &BatchControl,
        finish: impl Fn(&T, Result<Analysis, Error>) -> R + Sync,
    ) -> Result<Vec<R>, Error> {
        control.read(texts, options, |scratch: &mut Scratch, text| {
            finish(text, self.analyze_with(scratch, text.as_ref()))
        })
    }
}

impl Analyzer {
    /// The tone of each of many headlines, sentences or short texts, as [`Analyzer::score`] gives it, in input order.
    ///
    /// With feature `parallel` the texts are shared among threads, as by [`Analyzer::analyze_batch`].
    ///
    /// # Errors
    /// The error of the first text, in input order, that has one.
    pub fn score_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Result<Vec<Tone>, Error> {
        self.score_batch_with(texts, BatchOptions::default(), &BatchControl::new())?.into_iter().collect()
    }

    /// As [`Analyzer::score_batch`], with options, under a control, and with each text's own result.
    ///
    /// # Errors
    /// As [`Analyzer::analyze_batch_with`].
    pub fn score_batch_with<T: AsRef<str> + Sync>(
        &self,
        texts: &[T],
        options: BatchOptions,
        control: &BatchControl,
    ) -> Result<Vec<Result<Tone, Error>>, Error> {
        control.read(texts, options, |scratch: &mut Scratch, text| self.score_with(scratch, text.as_ref()))
    }
}

#[cfg(feature = "parallel")]
fn run<T: Sync, S: Default, R: Send>(
    texts: &[T],
    options: BatchOptions,
    read: impl Fn(&mut S, &T) -> R + Sync,
) -> Result<Vec<R>, Error> {
    use rayon::prelude::*;
    let pool = crate::pool::of_size(options.threads)?;
    Ok(pool.install(|| texts.par_iter().map_init(S::default, &read).collect()))
}

#[cfg(not(feature = "parallel"))]
fn run<T: Sync, S: Default, R: Send>(
    texts: &[T],
    _options: BatchOptions,
    read: impl Fn(&mut S, &T) -> R + Sync,
) -> Result<Vec<R>, Error> {
    let mut buffers = S::default();
    Ok(texts.iter().map(|text| read(&mut buffers, text)).collect())
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::{BatchControl, BatchOptions};
    use crate::{Analyzer, ErrorKind};
    use std::num::NonZeroUsize;

    #[test]
    fn results_do_not_depend_on_the_threads() {
        let texts: Vec<String> = (0..40).map(|n| format!("Minister number {n} spoke.")).collect();
        let analyzer = Analyzer::embedded();
        let singly: Vec<_> = texts.iter().map(|text| analyzer.analyze(text).unwrap()).collect();
        for threads in [1, 2, 7] {
            let options = BatchOptions { threads: NonZeroUsize::new(threads) };
            let control = BatchControl::new();
            let lengths = analyzer.analyze_batch_map(&texts, options, &control, |text, analysis| {
                (text.len(), analysis.unwrap())
            });
            let (lengths, analyses): (Vec<_>, Vec<_>) = lengths.unwrap().into_iter().unzip();
            assert_eq!(lengths, texts.iter().map(String::len).collect::<Vec<_>>());
            assert_eq!(analyses, singly);
            assert_eq!(control.done(), texts.len());
            let scores = analyzer.score_batch_with(&texts, options, &BatchControl::new()).unwrap();
            let singly = texts.iter().map(|text| analyzer.score(text).unwrap());
            assert!(scores.into_iter().map(Result::unwrap).eq(singly), "{threads} threads");
        }
    }

    #[test]
    fn a_stopped_batch_says_so() {
        let control = BatchControl::new();
        control.cancel();
        let stopped = Analyzer::embedded().analyze_batch_with(&["One."], BatchOptions::default(), &control);
        assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Cancelled);
        let stopped = Analyzer::embedded().score_batch_with(&["One."], BatchOptions::default(), &control);
        assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Cancelled);
        assert_eq!(control.done(), 0);
    }
}
