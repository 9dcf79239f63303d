//! The text of a document, marked.

use super::escape::Escaped;
use super::label;
use super::tone::{SENTENCE, background};
use detente::{Analysis, Entity, Span};
use std::fmt::{self, Write};

/// Writes the text in nested marks: a sentence holds entities, and both hold cues. Cost: linear but
/// for a search among the cues for each piece.
pub(super) fn write(out: &mut String, text: &str, analysis: &Analysis) -> fmt::Result {
    let marks = Marks { text, cues: cues(analysis) };
    let mut entities = analysis.entities().peekable();
    let mut at = 0;
    for (sentence, &tone) in analysis.sentences().zip(analysis.sentence_tones()) {
        let Span { start, end } = sentence.span;
        marks.plain(out, at, start)?;
        let kind = sentence.kind.as_str();
        let colour = background(tone, SENTENCE);
        write!(out, "<span class=\"dt-s dt-{kind}\"{colour} title=\"{}\">", label(tone))?;
        at = start;
        while let Some(entity) = entities.next_if(|entity| entity.span.start < end) {
            let (from, to) = (entity.span.start.max(at), entity.span.end.min(end));
            if from < to {
                marks.with_cues(out, at, from)?;
                marks.entity(out, analysis, entity, from, to)?;
                at = to;
            }
        }
        marks.with_cues(out, at, end)?;
        out.write_str("</span>")?;
        at = end;
    }
    marks.plain(out, at, u32::try_from(text.len()).unwrap_or(u32::MAX))
}

/// The cues of all directed tones, ascending, those that overlap made one.
fn cues(analysis: &Analysis) -> Vec<Span> {
    let mut cues: Vec<Span> = analysis.directed_tones().iter().filter_map(|directed| directed.cue).collect();
    cues.sort_unstable_by_key(|cue| (cue.start, cue.end));
    let mut merged: Vec<Span> = Vec::new();
    for cue in cues {
        match merged.last_mut().filter(|last| cue.start < last.end) {
            Some(last) => last.end = last.end.max(cue.end),
            None => merged.push(cue),
        }
    }
    merged
}

struct Marks<'a> {
    text: &'a str,
    cues: Vec<Span>,
}

impl Marks<'_> {
    fn plain(&self, out: &mut String, start: u32, end: u32) -> fmt::Result {
        let words = Span::new(start, end.max(start)).get(self.text).unwrap_or_default();
        write!(out, "{}", Escaped(words))
    }

    fn with_cues(&self, out: &mut String, mut start: u32, end: u32) -> fmt::Result {
        let first = self.cues.partition_point(|cue| cue.end <= start);
        for cue in self.cues.iter().skip(first).take_while(|cue| cue.start < end) {
            let (from, to) = (cue.start.max(start), cue.end.min(end));
            self.plain(out, start, from)?;
            out.write_str("<u class=\"dt-cue\">")?;
            self.plain(out, from, to)?;
            out.write_str("</u>")?;
            start = to;
        }
        self.plain(out, start, end)
    }

    fn entity(
        &self,
        out: &mut String,
        analysis: &Analysis,
        entity: &Entity,
        from: u32,
        to: u32,
    ) -> fmt::Result {
        let label = entity.label.as_str();
        let actor = entity.actor.and_then(|actor| analysis.actors().get(actor.get()));
        let title = actor.map_or_else(|| label.to_owned(), |actor| format!("{label}, {}", actor.name));
        let title = Escaped(&title);
        if !entity.label.is_name() {
            // Dates and numbers are only underlined.
            write!(out, "<span class=\"dt-n\" title=\"{title}\">")?;
            self.with_cues(out, from, to)?;
            return out.write_str("</span>");
        }
        write!(out, "<mark class=\"dt-e dt-{}\" title=\"{title}\">", label.to_lowercase())?;
        self.with_cues(out, from, to)?;
        write!(out, "<small>{label}</small></mark>")
    }
}
