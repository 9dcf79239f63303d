//! From mentions to the actors they stand for, inside one document.

use crate::actor::{Actor, ActorIndex};
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::party::{Party, PartyKind};
use crate::people::People;
use crate::places::PartyOrPlace;
use crate::reading::{Id, Reading};
use crate::state::state_name;
use crate::tagged::Tagged;
use crate::view::View;
use detente_tokenize::{Lexemes, Tokenized};
use std::collections::{BTreeMap, HashMap};

/// Writes the actor of every mention, and adds to `parties` those that may hold or receive a stance;
/// `forced` are the user's own, by entity number.
#[expect(clippy::too_many_arguments, reason = "the parts of one reading, at one place")]
pub(crate) fn resolve(
    text: &str,
    tokenized: &Tokenized,
    lexemes: &Lexemes,
    view: &View,
    (known, places): (&KnownParties, &PartyOrPlace),
    forced: BTreeMap<usize, Box<str>>,
    tagged: &mut Tagged,
    parties: &mut Vec<Party>,
) {
    let mut reading = Reading::new(text, tokenized, lexemes, view, known, &tagged.entities);
    reading.forced = forced.into_iter().map(|(number, id)| (number, Id::Owned(id.into()))).collect();
    reading.find_states(places);
    reading.count_states();
    reading.find_bodies();
    reading.note_names();
    let people = People::of(&reading);
    let ids: Vec<Option<Id>> = (0..tagged.entities.len())
        .map(|number| match reading.entities[number].label {
            EntityLabel::Person => people.id(number),
            _ => reading.forced.get(&number).or(reading.ids[number].as_ref()).cloned(),
        })
        .collect();
    let roles: Vec<Option<Box<str>>> = (0..tagged.entities.len())
        .map(|number| match reading.entities[number].label {
            EntityLabel::Person => people.role(number).map(|tokens| reading.words(tokens)),
            _ => reading.organ(number).map(|tokens| reading.words(&tokens)),
        })
        .collect();
    let states: Vec<Option<&'static str>> = (0..tagged.entities.len())
        .map(|number| reading.states[number].filter(|_| reading.may_act(number)))
        .collect();
    let own_names: Vec<Option<Id>> = (0..tagged.entities.len())
        .map(|number| match reading.entities[number].label {
            EntityLabel::Person => people.own_name(&reading, number),
            _ => reading.organ_name(number),
        })
        .collect();
    for (entity, role) in tagged.entities.iter_mut().zip(roles) {
        entity.role = role;
    }
    let mut known_actors: HashMap<Id, ActorIndex> = HashMap::new();
    let first = parties.len();
    let mut names = Vec::new();
    for (((entity, id), state), name) in tagged.entities.iter_mut().zip(ids).zip(states).zip(own_names) {
        let id = id.filter(|id| !id.is_empty());
        let kind = match id {
            Some(_) => PartyKind::Named(entity.label),
            None => PartyKind::Place(entity.label),
        };
        let may_act = id.is_some();
        let Some(id) = id.or(state.map(Id::Borrowed)) else { continue };
        let index = index_of(id, &mut known_actors, &mut tagged.actors);
        entity.actor = may_act.then_some(index);
        parties.push(Party::of_entity(entity, index, kind));
        names.push(name.filter(|_| may_act));
    }
    for (party, own) in (first..).zip(name_apart(&parties[first..], &names)) {
        parties[party].own = own.map(|id| index_of(id, &mut known_actors, &mut tagged.actors));
    }
}

/// The names of their own of those parties that share their sentence and their actor with another.
fn name_apart(parties: &[Party], names: &[Option<Id>]) -> Vec<Option<Id>> {
    let mut apart = vec![None; parties.len()];
    let mut named: HashMap<(u32, ActorIndex), usize> = HashMap::new();
    for (number, (party, name)) in parties.iter().zip(names).enumerate() {
        let Some(name) = name else { continue };
        let other = *named.entry((party.sentence, party.actor)).or_insert(number);
        if names[other].as_ref().is_some_and(|other| other != name) {
            apart[number] = Some(name.clone());
            apart[other].clone_from(&names[other]);
        }
    }
    apart
}

/// The index of the actor `id`, who is added where he is new.
fn index_of(id: Id, known: &mut HashMap<Id, ActorIndex>, actors: &mut Vec<Actor>) -> ActorIndex {
    *known.entry(id).or_insert_with_key(|id| {
        actors.push(Actor::new(&**id, state_name(id).unwrap_or(id)));
        ActorIndex(detente_text::offset(actors.len() - 1))
    })
}
