//! Directed tones found in raw sentences, and tones of given pairs.

use super::errors::Errors;
use super::figure;
use super::metrics::{Agreement, pearson, share};
use super::reader::Reader;
use super::sets::{Mention, Sets};
use anyhow::Result;
use detente::Span;
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    tone: f64,
    directed: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    source: Mention,
    target: Mention,
    tone: f64,
}

/// What was counted over a set.
#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    hits: usize,
    right_signs: usize,
    right_actors: usize,
    /// Tones of matched pairs: judged and found.
    matched: (Vec<f64>, Vec<f64>),
}

pub(crate) fn score(reader: &mut Reader, sets: &Sets, errors: &mut Errors) -> Result<()> {
    for set in &sets.manifest.directed {
        let mut counts = Counts::default();
        let (mut sentences, mut pairs) = ((vec![], vec![]), (vec![], vec![]));
        for sentence in sets.records::<Sentence>(&format!("tone/{set}.jsonl"))? {
            sentences.0.push(sentence.tone);
            sentences.1.push(reader.score(&sentence.text)?);
            counts.match_pairs(reader, &sentence, (set, errors))?;
            for pair in sentence.directed.iter().filter(|pair| pair.tone != 0.0) {
                pairs.0.push(pair.tone);
                pairs.1.push(reader.between(&sentence.text, pair.source.chars(), pair.target.chars())?);
            }
        }
        let signs = pairs.0.iter().zip(&pairs.1).filter(|(p, q)| (**p > 0.0) == (**q > 0.0) && **q != 0.0);
        figure::measure(&format!("{set}_sentence_tone_r"), pearson(&sentences.0, &sentences.1));
        figure::measure(&format!("{set}_between_tone_r"), pearson(&pairs.0, &pairs.1));
        figure::measure(&format!("{set}_between_sign"), share(signs.count(), pairs.0.len()));
        let agreement = Agreement::counted(counts.hits, counts.gold, counts.found);
        figure::measure(&format!("{set}_pair_precision"), agreement.precision);
        figure::measure(&format!("{set}_pair_recall"), agreement.recall);
        figure::measure(&format!("{set}_pair_f1"), agreement.f1);
        figure::measure(&format!("{set}_pair_sign"), share(counts.right_signs, counts.hits));
        figure::measure(&format!("{set}_actor_accuracy"), share(counts.right_actors, 2 * counts.hits));
        if counts.hits > 3 {
            figure::measure(&format!("{set}_pair_tone_r"), pearson(&counts.matched.0, &counts.matched.1));
        }
    }
    Ok(())
}

impl Counts {
    /// Matches each judged pair with the first unused one whose mentions overlap on both sides.
    fn match_pairs(
        &mut self,
        reader: &mut Reader,
        sentence: &Sentence,
        (set, errors): (&str, &mut Errors),
    ) -> Result<()> {
        let analysis = reader.analyze(&sentence.text)?;
        let found: Vec<_> = analysis.directed().filter(|d| d.tone.thousandths() != 0).collect();
        let mut used = vec![false; found.len()];
        self.gold += sentence.directed.len();
        self.found += found.len();
        for pair in &sentence.directed {
            let fits = |index: &usize| {
                let d = &found[*index];
                !used[*index] && overlap(d.source_span, &pair.source) && overlap(d.target_span, &pair.target)
            };
            let Some(index) = (0..found.len()).find(fits) else { continue };
            used[index] = true;
            let d = &found[index];
            self.hits += 1;
            self.right_signs += usize::from((d.tone.score() > 0.0) == (pair.tone > 0.0));
            for (what, mention, given) in
                [("source", &pair.source, &d.source.id), ("target", &pair.target, &d.target.id)]
            {
                let actor = mention.actor.as_deref().unwrap_or_default();
                if actor == &**given {
                    self.right_actors += 1;
                } else {
                    let text = &sentence.text;
                    errors.add((set, &sentence.id, what), text, mention.chars(), actor, given)?;
                }
            }
            self.matched.0.push(pair.tone);
            self.matched.1.push(d.tone.score());
        }
        Ok(())
    }
}

fn overlap(span: Option<Span>, mention: &Mention) -> bool {
    span.is_some_and(|span| span.overlaps(Span::new(mention.start, mention.end)))
}
