//! The command `detente`: who is conciliatory or infuriated toward whom in a text.
mod analyze;
mod arguments;
mod document;
mod input;
mod json_lines;
mod paint;
mod progress;
mod record;
mod report;

use anyhow::{Context, Result};
use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use std::io::{self, Write};
use std::process::ExitCode;

/// Some input could not be read; the others were done.
const SOME_FAILED: u8 = 1;
/// Nothing was done: the arguments or the model are at fault. The same code as clap's.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        _ if arguments.version => print_version().map(|()| true),
        Some(Command::Analyze(options)) => match options.analyzer() {
            Ok(analyzer) => analyze::run(&analyzer, &options),
            Err(error) => return fail(&error, USAGE),
        },
        None => print_help().map(|()| true),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(SOME_FAILED),
        // Whoever read our output has seen enough, as with `detente ... | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error, SOME_FAILED),
    }
}

fn print_version() -> Result<()> {
    let (crate_version, format) = (env!("CARGO_PKG_VERSION"), detente::MODEL_FORMAT_VERSION);
    let model = detente::Analyzer::embedded().model_version();
    writeln!(io::stdout(), "detente {crate_version} (model {model}, model format {format})")
        .context("cannot write to standard output")
}

fn print_help() -> Result<()> {
    let help = Arguments::command().render_long_help();
    write!(io::stdout(), "{help}").context("cannot write to standard output")
}

fn fail(error: &anyhow::Error, code: u8) -> ExitCode {
    // Where standard error is closed too, the exit code alone must do.
    let _ = writeln!(io::stderr(), "detente: {error:#}");
    ExitCode::from(code)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}
