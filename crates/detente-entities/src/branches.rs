//! Peoples that live in several states, told apart by the state: "Iraqi Kurds".

use crate::actor::{Actor, ActorIndex};
use crate::groups::code_of;
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::origins::{Origins, Scene};
use crate::party::{Party, PartyKind};
use crate::tagged::Tagged;
use detente_text::offset;
use detente_tokenize::{Lexemes, Tokenized};
use std::collections::HashMap;

/// The peoples, by actor; what their branches are called after the state's adjective; the states of which they are told
/// apart.
const PEOPLES: [(&str, &str, &[&str]); 7] = [
    ("Islamists", "Islamists", &["Somali", "Algerian", "Egyptian", "Moroccan", "Turkish"]),
    ("Kurds", "Kurds", &["Iraqi", "Turkish", "Syrian", "Iranian"]),
    ("Maoists", "Maoists", &["Nepalese", "Indian"]),
    ("Muslims", "Muslims", &["Bosnian"]),
    (
        "Shi'ites",
        "Shi'ites",
        &["Iraqi", "Lebanese", "Pakistani", "Saudi", "Bahraini", "Afghan", "Yemeni", "Indian"],
    ),
    ("Sunni Arabs", "Sunnis", &["Iraqi"]),
    ("Sunnis", "Sunnis", &["Iraqi", "Lebanese", "Pakistani", "Syrian", "Iranian"]),
];

/// Gives those of `parties` that name such a people the actor of its branch in the state that the sentence is set in, else of
/// the branch that the text named last; the actors of the entities stay.
pub(crate) fn name(
    text: &str,
    (tokenized, lexemes): (&Tokenized, &Lexemes),
    known: &KnownParties,
    origins: &Origins,
    tagged: &mut Tagged,
    parties: &mut [Party],
) {
    let mut last: [Option<ActorIndex>; PEOPLES.len()] = Default::default();
    let mut actors: HashMap<String, ActorIndex> = HashMap::new();
    for party in parties.iter_mut().filter(|party| party.kind == PartyKind::Named(EntityLabel::Norp)) {
        let Some(actor) = tagged.actors.get(party.actor.get()) else { continue };
        let people = PEOPLES.iter().position(|people| people.0 == &*actor.id);
        let Some((people, sentence)) = people.zip(tokenized.sentences.get(party.sentence as usize)) else {
            continue;
        };
        let entities = &tagged.entities;
        let from = entities.partition_point(|entity| entity.sentence < party.sentence);
        let to = entities.partition_point(|entity| entity.sentence <= party.sentence);
        let scene = Scene {
            text,
            lexemes,
            known,
            range: sentence.tokens.range(),
            entities: entities.get(from..to).unwrap_or_default(),
        };
        let (_, name, states) = PEOPLES[people];
        let adjective = origins.of(&scene, party.tokens.start as usize, |entity| code_of(tagged, entity));
        let branch = adjective.filter(|adjective| states.contains(adjective)).map(|adjective| {
            *actors.entry(format!("{adjective} {name}")).or_insert_with_key(|id| {
                tagged.actors.push(Actor::new(&**id, &**id));
                ActorIndex(offset(tagged.actors.len() - 1))
            })
        });
        last[people] = branch.or(last[people]);
        party.actor = last[people].unwrap_or(party.actor);
    }
}
