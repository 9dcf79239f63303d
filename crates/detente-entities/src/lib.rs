//! Named entities of English news, and the actors they stand for.
mod actor;
mod entity;
mod label;
mod state;
mod tagged;
mod tagger;

pub use actor::{Actor, ActorIndex};
pub use entity::Entity;
pub use label::{EntityLabel, UnknownLabel};
pub use state::{State, state_name, states};
pub use tagged::Tagged;
pub use tagger::{EntityTagger, TagScratch};
