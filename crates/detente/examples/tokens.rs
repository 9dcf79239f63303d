//! Reads standard input and prints a sentence a line with spaces between the
//! tokens, at a small part of the cost of an analysis.
//!
//! `cargo run --release --example tokens < FILE`
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use detente::{LineBreaks, Tokenized, Tokenizer};
use std::error::Error;
use std::io::Read;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    print(&text)
}

fn print(text: &str) -> Result<(), Box<dyn Error>> {
    let tokenizer = Tokenizer::embedded().with_line_breaks(LineBreaks::Space);
    // The memory is reused from text to text.
    let mut tokenized = Tokenized::default();
    tokenizer.tokenize_into(text, &mut tokenized)?;
    for sentence in &tokenized.sentences {
        let tokens = &tokenized.tokens[sentence.tokens.range()];
        let words: Vec<&str> = tokens.iter().map(|&token| &text[token]).collect();
        println!("{}", words.join(" "));
    }
    Ok(())
}

#[test]
fn it_runs() {
    print("Seoul's envoy won't go to the U.S.-led talks. Nobody knows why:\nit's 1.5% of G.D.P.").unwrap();
}
