//! What can be said on the command line.

use crate::help;
use anyhow::{Result, anyhow, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use detente::{Analyzer, Gazetteer, Lexicon, LineBreaks, Tokenizer};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "detente", about = help::ABOUT, after_long_help = help::GENERAL,
    disable_version_flag = true, arg_required_else_help = true, term_width = 100
)]
pub(crate) struct Arguments {
    /// Print the versions of the program, its model and the model format
    #[arg(short = 'V', long)]
    pub(crate) version: bool,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Analyse texts: tone of each document, directed tones, net tones
    #[command(after_long_help = help::ANALYZE)]
    Analyze(Analyze),
    /// Net tones of all inputs together: who toward whom, how often
    #[command(after_long_help = help::DYADS)]
    Dyads(Dyads),
    /// Directed tones, one a row: who toward whom, in which sentence and words
    #[command(after_long_help = help::DIRECTED)]
    Directed(Table),
    /// Sentences, one a row, with their tones
    #[command(after_long_help = help::SENTENCES)]
    Sentences(Table),
    /// Entities, one a row, with labels and actors
    #[command(after_long_help = help::ENTITIES)]
    Entities(Table),
    /// Tokens, one a row; as text, a sentence a line with spaces between tokens
    #[command(after_long_help = help::TOKENS)]
    Tokens(Tokens),
    /// A page of HTML: the text with its entities and tones, and tables of who toward whom
    #[command(after_long_help = help::HTML)]
    Html(Html),
    /// Print the completions for a shell
    #[command(after_long_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program, or write all pages to a folder
    #[command(after_long_help = help::MAN)]
    Man {
        /// The folder, where there shall be a page for each command
        directory: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The same as --to jsonl
    #[arg(long, conflicts_with = "to", help_heading = "Output")]
    pub(crate) json: bool,
    /// Add the tokens to the JSON objects
    #[arg(long, help_heading = "Output")]
    pub(crate) tokens: bool,
    /// Show every sentence with its tone in the readable output
    #[arg(long, help_heading = "Output")]
    pub(crate) sentences: bool,
}

#[derive(Args)]
pub(crate) struct Table {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args)]
pub(crate) struct Dyads {
    #[command(flatten)]
    pub(crate) table: Table,
    /// A row for each pair in each document, with the document's id
    #[arg(long, help_heading = "Output")]
    pub(crate) by_document: bool,
    /// Leave out pairs with fewer directed tones than this
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        conflicts_with = "by_document",
        help_heading = "Output"
    )]
    pub(crate) min_count: u32,
}

#[derive(Args)]
pub(crate) struct Tokens {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) machine: Machine,
}

#[derive(Args)]
pub(crate) struct Html {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Write the page to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Files and folders of UTF-8 text; `-` for standard input
    ///
    /// Names ending in .jsonl, .ndjson, .csv, .tsv and .parquet hold a document a row, every other file
    /// is one document. Gzip, Zstandard and bzip2 are decompressed, whatever the name. Of a folder, and
    /// the folders in it, the files ending in .txt and in those are read, in the order of their names.
    #[arg(required = true, value_name = "FILE", help_heading = None::<&str>)]
    pub(crate) files: Vec<PathBuf>,
    /// How every FILE is read [default: by its name]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<InputFormat>,
    /// The column of a table, or field of a JSON line, that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", alias = "text-field")]
    pub(crate) text_column: String,
    /// The column or field that holds the document's id [default: "id" where there is one, else the
    /// number of the row]
    #[arg(long, value_name = "NAME")]
    pub(crate) id_column: Option<String>,
    /// What stands between the fields of CSV [default: a comma; a tab in .tsv]
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// What becomes of a document that cannot be read
    #[arg(long, value_name = "WHAT", default_value = "skip")]
    pub(crate) errors: Errors,
}

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write to FILE instead of standard output; it is there once it is complete
    ///
    /// Its name tells the format, unless --to does: .txt, .jsonl, .ndjson, .csv, .tsv or .parquet, all
    /// but the last also with .gz or .zst behind it.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub(crate) path: Option<PathBuf>,
    /// The format of the output [default: by the name of --output, else text; JSON lines in give JSON
    /// lines out of `analyze`]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<OutputFormat>,
    /// Colour the readable output
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

#[derive(Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    #[command(flatten)]
    pub(crate) machine: Machine,
    /// Names of your own, with labels and actors: a .csv or .json file (as `detente::Gazetteer` reads it)
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Words of your own, with tones and classes: a .csv or .json file (as `detente::Lexicon` reads it)
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Withhold directed tones with a confidence below this
    #[arg(long, value_name = "0..1", default_value = "0", value_parser = confidence)]
    min_confidence: f32,
}

#[derive(Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Machine {
    /// Use this model in place of the one inside the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// What a single line break is: the end of a sentence, a space, or what the text looks like
    #[arg(long, value_name = "WHAT", default_value = "auto", value_parser = line_breaks())]
    line_breaks: LineBreaks,
    /// Number of threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<NonZeroUsize>,
}

fn threads(given: &str) -> Result<NonZeroUsize, &'static str> {
    given.parse().map_err(|_| "it is a whole number from 1 on")
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One document a file
    Text,
    /// One document a line
    Lines,
    /// One JSON object a line
    Jsonl,
    /// A table with a header, fields separated by commas
    Csv,
    /// A table with a header, fields separated by tabs
    Tsv,
    /// Parquet
    Parquet,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people to read
    Text,
    /// One JSON object a line
    Jsonl,
    /// A table with a header, fields separated by commas
    Csv,
    /// A table with a header, fields separated by tabs
    Tsv,
    /// Parquet
    Parquet,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Errors {
    /// Name it on standard error and go on with the next
    Skip,
    /// Name it and stop
    Raise,
    /// Read U+FFFD for what is no UTF-8 and for half a surrogate pair, an empty text for null
    Replace,
    /// Name it, go on, and keep its row in the output of `analyze`, null but for `error`
    Null,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

/// The names of the choices, read as the choice.
fn line_breaks() -> impl clap::builder::TypedValueParser<Value = LineBreaks> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    let names = LineBreaks::ALL.map(LineBreaks::as_str);
    PossibleValuesParser::new(names).map(|name| LineBreaks::named(&name).unwrap_or_default())
}

impl Input {
    /// The byte between the fields of CSV, where the caller named one.
    pub(crate) fn delimiter(&self) -> Result<Option<u8>> {
        match self.delimiter {
            None => Ok(None),
            Some(c) if c.is_ascii() && !matches!(c, '"' | '\r' | '\n') => Ok(u8::try_from(c).ok()),
            Some(c) => bail!("{c:?} cannot stand between the fields of CSV"),
        }
    }
}

/// The message of `error` alone: it holds its cause, which the chain would tell once more.
fn message(error: &detente::Error) -> anyhow::Error {
    anyhow!("{error}")
}

impl Machine {
    pub(crate) fn tokenizer(&self) -> Result<Tokenizer> {
        let tokenizer = match &self.model {
            Some(path) => Tokenizer::load(path).map_err(|error| message(&error))?,
            None => Tokenizer::embedded(),
        };
        Ok(if self.line_breaks == LineBreaks::default() {
            tokenizer
        } else {
            tokenizer.with_line_breaks(self.line_breaks)
        })
    }
}

/// A number in [0, 1].
fn confidence(text: &str) -> std::result::Result<f32, String> {
    let value = text.parse::<f32>().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "a confidence is a number in [0, 1]".to_owned())
}

impl Reading {
    pub(crate) fn analyzer(&self) -> Result<Analyzer> {
        let mut analyzer = match &self.machine.model {
            Some(path) => Analyzer::load(path).map_err(|error| message(&error))?,
            None => Analyzer::embedded(),
        };
        if self.machine.line_breaks != LineBreaks::default() {
            analyzer = analyzer.with_line_breaks(self.machine.line_breaks);
        }
        if let Some(path) = &self.gazetteer {
            analyzer = analyzer.with_gazetteer(&Gazetteer::load(path)?);
        }
        if let Some(path) = &self.lexicon {
            analyzer = analyzer.with_lexicon(&Lexicon::load(path)?);
        }
        Ok(analyzer.with_min_confidence(self.min_confidence))
    }
}
