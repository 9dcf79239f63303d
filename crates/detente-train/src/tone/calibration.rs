//! Curves from sums to numbers, from predictions on what was not learned from.

/// A rising curve through the means of about `bins` groups of equal size (pool adjacent violators,
/// Ayer et al. 1955); values in thousandths.
pub(super) fn rising(mut seen: Vec<(i32, f64)>, bins: usize) -> Vec<i32> {
    seen.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let size = seen.len().div_ceil(bins.max(1)).max(1);
    // Sum of x, sum of y, number.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for group in seen.chunks(size) {
        let mut pool =
            group.iter().fold((0.0, 0.0, 0.0), |(x, y, n), g| (x + f64::from(g.0), y + g.1, n + 1.0));
        while let Some(last) = pools.last()
            && last.1 / last.2 >= pool.1 / pool.2
        {
            pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let mut points: Vec<(i32, i32)> = Vec::new();
    for (x, y, n) in pools {
        let point = (round(x / n), round(y / n * 1000.0).clamp(-1000, 1000));
        if points.last().is_none_or(|last| last.0 < point.0) {
            points.push(point);
        }
    }
    if points.is_empty() {
        points.push((0, 0));
    }
    points.into_iter().flat_map(|(x, y)| [x, y]).collect()
}

/// Moves the values of `curve`, which are means and so shrink toward the middle, by `part` of the
/// way to those of equal rank: numbers then spread as the judged ones do.
pub(super) fn spread(curve: &[i32], seen: &[(i32, f64)], part: f64) -> Vec<i32> {
    let mut sums: Vec<i32> = seen.iter().map(|s| s.0).collect();
    let mut tones: Vec<f64> = seen.iter().map(|s| s.1).collect();
    sums.sort_unstable();
    tones.sort_by(f64::total_cmp);
    let mut points: Vec<i32> = Vec::new();
    let mut least = -1000;
    for &[x, y] in curve.as_chunks::<2>().0 {
        let rank = sums.partition_point(|&sum| sum < x).min(tones.len().saturating_sub(1));
        // The mean of the neighbours in rank, so that steps of the judged tones do not show.
        let reach = tones.len() / 60;
        let near = &tones[rank.saturating_sub(reach)..(rank + reach + 1).min(tones.len())];
        let equal = near.iter().sum::<f64>() / near.len().max(1) as f64;
        least = least.max(round(f64::from(y) * (1.0 - part) + equal * 1000.0 * part));
        points.extend([x, least]);
    }
    points
}

/// The value of a flat list of points at `x`, as the scorer computes it.
pub(super) fn value(points: &[i32], x: i32) -> f64 {
    let points: Vec<(f64, f64)> =
        points.as_chunks::<2>().0.iter().map(|&[x, y]| (f64::from(x), f64::from(y))).collect();
    let x = f64::from(x);
    let right = points.partition_point(|p| p.0 <= x);
    let y = match (right.checked_sub(1).map(|left| points[left]), points.get(right)) {
        (Some((x0, y0)), Some(&(x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some(&(_, y))) => y,
        (None, None) => 0.0,
    };
    y / 1000.0
}

/// Mean absolute difference of what was said and what was judged.
pub(super) fn mean_error(pairs: &[(f64, f64)]) -> f64 {
    pairs.iter().map(|(said, judged)| (said - judged).abs()).sum::<f64>() / (pairs.len() as f64).max(1.0)
}

/// Prints what was judged where a number in each fifth of `low..=high` was said: how many, the mean
/// said, the mean judged.
pub(super) fn print_reliability(what: &str, pairs: &[(f64, f64)], low: f64, high: f64) {
    const PARTS: usize = 5;
    let width = (high - low) / PARTS as f64;
    for part in 0..PARTS {
        let from = low + width * part as f64;
        let last = part + 1 == PARTS;
        let inside = |said: f64| said >= from && (said < from + width || last);
        let found: Vec<&(f64, f64)> = pairs.iter().filter(|pair| inside(pair.0)).collect();
        let n = (found.len() as f64).max(1.0);
        let (said, judged) = found.iter().fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
        println!(
            "{what} from {from:+.1} to {:+.1}: {:5} said {:+.2} judged {:+.2}",
            from + width,
            found.len(),
            said / n,
            judged / n
        );
    }
}

#[expect(clippy::cast_possible_truncation, reason = "means of small integers")]
fn round(value: f64) -> i32 {
    value.round() as i32
}

/// Pearson's correlation.
pub(super) fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (mx, my) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        xy += (x - mx) * (y - my);
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
    }
    xy / (xx * yy).sqrt().max(1e-12)
}
