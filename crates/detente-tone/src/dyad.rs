//! The net tone of one actor toward another over a document.

use crate::directed::DirectedTone;
use crate::tone::Tone;
use detente_entities::ActorIndex;
use std::collections::HashMap;

/// The net tone of an ordered pair of actors over a document.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Dyad {
    /// Who holds the stance.
    pub source: ActorIndex,
    /// Whom it is toward.
    pub target: ActorIndex,
    /// The mean of its directed tones, weighted by confidence and strength.
    pub tone: Tone,
    /// Number of directed tones behind it.
    pub count: u32,
}

/// A running net tone: the mean of directed tones, weighted by confidence and strength. The order in
/// which they are added does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NetSum {
    sum: i64,
    weight: i64,
    count: u32,
}

impl NetSum {
    /// Adds a directed tone with its confidence in [0, 1].
    pub fn add(&mut self, tone: Tone, confidence: f32) {
        let tone = i64::from(tone.thousandths());
        // 10 to 1010 for the confidence, times 200 to 1200 for the strength.
        let weight = (thousandths(confidence) + 10) * (200 + tone.abs());
        self.sum = self.sum.saturating_add(tone * weight);
        self.weight = self.weight.saturating_add(weight);
        self.count = self.count.saturating_add(1);
    }

    /// The net tone; neutral where nothing was added.
    pub fn tone(&self) -> Tone {
        mean(self.sum, self.weight)
    }

    /// Number of directed tones that were added.
    pub const fn count(&self) -> u32 {
        self.count
    }
}

/// Sums the directed tones of each ordered pair, in order of first appearance.
pub(crate) fn net(directed: &[DirectedTone], dyads: &mut Vec<Dyad>) {
    dyads.clear();
    let mut sums: Vec<NetSum> = Vec::new();
    let mut places: HashMap<(ActorIndex, ActorIndex), usize> = HashMap::new();
    for d in directed {
        let place = *places.entry((d.source, d.target)).or_insert(dyads.len());
        if place == dyads.len() {
            dyads.push(Dyad { source: d.source, target: d.target, tone: Tone::NEUTRAL, count: 0 });
            sums.push(NetSum::default());
        }
        if let Some(sum) = sums.get_mut(place) {
            sum.add(d.tone, d.confidence);
        }
    }
    for (dyad, sum) in dyads.iter_mut().zip(sums) {
        dyad.tone = sum.tone();
        dyad.count = sum.count();
    }
}

/// The tone of a document of sentences with these tones: their mean, weighted by strength, so that
/// many neutral sentences do not hide a quarrel. Neutral where there is none.
pub(crate) fn document(tones: &[Tone]) -> Tone {
    let (mut sum, mut weights) = (0, 0);
    for tone in tones {
        let tone = i64::from(tone.thousandths());
        let weight = 100 + tone.abs();
        sum += tone * weight;
        weights += weight;
    }
    mean(sum, weights)
}

fn mean(sum: i64, weight: i64) -> Tone {
    if weight == 0 { Tone::NEUTRAL } else { Tone::from_thousandths(i32::try_from(sum / weight).unwrap_or(0)) }
}

#[expect(clippy::cast_possible_truncation, reason = "a confidence is in [0, 1]")]
fn thousandths(confidence: f32) -> i64 {
    (confidence.clamp(0.0, 1.0) * 1000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::{Dyad, document, net};
    use crate::directed::DirectedTone;
    use crate::mode::Mode;
    use crate::tone::Tone;
    use detente_entities::ActorIndex;

    fn directed(source: u32, target: u32, tone: f64, confidence: f32) -> DirectedTone {
        DirectedTone {
            source: ActorIndex(source),
            target: ActorIndex(target),
            tone: Tone::new(tone),
            mode: Mode::Asserted,
            confidence,
            sentence: 0,
            source_span: None,
            target_span: None,
            cue: None,
            speaker: None,
        }
    }

    #[test]
    fn the_strong_and_the_sure_weigh_more() {
        let tones = [directed(0, 1, -0.9, 1.0), directed(1, 0, 0.2, 0.5), directed(0, 1, 0.3, 0.5)];
        let mut dyads = Vec::new();
        net(&tones, &mut dyads);
        let [there, back] = &dyads[..] else { panic!("{dyads:?}") };
        assert!(there.count == 2 && there.tone < Tone::new(-0.5), "{there:?}");
        assert_eq!(
            *back,
            Dyad { source: ActorIndex(1), target: ActorIndex(0), tone: Tone::new(0.2), count: 1 }
        );
        assert_eq!(document(&[]), Tone::NEUTRAL);
        assert!(document(&[Tone::new(-0.8), Tone::NEUTRAL, Tone::NEUTRAL]) < Tone::new(-0.5));
    }
}
