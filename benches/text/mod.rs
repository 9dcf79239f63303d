//! The text that benches read.

use std::fs;

/// Number of documents.
const DOCUMENTS: usize = 180;

/// News of our own: the articles of `examples/`, each document with the paragraphs of one of them
/// in an order of its own, so that nothing learned from one document helps with the next.
pub(crate) fn documents() -> Vec<String> {
    let articles = ["radar-dispute", "river-accord", "strait-collision"].map(|name| {
        fs::read_to_string(format!("{}/../examples/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap()
    });
    let mut state = 1u64;
    let mut below = |n: usize| {
        // Knuth's MMIX generator; any fixed order would do.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n
    };
    let document = |article: &String| {
        let mut paragraphs: Vec<&str> = article.split("\n\n").collect();
        // The headline stays where it is.
        for i in (2..paragraphs.len()).rev() {
            paragraphs.swap(i, 1 + below(i));
        }
        paragraphs.join("\n\n")
    };
    articles.iter().cycle().take(DOCUMENTS).map(document).collect()
}
