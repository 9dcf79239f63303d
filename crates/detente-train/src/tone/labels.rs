//! Labels of texts of the corpora, kept as ids, offsets and numbers without the texts.

use super::sets::{Gold, GoldPair, Mention};
use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::{Context, Result, bail};
use detente::Span;
use flate2::read::GzDecoder;
use std::io::Read;

/// Sentences judged one by one: `id`, tone, pairs, separated by tabs. Pairs are `-` or joined by `;`, each
/// `source>target|tone|mode|cue` with places in characters, `start-end`.
const JUDGED: &str = include_str!("../../labels/judged.tsv");
/// Sentences with a judged tone alone: `id`, tone, separated by a tab.
const TONES: &str = include_str!("../../labels/tones.tsv");
/// Pairs labelled by a teacher: `id`, start and end of source and target in characters, probability of a stance in
/// percent, tone in hundredths, probabilities of the four modes in percent.
const TEACHER: &[u8] = include_bytes!("../../labels/teacher.tsv.gz");

/// Sentences labelled by a teacher: `id`, probability of a stance in percent, tone in hundredths.
const SENTENCES: &[u8] = include_bytes!("../../labels/sentences.tsv.gz");

/// A sentence with a teacher's judgement.
#[derive(Debug)]
pub(super) struct Silver<'a> {
    pub(super) text: &'a str,
    /// Probability of a stance, in [0, 1].
    pub(super) any: f32,
    /// In [-1, 1].
    pub(super) tone: f32,
}

/// A pair with a teacher's judgement.
#[derive(Debug)]
pub(super) struct Taught<'a> {
    pub(super) text: &'a str,
    /// Source and target in characters.
    pub(super) source: Span,
    pub(super) target: Span,
    /// Probability of a stance, in [0, 1].
    pub(super) stance: f32,
    /// In [-1, 1].
    pub(super) tone: f32,
    /// In the order of `Mode::ALL`, in [0, 1].
    pub(super) modes: [f32; 4],
}

/// The sentences of the corpora that were judged for this project beside the gold ones.
pub(super) fn judged(corpora: &Corpora, sources: &Sources) -> Result<Vec<Gold>> {
    Sources::check(corpora, JUDGED)?;
    let lines = JUDGED.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            judgement(line, sources).with_context(|| format!("judged.tsv, line {}", number + 1))
        })
        .collect()
}

/// Sentences of the corpora whose tone alone was judged.
pub(super) fn toned<'a>(corpora: &Corpora, sources: &'a Sources) -> Result<Vec<(&'a str, f64)>> {
    Sources::check(corpora, TONES)?;
    let lines = TONES.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let read = || {
                let (id, tone) = line.split_once('\t').context("needs two fields")?;
                anyhow::Ok((sources.text(id)?, tone.parse()?))
            };
            read().with_context(|| format!("tones.tsv, line {}", number + 1))
        })
        .collect()
}

fn judgement(line: &str, sources: &Sources) -> Result<Gold> {
    let [id, tone, pairs] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("needs three fields") };
    let directed = pairs.split(';').filter(|pair| *pair != "-").map(|pair| {
        let [mentions, tone, mode, cue] = pair.split('|').collect::<Vec<_>>()[..] else {
            bail!("a pair needs four parts");
        };
        let (source, target) = mentions.split_once('>').context("has no \">\"")?;
        let (source, target, cue) = (place(source)?, place(target)?, place(cue)?);
        Ok(GoldPair { source, target, tone: tone.parse()?, mode: mode.to_owned(), cue })
    });
    let directed = directed.collect::<Result<_>>()?;
    Ok(Gold {
        id: id.to_owned(),
        text: sources.text(id)?.to_owned(),
        tone: tone.parse()?,
        directed,
        extra: true,
    })
}

/// `start-end`.
fn place(written: &str) -> Result<Mention> {
    let (start, end) = written.split_once('-').context("is no place")?;
    Ok(Mention { start: start.parse()?, end: end.parse()? })
}

/// The sentences that a teacher labelled.
pub(super) fn silver<'a>(corpora: &Corpora, sources: &'a Sources) -> Result<Vec<Silver<'a>>> {
    let lines = unpacked(SENTENCES, corpora)?;
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let read = || {
                let [id, any, tone] = line.split('\t').collect::<Vec<_>>()[..] else {
                    bail!("needs three fields")
                };
                let part = |field: &str| anyhow::Ok(f32::from(field.parse::<i16>()?) / 100.0);
                anyhow::Ok(Silver { text: sources.text(id)?, any: part(any)?, tone: part(tone)? })
            };
            read().with_context(|| format!("sentences.tsv, line {}", number + 1))
        })
        .collect()
}

/// The lines of packed labels, which must have been made for the texts at hand.
fn unpacked(packed: &[u8], corpora: &Corpora) -> Result<String> {
    let mut lines = String::new();
    GzDecoder::new(packed).read_to_string(&mut lines).context("cannot read a teacher's labels")?;
    Sources::check(corpora, &lines)?;
    Ok(lines)
}

/// The pairs that a teacher labelled.
pub(super) fn taught<'a>(corpora: &Corpora, sources: &'a Sources) -> Result<Vec<Taught<'a>>> {
    let lines = unpacked(TEACHER, corpora)?;
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            lesson(line, sources).with_context(|| format!("teacher's labels, line {}", number + 1))
        })
        .collect()
}

fn lesson<'a>(line: &str, sources: &'a Sources) -> Result<Taught<'a>> {
    let (id, numbers) = line.split_once('\t').context("needs an id")?;
    let numbers: Vec<i16> = numbers.split('\t').map(str::parse).collect::<Result<_, _>>()?;
    let [source, source_end, target, target_end, stance, tone, modes @ ..] = &numbers[..] else {
        bail!("needs eleven fields")
    };
    let part = |number: i16| f32::from(number) / 100.0;
    let span = |start: i16, end: i16| -> Result<Span> { Ok(Span::new(start.try_into()?, end.try_into()?)) };
    let modes: [i16; 4] = modes.try_into().context("needs four modes")?;
    Ok(Taught {
        text: sources.text(id)?,
        source: span(*source, *source_end)?,
        target: span(*target, *target_end)?,
        stance: part(*stance),
        tone: part(*tone),
        modes: modes.map(part),
    })
}
