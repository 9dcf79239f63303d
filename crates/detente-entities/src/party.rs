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
    /// Why it is listed.
    pub kind: PartyKind,
}

impl Party {
    pub(crate) fn of_entity(entity: &Entity, actor: ActorIndex, kind: PartyKind) -> Self {
        Self { span: entity.span, tokens: entity.tokens, sentence: entity.sentence, actor, kind }
    }
}
