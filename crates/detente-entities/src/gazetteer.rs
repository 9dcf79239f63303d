//! Names of known kind: what list a run of words stands in.

use detente_linear::{ElementType, ModelError, Section, combine};
use std::collections::BTreeMap;

/// The kinds of lists, each a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(pub u32);

impl Kinds {
    /// Countries and territories.
    pub const COUNTRY: Self = Self(1);
    /// Words for the people of a country.
    pub const DEMONYM: Self = Self(1 << 1);
    /// Capitals.
    pub const CAPITAL: Self = Self(1 << 2);
    /// Other cities.
    pub const CITY: Self = Self(1 << 3);
    /// Provinces and the like.
    pub const PROVINCE: Self = Self(1 << 4);
    /// Seas, rivers, mountains, regions, continents.
    pub const LANDFORM: Self = Self(1 << 5);
    /// First names.
    pub const FIRST_NAME: Self = Self(1 << 6);
    /// Family names.
    pub const FAMILY_NAME: Self = Self(1 << 7);
    /// Full names of people in office.
    pub const LEADER: Self = Self(1 << 8);
    /// Political parties.
    pub const PARTY: Self = Self(1 << 9);
    /// International bodies and associations.
    pub const BODY: Self = Self(1 << 10);
    /// Armed groups.
    pub const ARMED_GROUP: Self = Self(1 << 11);
    /// News agencies, newspapers, broadcasters.
    pub const MEDIA: Self = Self(1 << 12);
    /// Companies.
    pub const COMPANY: Self = Self(1 << 13);
    /// Weapons.
    pub const WEAPON: Self = Self(1 << 14);
    /// Other products.
    pub const PRODUCT: Self = Self(1 << 15);
    /// Wars, games, disasters.
    pub const EVENT: Self = Self(1 << 16);
    /// Laws and treaties.
    pub const LAW: Self = Self(1 << 17);
    /// Languages.
    pub const LANGUAGE: Self = Self(1 << 18);
    /// Buildings, camps, bases.
    pub const FACILITY: Self = Self(1 << 19);
    /// Religious and ethnic groups.
    pub const PEOPLE: Self = Self(1 << 20);
    /// Titles and roles before a name.
    pub const TITLE: Self = Self(1 << 21);
    /// Words that running text nearly always writes in lower case.
    pub const COMMON: Self = Self(1 << 22);
    /// Organs of states: ministries, parliaments, courts, services.
    pub const ORGAN: Self = Self(1 << 23);
    /// Titles of works and prizes.
    pub const WORK: Self = Self(1 << 24);
    /// The run begins a longer name of some list.
    pub const PREFIX: Self = Self(1 << 31);

    /// Whether any bit of `other` is set.
    #[inline]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of bits.
    #[inline]
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Longest name that is looked up, in tokens.
pub const LONGEST_NAME: usize = 8;

/// Sets of kinds that a gazetteer can tell apart.
const SETS: usize = 256;

/// The names of all lists, by hash: open addressing over slots of 24 bits of check and the number
/// of a set of kinds; 0 is an empty slot.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    sets: Vec<u32>,
    slots: Vec<u32>,
    shift: u32,
}

impl Gazetteer {
    /// The gazetteer in a section of type `U32`: 256 sets of kinds, then 2^n slots.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where the type differs or the number of slots is no power of two.
    pub fn new(section: &Section) -> Result<Self, ModelError> {
        section.expect(ElementType::U32)?;
        let mut sets = section.to_u32s()?;
        let n_slots = sets.len().saturating_sub(SETS);
        if !n_slots.is_power_of_two() || n_slots < 2 {
            let reason = format!("has {} numbers; needed: {SETS} and a power of two", sets.len());
            return Err(ModelError::bad_section(section.name(), reason));
        }
        let slots = sets.split_off(SETS);
        Ok(Self { sets, slots, shift: 64 - n_slots.trailing_zeros() })
    }

    /// A gazetteer of `names`, each the hash of a run of lower-case words ([`Gazetteer::extend`]),
    /// and its kinds. A name given twice has the kinds of both. Of more than 255 sets of kinds the
    /// rarest lose all but the lowest kind.
    pub fn build(names: &[(u64, Kinds)]) -> Self {
        let mut united: BTreeMap<u64, u32> = BTreeMap::new();
        for &(hash, kinds) in names {
            *united.entry(hash).or_default() |= kinds.0;
        }
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for kinds in united.values() {
            *counts.entry(*kinds).or_default() += 1;
        }
        let mut sets: Vec<u32> = counts.keys().copied().collect();
        sets.sort_by_key(|set| (std::cmp::Reverse(counts.get(set).copied()), *set));
        // Number 0 is no set; single kinds must all be there to fall back on.
        sets.truncate(SETS - 1 - 32);
        for bit in 0..32 {
            if !sets.contains(&(1 << bit)) {
                sets.push(1 << bit);
            }
        }
        sets.insert(0, 0);
        sets.resize(SETS, 0);
        let n_slots = (united.len() * 3 / 2).next_power_of_two().max(16);
        let mut gazetteer = Self { sets, slots: vec![0; n_slots], shift: 64 - n_slots.trailing_zeros() };
        for (hash, kinds) in united {
            let position = |wanted: u32| gazetteer.sets.iter().skip(1).position(|&set| set == wanted);
            let lowest = kinds & kinds.wrapping_neg();
            let number = position(kinds).or_else(|| position(lowest)).map_or(0, |at| at + 1);
            let slot = gazetteer.slot(hash);
            gazetteer.slots[slot] = check(hash) | detente_text::offset(number);
        }
        gazetteer
    }

    /// The numbers that the section stores.
    pub fn numbers(&self) -> Vec<u32> {
        self.sets.iter().chain(&self.slots).copied().collect()
    }

    /// The hash of a run of words of hash `run` (0 for none) with one more lower-case word.
    #[inline]
    pub const fn extend(run: u64, lower: u64) -> u64 {
        combine(run, lower)
    }

    /// The kinds of the run of words with hash `run`; none where no list has it.
    #[inline]
    pub fn kinds(&self, run: u64) -> Kinds {
        match self.slots.get(self.slot(run)) {
            Some(&stored) if stored & !SET == check(run) => {
                Kinds(self.sets.get((stored & SET) as usize).copied().unwrap_or(0))
            }
            _ => Kinds::default(),
        }
    }

    /// The slot that holds `hash`, or the empty one where it would go; some slot where the table
    /// is full.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a slot number fits the table, which is in memory")]
    fn slot(&self, hash: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        for _ in 0..=last {
            match self.slots.get(slot) {
                Some(&stored) if stored != 0 && stored & !SET != check(hash) => slot = (slot + 1) & last,
                _ => break,
            }
        }
        slot
    }
}

/// The bits of a slot that hold the number of a set.
const SET: u32 = 0xFF;

/// The 24 bits of a hash that a slot keeps, above the number of the set.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn check(hash: u64) -> u32 {
    (hash as u32) & !SET
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, Kinds};
    use detente_linear::hash_bytes;

    fn run(words: &str) -> u64 {
        words.split(' ').fold(0, |run, word| Gazetteer::extend(run, hash_bytes(word.as_bytes())))
    }

    #[test]
    fn unites_the_kinds_of_a_name() {
        let names = [
            (run("georgia"), Kinds::COUNTRY),
            (run("georgia"), Kinds::PROVINCE),
            (run("new"), Kinds::PREFIX),
            (run("new york"), Kinds::CITY),
        ];
        let gazetteer = Gazetteer::build(&names);
        assert_eq!(gazetteer.kinds(run("georgia")), Kinds::COUNTRY.with(Kinds::PROVINCE));
        assert_eq!(gazetteer.kinds(run("new")), Kinds::PREFIX);
        assert!(gazetteer.kinds(run("new york")).any(Kinds::CITY));
        assert_eq!(gazetteer.kinds(run("york")), Kinds::default());
        assert_eq!(Gazetteer::build(&[]).kinds(run("york")), Kinds::default());
    }
}
