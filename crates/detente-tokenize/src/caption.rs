//! Captions of pictures, and the credits that end them.

use crate::rules::Rules;
use crate::shape::Shape;
use crate::word_table::WordFlags;
use detente_text::Span;

/// The most tokens of a caption.
pub(crate) const CAPTION: usize = 90;
/// The most tokens of a credit.
const CREDIT: usize = 12;

/// Whether a block ends in a credit: "(Photo by Ana Duarte)", "… in Lima, May 3. REUTERS/Ana
/// Duarte", "(Ana Duarte/Getty Images)". `tokens` are those of the block. Cost: constant; a look at
/// the last word for most blocks.
pub(crate) fn ends_in_credit(text: &str, tokens: &[Span], rules: &Rules) -> bool {
    let word = |token: &Span| token.get(text).unwrap_or_default();
    let closers = tokens.iter().rev().take(3).take_while(|t| matches!(word(t), ")" | "]" | ".")).count();
    let tokens = &tokens[..tokens.len() - closers];
    if tokens.len() > CAPTION || !tokens.last().is_some_and(|last| is_name(word(last))) {
        return false;
    }
    let tail = tokens.iter().rev().take(CREDIT).take_while(|token| belongs(word(token))).count();
    let (before, credit) = tokens.split_at(tokens.len() - tail);
    let credit: Vec<&str> = credit.iter().map(word).collect();
    match before.last().map(word) {
        // A line of its own: the agency stands last.
        None => {
            tail <= 8 && credit.last().is_some_and(|last| is_agency(last, rules)) && is_credit(&credit, rules)
        }
        Some("(" | "[" | ":") => is_credit(&credit, rules) || rules.captions.begin(&credit),
        Some(before) => before.ends_with(['.', '!', '?', ')', '”', '"']) && is_credit(&credit, rules),
    }
}

/// Whether a credit names an agency, to the left or right of a slash or after "via".
fn is_credit(words: &[&str], rules: &Rules) -> bool {
    words.windows(2).any(
        |pair| matches!(pair, ["/" | "via" | "|", agency] | [agency, "/" | "|"] if is_agency(agency, rules)),
    ) || words.windows(2).any(|pair| matches!(pair, ["AP", "Photo" | "Photos"] | ["Getty", "Images"]))
}

fn is_agency(word: &str, rules: &Rules) -> bool {
    word.starts_with(char::is_uppercase) && rules.words.get(word.as_bytes()).has(WordFlags::AGENCY)
}

/// Whether a word may stand in a credit.
fn belongs(word: &str) -> bool {
    is_name(word)
        || matches!(
            word,
            "/" | "-" | "–" | "—" | "©" | "|" | "," | "via" | "by" | "for" | "and" | "of" | "de" | "al"
        )
}

fn is_name(word: &str) -> bool {
    matches!(
        Shape::of(word.as_bytes()),
        Shape::Capitalised | Shape::Capitals | Shape::Letter | Shape::Initial
    )
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, Tokenizer};

    /// Whether the middle one of three paragraphs is taken for a caption.
    fn is_caption(paragraph: &str) -> bool {
        let text = format!("Peru and Chile met on Monday.\n\n{paragraph}\n\nThey will meet again in May.");
        let tokenized = Tokenizer::rules_only().tokenize(&text);
        let blocks: Vec<_> =
            tokenized.blocks.iter().filter(|b| b.span.get(&text) == Some(paragraph)).collect();
        assert_eq!(blocks.len(), 1, "{paragraph}");
        blocks[0].kind == BlockKind::Boilerplate
    }

    #[test]
    fn finds_credits() {
        for caption in [
            "Envoys of Peru arrive in Geneva, March 3, 2021. REUTERS/Ana Duarte",
            "Envoys of Peru arrive in Geneva, Switzerland. REUTERS/Ana Duarte/File Photo",
            "The envoys shake hands in Lima on May 4, 2020. (AP Photo/Jon Lund)",
            "The envoys shake hands in Lima on May 4, 2020. (AP Photo/Jon Lund, File)",
            "A ship of the Chilean navy leaves port. (Photo by Jon Lund)",
            "A ship of the Chilean navy leaves port. (Photo by Jon Lund / AFP)",
            "A ship of the Chilean navy leaves port. (Jon Lund/Getty Images)",
            "A ship of the Chilean navy leaves port. Jon Lund—Pool via Reuters",
            "A ship of the Chilean navy leaves port. Jon Lund via Getty Images",
            "A ship of the Chilean navy leaves port. Photograph: Jon Lund/EPA",
            "A ship of the Chilean navy leaves port. Photo: Jon Lund",
            "FILE - The Chilean president speaks in Lima, Peru, on May 4, 2020, after the talks.",
            "FILE PHOTO: A ship of the Chilean navy leaves port.",
            "In this photo provided by the navy, a ship leaves port.",
            "In this May 4, 2020, file photo, a ship leaves port.",
            "Jon Lund/AFP",
            "AFP/Getty Images",
            "(Photo by Jon Lund)",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
    }

    #[test]
    fn leaves_running_text() {
        for text in [
            "Voters are tired, says a poll by Reuters/Ipsos.",
            "The envoy told Reuters. Peru did not reply to AP.",
            "Peru sued Getty Images.",
            "The envoy spoke to the press. Peru did not reply to questions from Chile.",
            "The ship left Lima (Peru).",
            "The minister resigned. He had served under President Ana Duarte.",
            "File photos of the two men were found in the house.",
            "In this photo the two men smile.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
