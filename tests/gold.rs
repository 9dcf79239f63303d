//! Cases judged by hand: `gold/*.toml`.
//!
//! A case is a text and what a careful reader finds in it, by the guidelines in `docs/tone.md` and
//! by the custom of spans that the model card names. What the model gets wrong stays as it was
//! judged and is listed in the case's `known_miss`; the report counts it as a miss. Any other
//! difference fails the test.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a test that prints its own report")]

mod case;

use case::{Case, Outcome};
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut files: Vec<PathBuf> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/gold"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let (mut failed, mut total) = (0, 0);
    for file in &files {
        let name = file.file_stem().unwrap().to_string_lossy();
        let outcomes: Vec<Outcome> = case::read(file).iter().flat_map(Case::check).collect();
        let right = outcomes.iter().filter(|outcome| outcome.is_right()).count();
        let known = outcomes.iter().filter(|outcome| outcome.is_known_miss()).count();
        println!("gold {name}: {right} of {} right, {known} known misses", outcomes.len());
        for outcome in &outcomes {
            if let Some(message) = outcome.message() {
                println!("{message}");
            }
        }
        failed += outcomes.iter().filter(|outcome| outcome.is_failure()).count();
        total += outcomes.len();
    }
    println!(
        "test result: {}. {total} judgements, {failed} failed",
        if failed == 0 { "ok" } else { "FAILED" }
    );
    ExitCode::from(u8::from(failed > 0 || total == 0))
}
