//! The command `detente`: who is conciliatory or infuriated toward whom in a text.
//!
//! A library, so that the program and the Python package run the same command.
mod arguments;
mod batch;
mod commands;
mod document;
mod help;
mod input;
mod output;
mod page;
mod paint;
mod progress;
mod record;
mod report;
mod table;

use anyhow::{Context, Result};
use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use commands::{Stop, dyads, html, manual, tables};
use std::ffi::OsString;
use std::io::{self, Write};

/// Some input could not be read; the others were done.
const SOME_FAILED: u8 = 1;
/// Nothing was done: the arguments or the model are at fault. The same code as clap's.
const USAGE: u8 = 2;

/// Runs the command and gives its exit code.
///
/// `arguments` begin with the name of the program. Codes: 0 all was read and written; 1 some input
/// failed (named on standard error) and the rest was done, or the output failed; 2 the arguments, the
/// model or a file to write cannot be used.
pub fn run<I, A>(arguments: I) -> u8
where
    I: IntoIterator<Item = A>,
    A: Into<OsString> + Clone,
{
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(refusal) => {
            // Help that was asked for is a refusal to clap too, with code 0.
            let _ = refusal.print();
            return u8::try_from(refusal.exit_code()).unwrap_or(USAGE);
        }
    };
    match dispatch(&arguments) {
        Ok(true) => 0,
        Ok(false) => SOME_FAILED,
        // Whoever read our output has seen enough, as with `detente ... | head`.
        Err(Stop::Failed(error)) if is_broken_pipe(&error) => 0,
        Err(Stop::Failed(error)) => fail(&error, SOME_FAILED),
        Err(Stop::Usage(error)) => fail(&error, USAGE),
    }
}

/// Runs the command; whether all could be read.
fn dispatch(arguments: &Arguments) -> Result<bool, Stop> {
    match &arguments.command {
        _ if arguments.version => Ok(print_version().map(|()| true)?),
        None => Ok(print_help().map(|()| true)?),
        Some(Command::Analyze(options)) => tables::analyze(options),
        Some(Command::Dyads(options)) => dyads::run(options),
        Some(Command::Directed(options)) => tables::analysis(options, table::DIRECTED),
        Some(Command::Sentences(options)) => tables::analysis(options, table::SENTENCES),
        Some(Command::Entities(options)) => tables::analysis(options, table::ENTITIES),
        Some(Command::Tokens(options)) => tables::tokens(options),
        Some(Command::Html(options)) => html::run(options),
        Some(Command::Completions { shell }) => manual::completions(*shell),
        Some(Command::Man { directory }) => manual::man(directory.as_deref()),
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

fn fail(error: &anyhow::Error, code: u8) -> u8 {
    // Where standard error is closed too, the exit code alone must do.
    let _ = writeln!(io::stderr(), "detente: {error:#}");
    code
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}
