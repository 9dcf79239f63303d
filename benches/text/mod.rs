//! The text that benches read.

#![allow(dead_code, reason = "each bench uses one of the two collections")]

use std::fs;

/// Number of documents of [`documents`].
const DOCUMENTS: usize = 180;

/// News of our own: the articles of `examples/`, each document with the paragraphs of one of them
/// in an order of its own, so that nothing learned from one document helps with the next.
pub(crate) fn documents() -> Vec<String> {
    let articles = articles();
    let mut draw = Draw(1);
    let document = |article: &String| {
        let mut paragraphs: Vec<&str> = article.split("\n\n").collect();
        // The headline stays where it is.
        for i in (2..paragraphs.len()).rev() {
            paragraphs.swap(i, 1 + draw.below(i));
        }
        paragraphs.join("\n\n")
    };
    articles.iter().cycle().take(DOCUMENTS).map(document).collect()
}

/// News of our own of at least `bytes` bytes: each document is the headline of an article of
/// `examples/` and eight paragraphs, drawn without putting back from all the articles and from
/// `news.txt` until every one has been used.
pub(crate) fn assembled(bytes: usize) -> Vec<String> {
    let articles = articles();
    let news = read("text/news.txt");
    let headlines: Vec<&str> = articles.iter().filter_map(|article| article.split("\n\n").next()).collect();
    let bodies = articles.iter().flat_map(|article| article.trim_end().split("\n\n").skip(1));
    let paragraphs: Vec<&str> = bodies.chain(news.trim_end().split("\n\n")).collect();
    let mut draw = Draw(1);
    let (mut documents, mut length) = (Vec::new(), 0);
    let mut left = Vec::new();
    while length < bytes {
        let mut document = headlines[documents.len() % headlines.len()].to_owned();
        for _ in 0..8 {
            if left.is_empty() {
                left.clone_from(&paragraphs);
            }
            document.push_str("\n\n");
            document.push_str(left.swap_remove(draw.below(left.len())));
        }
        length += document.len();
        documents.push(document);
    }
    documents
}

fn articles() -> [String; 3] {
    ["radar-dispute", "river-accord", "strait-collision"].map(|name| read(&format!("../examples/{name}.txt")))
}

/// The file at `path`, seen from this crate.
fn read(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Knuth's MMIX generator; any fixed order would do.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}
