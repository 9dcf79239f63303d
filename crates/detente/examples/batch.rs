//! Reads many files on all cores, each under its own name, and prints one line a file; a file that
//! cannot be read does not stop the others.
//!
//! `cargo run --release --example batch -- FILE...`
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use detente::{Analyzer, BatchControl, BatchOptions};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    print(&std::env::args().skip(1).collect::<Vec<_>>())
}

fn print(names: &[String]) -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::embedded();
    // As many texts at a time as fit in memory: results do not depend on it, nor on the threads.
    for names in names.chunks(256) {
        let read = names.iter().map(|name| (name, fs::read_to_string(name)));
        let (texts, failures): (Vec<_>, Vec<_>) = read.partition(|(_, text)| text.is_ok());
        let texts: Vec<(&String, String)> =
            texts.into_iter().filter_map(|(name, text)| Some((name, text.ok()?))).collect();
        let bodies: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        // `control.cancel()` from another thread stops the batch, `control.done()` counts.
        let control = BatchControl::new();
        let analyses = analyzer.analyze_batch_with(&bodies, BatchOptions::default(), &control)?;
        for ((name, _), analysis) in texts.iter().zip(analyses) {
            match analysis {
                Ok(analysis) => println!("{} {name}", analysis.tone()),
                Err(error) => println!("error {name}: {error}"),
            }
        }
        for (name, failure) in failures {
            println!("error {name}: {}", failure.err().map_or_else(String::new, |error| error.to_string()));
        }
    }
    Ok(())
}

#[test]
fn it_runs() {
    print(&["README.md", "no-such-file.txt"].map(str::to_owned)).unwrap();
}
