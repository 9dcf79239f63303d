//! A document while its mentions are resolved.

use crate::entity::Entity;
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::view::View;
use detente_tokenize::{LexemeFlags, Lexemes, Tokenized};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Mentions looked back over, so that the cost stays linear in the text.
pub(crate) const NEAR: usize = 100;
/// No entity.
const NONE: u32 = u32::MAX;

/// Whom one mention stands for: an ISO code or a plain name.
pub(crate) type Id = Cow<'static, str>;

/// A document while its mentions are resolved.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokenized: &'a Tokenized,
    pub(crate) lexemes: &'a Lexemes,
    pub(crate) view: &'a View,
    pub(crate) known: &'a KnownParties,
    pub(crate) entities: &'a [Entity],
    /// Each entity's text in lower case, white space made single, apostrophes straight; empty for
    /// numbers and dates.
    pub(crate) keys: Vec<String>,
    /// The entity that each token belongs to.
    owners: Vec<u32>,
    /// Whom each entity stands for, people aside.
    pub(crate) ids: Vec<Option<Id>>,
    /// The state behind a mention even where it is a mere place.
    pub(crate) states: Vec<Option<&'static str>>,
    /// The latest year the text names.
    pub(crate) year: Option<u16>,
    /// Whom the user says that entities stand for.
    pub(crate) forced: BTreeMap<usize, Id>,
    /// The state that the document names most, of all and of all but the United States.
    frequent: [Option<&'static str>; 2],
    /// The states and bodies that the document names.
    named: HashSet<Id>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        text: &'a str,
        tokenized: &'a Tokenized,
        lexemes: &'a Lexemes,
        view: &'a View,
        known: &'a KnownParties,
        entities: &'a [Entity],
    ) -> Self {
        let mut owners = vec![NONE; tokenized.tokens.len()];
        let mut keys = Vec::with_capacity(entities.len());
        let mut year = None;
        for (number, entity) in (0u32..).zip(entities) {
            if entity.label.is_name() {
                for owner in owners.get_mut(entity.tokens.range()).into_iter().flatten() {
                    *owner = number;
                }
                keys.push(key(entity.span.get(text).unwrap_or_default()));
            } else {
                keys.push(String::new());
                if entity.label == EntityLabel::Date {
                    for token in entity.tokens.range() {
                        let written = lexemes.lower(token);
                        if written.len() == 4 {
                            let found = written.parse::<u16>().ok().filter(|y| (1990..2040).contains(y));
                            year = year.max(found);
                        }
                    }
                }
            }
        }
        let n = entities.len();
        Self {
            text,
            tokenized,
            lexemes,
            view,
            known,
            entities,
            keys,
            owners,
            ids: vec![None; n],
            states: vec![None; n],
            year,
            forced: BTreeMap::new(),
            frequent: [None; 2],
            named: HashSet::new(),
        }
    }

    /// The number of the entity that token number `token` belongs to.
    pub(crate) fn owner(&self, token: usize) -> Option<usize> {
        self.owners.get(token).filter(|&&owner| owner != NONE).map(|&owner| owner as usize)
    }

    /// The tokens of the sentence of an entity.
    pub(crate) fn sentence(&self, entity: &Entity) -> Range<usize> {
        let sentence = self.tokenized.sentences.get(entity.sentence as usize);
        sentence.map_or(0..0, |sentence| sentence.tokens.range())
    }

    /// The lower-case word at `token` inside `range`; empty outside.
    pub(crate) fn lower(&self, token: usize, range: &Range<usize>) -> &str {
        if range.contains(&token) { self.lexemes.lower(token) } else { "" }
    }

    /// Whether token number `token` begins with a capital.
    pub(crate) fn is_capitalised(&self, token: usize) -> bool {
        self.lexemes.list.get(token).is_some_and(|lexeme| lexeme.is(LexemeFlags::CAPITALISED))
    }

    /// Words in lower case, a space between two.
    pub(crate) fn words(&self, tokens: &Range<usize>) -> Box<str> {
        let words: Vec<&str> = tokens.clone().map(|token| self.lexemes.lower(token)).collect();
        words.join(" ").into_boxed_str()
    }

    /// The text of an entity as written, white space made single.
    pub(crate) fn name(&self, number: usize) -> String {
        let text = self.entities[number].span.get(self.text).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The state whose name stands right before the entity, or after it with "of" or "in".
    pub(crate) fn neighbour_state(&self, number: usize) -> Option<&'static str> {
        let entity = &self.entities[number];
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        let mut before = tokens.start.checked_sub(1)?;
        if matches!(self.lower(before, &range), "'s" | "'") {
            before = before.checked_sub(1)?;
        }
        let owned = |token: usize| {
            let owner = range.contains(&token).then(|| self.owner(token)).flatten()?;
            self.states[owner]
        };
        owned(before).or_else(|| {
            let mut after = tokens.end;
            if !matches!(self.lower(after, &range), "of" | "in") {
                return None;
            }
            after += 1;
            if self.lower(after, &range) == "the" {
                after += 1;
            }
            owned(after)
        })
    }

    /// The state that owns the entity: "Haiti's Electoral Council", "the Haitian Electoral Council".
    pub(crate) fn owner_state(&self, number: usize) -> Option<&'static str> {
        let entity = &self.entities[number];
        let range = self.sentence(entity);
        let mut before = entity.tokens.range().start.checked_sub(1)?;
        let possessive = matches!(self.lower(before, &range), "'s" | "'");
        if possessive {
            before = before.checked_sub(1)?;
        }
        let owner = range.contains(&before).then(|| self.owner(before)).flatten()?;
        let adjective = self.entities[owner].label == EntityLabel::Norp;
        self.states[owner].filter(|_| possessive || adjective)
    }

    /// The state that an entity without a nation's word most likely belongs to: one named before
    /// it in its sentence, else the one the document names most. The United States have no
    /// ministers.
    pub(crate) fn likely_state(&self, number: usize, ministerial: bool) -> Option<&'static str> {
        let sentence = self.entities[number].sentence;
        let fits = |code: &&'static str| !(ministerial && *code == "USA");
        let earlier = self.states[..number].iter().zip(self.entities).rev().take(NEAR);
        let near =
            earlier.take_while(|(_, entity)| entity.sentence == sentence).find_map(|(state, _)| *state);
        near.filter(fits).or(self.frequent[usize::from(ministerial)])
    }

    /// Whom the sentence before the entity's is about: the first one in it who acts.
    pub(crate) fn subject_before(&self, number: usize) -> Option<Id> {
        let before = self.entities[number].sentence.checked_sub(1)?;
        let first = self.entities[..number].partition_point(|entity| entity.sentence < before);
        let there = self.entities.iter().zip(&self.ids).skip(first);
        there.take_while(|(entity, _)| entity.sentence == before).find_map(|(_, id)| id.clone())
    }

    /// Whether the document names the state or body `actor`.
    pub(crate) fn names(&self, actor: &str) -> bool {
        self.named.contains(actor)
    }

    /// Notes which states and bodies the document names.
    pub(crate) fn note_names(&mut self) {
        let ids = self.ids.iter().flatten().cloned();
        self.named = self.states.iter().flatten().map(|code| Id::Borrowed(code)).chain(ids).collect();
    }

    /// The body named last before the entity, in its sentence or the two before.
    pub(crate) fn recent_body(&self, number: usize) -> Option<Id> {
        let from = self.entities[number].sentence.saturating_sub(2);
        let earlier = self.entities[..number].iter().zip(&self.ids).rev().take(NEAR);
        let near = earlier.take_while(|(entity, _)| entity.sentence >= from);
        near.filter(|(entity, _)| entity.label == EntityLabel::Org).find_map(|(_, id)| id.clone())
    }

    /// The state that the document names most, of all and of all but the United States.
    pub(crate) fn count_states(&mut self) {
        let mut counts: HashMap<&'static str, usize> = HashMap::new();
        for code in self.states.iter().flatten() {
            *counts.entry(code).or_default() += 1;
        }
        let most = |without: &str| {
            let codes = self.states.iter().flatten().copied().filter(|code| *code != without);
            // The first of equals: the document's order decides.
            codes.fold(None, |best: Option<(&'static str, usize)>, code| {
                let count = counts.get(code).copied().unwrap_or(0);
                if best.is_some_and(|(_, most)| most >= count) { best } else { Some((code, count)) }
            })
        };
        self.frequent = [most(""), most("USA")].map(|best| best.map(|(code, _)| code));
    }
}

/// A name in lower case, white space made single, apostrophes straight.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars() {
            match c {
                '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => key.push('\''),
                _ => key.extend(c.to_lowercase()),
            }
        }
    }
    key
}
