//! An analysis as text that a person can review.

use detente::{Analysis, Analyzer, Entity, Mode, Span};
use std::fmt::Write;

/// Columns before a line of tokens is broken.
const WIDTH: usize = 110;

/// The analysis of `text`: a paragraph a sentence.
pub(crate) fn of(text: &str) -> String {
    let analysis = Analyzer::embedded().analyze(text).unwrap();
    let mut out = String::new();
    writeln!(out, "document {} {}", analysis.tone(), analysis.tone().band()).unwrap();
    for (index, (sentence, tone)) in analysis.sentences().zip(analysis.sentence_tones()).enumerate() {
        writeln!(out, "\n{} {tone}", sentence.kind.as_str()).unwrap();
        out += &labelled(text, &analysis, sentence.tokens.range());
        for d in analysis.directed().filter(|d| d.sentence == index) {
            write!(out, "  = {} -> {} {}", d.source.name, d.target.name, d.tone).unwrap();
            if let Some(cue) = d.cue {
                write!(out, " {:?}", &text[cue]).unwrap();
            }
            if d.mode != Mode::Asserted {
                write!(out, " {}", d.mode).unwrap();
            }
            if let Some(speaker) = d.speaker {
                write!(out, " said by {}", speaker.name).unwrap();
            }
            out.push('\n');
        }
        for quote in analysis.quotes().filter(|quote| quote.sentence as usize == index) {
            let speaker = quote.speaker.map_or("nobody", |speaker| &*analysis.actors()[speaker.get()].name);
            writeln!(out, "  \" {} ({speaker})", one_line(&text[quote.span])).unwrap();
        }
    }
    out.push_str("\nnet tones\n");
    for dyad in analysis.dyads() {
        writeln!(out, "  {} -> {} {} ({})", dyad.source.name, dyad.target.name, dyad.tone, dyad.count)
            .unwrap();
    }
    out
}

/// The tokens, parted by spaces, with the labels of entities under them: the label and the actor
/// under an entity's first token, `~` under its others.
fn labelled(text: &str, analysis: &Analysis, tokens: std::ops::Range<usize>) -> String {
    let spans: Vec<Span> = analysis.tokens().copied().collect();
    let mut out = String::new();
    let (mut words, mut labels) = (String::from("  "), String::from("  "));
    for index in tokens {
        let word = &text[spans[index]];
        let entity = analysis.entities().find(|entity| entity.tokens.range().contains(&index));
        let label = entity.map_or_else(String::new, |entity| label(text, analysis, entity, index));
        let width = word.chars().count().max(label.chars().count());
        if words.chars().count() + width > WIDTH {
            flush(&mut out, &mut words, &mut labels);
        }
        write!(words, "{word:width$} ").unwrap();
        write!(labels, "{label:width$} ").unwrap();
    }
    flush(&mut out, &mut words, &mut labels);
    out
}

fn flush(out: &mut String, words: &mut String, labels: &mut String) {
    for line in [words, labels] {
        if !line.trim().is_empty() {
            writeln!(out, "{}", line.trim_end()).unwrap();
        }
        line.truncate(2);
    }
}

fn label(text: &str, analysis: &Analysis, entity: &Entity, index: usize) -> String {
    if index != entity.tokens.range().start {
        return "~".to_owned();
    }
    let mut label = entity.label.to_string();
    if let Some(actor) = entity.actor {
        let id = &analysis.actors()[actor.get()].id;
        // A plain name that is the mention itself need not be said again.
        let shown = if **id == text[entity.span] { "=".to_owned() } else { id.replace(' ', "_") };
        write!(label, ":{shown}").unwrap();
    }
    label
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that differ, with a line of context around each run of them.
pub(crate) fn difference(before: &str, after: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    // Longest common subsequence; articles have a few hundred lines.
    let mut longest = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out, mut same) = (0, 0, String::new(), None);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            same = Some(a[i]);
            (i, j) = (i + 1, j + 1);
            continue;
        }
        if let Some(line) = same.take() {
            writeln!(out, "  {line}").unwrap();
        }
        if j >= b.len() || (i < a.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            writeln!(out, "- {}", a[i]).unwrap();
            i += 1;
        } else {
            writeln!(out, "+ {}", b[j]).unwrap();
            j += 1;
        }
    }
    out
}
