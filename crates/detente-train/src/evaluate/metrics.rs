//! Measures of agreement.

use std::collections::BTreeSet;

/// Precision, recall and F1 of a set against the set that was expected; 0 where nothing is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Agreement {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

impl Agreement {
    /// Of two sets.
    pub(crate) fn of<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> Self {
        Self::counted(gold.intersection(found).count(), gold.len(), found.len())
    }

    /// Of `hits` among `gold` expected and `found` given items.
    pub(crate) fn counted(hits: usize, gold: usize, found: usize) -> Self {
        let precision = hits as f64 / found.max(1) as f64;
        let recall = hits as f64 / gold.max(1) as f64;
        Self { precision, recall, f1: 2.0 * precision * recall / (precision + recall).max(1e-9) }
    }
}

/// The mean over `labels` of F1 per label.
pub(crate) fn macro_f1<T: PartialEq>(gold: &[T], found: &[T], labels: &[T]) -> f64 {
    let f1 = |label: &T| {
        let (mut hits, mut wrong) = (0_usize, 0_usize);
        for (g, f) in gold.iter().zip(found) {
            match (g == label, f == label) {
                (true, true) => hits += 1,
                (true, false) | (false, true) => wrong += 1,
                (false, false) => {}
            }
        }
        2.0 * hits as f64 / (2 * hits + wrong).max(1) as f64
    };
    labels.iter().map(f1).sum::<f64>() / labels.len() as f64
}

/// The area under the curve: how often a score of `positive` lies above one of `negative`, ties
/// counting half (Mann and Whitney 1947).
pub(crate) fn auc(positive: &[f64], negative: &[f64]) -> f64 {
    let scored =
        |scores: &[f64], is_positive| scores.iter().map(move |&s| (s, is_positive)).collect::<Vec<_>>();
    let mut all = [scored(positive, true), scored(negative, false)].concat();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut before) = (0.0, 0);
    for tied in all.chunk_by(|a, b| a.0.partial_cmp(&b.0) == Some(std::cmp::Ordering::Equal)) {
        let mean_rank = (2 * before + tied.len() + 1) as f64 / 2.0;
        ranks += mean_rank * tied.iter().filter(|(_, is_positive)| *is_positive).count() as f64;
        before += tied.len();
    }
    let (p, n) = (positive.len(), negative.len());
    (ranks - (p * (p + 1)) as f64 / 2.0) / (p * n).max(1) as f64
}

/// Pearson's correlation; 0 where one side does not vary.
pub(crate) fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let spread = |values: &[f64], mean: f64| values.iter().map(|v| (v - mean).powi(2)).sum::<f64>().sqrt();
    let product: f64 = x.iter().zip(y).map(|(p, q)| (p - mean_x) * (q - mean_y)).sum();
    product / (spread(x, mean_x) * spread(y, mean_y)).max(1e-9)
}

/// `part / whole`, 0 where there is no whole.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{Agreement, auc, macro_f1, pearson};

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn agreement_of_sets() {
        let agreement = Agreement::of(&[1, 2, 3, 4].into(), &[3, 4, 5].into());
        near(agreement.precision, 2.0 / 3.0);
        near(agreement.recall, 0.5);
        near(agreement.f1, 4.0 / 7.0);
        near(Agreement::counted(0, 0, 0).f1, 0.0);
    }

    #[test]
    fn macro_f1_weighs_labels_alike() {
        let f1 = macro_f1(&["a", "a", "a", "b"], &["a", "a", "b", "b"], &["a", "b", "c"]);
        near(f1, (0.8 + 2.0 / 3.0 + 0.0) / 3.0);
    }

    #[test]
    fn ties_count_half() {
        near(auc(&[0.9, 0.5], &[0.5, 0.1]), 0.875);
        near(auc(&[0.0, -0.0], &[0.0]), 0.5);
        near(auc(&[1.0], &[]), 0.0);
    }

    #[test]
    fn correlation() {
        near(pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]), 1.0);
        near(pearson(&[1.0, 2.0, 3.0], &[1.0, 0.0, -1.0]), -1.0);
        near(pearson(&[1.0, 2.0], &[5.0, 5.0]), 0.0);
    }
}
