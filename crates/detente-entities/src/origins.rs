//! Where a group without a name of its own is from: "rebels" near "in Kashmir" are Kashmiri rebels.

use crate::entity::Entity;
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::reading::key;
use crate::state::{State, states};
use detente_tokenize::Lexemes;
use std::collections::HashMap;
use std::ops::Range;

const REGIONS: &str = include_str!("../data/regions.tsv");

/// States whose name beside a group rarely says where it is from: its adversaries' rather.
const OUTSIDERS: [&str; 3] = ["USA", "GBR", "ISR"];
/// Tokens after a group's noun within which a place that follows is its own.
const NEAR: usize = 4;
/// Tokens before a group's noun within which its owner stands.
const OWNED: usize = 6;

/// How strongly a mention says that the group is from there; stronger last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// A state is named.
    Named,
    /// Something happens in the place.
    Place,
    /// "Norway's largest rebel group".
    Owner,
    /// "rebels in Norway".
    Follows,
}

/// What is known of states and regions as origins.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    /// By code, the adjective of a state.
    adjectives: HashMap<&'static str, &'static str>,
    /// By name in lower case, the adjective of a region.
    regions: HashMap<String, &'static str>,
}

/// The sentence in which a group is named.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexemes: &'a Lexemes,
    pub(crate) known: &'a KnownParties,
    /// Its tokens.
    pub(crate) range: Range<usize>,
    /// Its entities, ascending.
    pub(crate) entities: &'a [Entity],
}

impl Scene<'_> {
    pub(crate) fn lower(&self, token: Option<usize>) -> &str {
        token.filter(|token| self.range.contains(token)).map_or("", |token| self.lexemes.lower(token))
    }
}

impl Origins {
    pub(crate) fn new() -> Self {
        let adjective = |state: &'static State| Some((state.code, *state.demonyms.first()?));
        let mut regions = HashMap::new();
        for line in REGIONS.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t').skip(1);
            let (names, adjective) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            if !adjective.is_empty() {
                regions.extend(names.split('|').map(|name| (name.to_lowercase(), adjective)));
            }
        }
        Self { adjectives: states().iter().filter_map(adjective).collect(), regions }
    }

    /// The adjective of the state or region that the group named at `token` is likely from: the
    /// place right after it, else its owner, else where the sentence is set, else a state named in
    /// it; of equals the first one after the group, else the last before. `state` gives the code of
    /// an entity's actor. None where the sentence tells nothing.
    pub(crate) fn of(
        &self,
        scene: &Scene<'_>,
        token: usize,
        state: impl Fn(&Entity) -> Option<&'static str>,
    ) -> Option<&'static str> {
        let mut best: Option<(Evidence, bool, &'static str)> = None;
        let mut against_israel = false;
        for entity in scene.entities {
            let tokens = entity.tokens.range();
            let name = key(entity.span.get(scene.text).unwrap_or_default());
            let place = matches!(entity.label, EntityLabel::Gpe | EntityLabel::Loc);
            let region = self.regions.get(&name).copied().filter(|_| place);
            let code = || {
                let named = scene.known.state(&name).map(|state| state.0).filter(|_| place);
                named.or_else(|| state(entity))
            };
            let code = if region.is_some() { None } else { code() };
            against_israel |= code == Some("ISR");
            let from = |code: &str| self.adjectives.get(code).copied().filter(|_| !OUTSIDERS.contains(&code));
            let Some(adjective) = region.or_else(|| code.and_then(from)) else { continue };
            // "anti-Norwegian protesters" are none of Norway's, nor the takers of "Norwegian hostages".
            if is_opposed(scene, tokens.start) || !place && is_of_others(scene.lower(Some(tokens.end))) {
                continue;
            }
            let after = tokens.start > token;
            let evidence = evidence(scene, token, &tokens, place);
            let better =
                best.is_none_or(|(known, was_after, _)| evidence > known || evidence == known && !was_after);
            if better {
                best = Some((evidence, after, adjective));
            }
        }
        best.map(|(_, _, adjective)| adjective).or_else(|| {
            let fights = matches!(scene.lower(Some(token)), "militant" | "militants" | "gunman" | "gunmen");
            (against_israel && fights).then(|| self.adjectives.get("PSE").copied()).flatten()
        })
    }
}

/// Whether the name at `first` is what someone is against.
fn is_opposed(scene: &Scene<'_>, first: usize) -> bool {
    let before = scene.lower(first.checked_sub(1));
    before == "-" && scene.lower(first.checked_sub(2)) == "anti"
        || scene.lower(Some(first)).starts_with("anti-")
}

/// What the name at `tokens` says of the group at `token`.
fn evidence(scene: &Scene<'_>, token: usize, tokens: &Range<usize>, place: bool) -> Evidence {
    let owner = matches!(scene.lower(Some(tokens.end)), "'s" | "'");
    if owner && tokens.end < token && token - tokens.end <= OWNED {
        let between = tokens.end + 1..token;
        let open = between.clone().all(|at| !is_clause(scene.lower(Some(at))));
        if open {
            return Evidence::Owner;
        }
    }
    if !place {
        return Evidence::Named;
    }
    let mut at = tokens.start.checked_sub(1);
    while at.is_some_and(|at| is_part_of_place(scene.lower(Some(at)))) {
        at = at.and_then(|at| at.checked_sub(1));
    }
    let is_in = matches!(
        scene.lower(at),
        "in" | "at" | "near" | "across" | "inside" | "outside" | "around" | "of" | "from" | "throughout"
    );
    if !is_in {
        Evidence::Named
    } else if tokens.start > token && tokens.start - token <= NEAR {
        Evidence::Follows
    } else {
        Evidence::Place
    }
}

/// Nouns after a nationality that tell of victims, foreigners and borders rather than of where a group is from.
fn is_of_others(noun: &str) -> bool {
    matches!(
        noun,
        "border"
            | "hostage"
            | "hostages"
            | "captive"
            | "captives"
            | "journalist"
            | "journalists"
            | "tourist"
            | "tourists"
            | "ship"
            | "tanker"
            | "vessel"
            | "embassy"
            | "worker"
            | "workers"
            | "engineer"
            | "engineers"
            | "nationals"
            | "contractor"
            | "contractors"
            | "convert"
            | "captain"
            | "crew"
            | "sailors"
    )
}

/// Words between a preposition and the name of a place.
fn is_part_of_place(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northwestern"
            | "northeastern"
            | "southwestern"
            | "southeastern"
            | "neighboring"
            | "neighbouring"
            | "nearby"
            | "northwest"
            | "northeast"
            | "southwest"
            | "southeast"
            | "city"
            | "town"
            | "village"
            | "province"
            | "region"
            | "of"
    )
}

/// Words that end what an owner owns.
fn is_clause(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | "."
            | "("
            | ")"
            | "that"
            | "which"
            | "who"
            | "and"
            | "to"
            | "in"
            | "on"
            | "for"
            | "with"
            | "from"
            | "by"
            | "has"
            | "have"
            | "is"
            | "are"
            | "was"
            | "were"
            | "said"
            | "says"
            | "against"
            | "over"
    )
}

#[cfg(test)]
mod tests {
    use super::Origins;

    #[test]
    fn regions_have_names_of_their_own() {
        let origins = Origins::new();
        assert_eq!(origins.regions.get("chechnya"), Some(&"Chechen"));
        assert_eq!(origins.regions.get("helmand"), None);
        assert_eq!(origins.adjectives.get("PSE"), Some(&"Palestinian"));
    }
}
