//! Constructions: sentences in which the letters A, B and C stand for states, and what each holds toward another:
//! `constructions/*.txt`.
//!
//! Each is read with three sets of names. An expectation is `A>B -`: clearly hostile; `+`: clearly conciliatory; `0`:
//! neutral; `-?`: not positive; `+?`: not negative; `0?`: weak. What the model gets wrong is marked `!` and counted as
//! a miss; any other difference fails the test, and so does a mark that is no longer true.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that prints its own report"
)]

use detente::Analyzer;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const NAMES: [[&str; 3]; 3] =
    [["Germany", "Poland", "Spain"], ["Kenya", "Uganda", "Sudan"], ["Japan", "Vietnam", "Chile"]];

/// What is expected of one ordered pair.
struct Expectation {
    source: usize,
    target: usize,
    /// The tones that are right.
    low: f64,
    high: f64,
    is_known_miss: bool,
    written: String,
}

impl Expectation {
    /// `A>B -`, or `A>B -!` for a known miss.
    fn parse(written: &str) -> Self {
        let (pair, sign) = written.trim().split_once(' ').unwrap();
        let (source, target) = pair.split_once('>').unwrap();
        let number = |letter: &str| ["A", "B", "C"].iter().position(|&known| known == letter).unwrap();
        let bare = sign.trim_end_matches('!');
        let (low, high) = match bare {
            "-" => (-1.0, -0.15),
            "+" => (0.15, 1.0),
            "0" => (-0.2, 0.2),
            "-?" => (-1.0, 0.1),
            "+?" => (-0.1, 1.0),
            "0?" => (-0.35, 0.35),
            _ => panic!("{written:?} has no sign"),
        };
        Self {
            source: number(source),
            target: number(target),
            low,
            high,
            is_known_miss: bare != sign,
            written: written.trim().to_owned(),
        }
    }
}

/// The sentence with names in the places of the letters that stand alone.
fn fill(template: &str, names: [&str; 3]) -> String {
    let mut text = String::new();
    for (index, c) in template.char_indices() {
        let beside = [template[..index].chars().next_back(), template[index + c.len_utf8()..].chars().next()];
        let number = ['A', 'B', 'C'].iter().position(|&letter| letter == c);
        match number.filter(|_| !beside.iter().flatten().any(|c| c.is_alphanumeric())) {
            Some(number) => text.push_str(names[number]),
            None => text.push(c),
        }
    }
    text
}

/// The tone of the first name toward the second in each of the three readings.
fn tones(analyzer: &Analyzer, template: &str, source: usize, target: usize) -> Vec<f64> {
    let tone = |names: [&str; 3]| {
        let text = fill(template, names);
        let analysis = analyzer.analyze(&text).unwrap();
        let is_of = |span: Option<detente::Span>, name: &str| {
            span.and_then(|span| span.get(&text)).is_some_and(|mention| mention.contains(name))
        };
        let found = analysis
            .directed()
            .find(|d| is_of(d.source_span, names[source]) && is_of(d.target_span, names[target]));
        found.map_or(0.0, |d| d.tone.score())
    };
    NAMES.map(tone).to_vec()
}

/// Judgements, misses that are known, and failures of one file.
fn check(analyzer: &Analyzer, path: &Path) -> [usize; 3] {
    let text = fs::read_to_string(path).unwrap();
    let (mut judged, mut known, mut failed) = (0, 0, 0);
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (template, expected) = line.split_once(" | ").unwrap();
        for expectation in expected.split(" ; ").map(Expectation::parse) {
            let found = tones(analyzer, template, expectation.source, expectation.target);
            let is_right = found.iter().all(|tone| (expectation.low..=expectation.high).contains(tone));
            judged += 1;
            known += usize::from(expectation.is_known_miss && !is_right);
            if is_right == expectation.is_known_miss {
                failed += 1;
                let what = if is_right { "is right now, unmark it" } else { "is wrong" };
                println!("    {}: {what}: {found:+.2?} in {template}", expectation.written);
            }
        }
    }
    let right = judged - known - failed;
    println!(
        "constructions {}: {right} of {judged} right, {known} known misses",
        path.file_stem().unwrap().display()
    );
    [judged, known, failed]
}

fn main() -> ExitCode {
    let analyzer = Analyzer::embedded();
    let mut files: Vec<PathBuf> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/constructions"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let counts: Vec<[usize; 3]> = files.iter().map(|path| check(&analyzer, path)).collect();
    let sum = |which: usize| counts.iter().map(|counts| counts[which]).sum::<usize>();
    let (judged, failed) = (sum(0), sum(2));
    println!(
        "test result: {}. {judged} judgements, {failed} failed",
        if failed == 0 { "ok" } else { "FAILED" }
    );
    ExitCode::from(u8::from(failed > 0 || judged == 0))
}
