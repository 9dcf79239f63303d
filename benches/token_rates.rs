//! One round of `peers/tokens.sh`: the text for the other libraries, or our own times over it.
//!
//! ```text
//! token_rates text FILE [MEGABYTES]   writes the documents, each ended by a form feed
//! token_rates time FILE               reads them and prints a JSON line for each measure
//! ```
#![expect(clippy::print_stdout, reason = "results are for the caller")]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be set up has failed")]

mod text;

use cpu_time::ThreadTime;
use detente_linear::ModelFile;
use detente_tokenize::{Tokenized, Tokenizer};
use std::{env, fs};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["text", path] => write(path, 50),
        ["text", path, megabytes] => write(path, megabytes.parse().unwrap()),
        ["time", path] => time(path),
        _ => println!("usage: token_rates text FILE [MEGABYTES] | time FILE"),
    }
}

fn write(path: &str, megabytes: usize) {
    let documents: String =
        text::assembled(megabytes * 1_000_000).into_iter().map(|text| text + "\u{C}").collect();
    fs::write(path, documents).unwrap();
}

fn time(path: &str) {
    let tokenizer = Tokenizer::from_model(&ModelFile::parse(detente_data::MODEL).unwrap()).unwrap();
    let all = fs::read_to_string(path).unwrap();
    let documents: Vec<&str> = all.split_terminator('\u{C}').collect();
    let mut tokens = Vec::new();
    measure("detente_rust_tokens", &documents, |text| {
        tokens.clear();
        tokenizer.tokens_into(text, &mut tokens);
        tokens.len()
    });
    let mut tokenized = Tokenized::default();
    measure("detente_rust", &documents, |text| {
        tokenizer.tokenize_into(text, &mut tokenized);
        tokenized.tokens.len()
    });
}

/// Prints the CPU time of one pass over all documents, after a short one.
fn measure(system: &str, documents: &[&str], mut read: impl FnMut(&str) -> usize) {
    let bytes: usize = documents.iter().map(|text| text.len()).sum();
    for text in documents.iter().take(100) {
        read(text);
    }
    let begin = ThreadTime::now();
    let found: usize = documents.iter().map(|text| read(text)).sum();
    let seconds = begin.elapsed().as_secs_f64();
    println!(r#"{{"system": "{system}", "bytes": {bytes}, "found": {found}, "seconds": {seconds}}}"#);
}
