//! Decoding of the best tag sequence.

/// The score of a transition that must not happen.
pub const FORBIDDEN: i32 = i32::MIN / 4;

/// The scores of steps from tag to tag, with those that must not happen left out.
#[derive(Debug, Clone, Default)]
pub struct Transitions {
    n_tags: usize,
    /// The allowed steps into each tag: whence, and the score; in the order of whence.
    steps: Vec<(u8, i32)>,
    /// Where the steps into each tag begin in `steps`, and the end of the last.
    bounds: Vec<usize>,
}

impl Transitions {
    /// Of a square matrix, `scores[to * n_tags + from]`, of at most 256 tags; [`FORBIDDEN`] and less where there
    /// is no such step. Scores of allowed steps must stay far from [`FORBIDDEN`]: below 2^20 each for
    /// texts of up to 500 tokens.
    pub fn new(scores: &[i32], n_tags: usize) -> Self {
        let mut all = Self { n_tags, steps: Vec::new(), bounds: vec![0] };
        for row in scores.chunks_exact(n_tags.max(1)) {
            let into = (0u8..=u8::MAX).zip(row.iter().copied());
            all.steps.extend(into.filter(|step| step.1 > FORBIDDEN));
            all.bounds.push(all.steps.len());
        }
        all
    }

    /// The allowed steps into each tag.
    fn rows(&self) -> impl Iterator<Item = &[(u8, i32)]> {
        self.bounds.windows(2).map(|bounds| &self.steps[bounds[0]..bounds[1]])
    }
}

/// Viterbi decoding over integer scores, with buffers that are reused from call to call.
///
/// Rabiner, "A tutorial on hidden Markov models" (1989). Cost: tokens x allowed steps. Ties go to the tag with
/// the lower number, so the answer is one and the same everywhere.
#[derive(Debug, Clone, Default)]
pub struct Viterbi {
    scores: Vec<i32>,
    next: Vec<i32>,
    back: Vec<u8>,
}

impl Viterbi {
    /// Writes the best tag of every token to `tags`.
    ///
    /// `emissions` holds a score a tag for each token; `start` a score a tag for the first token, `stop` for the
    /// last, [`FORBIDDEN`] where it must not be.
    pub fn decode(
        &mut self,
        emissions: &[i32],
        start: &[i32],
        transitions: &Transitions,
        stop: &[i32],
        tags: &mut Vec<u8>,
    ) {
        tags.clear();
        let n_tags = transitions.n_tags;
        if n_tags == 0 || emissions.len() < n_tags {
            return;
        }
        let mut rows = emissions.chunks_exact(n_tags);
        let n_tokens = rows.len();
        self.back.clear();
        self.back.resize(n_tokens * n_tags, 0);
        self.scores.clear();
        if let Some(first) = rows.next() {
            self.scores.extend(first.iter().zip(start).map(|(e, s)| e + s));
        }
        for (row, back) in rows.zip(self.back.chunks_exact_mut(n_tags).skip(1)) {
            self.next.clear();
            for ((emission, steps), back) in row.iter().zip(transitions.rows()).zip(back) {
                let (mut best, mut whence) = (i32::MIN, 0u8);
                for &(from, step) in steps {
                    let sum = self.scores[usize::from(from)] + step;
                    if sum > best {
                        (best, whence) = (sum, from);
                    }
                }
                *back = whence;
                self.next.push(best.saturating_add(*emission).max(FORBIDDEN));
            }
            std::mem::swap(&mut self.scores, &mut self.next);
        }
        let (mut best, mut tag) = (i32::MIN, 0u8);
        for ((score, last), candidate) in self.scores.iter().zip(stop).zip(0u8..) {
            if score + last > best {
                (best, tag) = (score + last, candidate);
            }
        }
        tags.resize(n_tokens, 0);
        for (slot, back) in tags.iter_mut().zip(self.back.chunks_exact(n_tags)).rev() {
            *slot = tag;
            tag = back[tag as usize];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FORBIDDEN, Transitions, Viterbi};

    /// Scores every sequence.
    fn by_hand(emissions: &[i32], n: usize, start: &[i32], transitions: &[i32], stop: &[i32]) -> i32 {
        let n_tokens = emissions.len() / n;
        let mut best = i32::MIN;
        for code in 0..n.pow(u32::try_from(n_tokens).unwrap()) {
            let tags: Vec<usize> =
                (0..n_tokens).map(|i| code / n.pow(u32::try_from(i).unwrap()) % n).collect();
            best = best.max(score(&tags, emissions, n, start, transitions, stop));
        }
        best
    }

    fn score(t: &[usize], emissions: &[i32], n: usize, start: &[i32], steps: &[i32], stop: &[i32]) -> i32 {
        let inner: i32 = t.windows(2).map(|w| steps[w[1] * n + w[0]]).sum();
        let here: i32 = t.iter().enumerate().map(|(i, &tag)| emissions[i * n + tag]).sum();
        start[t[0]] + inner + here + stop[t[t.len() - 1]]
    }

    #[test]
    fn finds_the_best_sequence() {
        let n = 3;
        let mut seed = 7u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            i32::try_from(seed >> 58).unwrap() - 32
        };
        let mut viterbi = Viterbi::default();
        for n_tokens in 1..7 {
            let emissions: Vec<i32> = (0..n * n_tokens).map(|_| next()).collect();
            let (start, stop): (Vec<i32>, Vec<i32>) = (0..n).map(|_| (next(), next())).unzip();
            let mut transitions: Vec<i32> = (0..n * n).map(|_| next()).collect();
            transitions[1] = FORBIDDEN;
            let mut tags = Vec::new();
            viterbi.decode(&emissions, &start, &Transitions::new(&transitions, n), &stop, &mut tags);
            let found: Vec<usize> = tags.iter().map(|&t| usize::from(t)).collect();
            assert!(found.windows(2).all(|w| w != [1, 0]), "a forbidden step");
            assert_eq!(
                score(&found, &emissions, n, &start, &transitions, &stop),
                by_hand(&emissions, n, &start, &transitions, &stop)
            );
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        let mut tags = vec![1];
        Viterbi::default().decode(&[], &[0; 3], &Transitions::new(&[0; 9], 3), &[0; 3], &mut tags);
        assert!(tags.is_empty());
    }
}
