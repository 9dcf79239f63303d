//! Learns the tone of sentences.

use super::calibration::{mean_error, pearson, print_reliability, rising, spread, value};
use super::labels::Silver;
use super::network::{Network, Sentence};
use super::sets::{Emotion, Gold, Plain};
use super::templates;
use super::texts::Texts;
use super::words;
use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::Result;
use detente_linear::{ModelFile, ModelWriter};
use detente_tone::training::{Form, SentenceReader, Vocabulary};

/// The fold that the curves are drawn from.
const HELD: usize = 0;
const SEED: u64 = 21;

/// How much a made sentence counts beside a gold one: with a stance, times its importance, and without.
const MADE: f32 = 0.6;
const MADE_NEUTRAL: f32 = 0.8;
/// How much a sentence that a teacher labelled counts.
const SILVER: f32 = 1.0;

/// Labels beside the judged sentences with their pairs.
pub(super) struct Labels<'a> {
    /// Texts whose tone alone was judged.
    pub(super) toned: Vec<(&'a str, f64)>,
    /// Texts that a teacher labelled.
    pub(super) silver: Vec<Silver<'a>>,
}

/// A text with its tone.
struct Lesson {
    text: String,
    /// Probability that there is a stance.
    any: f32,
    tone: f32,
    importance: f32,
    fold: usize,
}

/// Adds `tone.words`, `tone.network` and their curves.
pub(super) fn train(
    corpora: &Corpora,
    sources: &Sources,
    texts: &mut Texts,
    golds: &[Gold],
    labels: Labels<'_>,
    writer: &mut ModelWriter,
) -> Result<()> {
    let judged = collect(corpora, golds, labels)?;
    let forms = words::forms(sources, texts, judged.iter().map(|lesson| &*lesson.text))?;
    let keys: Vec<[u32; 2]> = forms.iter().map(words::keys).collect();
    let vocabulary = Vocabulary::new(&keys, Vec::new());
    let sentences: Vec<Sentence> = judged.iter().map(|lesson| sentence(texts, &vocabulary, lesson)).collect();
    println!("sentences: {} examples, {} words", sentences.len(), forms.len());
    // One network that has not seen the held fold, for the curves, and one that has seen all.
    let (held, all) = std::thread::scope(|scope| {
        let held = scope.spawn(|| learned(&forms, &sentences, HELD));
        let all = learned(&forms, &sentences, usize::MAX - 1);
        (held.join(), all)
    });
    let held = held.map_err(|_| anyhow::anyhow!("the network of the held fold did not learn"))?;
    let mut file = ModelWriter::new(0);
    held.write(&mut file)?;
    let reader = SentenceReader::from_model(&ModelFile::parse(file.finish())?)?;
    // Sums for whether there is a stance and for which, with the judged tone.
    let mut seen: Vec<([i32; 2], f64)> = Vec::new();
    for gold in golds.iter().filter(|gold| gold.fold() == HELD) {
        let sums = texts.read(&gold.text, |reading, extractor| {
            reader.sums(extractor, reading.lexemes, 0..reading.tokenized.tokens.len())
        });
        seen.push((sums, gold.tone));
    }
    let any = seen.iter().map(|&(sums, tone)| (sums[0], f64::from(u8::from(tone != 0.0))));
    let share = rising(any.collect(), 40);
    let toned = seen.iter().filter(|(_, tone)| *tone != 0.0).map(|&(sums, tone)| (sums[1], tone));
    let toned: Vec<(i32, f64)> = toned.collect();
    let curve = spread(&rising(toned.clone(), 40), &toned, 0.35);
    let judged: Vec<(f64, f64)> =
        seen.iter().map(|&(sums, tone)| (value(&share, sums[0]) * value(&curve, sums[1]), tone)).collect();
    println!(
        "sentences: r {:.3}, mean absolute error {:.3} on {} sentences left out",
        pearson(&judged),
        mean_error(&judged),
        judged.len()
    );
    print_reliability("sentence", &judged, -1.0, 1.0);
    all.write(writer)?;
    writer.i32s("tone.curve.sentence", &curve, [curve.len() / 2, 2, 1])?;
    writer.i32s("tone.curve.sentence.any", &share, [share.len() / 2, 2, 1])?;
    Ok(())
}

fn learned(forms: &[(u64, Form)], sentences: &[Sentence], without: usize) -> Network {
    let mut network = Network::new(forms, SEED);
    network.learn(sentences, without, SEED + 1);
    network
}

/// The tone of a sentence of the corpus of conflict in the Security Council, by its label.
pub(super) fn conflict(label: &str) -> f64 {
    match label {
        "none" => 0.1,
        "Direct_NegEval" => -0.7,
        "Indirect_NegEval" => -0.5,
        _ => -0.4,
    }
}

/// All texts with a tone: judged ones first.
#[expect(clippy::cast_possible_truncation, reason = "a tone in [-1, 1]")]
fn collect(corpora: &Corpora, golds: &[Gold], labels: Labels<'_>) -> Result<Vec<Lesson>> {
    let mut judged = Vec::new();
    let mut put = |text: &str, tone: f64, importance: f32, fold: usize| {
        let any = f32::from(u8::from(tone != 0.0));
        judged.push(Lesson { text: text.to_owned(), any, tone: tone as f32, importance, fold });
    };
    for gold in golds {
        put(&gold.text, gold.tone, 1.0, gold.fold());
    }
    for (text, tone) in labels.toned {
        put(text, tone, 1.0, usize::MAX);
    }
    let mut weak = |set: &str, importance: f32, tone: fn(&str) -> Option<f64>| -> Result<()> {
        for row in corpora.jsonl::<Plain>(&format!("data/tone/{set}/train.jsonl.gz"))? {
            if let Some(tone) = tone(&row.label) {
                put(&row.text, tone, importance, usize::MAX);
            }
        }
        Ok(())
    };
    weak("unscon", 2.0, |label| Some(conflict(label)))?;
    weak("newsmtsc", 0.5, |label| match label {
        "pos" => Some(0.4),
        "neg" => Some(-0.5),
        _ => Some(0.0),
    })?;
    weak("xed", 0.3, |label| match label {
        "pos" => Some(0.5),
        "neg" => Some(-0.6),
        _ => None,
    })?;
    for row in corpora.jsonl::<Emotion>("data/tone/emobank/train.jsonl.gz")? {
        if !row.in_semeval2007 {
            put(&row.text, (row.label * 1.5).clamp(-1.0, 1.0), 0.5, usize::MAX);
        }
    }
    for made in templates::all() {
        let importance = if made.tone() == 0.0 { MADE_NEUTRAL } else { MADE * made.importance };
        put(&made.text, made.tone(), importance, usize::MAX);
    }
    judged.extend(labels.silver.into_iter().map(|silver| Lesson {
        text: silver.text.to_owned(),
        any: silver.any,
        tone: silver.tone,
        importance: SILVER,
        fold: usize::MAX,
    }));
    Ok(judged)
}

fn sentence(texts: &mut Texts, vocabulary: &Vocabulary, lesson: &Lesson) -> Sentence {
    let rows = texts
        .forms(&lesson.text, |tokens, lexemes, extractor| extractor.rows(vocabulary, lexemes, 0..tokens));
    let &Lesson { any, tone, importance, fold, .. } = lesson;
    Sentence { rows, any, tone, importance, fold }
}
