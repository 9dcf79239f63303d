//! Tokens alone, and tokens with sentences and blocks, over 50 MB of news text of our own.
//!
//! Times are CPU time of one thread; throughput is in bytes. Before any timing the numbers of
//! tokens, sentences and blocks are checked against those below, so that a fast wrong answer fails.
#![allow(missing_docs, reason = "criterion's macros")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has failed")]

mod cpu;
mod text;

use cpu::CpuTime;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use detente_linear::ModelFile;
use detente_tokenize::{Tokenized, Tokenizer};
use std::hint::black_box;
use std::time::Duration;

/// Bytes of text, at least.
const BYTES: usize = 50_000_000;
/// Tokens in all documents.
const TOKENS: usize = 9_884_041;
/// Sentences in them.
const SENTENCES: usize = 525_299;
/// Blocks in them.
const BLOCKS: usize = 289_136;

fn bench(criterion: &mut Criterion<CpuTime>) {
    let tokenizer = Tokenizer::from_model(&ModelFile::parse(detente_data::MODEL).unwrap()).unwrap();
    let documents = text::assembled(BYTES);
    let mut tokenized = Tokenized::default();
    let mut counts = (0, 0, 0);
    for text in &documents {
        tokenizer.tokenize_into(text, &mut tokenized);
        counts.0 += tokenized.tokens.len();
        counts.1 += tokenized.sentences.len();
        counts.2 += tokenized.blocks.len();
    }
    assert_eq!(counts, (TOKENS, SENTENCES, BLOCKS), "tokens, sentences, blocks");

    let mut group = criterion.benchmark_group("tokens");
    group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(8));
    let bytes: usize = documents.iter().map(String::len).sum();
    group.throughput(Throughput::BytesDecimal(bytes as u64));
    group.bench_function("tokens", |bencher| {
        let mut tokens = Vec::new();
        bencher.iter(|| {
            for text in &documents {
                tokens.clear();
                tokenizer.tokens_into(text, &mut tokens);
                black_box(&tokens);
            }
        });
    });
    group.bench_function("tokens, sentences, blocks", |bencher| {
        bencher.iter(|| {
            for text in &documents {
                tokenizer.tokenize_into(text, &mut tokenized);
                black_box(&tokenized);
            }
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime);
    targets = bench
}
criterion_main!(benches);
