//! Names of the user's own: they win over the tagger and over the tables.

use crate::label::EntityLabel;
use crate::tagged::Tagged;
use crate::{Entity, gazetteer::Gazetteer};
use detente_text::{Span, offset};
use detente_tokenize::{IndexRange, LexemeFlags, Lexemes, Tokenized};
use std::collections::{BTreeMap, BTreeSet};

/// One name, as its tokens.
#[derive(Debug, Clone)]
struct UserName {
    /// The tokens as written.
    words: Vec<Box<str>>,
    /// Matches in any case: it is written without a capital.
    any_case: bool,
    label: Option<EntityLabel>,
    actor: Option<Box<str>>,
}

/// Names that a user adds, with labels and actors, found by hash: the longest that begins at a
/// token.
///
/// A name with a capital letter matches as it is written, and wholly in capitals (as headlines
/// are); a name without capitals matches in any case.
#[derive(Debug, Clone, Default)]
pub struct UserNames {
    names: Vec<UserName>,
    /// The names of each hash of lower-case tokens.
    index: BTreeMap<u64, Vec<u32>>,
    /// Hashes of the beginnings of names.
    beginnings: BTreeSet<u64>,
}

impl UserNames {
    /// No names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Adds the name `text`, whose tokens and lexemes the other two are. Without a label a mention
    /// keeps that of the tagger, and is an `ORG` where the tagger finds none; without an actor the
    /// tagger resolves it.
    pub fn add(
        &mut self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        label: Option<EntityLabel>,
        actor: Option<&str>,
    ) {
        let words: Vec<Box<str>> =
            tokenized.tokens.iter().filter_map(|span| span.get(text)).map(Box::from).collect();
        let mut run = 0;
        for lexeme in &lexemes.list {
            run = Gazetteer::extend(run, lexeme.lower);
            self.beginnings.insert(run);
        }
        self.index.entry(run).or_default().push(offset(self.names.len()));
        let any_case = !text.chars().any(char::is_uppercase);
        self.names.push(UserName { words, any_case, label, actor: actor.map(Box::from) });
    }

    /// Puts the mentions of the names in the place of what the tagger found there. Gives the actors
    /// by entity number.
    pub(crate) fn apply(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        tagged: &mut Tagged,
    ) -> BTreeMap<usize, Box<str>> {
        let mut found: Vec<(Entity, Option<&UserName>)> = Vec::new();
        for (number, sentence) in tokenized.sentences.iter().enumerate() {
            let range = sentence.tokens.range();
            let mut token = range.start;
            while token < range.end {
                let Some((end, name)) = self.longest(text, tokenized, lexemes, token..range.end) else {
                    token += 1;
                    continue;
                };
                let spans = tokenized.tokens.get(token).zip(tokenized.tokens.get(end - 1));
                let span = spans.map_or(Span::default(), |(first, last)| first.cover(*last));
                let tagger = tagged.entities.partition_point(|entity| entity.span < span);
                let same = tagged.entities.get(tagger).filter(|entity| entity.span == span);
                let label = name.label.or(same.map(|entity| entity.label).filter(|label| label.is_name()));
                let entity = Entity {
                    span,
                    tokens: IndexRange::new(token..end),
                    sentence: offset(number),
                    label: label.unwrap_or(EntityLabel::Org),
                    actor: None,
                    role: None,
                    value: None,
                };
                found.push((entity, Some(name)));
                token = end;
            }
        }
        if found.is_empty() {
            return BTreeMap::new();
        }
        let spans: Vec<Span> = found.iter().map(|(entity, _)| entity.span).collect();
        let covered = |span: Span| {
            let at = spans.partition_point(|other| other.end <= span.start);
            spans.get(at).is_some_and(|other| other.overlaps(span))
        };
        found.extend(
            tagged.entities.drain(..).filter(|entity| !covered(entity.span)).map(|entity| (entity, None)),
        );
        found.sort_by_key(|(entity, _)| entity.span);
        let mut actors = BTreeMap::new();
        for (number, (entity, name)) in found.into_iter().enumerate() {
            if let Some(actor) = name.and_then(|name| name.actor.clone()) {
                actors.insert(number, actor);
            }
            tagged.entities.push(entity);
        }
        actors
    }

    /// The longest name that begins at the first of `tokens`, and where it ends.
    fn longest(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        tokens: std::ops::Range<usize>,
    ) -> Option<(usize, &UserName)> {
        let (mut run, mut best) = (0, None);
        for token in tokens.clone() {
            run = Gazetteer::extend(run, lexemes.list.get(token)?.lower);
            if !self.beginnings.contains(&run) {
                break;
            }
            for &number in self.index.get(&run).into_iter().flatten() {
                let Some(name) = self.names.get(number as usize) else { continue };
                if name.words.len() == token + 1 - tokens.start
                    && name.matches(text, tokenized, lexemes, tokens.start)
                {
                    best = Some((token + 1, name));
                    break;
                }
            }
        }
        best
    }
}

impl UserName {
    /// Whether the tokens from number `start` on are the name.
    fn matches(&self, text: &str, tokenized: &Tokenized, lexemes: &Lexemes, start: usize) -> bool {
        let mut as_written = true;
        let mut capitals = true;
        for (token, word) in (start..).zip(&self.words) {
            let raw = tokenized.tokens.get(token).and_then(|span| span.get(text)).unwrap_or_default();
            if self.any_case {
                if lexemes.lower(token) != &**word {
                    return false;
                }
                continue;
            }
            as_written &= raw == &**word;
            capitals &= raw == &**word && !raw.chars().any(char::is_alphabetic)
                || raw.to_lowercase() == word.to_lowercase()
                    && lexemes.list.get(token).is_some_and(|lexeme| lexeme.is(LexemeFlags::ALL_CAPS));
        }
        as_written || capitals
    }
}
