//! Brings the names that the segmenter found to the spans of our guidelines.

use crate::known::{KnownParties, StateName};
use crate::scheme::Coarse;
use crate::segmenter::NameSpan;
use detente_tokenize::{LexemeFlags, Lexemes, Tokenized};
use std::collections::HashSet;

const NOT_NAMES: &str = include_str!("../data/not_names.txt");

/// Words that open a span and are no part of the name: articles, titles.
const OPENING: [&str; 16] = [
    "the",
    "a",
    "an",
    "mr.",
    "mrs.",
    "ms.",
    "mullah",
    "ayatollah",
    "president",
    "king",
    "general",
    "gen.",
    "minister",
    "senator",
    "sheikh",
    "imam",
];

/// Lower-case nouns after a name that are no part of it.
const CLOSING: [&str; 10] = [
    "party",
    "family",
    "province",
    "government",
    "army",
    "movement",
    "group",
    "district",
    "administration",
    "'s",
];

/// The rules that need tables.
#[derive(Debug, Clone)]
pub(crate) struct Trimmer {
    not_names: HashSet<&'static str>,
}

impl Trimmer {
    pub(crate) fn new() -> Self {
        Self { not_names: NOT_NAMES.lines().filter(|line| !line.starts_with('#')).collect() }
    }

    /// Shortens the spans of `names`, drops those that are no names.
    pub(crate) fn trim(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        known: &KnownParties,
        names: &mut Vec<NameSpan>,
    ) {
        for name in names.iter_mut() {
            let lower = |token: usize| lexemes.lower(token);
            while name.tokens.len() > 1 && OPENING.contains(&lower(name.tokens.start)) {
                name.tokens.start += 1;
            }
            while name.tokens.len() > 1
                && is_lower(lexemes, name.tokens.end - 1)
                && CLOSING.contains(&lower(name.tokens.end - 1))
            {
                name.tokens.end -= 1;
            }
            cut_place(lexemes, known, name);
            cut_embassy(lexemes, known, name);
        }
        names.retain(|name| {
            let whole = tokenized
                .tokens
                .get(name.tokens.start)
                .zip(tokenized.tokens.get(name.tokens.end.saturating_sub(1)));
            let whole = whole.and_then(|(first, last)| first.cover(*last).get(text)).unwrap_or_default();
            !whole.is_empty() && !self.not_names.contains(whole)
        });
    }
}

fn is_lower(lexemes: &Lexemes, token: usize) -> bool {
    lexemes.list.get(token).is_some_and(|lexeme| !lexeme.is(LexemeFlags::CAPITALISED))
}

/// "Embassy in Prague": the place after "in" is a name of its own.
fn cut_place(lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) {
    if name.class != Coarse::Organisation || name.tokens.len() < 3 {
        return;
    }
    let last = name.tokens.end - 1;
    if lexemes.lower(last - 1) == "in" && known.state(lexemes.lower(last)).is_some() {
        name.tokens.end = last - 1;
    }
}

/// "Belarus Embassy": the nation alone.
fn cut_embassy(lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) {
    let last = name.tokens.end.saturating_sub(1);
    if name.tokens.len() != 2 || !matches!(lexemes.lower(last), "embassy" | "consulate") {
        return;
    }
    if let Some((_, kind)) = known.state(lexemes.lower(name.tokens.start)) {
        name.tokens.end = last;
        name.class = if kind == StateName::Demonym { Coarse::Group } else { Coarse::Place };
    }
}

/// Where the state's word begins in a token such as "pro-Russian" or "anti-American", in bytes,
/// and its class; `None` for other tokens.
pub(crate) fn prefixed(lower: &str, known: &KnownParties) -> Option<(usize, Coarse)> {
    let (prefix, rest) = lower.split_once('-')?;
    if !matches!(prefix, "pro" | "anti" | "non" | "ex" | "pre" | "post" | "trans" | "intra" | "inter" | "un")
    {
        return None;
    }
    let class = match known.state(rest) {
        Some((_, StateName::Demonym)) => Coarse::Group,
        Some(_) => Coarse::Place,
        None if known.people(rest).is_some() || rest == "european" || rest == "islamic" => Coarse::Group,
        None => known.party(rest).map(|_| Coarse::Organisation)?,
    };
    Some((prefix.len() + 1, class))
}

#[cfg(test)]
mod tests {
    use super::prefixed;
    use crate::known::KnownParties;
    use crate::scheme::Coarse;

    #[test]
    fn finds_the_state_in_a_prefixed_word() {
        let known = KnownParties::new();
        assert_eq!(prefixed("pro-russian", &known), Some((4, Coarse::Group)));
        assert_eq!(prefixed("anti-hamas", &known), Some((5, Coarse::Organisation)));
        assert_eq!(prefixed("anti-missile", &known), None);
        assert_eq!(prefixed("russian", &known), None);
    }
}
