//! What can be said on the command line.

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use detente::{Analyzer, Gazetteer};
use std::num::NonZeroUsize;
use std::path::PathBuf;

const ABOUT: &str = "Who is conciliatory (+1) or infuriated (-1) toward whom in English news";

const AFTER_HELP: &str = r#"Output of --json, one object a document on a line of its own; positions are half-open and count
characters (Unicode scalar values) of the text as it was read, which is not copied:
  id         the file's name as given, or the "id" of the JSON line (its number where it has none)
  tone, band of the whole document: a number in [-1, 1] and its word
  n_chars, n_tokens
  sentences  [{start_char, end_char, kind, tone, band}]   kind: headline | subhead | body | boilerplate
  entities   [{start_char, end_char, label, actor}]       actor: an id or null; also "role" (office or organ, where the
                                                          text tells it) and "value" (where it is a number)
  quotes     [{start_char, end_char, speaker}]            speaker: an actor's id or null
  directed   [{source, target, tone, band, mode, confidence, sentence, source_span, target_span, cue,
             speaker}]                                    spans: [start_char, end_char] or null
  dyads      [{source, target, tone, band, count}]        net tone of each ordered pair of actors
  actors     {id: name}                                   ids: ISO 3166-1 alpha-3 for states, else names
  tokens     [[start_char, end_char]]                     only with --tokens

Bands: infuriated up to -0.6, critical to -0.2, neutral, cordial from +0.2, conciliatory from +0.6.

Exit codes: 0 all was analysed; 1 some input failed, as named on standard error, the rest was done;
2 the arguments or the model cannot be used, nothing was done.

Examples:
  detente analyze article.txt
  curl -s https://example.org/story.txt | detente analyze -
  detente analyze --json *.txt > analyses.jsonl
  detente analyze --text-field body stories.jsonl.gz > analyses.jsonl"#;

#[derive(Parser)]
#[command(name = "detente", about = ABOUT, disable_version_flag = true, arg_required_else_help = true)]
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
    Analyze(Options),
}

#[derive(Args)]
#[command(after_long_help = AFTER_HELP)]
pub(crate) struct Options {
    /// UTF-8 texts, one document a file; `-` for standard input; names ending in `.jsonl` hold a
    /// document a line; `.gz` is decompressed
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write one JSON object a document (always so for JSON lines)
    #[arg(long)]
    pub(crate) json: bool,
    /// Read every FILE as JSON lines: {"id": ..., "text": ...}
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// The field of a JSON line that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
    /// Add the tokens to the JSON objects
    #[arg(long)]
    pub(crate) tokens: bool,
    /// Show every sentence with its tone in the readable output
    #[arg(long)]
    pub(crate) sentences: bool,
    /// Use this model in place of the one inside the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Names of your own, with labels and actors: a .csv or .json file (as `detente::Gazetteer` reads it)
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Number of threads [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Colour the readable output
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

impl Options {
    pub(crate) fn analyzer(&self) -> Result<Analyzer> {
        let analyzer = match &self.model {
            Some(path) => Analyzer::load(path)?,
            None => Analyzer::embedded(),
        };
        Ok(match &self.gazetteer {
            Some(path) => analyzer.with_gazetteer(&Gazetteer::load(path)?),
            None => analyzer,
        })
    }
}
