//! Reads one article, the file that is named or a text of our own, and prints who takes which stance
//! toward whom, sentence by sentence, then the net tones.
//!
//! `cargo run --release --example article -- FILE`
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use detente::{Analyzer, Mode};
use std::error::Error;

const TEXT: &str = "\
Brazil and Uruguay Settle Quarrel Over Bridge

Uruguay's transport minister thanked Brazil on Monday for opening the bridge at Rivera. “Our neighbours have kept their
word,” she said.

Argentina rejected the agreement and accused Brazil of ignoring its objections.
";

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(path) => print(&std::fs::read_to_string(path)?),
        None => print(TEXT),
    }
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    let analysis = Analyzer::embedded().analyze(text)?;
    println!("{} {}: {} sentences", analysis.tone(), analysis.tone().band(), analysis.sentences().len());
    let sentences: Vec<_> = analysis.sentences().collect();
    for d in analysis.directed() {
        let mode = if d.mode == Mode::Asserted { String::new() } else { format!(" ({})", d.mode) };
        println!("{} -> {}: {} {}{mode}", d.source.name, d.target.name, d.tone, d.tone.band());
        // Spans are byte ranges of the text that was read.
        if let Some(cue) = d.cue {
            println!("    \"{}\" in: {}", &text[cue], text[sentences[d.sentence].span].trim());
        }
    }
    println!("net tones:");
    for dyad in analysis.dyads() {
        println!("{} -> {}: {} over {}", dyad.source.name, dyad.target.name, dyad.tone, dyad.count);
    }
    Ok(())
}

#[test]
fn it_runs() {
    print(TEXT).unwrap();
}
