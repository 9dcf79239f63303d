//! From mentions to the actors they stand for, inside one document.

use crate::actor::{Actor, ActorIndex};
use crate::entity::Entity;
use crate::known::{KnownParties, StateName};
use crate::label::EntityLabel;
use crate::people::People;
use crate::places::PartyOrPlace;
use crate::state::state_name;
use crate::tagged::Tagged;
use crate::view::View;
use detente_tokenize::{BlockKind, Lexemes, Tokenized};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Mentions looked back over, so that the cost stays linear in the text.
const NEAR: usize = 100;
/// No entity.
const NONE: u32 = u32::MAX;

/// Whom one mention stands for: an ISO code or a plain name.
pub(crate) type Id = Cow<'static, str>;

/// A document while its mentions are resolved.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokenized: &'a Tokenized,
    pub(crate) lexemes: &'a Lexemes,
    pub(crate) view: &'a View,
    pub(crate) known: &'a KnownParties,
    pub(crate) entities: &'a [Entity],
    /// Each entity's text in lower case, white space made single, apostrophes straight; empty for
    /// numbers and dates.
    pub(crate) keys: Vec<String>,
    /// The entity that each token belongs to.
    owners: Vec<u32>,
    /// Whom each entity stands for, people aside.
    pub(crate) ids: Vec<Option<Id>>,
    /// The state behind a mention even where it is a mere place.
    pub(crate) states: Vec<Option<&'static str>>,
    /// The latest year the text names.
    pub(crate) year: Option<u16>,
    /// The state that the document names most, of all and of all but the United States.
    frequent: [Option<&'static str>; 2],
}

/// Writes the actor of every mention.
pub(crate) fn resolve(
    text: &str,
    tokenized: &Tokenized,
    lexemes: &Lexemes,
    view: &View,
    known: &KnownParties,
    places: &PartyOrPlace,
    tagged: &mut Tagged,
) {
    let mut reading = Reading::new(text, tokenized, lexemes, view, known, &tagged.entities);
    reading.find_states(places);
    reading.count_states();
    reading.find_bodies();
    let people = People::of(&reading);
    let ids: Vec<Option<Id>> = (0..tagged.entities.len())
        .map(|number| match reading.entities[number].label {
            EntityLabel::Person => people.id(number),
            _ => reading.ids[number].clone(),
        })
        .collect();
    let mut known_actors: HashMap<Id, ActorIndex> = HashMap::new();
    for (entity, id) in tagged.entities.iter_mut().zip(ids) {
        let Some(id) = id.filter(|id| !id.is_empty()) else { continue };
        let actors = &mut tagged.actors;
        let index = *known_actors.entry(id).or_insert_with_key(|id| {
            actors.push(Actor::new(&**id, state_name(id).unwrap_or(id)));
            ActorIndex(detente_text::offset(actors.len() - 1))
        });
        entity.actor = Some(index);
    }
}

impl<'a> Reading<'a> {
    fn new(
        text: &'a str,
        tokenized: &'a Tokenized,
        lexemes: &'a Lexemes,
        view: &'a View,
        known: &'a KnownParties,
        entities: &'a [Entity],
    ) -> Self {
        let mut owners = vec![NONE; tokenized.tokens.len()];
        let mut keys = Vec::with_capacity(entities.len());
        let mut year = None;
        for (number, entity) in (0u32..).zip(entities) {
            if entity.label.is_name() {
                for owner in owners.get_mut(entity.tokens.range()).into_iter().flatten() {
                    *owner = number;
                }
                keys.push(key(entity.span.get(text).unwrap_or_default()));
            } else {
                keys.push(String::new());
                if entity.label == EntityLabel::Date {
                    for token in entity.tokens.range() {
                        let written = lexemes.lower(token);
                        if written.len() == 4 {
                            let found = written.parse::<u16>().ok().filter(|y| (1990..2040).contains(y));
                            year = year.max(found);
                        }
                    }
                }
            }
        }
        let n = entities.len();
        Self {
            text,
            tokenized,
            lexemes,
            view,
            known,
            entities,
            keys,
            owners,
            ids: vec![None; n],
            states: vec![None; n],
            year,
            frequent: [None; 2],
        }
    }

    /// The number of the entity that token number `token` belongs to.
    pub(crate) fn owner(&self, token: usize) -> Option<usize> {
        self.owners.get(token).filter(|&&owner| owner != NONE).map(|&owner| owner as usize)
    }

    /// The tokens of the sentence of an entity.
    pub(crate) fn sentence(&self, entity: &Entity) -> Range<usize> {
        let sentence = self.tokenized.sentences.get(entity.sentence as usize);
        sentence.map_or(0..0, |sentence| sentence.tokens.range())
    }

    /// The lower-case word at `token` inside `range`; empty outside.
    pub(crate) fn lower(&self, token: usize, range: &Range<usize>) -> &str {
        if range.contains(&token) { self.lexemes.lower(token) } else { "" }
    }

    /// The text of an entity as written, white space made single.
    pub(crate) fn name(&self, number: usize) -> String {
        let text = self.entities[number].span.get(self.text).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// States, nationalities, groups of people; capitals and countries only where they act.
    fn find_states(&mut self, places: &PartyOrPlace) {
        let korea = self.keys.iter().any(|key| key.contains("korea") || key == "pyongyang" || key == "seoul");
        let vietnam = self.keys.iter().any(|key| key == "vietnam");
        for number in 0..self.entities.len() {
            let entity = &self.entities[number];
            let key = self.keys[number].as_str();
            let state = match entity.label {
                EntityLabel::Gpe | EntityLabel::Norp | EntityLabel::Loc | EntityLabel::Org => {
                    self.known.state(key)
                }
                _ => None,
            };
            let divided = match key {
                "north" if korea => Some("PRK"),
                "south" if korea => Some("KOR"),
                "koreas" | "korea" if korea => None,
                _ => state.map(|state| state.0),
            };
            let divided =
                if vietnam && !korea && matches!(key, "north" | "south") { Some("VNM") } else { divided };
            self.states[number] = divided;
            match entity.label {
                EntityLabel::Norp => {
                    self.ids[number] = self.group(number, divided);
                }
                EntityLabel::Gpe | EntityLabel::Loc if key == "west" => {
                    let tokens = entity.tokens.range();
                    if places.is_party(self.view, &tokens, &self.sentence(entity), false) {
                        self.ids[number] = Some(Cow::Borrowed("West"));
                    }
                }
                // Where a story was filed is a place.
                EntityLabel::Gpe | EntityLabel::Loc if self.is_dateline(entity) => {}
                EntityLabel::Gpe | EntityLabel::Loc => {
                    let Some(code) = divided else { continue };
                    let kind = state.map_or(StateName::Country, |state| state.1);
                    let tokens = entity.tokens.range();
                    let is_capital = kind == StateName::Capital;
                    let acts = kind == StateName::Demonym
                        || places.is_party(self.view, &tokens, &self.sentence(entity), is_capital);
                    if acts {
                        self.ids[number] = Some(Cow::Borrowed(code));
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the mention stands in a dateline.
    fn is_dateline(&self, entity: &Entity) -> bool {
        let blocks = &self.tokenized.blocks;
        let block = blocks.partition_point(|block| block.sentences.end <= entity.sentence);
        blocks.get(block).is_some_and(|block| block.kind == BlockKind::Dateline)
    }

    /// Whom a nationality, religious or political group stands for.
    fn group(&self, number: usize, state: Option<&'static str>) -> Option<Id> {
        let key = self.keys[number].as_str();
        if let Some(code) = state {
            return Some(Cow::Borrowed(code));
        }
        if key == "european" {
            let entity = &self.entities[number];
            let next = self.lower(entity.tokens.range().end, &self.sentence(entity));
            let acts = matches!(
                next,
                "officials"
                    | "leaders"
                    | "diplomats"
                    | "ministers"
                    | "powers"
                    | "negotiators"
                    | "governments"
                    | "nations"
                    | "countries"
                    | "efforts"
                    | "foreign"
                    | "sanctions"
                    | "proposal"
                    | "offer"
            );
            return acts.then_some(Cow::Borrowed("European Union"));
        }
        if let Some(id) = self.known.people(key).or_else(|| self.known.party(key)) {
            return Some(Cow::Borrowed(id));
        }
        // "pro-Korean" and the like: a state's word inside a longer one.
        if let Some((_, last)) = key.rsplit_once(' ')
            && let Some((code, StateName::Demonym)) = self.known.state(last)
        {
            return Some(Cow::Borrowed(code));
        }
        key.ends_with('s').then(|| Cow::Owned(self.name(number)))
    }

    /// Organisations.
    fn find_bodies(&mut self) {
        let mut spelled: HashMap<String, Id> = HashMap::new();
        for number in 0..self.entities.len() {
            if self.entities[number].label != EntityLabel::Org {
                continue;
            }
            let key = self.keys[number].clone();
            let range = self.sentence(&self.entities[number]);
            let tokens = self.entities[number].tokens.range();
            // "International Atomic Energy Agency (IAEA)": the short form is the long one's.
            let bracketed =
                self.lower(tokens.end, &range) == "(" && self.lower(tokens.end + 2, &range) == ")";
            let id = self
                .state_organ(number, &key)
                .or_else(|| self.known.party(&key).map(Cow::Borrowed))
                .or_else(|| self.states[number].map(Cow::Borrowed))
                .or_else(|| self.known.people(&key).map(Cow::Borrowed))
                .or_else(|| spelled.get(&key).cloned())
                .or_else(|| self.longer(number, &key))
                .unwrap_or_else(|| Cow::Owned(self.name(number)));
            if bracketed {
                spelled.insert(self.lower(tokens.end + 1, &range).to_owned(), id.clone());
            }
            for initials in initials(&key).into_iter().flatten() {
                spelled.entry(initials).or_insert_with(|| id.clone());
            }
            self.ids[number] = Some(id);
        }
        // An abbreviation may stand before the words that explain it.
        for number in 0..self.entities.len() {
            if self.entities[number].label == EntityLabel::Org
                && let Some(id) = spelled.get(&self.keys[number])
                && self.known.party(&self.keys[number]).is_none()
            {
                self.ids[number] = Some(id.clone());
            }
        }
    }

    /// The state behind an organ of a state.
    fn state_organ(&self, number: usize, key: &str) -> Option<Id> {
        let listed = self.known.party(key);
        // "Iraqi National Assembly", "U.N. Environment Program": the first words say whose it is.
        let words: Vec<&str> = key.split(' ').collect();
        let last = words.last().copied().unwrap_or_default();
        let is_organ =
            is_organ(last) || matches!(key, "central bank" | "election commission" | "electoral commission");
        if listed.is_none() && words.len() > 1 {
            for n in (1..words.len().min(4)).rev() {
                let start = words[..n].join(" ");
                if matches!(start.as_str(), "u.n." | "un" | "united nations") {
                    return Some(Cow::Borrowed("United Nations"));
                }
                if matches!(start.as_str(), "eu" | "e.u.") {
                    return Some(Cow::Borrowed("European Union"));
                }
                if let Some((code, kind)) = self.known.state(&start) {
                    let official = start == "u.s." || (is_organ && kind != StateName::Capital);
                    if official {
                        return Some(Cow::Borrowed(code));
                    }
                }
            }
        }
        if let Some(id) = listed {
            let national = matches!(
                key,
                "national security council"
                    | "national guard"
                    | "coast guard"
                    | "air force"
                    | "joint chiefs of staff"
                    | "central command"
                    | "legislative council"
                    | "state council"
                    | "treasury"
            );
            return if national {
                Some(Cow::Borrowed(self.neighbour_state(number).unwrap_or(id)))
            } else {
                None
            };
        }
        let first = words.first().copied().unwrap_or_default();
        let service = matches!(
            last,
            "agency"
                | "commission"
                | "bureau"
                | "council"
                | "authority"
                | "board"
                | "committee"
                | "service"
                | "office"
                | "tribunal"
                | "directorate"
        );
        let national = matches!(
            first,
            "national"
                | "federal"
                | "central"
                | "state"
                | "royal"
                | "independent"
                | "supreme"
                | "house"
                | "senate"
                | "presidential"
                | "interior"
                | "public"
                | "higher"
                | "high"
        );
        let of =
            words.len() > 2 && words[1] == "of" && matches!(first, "department" | "ministry" | "ministers");
        if !(is_organ || of || service && national) {
            return None;
        }
        let american = matches!(first, "senate" | "house" | "congress");
        if let Some(code) = self.neighbour_state(number) {
            return Some(Cow::Borrowed(code));
        }
        if american && self.states.contains(&Some("USA")) {
            return Some(Cow::Borrowed("USA"));
        }
        let ministerial = matches!(last, "ministry" | "parliament" | "cabinet" | "assembly");
        self.likely_state(number, ministerial).map(Cow::Borrowed)
    }

    /// The state whose name stands right before the entity, or after it with "of" or "in".
    fn neighbour_state(&self, number: usize) -> Option<&'static str> {
        let entity = &self.entities[number];
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        let mut before = tokens.start.checked_sub(1)?;
        if matches!(self.lower(before, &range), "'s" | "'") {
            before = before.checked_sub(1)?;
        }
        let owned = |token: usize| {
            let owner = range.contains(&token).then(|| self.owner(token)).flatten()?;
            self.states[owner]
        };
        owned(before).or_else(|| {
            let mut after = tokens.end;
            if !matches!(self.lower(after, &range), "of" | "in") {
                return None;
            }
            after += 1;
            if self.lower(after, &range) == "the" {
                after += 1;
            }
            owned(after)
        })
    }

    /// The state that an entity without a nation's word most likely belongs to: one named before
    /// it in its sentence, else the one the document names most. The United States have no
    /// ministers.
    pub(crate) fn likely_state(&self, number: usize, ministerial: bool) -> Option<&'static str> {
        let sentence = self.entities[number].sentence;
        let fits = |code: &&'static str| !(ministerial && *code == "USA");
        let earlier = self.states[..number].iter().zip(self.entities).rev().take(NEAR);
        let near =
            earlier.take_while(|(_, entity)| entity.sentence == sentence).find_map(|(state, _)| *state);
        near.filter(fits).or(self.frequent[usize::from(ministerial)])
    }

    /// The state that the document names most, of all and of all but the United States.
    fn count_states(&mut self) {
        let mut counts: HashMap<&'static str, usize> = HashMap::new();
        for code in self.states.iter().flatten() {
            *counts.entry(code).or_default() += 1;
        }
        let most = |without: &str| {
            let codes = self.states.iter().flatten().copied().filter(|code| *code != without);
            // The first of equals: the document's order decides.
            codes.fold(None, |best: Option<(&'static str, usize)>, code| {
                let count = counts.get(code).copied().unwrap_or(0);
                if best.is_some_and(|(_, most)| most >= count) { best } else { Some((code, count)) }
            })
        };
        self.frequent = [most(""), most("USA")].map(|best| best.map(|(code, _)| code));
    }

    /// The longer name that a short one is part of: "Society" after "Historical Society".
    fn longer(&self, number: usize, key: &str) -> Option<Id> {
        if key.len() < 4 {
            return None;
        }
        let from = number.saturating_sub(NEAR);
        let earlier = self.keys[from..number].iter().zip(&self.entities[from..]).zip(&self.ids[from..]);
        earlier.rev_find(key)
    }
}

/// Finds the last longer name that holds a key as its first or last words.
trait FindLonger {
    fn rev_find(self, key: &str) -> Option<Id>;
}

impl<'a, I> FindLonger for I
where
    I: DoubleEndedIterator<Item = ((&'a String, &'a Entity), &'a Option<Id>)>,
{
    fn rev_find(self, key: &str) -> Option<Id> {
        self.rev().find_map(|((longer, entity), id)| {
            let part = longer.len() > key.len()
                && (longer.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))
                    || longer.strip_suffix(key).is_some_and(|rest| rest.ends_with(' ')));
            (part && entity.label == EntityLabel::Org).then(|| id.clone()).flatten()
        })
    }
}

/// Nouns for organs of a state.
fn is_organ(last: &str) -> bool {
    matches!(
        last,
        "ministry"
            | "ministries"
            | "parliament"
            | "assembly"
            | "senate"
            | "congress"
            | "cabinet"
            | "army"
            | "navy"
            | "force"
            | "forces"
            | "court"
            | "police"
            | "guard"
            | "guards"
            | "department"
            | "embassy"
            | "consulate"
            | "administration"
            | "corps"
            | "house"
            | "government"
            | "military"
    )
}

/// The first letters of a name of three words and more without its small words: "iaea"; the
/// parts of hyphened words counted once and apart.
fn initials(key: &str) -> Option<[String; 2]> {
    let of = |apart: &[char]| -> String {
        let words = key
            .split(apart)
            .filter(|word| !matches!(*word, "of" | "the" | "and" | "for" | "in" | "on" | "&"));
        words.filter_map(|word| word.chars().next()).collect()
    };
    let once = of(&[' ']);
    (once.len() >= 3).then(|| [of(&[' ', '-']), once])
}

/// A name in lower case, white space made single, apostrophes straight.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars() {
            match c {
                '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => key.push('\''),
                _ => key.extend(c.to_lowercase()),
            }
        }
    }
    key
}
