//! Generic groups that act as parties: "rebels", "Kurdish militants".

use crate::actor::{Actor, ActorIndex};
use crate::entity::Entity;
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::origins::{Origins, Scene};
use crate::party::{Party, PartyKind};
use crate::reading::key;
use crate::state::states;
use crate::tagged::Tagged;
use detente_text::offset;
use detente_tokenize::{IndexRange, LexemeFlags, Lexemes, Tokenized};
use std::collections::HashMap;
use std::ops::Range;

const GROUPS: &str = include_str!("../data/groups.tsv");
const COALITION: &str = "coalition";
const AMERICAN_COALITION: &str = "U.S.-led coalition";
const GROUP_NAMES: &str = include_str!("../data/group_names.tsv");

/// What makes a noun a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Itself; the state nearest by is theirs.
    OfState,
    /// Itself; they are no state's.
    Alone,
    /// A nationality or people before it: "Norwegian companies".
    Beside,
    /// A people before it that is no state's: "Arab states".
    People,
}

/// What is known of generic groups.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    /// Nouns of groups, each with the plural that identifies it.
    nouns: HashMap<&'static str, (&'static str, Use)>,
    /// By what a group is called, in lower case, whom it stands for.
    names: HashMap<String, &'static str>,
    pub(crate) origins: Origins,
}

impl Groups {
    pub(crate) fn new() -> Self {
        let lines = GROUPS.lines().filter(|line| !line.starts_with('#'));
        let noun = |line: &'static str| {
            let mut fields = line.split('\t');
            let (noun, plural) = (fields.next()?, fields.next()?);
            let how = match fields.next() {
                Some("alone") => Use::Alone,
                Some("beside") => Use::Beside,
                Some("people") => Use::People,
                _ => Use::OfState,
            };
            Some((noun, (plural, how)))
        };
        let mut names = HashMap::new();
        for line in GROUP_NAMES.lines().filter(|line| !line.starts_with('#')) {
            let (id, called) = line.split_once('\t').unwrap_or((line, ""));
            names.extend(called.split('|').map(|name| (name.to_lowercase(), id)));
        }
        Self { nouns: lines.filter_map(noun).collect(), names, origins: Origins::new() }
    }

    /// Adds the groups of the text to `parties`, which it keeps ascending, and their actors to
    /// `tagged`. A nationality or place right before the noun is part of the mention: "Iraqi insurgents"
    /// are kept apart from Iraq; so is a mark of what it is: "foreign fighters", "anti-war activists". A
    /// bare noun means the group from where its sentence says, else the one last named in full with
    /// that noun.
    pub(crate) fn find(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        known_parties: &KnownParties,
        tagged: &mut Tagged,
        parties: &mut Vec<Party>,
    ) {
        let mut full: HashMap<&'static str, String> = HashMap::new();
        let mut found = Vec::new();
        // Actors by identifier, filled at the first group.
        let mut known: HashMap<String, ActorIndex> = HashMap::new();
        for (number, sentence) in tokenized.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                let Some(&(noun, how)) = self.nouns.get(lexemes.lower(token)) else { continue };
                let Some(&span) = tokenized.tokens.get(token) else { continue };
                let after = tagged.entities.partition_point(|entity| entity.span.end <= span.start);
                if tagged.entities.get(after).is_some_and(|entity| entity.span.overlaps(span)) {
                    continue;
                }
                let before = after.checked_sub(1).and_then(|index| tagged.entities.get(index));
                let beside = before.filter(|entity| {
                    let end = entity.tokens.end as usize;
                    let joined = end == token || how == Use::Beside && is_trade(lexemes, end, token);
                    joined && entity.sentence as usize == number
                });
                // "pro-Taliban" stands in one token with what it is for.
                let prefixed = beside.filter(|entity| is_prefixed(tokenized, entity));
                // "al-Shabab fighters" are al-Shabab.
                if prefixed.is_none()
                    && beside.is_some_and(|entity| {
                        matches!(entity.label, EntityLabel::Org | EntityLabel::Person)
                            && entity.actor.is_some()
                    })
                {
                    continue;
                }
                let people = beside.filter(|entity| {
                    matches!(entity.label, EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Loc)
                });
                let is_people = |entity: &&Entity| {
                    entity.label == EntityLabel::Norp
                        && (how == Use::Beside || code_of(tagged, entity).is_none())
                };
                if matches!(how, Use::Beside | Use::People) && people.is_none_or(|entity| !is_people(&entity))
                {
                    continue;
                }
                let mut tokens = token..token + 1;
                let mut whole = span;
                let from = tagged.entities.partition_point(|e| (e.sentence as usize) < number);
                let to = tagged.entities.partition_point(|e| (e.sentence as usize) <= number);
                let scene = Scene {
                    text,
                    lexemes,
                    known: known_parties,
                    range: sentence.tokens.range(),
                    entities: tagged.entities.get(from..to).unwrap_or_default(),
                };
                let id = if let Some(entity) = prefixed {
                    tokens.start = entity.tokens.start as usize;
                    let first = tokenized.tokens.get(tokens.start).copied().unwrap_or(span);
                    whole = first.cover(span);
                    let actor = entity.actor.and_then(|actor| tagged.actors.get(actor.get()));
                    let name = match (entity.label, actor) {
                        (EntityLabel::Org, Some(actor)) => &*actor.name,
                        _ => entity.span.get(text).unwrap_or_default(),
                    };
                    let prefix =
                        text.get(first.start as usize..entity.span.start as usize).unwrap_or_default();
                    format!("{}{name} {noun}", prefix.to_lowercase())
                } else if let Some(people) = people {
                    tokens.start = people.tokens.start as usize;
                    whole = people.span.cover(span);
                    let nation = people.span.get(text).unwrap_or_default();
                    let trade = token - 1;
                    let id = if trade < people.tokens.end as usize {
                        format!("{nation} {noun}")
                    } else {
                        format!("{nation} {} {noun}", lexemes.lower(trade))
                    };
                    full.insert(noun, id.clone());
                    id
                } else if let Some(mark) = mark(lexemes, token, &sentence.tokens.range()) {
                    tokens.start = token - 1;
                    whole = tokenized.tokens.get(token - 1).copied().unwrap_or(span).cover(span);
                    format!("{mark} {noun}")
                } else if let Some(id) =
                    full.get(noun).filter(|_| is_definite(lexemes, token, number, tokenized))
                {
                    // "The rebels" are those named before.
                    id.clone()
                } else if let Some(adjective) = (how == Use::OfState)
                    .then(|| self.origins.of(&scene, token, |entity| code_of(tagged, entity)))
                    .flatten()
                {
                    let id = format!("{adjective} {noun}");
                    full.entry(noun).or_insert_with(|| id.clone());
                    id
                } else {
                    full.get(noun).cloned().unwrap_or_else(|| noun.to_owned())
                };
                let american = |entity: &Entity| code_of(tagged, entity);
                let id = if noun == COALITION && is_american(&scene, token, american) {
                    AMERICAN_COALITION.to_owned()
                } else {
                    id
                };
                let id = self.names.get(&id.to_lowercase()).map_or(id, |&id| id.to_owned());
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
                    own: None,
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
}

/// Whether "coalition" at `token`, in a sentence with these entities, is the one that the United States lead: it has forces, or
/// they or one of the states where it fought are named in the sentence.
fn is_american(scene: &Scene<'_>, token: usize, state: impl Fn(&Entity) -> Option<&'static str>) -> bool {
    let next = scene.lower(Some(token + 1));
    let has_forces = matches!(
        next,
        "force"
            | "forces"
            | "troops"
            | "soldiers"
            | "aircraft"
            | "airstrikes"
            | "patrol"
            | "convoy"
            | "military"
            | "warships"
    );
    let before = scene.lower(token.checked_sub(1));
    let political =
        matches!(before, "ruling" | "governing" | "opposition" | "unity" | "broad" | "new" | "party")
            || matches!(next, "government" | "partner" | "partners" | "talks" | "of" | "cabinet");
    let fought = |entity: &Entity| {
        let name = key(entity.span.get(scene.text).unwrap_or_default());
        let code = state(entity).or_else(|| scene.known.state(&name).map(|state| state.0));
        matches!(code, Some("USA" | "AFG" | "IRQ"))
    };
    has_forces || !political && scene.entities.iter().any(fought)
}

/// Whether the tokens `start..token` are one word that tells a kind: "Norwegian oil companies".
fn is_trade(lexemes: &Lexemes, start: usize, token: usize) -> bool {
    let lower = lexemes.lower(start);
    let is_word = lexemes
        .list
        .get(start)
        .is_some_and(|lexeme| lexeme.is(LexemeFlags::ALPHA) && !lexeme.is(LexemeFlags::CAPITALISED));
    let joins =
        matches!(lower, "and" | "for" | "from" | "with" | "into" | "over" | "that" | "against" | "between");
    start + 1 == token && is_word && lower.len() > 2 && !joins
}

/// Whether "the" stands right before the noun at `token`.
fn is_definite(lexemes: &Lexemes, token: usize, sentence: usize, tokenized: &Tokenized) -> bool {
    let range = tokenized.sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.range());
    token.checked_sub(1).is_some_and(|before| range.contains(&before) && lexemes.lower(before) == "the")
}

/// The code of the state that an entity stands for.
pub(crate) fn code_of(tagged: &Tagged, entity: &Entity) -> Option<&'static str> {
    let id = &*tagged.actors.get(entity.actor?.get())?.id;
    let at = states().binary_search_by(|state| state.code.cmp(id)).ok()?;
    states().get(at).map(|state| state.code)
}

/// Whether the entity is the end of a longer token: "Taliban" of "pro-Taliban".
fn is_prefixed(tokenized: &Tokenized, entity: &Entity) -> bool {
    let first = tokenized.tokens.get(entity.tokens.start as usize);
    first.is_some_and(|first| first.start < entity.span.start)
}

/// The word before the noun at `token` that says who the group are instead of where from: "foreign"
/// of "foreign fighters", "anti-war" of "anti-war activists".
fn mark<'l>(lexemes: &'l Lexemes, token: usize, range: &Range<usize>) -> Option<&'l str> {
    let before = token.checked_sub(1).filter(|before| range.contains(before))?;
    let word = lexemes.lower(before);
    let cause = ["anti-", "pro-"].iter().any(|prefix| word.len() > prefix.len() && word.starts_with(prefix));
    (cause || matches!(word, "foreign" | "home-grown" | "homegrown")).then_some(word)
}
