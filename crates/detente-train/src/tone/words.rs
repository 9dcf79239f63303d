//! The words that the network of sentences knows.

use super::texts::Texts;
use crate::sources::Sources;
use anyhow::Result;
use detente_tokenize::LexemeFlags;
use detente_tone::training::{Form, word_key};
use std::collections::HashMap;

/// Forms at most: a byte of a row each costs that many bytes of the model.
const KEPT: usize = 9_100;
/// How often a form stands in the sentences to learn from, at least.
const LEAST: u32 = 3;
/// Of the plain texts, one line in so many is read to see which words are names.
const READ: [(&str, usize); 3] = [("voa", 1), ("ungdc", 4), ("hr", 6)];

/// How often a form is met, how often in lower case and with a capital inside a sentence.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    seen: u32,
    lower: u32,
    capital: u32,
}

/// The keys by which a form and its stem are found.
pub(super) fn keys(form: &(u64, Form)) -> [u32; 2] {
    [word_key(form.0), word_key(form.1.stem)]
}

/// The forms in `learned` that are no names, the most frequent first.
///
/// A name is what mostly has a capital where no sentence begins: names say who, and the tone must not depend on that.
pub(super) fn forms<'a>(
    sources: &Sources,
    texts: &mut Texts,
    learned: impl Iterator<Item = &'a str>,
) -> Result<Vec<(u64, Form)>> {
    let mut counts: HashMap<u64, (Count, Form)> = HashMap::new();
    let mut read = |texts: &mut Texts, text: &str, is_learned: bool| {
        texts.forms(text, |tokens, lexemes, extractor| {
            let mut begins = true;
            for (index, lexeme) in lexemes.list.iter().enumerate().take(tokens) {
                let begun = std::mem::replace(
                    &mut begins,
                    lexeme.is(LexemeFlags::QUOTE) || lexemes.lower(index) == ":",
                );
                if lexeme.is(LexemeFlags::DIGIT) && !lexeme.is(LexemeFlags::ALPHA) {
                    continue;
                }
                let (count, _) = counts
                    .entry(lexeme.lower)
                    .or_insert_with(|| (Count::default(), extractor.form(lexemes, index)));
                count.seen += u32::from(is_learned);
                if !lexeme.is(LexemeFlags::CAPITALISED) {
                    count.lower += 1;
                } else if !begun && !lexeme.is(LexemeFlags::SENTENCE_START) {
                    count.capital += 1;
                }
            }
        });
    };
    for text in learned {
        read(texts, text, true);
    }
    for (name, every) in READ {
        for line in sources.lines(name)?.iter().step_by(every) {
            read(texts, line, false);
        }
    }
    let is_word = |(count, form): &(Count, Form)| form.is_function || count.capital * 2 <= count.lower * 3;
    let mut kept: Vec<(u64, Form, u32)> = counts
        .into_iter()
        .filter(|(_, known)| known.0.seen >= LEAST && is_word(known))
        .map(|(hash, (count, form))| (hash, form, count.seen))
        .collect();
    kept.sort_unstable_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    kept.truncate(KEPT);
    Ok(kept.into_iter().map(|(hash, form, _)| (hash, form)).collect())
}
