#![doc = include_str!("../README.md")]

mod actor;
mod entity;
mod label;
mod party;
mod tagged;
mod tagger;

mod bodies;
mod branches;
mod classifier;
mod clusters;
mod dates;
mod features;
mod gazetteer;
mod groups;
mod known;
mod nations;
mod number_words;
mod numbers;
mod origins;
mod people;
mod places;
mod reading;
mod resolver;
mod scheme;
mod segmenter;
mod state;
mod titles;
mod trim;
mod user_names;
mod view;
mod word_lists;

/// The parts that training shares with tagging; not for users.
#[doc(hidden)]
pub mod training {
    pub use crate::classifier::{LABELS, NAME_LABELS, class_of, span_features};
    pub use crate::clusters::Clusters;
    pub use crate::features::{SHIFTS, is_near_name, token_features, word_features};
    pub use crate::gazetteer::{Gazetteer, Kinds, LONGEST_NAME};
    pub use crate::known::listed_names;
    pub use crate::places::{PARTIES, party_features};
    pub use crate::scheme::{Coarse, OUTSIDE, Part, TAGS, may_end, may_follow, may_start, meaning, tag};
    pub use crate::segmenter::{NameSpan, TRANSITIONS, WEIGHTS};
    pub use crate::view::View;
    pub use crate::word_lists::{CLUSTERS, GAZETTEER, WordLists};
}

pub use actor::{Actor, ActorIndex};
pub use entity::Entity;
pub use label::{EntityLabel, UnknownLabel};
pub use party::{Party, PartyKind};
pub use state::{State, state_name, states};
pub use tagged::Tagged;
pub use tagger::{EntityTagger, TagScratch};
pub use user_names::UserNames;
