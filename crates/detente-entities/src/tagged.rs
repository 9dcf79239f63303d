//! What tagging a text gives.

use crate::actor::{Actor, ActorIndex};
use crate::entity::Entity;

/// The entities of one text, ascending and disjoint, and the actors that they stand for.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tagged {
    /// The mentions in text order.
    pub entities: Vec<Entity>,
    /// The actors of entities in order of first mention, those of states that may be mere places among
    /// them, then those of parties alone; [`ActorIndex`] points here.
    pub actors: Vec<Actor>,
}

impl Tagged {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.entities.clear();
        self.actors.clear();
    }

    /// The index of the actor called `id`, added with `name` where it is new.
    pub fn intern(&mut self, id: &str, name: &str) -> ActorIndex {
        let found = self.actors.iter().position(|actor| &*actor.id == id);
        let index = found.unwrap_or_else(|| {
            self.actors.push(Actor::new(id, name));
            self.actors.len() - 1
        });
        ActorIndex(detente_text::offset(index))
    }
}
