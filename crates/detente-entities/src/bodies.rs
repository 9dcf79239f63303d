//! Organisations: organs of states, bodies that the tables know, short and long names.

use crate::entity::Entity;
use crate::known::{OrganWord, StateName};
use crate::label::EntityLabel;
use crate::reading::{Id, NEAR, Reading};
use crate::state::state_name;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

impl Reading<'_> {
    /// Organisations.
    pub(crate) fn find_bodies(&mut self) {
        let mut spelled: HashMap<String, Id> = HashMap::new();
        let explained = self.explained();
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
            // "the Central Election Commission, or CEC".
            let short = if self.lower(tokens.end, &range) == "," && self.lower(tokens.end + 1, &range) == "or"
            {
                self.owner(tokens.end + 2).filter(|&other| self.entities[other].label == EntityLabel::Org)
            } else {
                None
            };
            let forced = self.forced.get(&number).cloned();
            if forced.is_none() && self.is_visited(number, &key) {
                // Its name is the long one of a short one all the same.
                for initials in initials(&key).into_iter().flatten() {
                    spelled.entry(initials).or_insert_with(|| Cow::Owned(self.name(number)));
                }
                continue;
            }
            let described = [self.lower(tokens.end, &range), self.lower(tokens.end + 1, &range)];
            // What the text says a short form means goes before what it means elsewhere.
            let own = explained.contains(&key).then(|| spelled.get(&key).cloned()).flatten();
            let id = forced
                .or(own)
                .or_else(|| self.described(&key, described))
                .or_else(|| self.state_organ(number, &key))
                .or_else(|| self.known.party(&key).map(Cow::Borrowed))
                .or_else(|| self.states[number].map(Cow::Borrowed))
                .or_else(|| self.known.people(&key).map(Cow::Borrowed))
                .or_else(|| spelled.get(&key).cloned())
                .or_else(|| self.longer(number, &key))
                .unwrap_or_else(|| Cow::Owned(self.name(number)));
            if let Some(short) = short {
                spelled.insert(self.keys[short].clone(), id.clone());
            }
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

    /// The short forms that stand in brackets right after a longer name of which they are the initials, or begin as it does:
    /// "rsf" of "Rapid Support Forces (RSF)".
    fn explained(&self) -> HashSet<String> {
        let mut explained = HashSet::new();
        for (number, entity) in self.entities.iter().enumerate().filter(|(_, e)| e.label == EntityLabel::Org)
        {
            let (range, end) = (self.sentence(entity), entity.tokens.range().end);
            let long = &self.keys[number];
            if self.lower(end, &range) == "(" && self.lower(end + 2, &range) == ")" && long.contains(' ') {
                let short = self.lower(end + 1, &range);
                let begins = short.chars().next() == long.chars().next();
                let is_initial = initials(long).into_iter().flatten().any(|initials| initials == short);
                if short.len() > 1 && (begins || is_initial) {
                    explained.insert(short.to_owned());
                }
            }
        }
        explained
    }

    /// The body that a name and the two words after it stand for: "the U.N. nuclear agency".
    fn described(&self, key: &str, after: [&str; 2]) -> Option<Id> {
        let united = self.known.party(key) == Some("United Nations");
        let atomic = matches!(after, ["nuclear" | "atomic", "agency" | "watchdog"]);
        (united && atomic).then_some(Cow::Borrowed("International Atomic Energy Agency"))
    }

    /// The name of its own that an organ of a state has: "United States Congress".
    pub(crate) fn organ_name(&self, number: usize) -> Option<Id> {
        let entity = self.entities.get(number).filter(|entity| entity.label == EntityLabel::Org)?;
        let state = state_name(self.ids[number].as_deref()?)?;
        let name = self.name(number);
        let name = name.strip_prefix("U.S. ").unwrap_or(&name);
        let last = self.lexemes.lower(entity.tokens.range().end.checked_sub(1)?);
        Some(Id::Owned(if name == "House" {
            format!("{state} House of Representatives")
        } else if name == "White House" {
            name.to_owned()
        } else if state == "United States" && self.known.organ_word(last).is_some() {
            format!("{state} {name}")
        } else if self.known.organ_word(last) == Some(OrganWord::Organ) && !name.contains(state) {
            format!("{name} of {state}")
        } else {
            name.to_owned()
        }))
    }

    /// The tokens that say which part of a state, or what kind of body, a nation's word or a body's
    /// name stands for: "army" of "Israeli army", "Court" of "Supreme Court", "news agency".
    pub(crate) fn organ(&self, number: usize) -> Option<Range<usize>> {
        let entity = &self.entities[number];
        let (range, tokens) = (self.sentence(entity), entity.tokens.range());
        self.ids[number].as_ref()?;
        let next = self.lower(tokens.end, &range);
        match entity.label {
            EntityLabel::Org => {
                if next == "news" && matches!(self.lower(tokens.end + 1, &range), "agency" | "service") {
                    return Some(tokens.end..tokens.end + 2);
                }
                if matches!(next, "newspaper" | "television" | "radio") {
                    return Some(tokens.end..tokens.end + 1);
                }
                let last = tokens.end.checked_sub(1)?;
                let word = self.known.organ_word(self.lexemes.lower(last));
                (word == Some(OrganWord::Organ)).then_some(last..tokens.end)
            }
            EntityLabel::Norp | EntityLabel::Gpe => {
                let is_organ = |word| self.known.organ_word(word) == Some(OrganWord::Organ);
                if is_organ(next) || matches!(next, "troops" | "soldiers" | "officials" | "authorities") {
                    return self.owner(tokens.end).is_none().then_some(tokens.end..tokens.end + 1);
                }
                let second = self.lower(tokens.end + 1, &range);
                let described = matches!(
                    next,
                    "foreign" | "supreme" | "high" | "air" | "security" | "defense" | "defence"
                );
                let free = self.owner(tokens.end).is_none() && self.owner(tokens.end + 1).is_none();
                (described && free && is_organ(second)).then_some(tokens.end..tokens.end + 2)
            }
            _ => None,
        }
    }

    /// Whether a seat of government, a school or an exchange is the place of what happens: "at the
    /// White House", "students of the University of Oslo".
    fn is_visited(&self, number: usize, key: &str) -> bool {
        let seat = matches!(
            key,
            "white house" | "kremlin" | "downing street" | "pentagon" | "elysee palace" | "blue house"
        );
        let hall = |word: &str| {
            matches!(
                word,
                "university" | "college" | "school" | "seminary" | "hospital" | "exchange" | "institute"
            )
        };
        if !(seat || key.split(' ').any(hall)) {
            return false;
        }
        let entity = &self.entities[number];
        let range = self.sentence(entity);
        let word = |back: usize| {
            let token = entity.tokens.range().start.checked_sub(back);
            token.map_or("", |token| self.lower(token, &range))
        };
        let before = if word(1) == "the" { word(2) } else { word(1) };
        matches!(before, "at" | "outside" | "inside" | "near")
            || before == "in" && !seat
            || before == "to" && word(1) == "the" && seat
    }

    /// The state behind an organ of a state.
    fn state_organ(&self, number: usize, key: &str) -> Option<Id> {
        let listed = self.known.party(key);
        // "Iraqi National Assembly", "U.N. Environment Program": the first words say whose it is.
        let words: Vec<&str> = key.split(' ').collect();
        let head = self.head(&words);
        let word = self.known.organ_word(head);
        // "Kuwait Finance House" is none.
        let other_house = head == "house"
            && words.len() > 1
            && !matches!(words[words.len() - 2], "white" | "upper" | "lower" | "state" | "blue");
        let is_organ = word == Some(OrganWord::Organ) && !other_house
            || matches!(key, "central bank" | "election commission" | "electoral commission");
        if listed.is_none() && words.len() > 1 {
            for n in (1..words.len().min(4)).rev() {
                let start = words[..n].join(" ");
                // "U.N. World Health Organization".
                let of_body = matches!(
                    start.as_str(),
                    "u.n." | "un" | "united nations" | "eu" | "e.u." | "u.s." | "us"
                );
                if of_body
                    && let Some(id) = self.known.party(&words[n..].join(" ")).filter(|id| id.contains(' '))
                {
                    return Some(Cow::Borrowed(id));
                }
                if matches!(start.as_str(), "u.n." | "un" | "united nations") {
                    return Some(Cow::Borrowed("United Nations"));
                }
                if matches!(start.as_str(), "eu" | "e.u.") {
                    return Some(Cow::Borrowed("European Union"));
                }
                if let Some((code, kind)) = self.known.state(&start) {
                    let local = matches!(kind, StateName::Capital | StateName::City);
                    let is_city_s = matches!(head, "police" | "department" | "court" | "bureau");
                    let is_office = matches!(head, "authority" | "agency" | "commission" | "bureau");
                    let official = start == "u.s." || if local { is_city_s } else { is_organ || is_office };
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
                    | "congress"
                    | "house of representatives"
            );
            return if national {
                let lawmaking = matches!(key, "congress" | "house of representatives");
                let owner = if lawmaking { self.owner_state(number) } else { self.neighbour_state(number) };
                // Where the United States are not in the text the house is that of the state that is.
                let other =
                    || self.likely_state(number, true).filter(|_| !self.states.contains(&Some("USA")));
                Some(Cow::Borrowed(owner.or_else(other).unwrap_or(id)))
            } else {
                None
            };
        }
        let first = words.first().copied().unwrap_or_default();
        if word == Some(OrganWord::Unit)
            && let Some(code) = words.iter().find_map(|word| self.known.state(word)).map(|state| state.0)
        {
            return Some(Cow::Borrowed(code));
        }
        // "the 206th Infantry Brigade".
        let is_counted = || words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        if word == Some(OrganWord::Unit) && is_counted() {
            return self
                .neighbour_state(number)
                .or_else(|| self.likely_state(number, false))
                .map(Cow::Borrowed);
        }
        let service = word == Some(OrganWord::Service);
        let national =
            self.known.organ_word(first) == Some(OrganWord::National) || matches!(first, "house" | "senate");
        let of =
            words.len() > 2 && words[1] == "of" && matches!(first, "department" | "ministry" | "ministers");
        if service && !national {
            // "Haiti's Provisional Electoral Council".
            return self.owner_state(number).map(Cow::Borrowed);
        }
        if !(is_organ || of || service) {
            return None;
        }
        // "National Council of Resistance of X", "World Y Congress", "Court of Arbitration for Z".
        if words.iter().any(|word| is_of_no_state(word)) {
            return None;
        }
        let american = matches!(first, "senate" | "house" | "congress");
        // "Supreme Court of Chile".
        if let Some(at) = words.iter().position(|word| *word == "of")
            && let Some((code, _)) = self.known.state(&words[at + 1..].join(" "))
        {
            return Some(Cow::Borrowed(code));
        }
        if let Some(code) = self.neighbour_state(number) {
            return Some(Cow::Borrowed(code));
        }
        // Armed groups call themselves armies too.
        let armed = matches!(head, "force" | "forces" | "army" | "corps" | "guard" | "guards");
        let official = |word: &&str| {
            matches!(*word, "defense" | "defence" | "security" | "police" | "armed" | "national")
        };
        if armed && words.len() > 1 && !words.iter().any(official) {
            return None;
        }
        // Where no state is named it is the one whose houses go by these names alone.
        if american && (self.states.contains(&Some("USA")) || self.states.iter().all(Option::is_none)) {
            return Some(Cow::Borrowed("USA"));
        }
        let ministerial = matches!(head, "ministry" | "parliament" | "cabinet" | "assembly");
        self.likely_state(number, ministerial).map(Cow::Borrowed)
    }

    /// The word that says what a body is: the last one, or the last before "of" or "for".
    fn head<'k>(&self, words: &[&'k str]) -> &'k str {
        let last = words.last().copied().unwrap_or_default();
        if self.known.organ_word(last).is_some() {
            return last;
        }
        let at = words.iter().position(|word| matches!(*word, "of" | "for" | "on"));
        let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| words.get(at)).copied();
        before
            .filter(|word| !matches!(*word, "house" | "congress" | "army" | "forces" | "force"))
            .unwrap_or(last)
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

/// Words in the names of bodies that are no organs of a state, whatever else their names say.
fn is_of_no_state(word: &str) -> bool {
    matches!(
        word,
        "resistance"
            | "liberation"
            | "opposition"
            | "world"
            | "international"
            | "arbitration"
            | "federation"
            | "association"
            | "union"
            | "church"
            | "churches"
            | "jewish"
            | "muslim"
            | "islamic"
    )
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
