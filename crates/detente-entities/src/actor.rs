//! Whom a mention stands for.

/// The index of an actor among the actors of one document, from 0: those of
/// entities in order of first mention, then those of parties alone: generic groups and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ActorIndex(pub u32);

impl ActorIndex {
    /// The index, to look up with.
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

/// A party: a state, a body, a group, a company or a person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Actor {
    /// The ISO 3166-1 alpha-3 code of a state, else the plain English name.
    pub id: Box<str>,
    /// The English name.
    pub name: Box<str>,
}

impl Actor {
    /// An actor with the identifier `id` and the English name `name`.
    pub fn new(id: impl Into<Box<str>>, name: impl Into<Box<str>>) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}
