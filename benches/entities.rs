//! From raw text to entities and actors on one thread, over news text of our own, and loading the
//! model.
//!
//! Times are CPU time of the process; throughput is in tokens. Before any timing the numbers of
//! tokens and entities are checked, so that a fast wrong answer fails, and on Linux the memory that the
//! process has used is printed and held against its limit.
#![allow(missing_docs, reason = "criterion's macros")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has failed")]
#![expect(clippy::print_stdout, reason = "the memory is for the reader")]

mod cpu;
mod text;

use cpu::CpuTime;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use detente::Analyzer;
use detente_entities::{EntityTagger, TagScratch, Tagged};
use detente_linear::ModelFile;
use detente_tokenize::{Lexemes, Tokenized, Tokenizer};
use std::hint::black_box;
use std::time::Duration;

/// Tokens in all documents of [`text::documents`].
const TOKENS: usize = 70_620;
/// The least that a sound tagger finds in them.
const LEAST_ENTITIES: usize = 8_000;
/// The most memory that the process may have used, in kilobytes.
const MOST_MEMORY: usize = 100_000;

fn bench(criterion: &mut Criterion<CpuTime>) {
    let file = ModelFile::parse(detente_data::MODEL).unwrap();
    let (tokenizer, tagger) =
        (Tokenizer::from_model(&file).unwrap(), EntityTagger::from_model(&file).unwrap());
    let documents = text::documents();
    let mut tokenized = Tokenized::default();
    let (mut lexemes, mut tagged, mut scratch) =
        (Lexemes::default(), Tagged::default(), TagScratch::default());
    let mut tag = |text: &str| {
        tokenizer.tokenize_into(text, &mut tokenized);
        lexemes.compute(text, &tokenized);
        tagger.tag(text, &tokenized, &lexemes, &mut scratch, &mut tagged);
        [tokenized.tokens.len(), black_box(&tagged).entities.len()]
    };
    let counts = documents.iter().map(|text| tag(text)).fold([0, 0], |sum, n| [sum[0] + n[0], sum[1] + n[1]]);
    assert_eq!(counts[0], TOKENS, "tokens");
    assert!(counts[1] > LEAST_ENTITIES, "{} entities", counts[1]);
    if let Some(memory) = peak_memory() {
        println!("peak memory with the model and {} documents: {memory} kB", documents.len());
        assert!(memory < MOST_MEMORY, "{memory} kB of memory");
    }

    let mut group = criterion.benchmark_group("entities");
    group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Elements(TOKENS as u64));
    group.bench_function("tag", |bencher| {
        bencher.iter(|| {
            for text in &documents {
                tag(text);
            }
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("load");
    group.sample_size(20);
    group.bench_function("analyzer", |bencher| {
        bencher.iter(|| Analyzer::from_static(black_box(detente_data::MODEL)).unwrap());
    });
    group.finish();
}

/// The most memory that this process has held, in kilobytes, where the system tells.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime);
    targets = bench
}
criterion_main!(benches);
