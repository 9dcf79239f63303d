//! Mentions that may hold or receive a stance.

use crate::actor::ActorIndex;
use crate::entity::Entity;
use crate::label::EntityLabel;
use detente_text::Span;
use detente_tokenize::IndexRange;

/// What makes a mention a possible party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartyKind {
    /// An entity that stands for an actor.
    Named(EntityLabel),
    /// A state's name that seems to stand for the place.
    Place(EntityLabel),
    /// A generic group: "rebels", "Sunni insurgents".
    Group,
}

/// A mention that may hold or receive a stance; whether it does is for the tone stage to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: IndexRange,
    /// The index of its sentence.
    pub sentence: u32,
    /// Whom it stands for, if for anyone.
    pub actor: ActorIndex,
    /// Who it is by a name of its own where that is another actor: the president beside his state.
    ///
    /// Given where its sentence names several who stand for one actor: between them stands a pair of their own names.
    pub own: Option<ActorIndex>,
    /// Why it is listed.
    pub kind: PartyKind,
}

impl Party {
    /// The actors of a pair of this party and another: their own names where both stand for one actor, and `None`
    /// where these do not tell them apart.
    pub fn actors_with(&self, other: &Self) -> Option<(ActorIndex, ActorIndex)> {
        if self.actor != other.actor {
            return Some((self.actor, other.actor));
        }
        self.own.zip(other.own).filter(|(one, another)| one != another)
    }

    pub(crate) fn of_entity(entity: &Entity, actor: ActorIndex, kind: PartyKind) -> Self {
        Self { span: entity.span, tokens: entity.tokens, sentence: entity.sentence, actor, own: None, kind }
    }
}
