//! States, nationalities and groups of people; capitals and countries only where they act.

use crate::entity::Entity;
use crate::known::{Role, StateName};
use crate::label::EntityLabel;
use crate::places::PartyOrPlace;
use crate::reading::{Id, Reading};
use crate::titles::is_past;
use detente_tokenize::BlockKind;
use std::borrow::Cow;

impl Reading<'_> {
    /// States, nationalities, groups of people; capitals and countries only where they act.
    pub(crate) fn find_states(&mut self, places: &PartyOrPlace) {
        let korea = self.keys.iter().any(|key| key.contains("korea") || key == "pyongyang" || key == "seoul");
        let north = self.keys.iter().any(|key| key == "north korea" || key == "pyongyang");
        let iran = self.keys.iter().any(|key| key == "iran" || key == "tehran");
        let vietnam = self.keys.iter().any(|key| key == "vietnam");
        // Where a text is about the Union, and not about Belgium, Brussels is the Union.
        let union = self.keys.iter().any(|key| matches!(key.as_str(), "eu" | "european union"))
            && !self.keys.iter().any(|key| key.starts_with("belgi"));
        for number in 0..self.entities.len() {
            let entity = &self.entities[number];
            let key = self.keys[number].as_str();
            let state = match entity.label {
                EntityLabel::Gpe | EntityLabel::Norp | EntityLabel::Loc | EntityLabel::Org => {
                    let named = self.known.state(key);
                    let place = matches!(entity.label, EntityLabel::Gpe | EntityLabel::Loc);
                    named.filter(|(_, name)| place || *name != StateName::City)
                }
                _ => None,
            };
            let divided = match key {
                "north" if korea => Some("PRK"),
                "south" if korea => Some("KOR"),
                "korea" if self.keys.iter().any(|key| key == "south korea") && !north => Some("KOR"),
                "koreas" | "korea" if korea => None,
                "islamic republic" if iran => Some("IRN"),
                _ => state.map(|state| state.0),
            };
            let divided =
                if vietnam && !korea && matches!(key, "north" | "south") { Some("VNM") } else { divided };
            self.states[number] = divided;
            match entity.label {
                EntityLabel::Norp => {
                    self.ids[number] = self.group(number, divided);
                }
                EntityLabel::Gpe | EntityLabel::Loc if matches!(key, "west" | "europe") => {
                    let tokens = entity.tokens.range();
                    if places.is_party(self.view, &tokens, &self.sentence(entity), false) {
                        self.ids[number] =
                            Some(Cow::Borrowed(if key == "west" { "West" } else { "European Union" }));
                    }
                }
                // Where a story was filed is a place.
                EntityLabel::Gpe | EntityLabel::Loc if self.is_dateline(entity) || self.is_field(entity) => {}
                EntityLabel::Gpe | EntityLabel::Loc => {
                    let Some(code) = divided else { continue };
                    let kind = state.map_or(StateName::Country, |state| state.1);
                    let tokens = entity.tokens.range();
                    let acts = match kind {
                        StateName::Demonym => true,
                        StateName::City => {
                            // "Oslo police", "the Texas governor": a city acts through its officers.
                            let next = self.lower(tokens.end, &self.sentence(entity));
                            self.known.role(next) == Some(Role::Office)
                                || is_officers(next)
                                || self.has_mayor(entity)
                        }
                        StateName::Country | StateName::Capital => {
                            let is_capital = kind == StateName::Capital;
                            let range = self.sentence(entity);
                            let before = tokens.start.checked_sub(1).map_or("", |at| self.lower(at, &range));
                            is_addressing(before)
                                || self.has_mayor(entity)
                                || places.is_party(self.view, &tokens, &range, is_capital)
                        }
                    };
                    let is_union = union && key == "brussels";
                    if is_union {
                        self.states[number] = None;
                    }
                    if acts {
                        self.ids[number] =
                            Some(Cow::Borrowed(if is_union { "European Union" } else { code }));
                    }
                }
                _ => {}
            }
        }
    }

    /// "the U.N. Congo mission": where a body is at work.
    fn is_field(&self, entity: &Entity) -> bool {
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        let body = tokens.start.checked_sub(1).and_then(|before| self.owner(before));
        body.is_some_and(|body| self.entities[body].label == EntityLabel::Org)
            && matches!(
                self.lower(tokens.end, &range),
                "mission"
                    | "office"
                    | "bureau"
                    | "envoy"
                    | "force"
                    | "operation"
                    | "peacekeepers"
                    | "program"
            )
    }

    /// "Oslo's mayor", "the mayor of Oslo": a city acts through him while he is in office.
    fn has_mayor(&self, entity: &Entity) -> bool {
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        let is_mayor = |token: usize| matches!(self.lower(token, &range), "mayor" | "governor");
        let before = |back: usize| tokens.start.checked_sub(back).filter(|token| range.contains(token));
        let word = |back: usize| before(back).map_or("", |token| self.lower(token, &range));
        let of_city = word(1) == "of" && before(2).is_some_and(is_mayor) && !is_past(word(3));
        of_city || self.lower(tokens.end, &range) == "'s" && is_mayor(tokens.end + 1)
    }

    /// Whether a state's name that seems to be a place might be a party after all: no city, no dateline.
    pub(crate) fn may_act(&self, number: usize) -> bool {
        let city = matches!(self.known.state(&self.keys[number]), Some((_, StateName::City)));
        !city && !self.is_dateline(&self.entities[number])
    }

    /// Whether the mention stands in a dateline.
    fn is_dateline(&self, entity: &Entity) -> bool {
        let blocks = &self.tokenized.blocks;
        let block = blocks.partition_point(|block| block.sentences.end <= entity.sentence);
        let apart = blocks.get(block).is_some_and(|block| block.kind == BlockKind::Dateline);
        apart || self.begins_a_story(entity)
    }

    /// "OSLO - Snow fell", "OSLO (Agency) - Snow fell": a place in capitals at the start of a sentence, with a dash
    /// after it and at most an agency between.
    fn begins_a_story(&self, entity: &Entity) -> bool {
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        let name = entity.span.get(self.text).unwrap_or_default();
        if tokens.start != range.start || name.chars().any(char::is_lowercase) {
            return false;
        }
        let is_dash = |token: usize| matches!(self.lower(token, &range), "-" | "--" | "–" | "—");
        let mut next = tokens.end;
        if self.lower(next, &range) == "(" {
            let close = (next + 1..next + 6).find(|&token| self.lower(token, &range) == ")");
            next = close.map_or(next, |close| close + 1);
        }
        // "U.S.-led" has no room before the dash.
        let apart = self.tokenized.tokens.get(tokens.end).is_some_and(|token| token.start > entity.span.end);
        apart && is_dash(next)
    }

    /// Whom a nationality, religious or political group stands for.
    fn group(&self, number: usize, state: Option<&'static str>) -> Option<Id> {
        let key = self.keys[number].as_str();
        let entity = &self.entities[number];
        let (tokens, range) = (entity.tokens.range(), self.sentence(entity));
        if let Some(code) = state {
            let before = tokens.start.checked_sub(1).map_or("", |token| self.lower(token, &range));
            // "ethnic Albanians" are no state's people.
            if before == "ethnic" {
                let name = self.name(number);
                let plural = if key.ends_with("an") { "s" } else { "" };
                return Some(Cow::Owned(name + plural));
            }
            return Some(Cow::Borrowed(code));
        }
        let next = self.lower(tokens.end, &range);
        if key == "european" {
            return is_european_body(next).then_some(Cow::Borrowed("European Union"));
        }
        // "the Jewish state", "Jewish settlements": the state's.
        if key == "jewish" && (next == "state" || next.starts_with("settlement")) {
            return Some(Cow::Borrowed("ISR"));
        }
        // "a Sunni mosque", "a Muslim country": a mark of a thing or place.
        if self.known.people(key).is_some() && is_of_faith(next) {
            return None;
        }
        if let Some(id) = self.known.people(key).or_else(|| self.known.party(key)) {
            return Some(Cow::Borrowed(id));
        }
        // "pro-Korean" and the like: a state's word inside a longer one.
        if let Some((_, last)) = key.rsplit_once(' ')
            && last != "american"
            && let Some((code, StateName::Demonym)) = self.known.state(last)
        {
            return Some(Cow::Borrowed(code));
        }
        // A people that no list has acts by its name, in whatever number; an adjective of faith or politics does not.
        (key.ends_with('s') || !is_adjective(key)).then(|| Cow::Owned(self.name(number)))
    }
}

/// Words for groups that are adjectives only, or of no party.
fn is_adjective(key: &str) -> bool {
    key.ends_with("ic")
        || key.ends_with("ist")
        || key.ends_with("ern")
        || key.contains(' ')
        || key.contains('-')
        || matches!(
            key,
            "african"
                | "asian"
                | "european"
                | "caribbean"
                | "scandinavian"
                | "baltic"
                | "nordic"
                | "balkan"
                | "evangelical"
                | "secular"
                | "liberal"
                | "labour"
                | "labor"
        )
}

/// Verbs that have a party as object: "condemned Norway".
fn is_addressing(verb: &str) -> bool {
    const STEMS: [&str; 18] = [
        "accus",
        "assur",
        "blam",
        "condemn",
        "congratulat",
        "criticis",
        "criticiz",
        "denounc",
        "implor",
        "prais",
        "rebuk",
        "reassur",
        "reprimand",
        "sanction",
        "thank",
        "threaten",
        "urg",
        "warn",
    ];
    const ENDINGS: [&str; 7] = ["", "e", "ed", "es", "s", "ing", "d"];
    STEMS.iter().any(|stem| verb.strip_prefix(stem).is_some_and(|rest| ENDINGS.contains(&rest)))
}

/// Those who act for a city or a province.
fn is_officers(noun: &str) -> bool {
    matches!(
        noun,
        "officials" | "authorities" | "police" | "leaders" | "lawmakers" | "prosecutors" | "council"
    )
}

/// Nouns after "European" that make it the Union's.
fn is_european_body(noun: &str) -> bool {
    matches!(
        noun,
        "officials"
            | "official"
            | "leaders"
            | "diplomats"
            | "diplomat"
            | "ministers"
            | "powers"
            | "negotiators"
            | "negotiator"
            | "negotiations"
            | "governments"
            | "efforts"
            | "effort"
            | "foreign"
            | "sanctions"
            | "proposal"
            | "proposals"
            | "offer"
            | "lawmakers"
            | "parliamentarians"
            | "delegates"
            | "delegation"
            | "envoys"
            | "envoy"
            | "mediators"
            | "allies"
            | "partners"
            | "incentives"
            | "threat"
            | "threats"
            | "accusations"
            | "demands"
            | "pressure"
            | "criticism"
            | "concerns"
            | "plan"
            | "aid"
            | "freeze"
            | "troika"
            | "observers"
            | "monitors"
            | "regulators"
            | "legal"
    )
}

/// Nouns after a word of faith or people that make it a mark of a place or thing.
fn is_of_faith(noun: &str) -> bool {
    matches!(
        noun,
        "mosque"
            | "mosques"
            | "shrine"
            | "shrines"
            | "temple"
            | "church"
            | "churches"
            | "city"
            | "town"
            | "village"
            | "country"
            | "countries"
            | "kingdom"
            | "world"
            | "faithful"
            | "calendar"
            | "festival"
            | "holiday"
            | "holy"
            | "era"
    )
}
