//! Tokens, whole analyses and batches over news text of our own.
//!
//! Times are CPU time of the process, so that what else runs on the machine does not show;
//! throughput is in tokens. Before any timing the numbers of tokens and sentences are checked
//! against those below, so that a fast wrong answer fails.
#![allow(missing_docs, reason = "criterion's macros")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has failed")]

mod cpu;
mod text;

use cpu::CpuTime;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use detente::{Analyzer, BatchControl, BatchOptions, Scratch};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Duration;

/// Tokens in all documents of [`text::documents`].
const TOKENS: usize = 70_620;
/// Sentences in them.
const SENTENCES: usize = 4_380;

fn bench(criterion: &mut Criterion<CpuTime>) {
    let analyzer = Analyzer::embedded();
    let documents = text::documents();
    let analyses = analyzer.analyze_batch(&documents).unwrap();
    let tokens: usize = analyses.iter().map(|analysis| analysis.tokens().len()).sum();
    let n_sentences: usize = analyses.iter().map(|analysis| analysis.sentences().len()).sum();
    assert_eq!((tokens, n_sentences), (TOKENS, SENTENCES), "tokens and sentences");
    let is_whole = |a: &detente::Analysis| a.entities().len() > 20 && a.directed().len() > 3;
    assert!(analyses.iter().all(is_whole), "an article without entities or stances");

    let mut group = criterion.benchmark_group("analysis");
    group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("tokenize", |bencher| {
        bencher.iter(|| {
            for text in &documents {
                black_box(analyzer.tokenize(text)).unwrap();
            }
        });
    });
    group.bench_function("analyze", |bencher| {
        let mut scratch = Scratch::new();
        bencher.iter(|| {
            for text in &documents {
                black_box(analyzer.analyze_with(&mut scratch, text)).unwrap();
            }
        });
    });
    let cut = |(text, analysis): (&String, &detente::Analysis)| -> Vec<String> {
        analysis.sentences().filter_map(|sentence| sentence.span.get(text)).map(str::to_owned).collect()
    };
    let sentences: Vec<String> = documents.iter().zip(&analyses).flat_map(cut).collect();
    group.bench_function("score sentences", |bencher| {
        let mut scratch = Scratch::new();
        bencher.iter(|| {
            for sentence in &sentences {
                black_box(analyzer.score_with(&mut scratch, sentence)).unwrap();
            }
        });
    });
    for threads in [1, 2] {
        let options = BatchOptions { threads: NonZeroUsize::new(threads) };
        group.bench_function(format!("batch of {} on {threads}", documents.len()), |bencher| {
            bencher.iter(|| analyzer.analyze_batch_with(&documents, options, &BatchControl::new()).unwrap());
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime);
    targets = bench
}
criterion_main!(benches);
