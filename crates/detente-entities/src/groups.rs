//! Generic groups that act as parties: "rebels", "Kurdish militants".

use crate::actor::{Actor, ActorIndex};
use crate::label::EntityLabel;
use crate::party::{Party, PartyKind};
use crate::state::{State, states};
use crate::tagged::Tagged;
use detente_text::offset;
use detente_tokenize::{IndexRange, Lexemes, Tokenized};
use std::collections::HashMap;

const GROUPS: &str = include_str!("../data/groups.tsv");

/// States whose name beside a group rarely says where it is from: its adversaries' rather.
const OUTSIDERS: [&str; 3] = ["USA", "GBR", "ISR"];

/// What is known of generic groups.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    /// Nouns of groups, each with the plural that identifies it, and whether the state nearest by is theirs.
    nouns: HashMap<&'static str, (&'static str, bool)>,
    /// By code, the adjective of a state.
    adjectives: HashMap<&'static str, &'static str>,
}

impl Groups {
    pub(crate) fn new() -> Self {
        let lines = GROUPS.lines().filter(|line| !line.starts_with('#'));
        let noun = |line: &'static str| {
            let mut fields = line.split('\t');
            Some((fields.next()?, (fields.next()?, fields.next() != Some("alone"))))
        };
        let adjective = |state: &'static State| Some((state.code, *state.demonyms.first()?));
        Self {
            nouns: lines.filter_map(noun).collect(),
            adjectives: states().iter().filter_map(adjective).collect(),
        }
    }

    /// Adds the groups of the text to `parties`, which it keeps ascending, and their actors to
    /// `tagged`. A nationality or place right before the noun is part of the mention: "Iraqi insurgents"
    /// are kept apart from Iraq. A bare noun means the group of the nearest state in the sentence,
    /// else the one last named in full with that noun.
    pub(crate) fn find(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        tagged: &mut Tagged,
        parties: &mut Vec<Party>,
    ) {
        let mut full: HashMap<&'static str, String> = HashMap::new();
        let mut found = Vec::new();
        // Actors by identifier, filled at the first group.
        let mut known: HashMap<String, ActorIndex> = HashMap::new();
        for (number, sentence) in tokenized.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                let Some(&(noun, of_state)) = self.nouns.get(lexemes.lower(token)) else { continue };
                let Some(&span) = tokenized.tokens.get(token) else { continue };
                let after = tagged.entities.partition_point(|entity| entity.span.end <= span.start);
                if tagged.entities.get(after).is_some_and(|entity| entity.span.overlaps(span)) {
                    continue;
                }
                let before = after.checked_sub(1).and_then(|index| tagged.entities.get(index));
                let beside = before.filter(|entity| {
                    entity.tokens.end as usize == token && entity.sentence as usize == number
                });
                // "al-Shabab fighters" are al-Shabab.
                if beside.is_some_and(|entity| {
                    matches!(entity.label, EntityLabel::Org | EntityLabel::Person) && entity.actor.is_some()
                }) {
                    continue;
                }
                let people = beside.filter(|entity| {
                    matches!(entity.label, EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Loc)
                });
                let mut tokens = token..token + 1;
                let mut whole = span;
                let id = if let Some(people) = people {
                    tokens.start = people.tokens.start as usize;
                    whole = people.span.cover(span);
                    let id = format!("{} {noun}", people.span.get(text).unwrap_or_default());
                    full.insert(noun, id.clone());
                    id
                } else if let Some(adjective) =
                    self.nearest(token, number, tagged, parties).filter(|_| of_state)
                {
                    format!("{adjective} {noun}")
                } else {
                    full.get(noun).cloned().unwrap_or_else(|| noun.to_owned())
                };
                if known.is_empty() {
                    let actors = tagged.actors.iter().enumerate();
                    known.extend(actors.map(|(i, actor)| (actor.id.to_string(), ActorIndex(offset(i)))));
                }
                let actor = *known.entry(id).or_insert_with_key(|id| {
                    tagged.actors.push(Actor::new(&**id, &**id));
                    ActorIndex(offset(tagged.actors.len() - 1))
                });
                found.push(Party {
                    span: whole,
                    tokens: IndexRange::new(tokens),
                    sentence: offset(number),
                    actor,
                    kind: PartyKind::Group,
                });
            }
        }
        if found.is_empty() {
            return;
        }
        // "Palestinian" in "Palestinian militants" is no party of its own.
        parties.retain(|party| {
            let at = found.partition_point(|group: &Party| group.span.end <= party.span.start);
            found.get(at).is_none_or(|group| !group.span.overlaps(party.span))
        });
        parties.append(&mut found);
        parties.sort_by_key(|party| party.span);
    }

    /// The adjective of the state that a group named at `token` is likely from: the first one named
    /// after it in its sentence, else the last one before.
    fn nearest(
        &self,
        token: usize,
        sentence: usize,
        tagged: &Tagged,
        parties: &[Party],
    ) -> Option<&'static str> {
        let here = |party: &&Party| party.sentence as usize == sentence && party.kind != PartyKind::Group;
        let adjective = |party: &Party| {
            let id = &*tagged.actors.get(party.actor.get())?.id;
            self.adjectives.get(id).copied().filter(|_| !OUTSIDERS.contains(&id))
        };
        let middle = parties.partition_point(|party| (party.tokens.start as usize) < token);
        let (before, after) = parties.split_at(middle);
        let after = after.iter().take_while(here).find_map(adjective);
        after.or_else(|| before.iter().rev().take_while(here).find_map(adjective))
    }
}
