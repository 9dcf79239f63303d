//! The tables of a batch.

use crate::batch::Outcome;
use crate::items::plain;
use crate::rows::Text;
use arrow_array::builder::{ArrayBuilder, Float64Builder, LargeStringBuilder, StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use detente::{Actor, ActorIndex, Analysis, CharOffsets, Span};
use std::sync::Arc;

/// One of the tables of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableName {
    Documents,
    Sentences,
    Entities,
    Directed,
    Dyads,
    Tokens,
}

impl TableName {
    pub(crate) const ALL: [Self; 6] =
        [Self::Documents, Self::Sentences, Self::Entities, Self::Directed, Self::Dyads, Self::Tokens];

    /// The name in Python.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Sentences => "sentences",
            Self::Entities => "entities",
            Self::Directed => "directed",
            Self::Dyads => "dyads",
            Self::Tokens => "tokens",
        }
    }
}

/// One row of a batch that was read.
struct Reading<'a> {
    row: u32,
    analysis: &'a Analysis,
    /// The text with the map from its characters to bytes.
    text: &'a str,
    offsets: CharOffsets<'a>,
}

impl Reading<'_> {
    fn slice(&self, span: Span) -> &str {
        self.offsets.to_bytes(span).get(self.text).unwrap_or_default()
    }

    fn actor(&self, actor: ActorIndex) -> Option<&Actor> {
        self.analysis.actors().get(actor.get())
    }
}

fn readings<'a>(texts: &'a [Text], outcomes: &'a [Outcome]) -> impl Iterator<Item = Reading<'a>> {
    (0u32..).zip(texts.iter().zip(outcomes)).filter_map(|(row, (text, outcome))| {
        let text = text.as_ref();
        let analysis = outcome.as_ref().ok()?;
        Some(Reading { row, analysis, text, offsets: CharOffsets::new(text) })
    })
}

/// Builds one table. Cost: one pass over the batch.
pub(crate) fn build(
    name: TableName,
    texts: &[Text],
    outcomes: &[Outcome],
) -> Result<RecordBatch, ArrowError> {
    let readings = readings(texts, outcomes);
    match name {
        TableName::Documents => documents(outcomes),
        TableName::Sentences => sentences(readings),
        TableName::Entities => entities(readings),
        TableName::Directed => directed(readings),
        TableName::Dyads => dyads(readings),
        TableName::Tokens => tokens(readings),
    }
}

fn table<const N: usize>(columns: [(&str, ArrayRef); N]) -> Result<RecordBatch, ArrowError> {
    let nullable = |name: &str| NULLABLE.contains(&name);
    let fields = columns.iter().map(|(name, column)| {
        Field::new(*name, column.data_type().clone(), nullable(name) || column.null_count() > 0)
    });
    let schema = Schema::new(fields.collect::<Vec<_>>());
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, column)| column).collect())
}

/// Columns that may hold nulls, whether or not this batch has any: a schema must not depend on the
/// data.
const NULLABLE: [&str; 19] = [
    "tone",
    "band",
    "n_tokens",
    "n_sentences",
    "n_entities",
    "n_directed",
    "error",
    "actor",
    "actor_name",
    "role",
    "value",
    "source_start_char",
    "source_end_char",
    "target_start_char",
    "target_end_char",
    "cue_start_char",
    "cue_end_char",
    "cue",
    "speaker",
];

fn done(builder: &mut impl ArrayBuilder) -> ArrayRef {
    builder.finish()
}

/// Two columns for the start and the end of a span.
#[derive(Default)]
struct Spans {
    start: UInt32Builder,
    end: UInt32Builder,
}

impl Spans {
    fn push(&mut self, span: Span) {
        self.push_option(Some(span));
    }

    fn push_option(&mut self, span: Option<Span>) {
        self.start.append_option(span.map(|span| span.start));
        self.end.append_option(span.map(|span| span.end));
    }
}

fn documents(outcomes: &[Outcome]) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut tone, mut band) = (UInt32Builder::new(), Float64Builder::new(), StringBuilder::new());
    let mut counts: [UInt32Builder; 4] = Default::default();
    let mut error = StringBuilder::new();
    for (number, outcome) in (0u32..).zip(outcomes) {
        let analysis = outcome.as_ref().ok();
        row.append_value(number);
        tone.append_option(analysis.map(|analysis| analysis.tone().score()));
        band.append_option(analysis.map(|analysis| analysis.tone().band().as_str()));
        let numbers = analysis.map(|analysis| {
            let (tokens, sentences) = (analysis.tokens().len(), analysis.sentences().len());
            [tokens, sentences, analysis.entities().len(), analysis.directed_tones().len()]
        });
        for (index, column) in counts.iter_mut().enumerate() {
            column.append_option(numbers.and_then(|numbers| u32::try_from(numbers[index]).ok()));
        }
        error.append_option(outcome.as_ref().err());
    }
    let [mut tokens, mut sentences, mut entities, mut directed] = counts;
    table([
        ("document", done(&mut row)),
        ("tone", done(&mut tone)),
        ("band", done(&mut band)),
        ("n_tokens", done(&mut tokens)),
        ("n_sentences", done(&mut sentences)),
        ("n_entities", done(&mut entities)),
        ("n_directed", done(&mut directed)),
        ("error", done(&mut error)),
    ])
}

fn sentences<'a>(readings: impl Iterator<Item = Reading<'a>>) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut sentence, mut spans) = (UInt32Builder::new(), UInt32Builder::new(), Spans::default());
    let (mut kind, mut tone, mut band) = (StringBuilder::new(), Float64Builder::new(), StringBuilder::new());
    let mut text = LargeStringBuilder::new();
    for reading in readings {
        let found = reading.analysis.sentences().zip(reading.analysis.sentence_tones());
        for (number, (found, found_tone)) in (0u32..).zip(found) {
            row.append_value(reading.row);
            sentence.append_value(number);
            spans.push(found.span);
            kind.append_value(found.kind.as_str());
            tone.append_value(found_tone.score());
            band.append_value(found_tone.band().as_str());
            text.append_value(reading.slice(found.span));
        }
    }
    table([
        ("document", done(&mut row)),
        ("sentence", done(&mut sentence)),
        ("start_char", done(&mut spans.start)),
        ("end_char", done(&mut spans.end)),
        ("kind", done(&mut kind)),
        ("tone", done(&mut tone)),
        ("band", done(&mut band)),
        ("text", done(&mut text)),
    ])
}

fn entities<'a>(readings: impl Iterator<Item = Reading<'a>>) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut sentence, mut spans) = (UInt32Builder::new(), UInt32Builder::new(), Spans::default());
    let (mut text, mut label) = (LargeStringBuilder::new(), StringBuilder::new());
    let (mut actor, mut name) = (StringBuilder::new(), StringBuilder::new());
    let (mut role, mut value) = (StringBuilder::new(), Float64Builder::new());
    for reading in readings {
        for found in reading.analysis.entities() {
            row.append_value(reading.row);
            sentence.append_value(found.sentence);
            spans.push(found.span);
            text.append_value(reading.slice(found.span));
            label.append_value(found.label.as_str());
            let stands_for = found.actor.and_then(|actor| reading.actor(actor));
            actor.append_option(stands_for.map(|actor| &actor.id));
            name.append_option(stands_for.map(|actor| &actor.name));
            role.append_option(found.role.as_deref());
            value.append_option(found.value);
        }
    }
    table([
        ("document", done(&mut row)),
        ("sentence", done(&mut sentence)),
        ("start_char", done(&mut spans.start)),
        ("end_char", done(&mut spans.end)),
        ("text", done(&mut text)),
        ("label", done(&mut label)),
        ("actor", done(&mut actor)),
        ("actor_name", done(&mut name)),
        ("role", done(&mut role)),
        ("value", done(&mut value)),
    ])
}

/// Four columns for the ids and names of source and target.
#[derive(Default)]
struct Pairs([StringBuilder; 4]);

impl Pairs {
    fn push(&mut self, source: &Actor, target: &Actor) {
        let values = [&source.id, &target.id, &source.name, &target.name];
        for (column, value) in self.0.iter_mut().zip(values) {
            column.append_value(value);
        }
    }
}

fn directed<'a>(readings: impl Iterator<Item = Reading<'a>>) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut sentence, mut pairs) = (UInt32Builder::new(), UInt32Builder::new(), Pairs::default());
    let (mut tone, mut band) = (Float64Builder::new(), StringBuilder::new());
    let (mut mode, mut confidence) = (StringBuilder::new(), Float64Builder::new());
    let mut spans: [Spans; 3] = Default::default();
    let (mut cue, mut speaker) = (LargeStringBuilder::new(), StringBuilder::new());
    for reading in readings {
        for found in reading.analysis.directed() {
            row.append_value(reading.row);
            sentence.append_option(u32::try_from(found.sentence).ok());
            pairs.push(found.source, found.target);
            tone.append_value(found.tone.score());
            band.append_value(found.tone.band().as_str());
            mode.append_value(found.mode.as_str());
            confidence.append_value(plain(found.confidence));
            for (columns, span) in spans.iter_mut().zip([found.source_span, found.target_span, found.cue]) {
                columns.push_option(span);
            }
            cue.append_option(found.cue.map(|cue| reading.slice(cue)));
            speaker.append_option(found.speaker.map(|speaker| &speaker.id));
        }
    }
    let [mut source, mut target, mut source_name, mut target_name] = pairs.0;
    let [mut source_span, mut target_span, mut cue_span] = spans;
    table([
        ("document", done(&mut row)),
        ("sentence", done(&mut sentence)),
        ("source", done(&mut source)),
        ("target", done(&mut target)),
        ("source_name", done(&mut source_name)),
        ("target_name", done(&mut target_name)),
        ("tone", done(&mut tone)),
        ("band", done(&mut band)),
        ("mode", done(&mut mode)),
        ("confidence", done(&mut confidence)),
        ("source_start_char", done(&mut source_span.start)),
        ("source_end_char", done(&mut source_span.end)),
        ("target_start_char", done(&mut target_span.start)),
        ("target_end_char", done(&mut target_span.end)),
        ("cue_start_char", done(&mut cue_span.start)),
        ("cue_end_char", done(&mut cue_span.end)),
        ("cue", done(&mut cue)),
        ("speaker", done(&mut speaker)),
    ])
}

fn dyads<'a>(readings: impl Iterator<Item = Reading<'a>>) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut pairs) = (UInt32Builder::new(), Pairs::default());
    let (mut tone, mut band, mut count) = (Float64Builder::new(), StringBuilder::new(), UInt32Builder::new());
    for reading in readings {
        for found in reading.analysis.dyads() {
            row.append_value(reading.row);
            pairs.push(found.source, found.target);
            tone.append_value(found.tone.score());
            band.append_value(found.tone.band().as_str());
            count.append_option(u32::try_from(found.count).ok());
        }
    }
    let [mut source, mut target, mut source_name, mut target_name] = pairs.0;
    table([
        ("document", done(&mut row)),
        ("source", done(&mut source)),
        ("target", done(&mut target)),
        ("source_name", done(&mut source_name)),
        ("target_name", done(&mut target_name)),
        ("tone", done(&mut tone)),
        ("band", done(&mut band)),
        ("count", done(&mut count)),
    ])
}

fn tokens<'a>(readings: impl Iterator<Item = Reading<'a>>) -> Result<RecordBatch, ArrowError> {
    let (mut row, mut sentence, mut spans) = (UInt32Builder::new(), UInt32Builder::new(), Spans::default());
    let mut text = LargeStringBuilder::new();
    for reading in readings {
        for (number, found) in (0u32..).zip(reading.analysis.sentences()) {
            for &token in reading.analysis.tokens().as_slice().get(found.tokens.range()).unwrap_or_default() {
                row.append_value(reading.row);
                sentence.append_value(number);
                spans.push(token);
                text.append_value(reading.slice(token));
            }
        }
    }
    table([
        ("document", done(&mut row)),
        ("sentence", done(&mut sentence)),
        ("start_char", done(&mut spans.start)),
        ("end_char", done(&mut spans.end)),
        ("text", done(&mut text)),
    ])
}
