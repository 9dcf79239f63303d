//! Tones of given spans, headlines and speeches.

use super::figure;
use super::metrics::{auc, macro_f1, pearson};
use super::reader::Reader;
use super::sets::{Mention, Sets};
use anyhow::{Result, bail};
use serde::Deserialize;

/// Three classes of a tone where a set has no finer ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Polarity {
    Positive,
    Negative,
    Neutral,
}

use Polarity::{Negative, Neutral, Positive};

impl Polarity {
    const ALL: [Self; 3] = [Positive, Negative, Neutral];

    /// Beyond 0.2 on either side.
    fn of(tone: f64) -> Self {
        if tone > 0.2 {
            Positive
        } else if tone < -0.2 {
            Negative
        } else {
            Neutral
        }
    }
}

pub(crate) fn score(reader: &mut Reader, sets: &Sets) -> Result<()> {
    for set in &sets.manifest.between {
        between(reader, sets, set)?;
    }
    for set in &sets.manifest.pair3 {
        pairs(reader, sets, set)?;
    }
    for set in &sets.manifest.toward {
        toward(reader, sets, set)?;
    }
    for set in &sets.manifest.headlines {
        headlines(reader, sets, set)?;
    }
    for set in &sets.manifest.conflict {
        conflict(reader, sets, set)?;
    }
    Ok(())
}

/// Cooperation or conflict between two marked parties, by the sign of the tone.
fn between(reader: &Reader, sets: &Sets, set: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        source: Option<Mention>,
        target: Option<Mention>,
        label: String,
    }
    let (mut gold, mut found, mut tones) = (Vec::new(), Vec::new(), Vec::new());
    for record in sets.records::<Record>(&format!("tone/{set}.jsonl"))? {
        let (Some(source), Some(target)) = (record.source, record.target) else { continue };
        let tone = reader.between(&record.text, source.chars(), target.chars())?;
        gold.push(if record.label == "coop" { Positive } else { Negative });
        found.push(if tone > 0.0 {
            Positive
        } else if tone < 0.0 {
            Negative
        } else {
            Neutral
        });
        tones.push(tone);
    }
    figure::count(&format!("{set}_n"), gold.len());
    figure::percent(&format!("{set}_macro_f1"), macro_f1(&gold, &found, &[Positive, Negative]));
    let of = |class| {
        let pairs = gold.iter().zip(&tones).filter(move |(g, _)| **g == class);
        pairs.map(|(_, &tone)| tone).collect::<Vec<f64>>()
    };
    figure::percent(&format!("{set}_auc"), auc(&of(Positive), &of(Negative)));
    Ok(())
}

/// Which of two marked parties praises or blames the other.
fn pairs(reader: &Reader, sets: &Sets, set: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        first: Mention,
        second: Mention,
        dse_label: u8,
    }
    let (mut gold, mut found) = (Vec::new(), Vec::new());
    let (mut right, mut judged) = (0_usize, 0_usize);
    for record in sets.records::<Record>(&format!("tone/{set}.jsonl"))? {
        let (first, second) = (record.first.chars(), record.second.chars());
        gold.extend(match record.dse_label {
            0 => [Neutral, Neutral],
            1 => [Positive, Neutral],
            2 => [Neutral, Positive],
            3 => [Negative, Neutral],
            4 => [Neutral, Negative],
            other => bail!("{set}: label {other} is none of 0 to 4"),
        });
        let forth = reader.between(&record.text, first, second)?;
        let back = reader.between(&record.text, second, first)?;
        let polarities = [Polarity::of(forth), Polarity::of(back)];
        found.extend(polarities);
        if record.dse_label != 0 && polarities != [Neutral, Neutral] {
            judged += 1;
            right += usize::from((forth.abs() > back.abs()) == matches!(record.dse_label, 1 | 3));
        }
    }
    figure::percent(&format!("{set}_pair3_macro_f1"), macro_f1(&gold, &found, &Polarity::ALL));
    figure::measure(&format!("{set}_direction"), 100.0 * right as f64 / judged.max(1) as f64);
    Ok(())
}

/// Of anyone toward a marked party.
fn toward(reader: &Reader, sets: &Sets, set: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        target: Mention,
        label: String,
    }
    let (mut gold, mut found) = (Vec::new(), Vec::new());
    for record in sets.records::<Record>(&format!("tone/{set}.jsonl"))? {
        gold.push(match record.label.as_str() {
            "pos" => Positive,
            "neg" => Negative,
            "neu" => Neutral,
            other => bail!("{set}: label {other:?} is none of pos, neg, neu"),
        });
        found.push(Polarity::of(reader.toward(&record.text, record.target.chars())?));
    }
    figure::percent(&format!("{set}_macro_f1"), macro_f1(&gold, &found, &Polarity::ALL));
    Ok(())
}

/// The tone of a headline against readers' valence and anger.
fn headlines(reader: &mut Reader, sets: &Sets, set: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        valence: f64,
        anger: f64,
    }
    let records: Vec<Record> = sets.records(&format!("tone/{set}.jsonl"))?;
    let tones = records.iter().map(|record| reader.score(&record.text)).collect::<Result<Vec<f64>>>()?;
    let valences: Vec<f64> = records.iter().map(|record| record.valence).collect();
    let angers: Vec<f64> = records.iter().map(|record| record.anger).collect();
    let hostile: Vec<f64> = tones.iter().map(|tone| -tone).collect();
    figure::measure(&format!("{set}_valence_r"), pearson(&tones, &valences));
    figure::measure(&format!("{set}_anger_r"), pearson(&hostile, &angers));
    Ok(())
}

/// Whether speeches with criticism in them score lower than those without.
fn conflict(reader: &mut Reader, sets: &Sets, set: &str) -> Result<()> {
    #[derive(Deserialize)]
    struct Record {
        text: String,
        label: String,
    }
    let (mut critical, mut others) = (Vec::new(), Vec::new());
    for record in sets.records::<Record>(&format!("tone/{set}.jsonl"))? {
        let hostile = -reader.score(&record.text)?;
        if record.label == "none" { others.push(hostile) } else { critical.push(hostile) }
    }
    figure::percent(&format!("{set}_auc"), auc(&critical, &others));
    Ok(())
}
