//! Reads the files that are named, or texts of our own, and prints the net tone of each ordered pair
//! of parties over all of them as CSV, the most frequent pair first.
//!
//! `cargo run --release --example dyads -- FILE...`
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use detente::{Analyzer, DyadTable};
use std::error::Error;

const TEXTS: [&str; 3] = [
    "Brazil thanked Uruguay on Monday for its help after the flood.",
    "Argentina condemned Brazil's new tariff. Uruguay again offered Brazil its help.",
    "Brazil accused Argentina of blocking lorries at the border.",
];

fn main() -> Result<(), Box<dyn Error>> {
    let texts: Vec<String> =
        std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    if texts.is_empty() { print(&TEXTS) } else { print(&texts) }
}

fn print(texts: &[impl AsRef<str> + Sync]) -> Result<(), Box<dyn Error>> {
    let mut table = DyadTable::new();
    for texts in texts.chunks(256) {
        for analysis in Analyzer::embedded().analyze_batch(texts)? {
            table.add(&analysis);
        }
    }
    println!("source,target,tone,count,documents");
    for row in table.rows() {
        let (source, target) = (&row.source.id, &row.target.id);
        println!("{source:?},{target:?},{},{},{}", row.tone(), row.count(), row.documents());
    }
    Ok(())
}

#[test]
fn it_runs() {
    print(&TEXTS).unwrap();
}
