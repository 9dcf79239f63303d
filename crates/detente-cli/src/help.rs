//! The long texts of the help.

pub(crate) const ABOUT: &str = "Who is conciliatory (+1) or infuriated (-1) toward whom in English news";

/// What every command says about its exit codes and its environment.
macro_rules! closing {
    () => {
        "Exit codes:
  0  all was read and written
  1  some input could not be read, as named on standard error, and the rest was done; or the output
     could not be written
  2  the arguments, the model or a file to write cannot be used; nothing was done
A closed pipe, as of `| head`, ends the program with 0; Ctrl-C ends it at once: the file that --output
names is complete or not there, and what was written of it stays as .FILE.part.

Environment:
  NO_COLOR  turns colours off, with any value but the empty one (https://no-color.org)
  TERM      colours are off where it is \"dumb\"
Nothing else is read, nothing goes over the network."
    };
}

pub(crate) const GENERAL: &str = concat!(
    "Examples:
  detente analyze article.txt
  detente analyze --json news/ > analyses.jsonl
  detente dyads --text-column body stories.parquet --output dyads.csv
  detente html article.txt --output article.html
  detente completions bash > ~/.local/share/bash-completion/completions/detente
`detente COMMAND --help` describes each command.

",
    closing!()
);

pub(crate) const ANALYZE: &str = concat!(
    r#"Output as JSON, one object a document on a line of its own; positions are half-open and count
characters (Unicode scalar values) of the text as it was read, which is not copied:
  id         the file's name as given, or the "id" of the row; without one the number of the row, from
             1, behind the file's name and a colon where several files are read
  tone, band of the whole document: a number in [-1, 1] and its word
  n_chars, n_tokens
  sentences  [{start_char, end_char, kind, tone, band}]   kind: headline, subhead, body, boilerplate
  entities   [{start_char, end_char, label, actor}]       actor: an id or null; also "role" (office
                                                          or organ, where the text tells it) and
                                                          "value" (where it is a number)
  quotes     [{start_char, end_char, speaker}]            speaker: an actor's id or null
  directed   [{source, target, tone, band, mode, confidence, sentence, source_span, target_span, cue,
             speaker}]                                    spans: [start_char, end_char] or null
  dyads      [{source, target, tone, band, count}]        net tone of each ordered pair of actors
  actors     {id: name}                                   ids: ISO 3166-1 alpha-3 for states, else names
  tokens     [[start_char, end_char]]                     only with --tokens
With --errors null, a document that cannot be read is {id, tone, band, ..., error}, null but for two.

CSV and Parquet have one row a document: id, tone, band, n_chars, n_tokens, n_sentences, n_entities,
n_directed, error. The commands sentences, entities, directed and dyads --by-document write the rest,
to be joined by id.

Bands: infuriated up to -0.6, critical to -0.2, neutral, cordial from +0.2, conciliatory from +0.6.

Examples:
  detente analyze article.txt
  curl -s https://example.org/story.txt | detente analyze -
  detente analyze --json *.txt > analyses.jsonl
  detente analyze --text-column body stories.jsonl.gz > analyses.jsonl
  detente analyze archive/ --output documents.parquet

"#,
    closing!()
);

pub(crate) const DYADS: &str = concat!(
    "Columns: source, target, source_name, target_name, tone, band, count, documents; the most frequent
pair first. The tone is the mean of the pair's directed tones, weighted by confidence and strength;
count is their number, documents the number of documents they stand in. Actors are the same where
their ids are: ISO 3166-1 alpha-3 for states, else names.
With --by-document: id, source, target, source_name, target_name, tone, band, count.

Examples:
  detente dyads news/
  detente dyads --min-count 5 stories.csv --output dyads.parquet
  detente dyads --by-document --id-column url --to csv stories.jsonl.zst

",
    closing!()
);

pub(crate) const DIRECTED: &str = concat!(
    "Columns: id, sentence (its number in the document, from 0), source, target, source_name, target_name,
tone, band, mode (asserted, alleged, possible, denied), confidence, source_start_char,
source_end_char, target_start_char, target_end_char, cue_start_char, cue_end_char, cue (the words that
carry the stance), speaker. Positions are half-open and count characters.

Examples:
  detente directed article.txt
  detente directed --to jsonl news/ | jq 'select(.tone <= -0.6)'
  detente directed stories.parquet --output directed.parquet

",
    closing!()
);

pub(crate) const SENTENCES: &str = concat!(
    "Columns: id, sentence (its number in the document, from 0), start_char, end_char, kind (headline,
subhead, body, boilerplate), tone, band, text. Positions are half-open and count characters.

Examples:
  detente sentences article.txt
  detente sentences --to tsv stories.csv | sort -t '\t' -k 6 -g | head

",
    closing!()
);

pub(crate) const ENTITIES: &str = concat!(
    "Columns: id, sentence (its number in the document, from 0), start_char, end_char, text, label, actor
(an id, or nothing), actor_name, role (office or organ, where the text tells it), value (where it is a
number). Positions are half-open and count characters.

Examples:
  detente entities article.txt
  detente entities --gazetteer names.csv news/ --output entities.csv.gz

",
    closing!()
);

pub(crate) const TOKENS: &str = concat!(
    "Columns: id, sentence (its number in the document, from 0), start_char, end_char, text. Positions are
half-open and count characters. No other stage runs, so this is much faster than the other commands.

Examples:
  detente tokens article.txt
  detente tokens --format lines --line-breaks space corpus.txt.zst > tokenized.txt
  detente tokens --to jsonl news/

",
    closing!()
);

pub(crate) const HTML: &str = concat!(
    "One page that stands alone: no script, nothing loaded from elsewhere, all text escaped, light or dark
as the reader prefers. Of several documents one follows the other, then the net tones of all.

Examples:
  detente html article.txt --output article.html
  detente html news/*.txt > news.html

",
    closing!()
);

pub(crate) const COMPLETIONS: &str = "Examples:
  detente completions bash > ~/.local/share/bash-completion/completions/detente
  detente completions zsh > ~/.zfunc/_detente          (with ~/.zfunc in fpath)
  detente completions fish > ~/.config/fish/completions/detente.fish
  detente completions powershell >> $PROFILE";

pub(crate) const MAN: &str = "Examples:
  detente man | man -l -
  detente man ~/.local/share/man/man1";
