//! Names of known kind: what list a run of words stands in.

use detente_linear::{ElementType, ModelError, Section, combine};

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

/// The names of all lists, by hash: open addressing over pairs of a check and [`Kinds`].
#[derive(Debug, Clone)]
pub struct Gazetteer {
    slots: Vec<u32>,
    shift: u32,
}

impl Gazetteer {
    /// The gazetteer in a section of type `U32` and shape `[slots, 2]`.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where type or shape differ or `slots` is not a power of two.
    pub fn new(section: &Section) -> Result<Self, ModelError> {
        section.expect(ElementType::U32)?;
        let [slots, width, depth] = section.shape();
        if !slots.is_power_of_two() || slots < 2 || width != 2 || depth != 1 {
            let reason = format!("has shape [{slots}, {width}, {depth}]; needed: [2^n, 2]");
            return Err(ModelError::bad_section(section.name(), reason));
        }
        Ok(Self { slots: section.to_u32s()?, shift: 64 - slots.trailing_zeros() })
    }

    /// A gazetteer of `names`, each the hash of a run of lower-case words ([`Gazetteer::extend`]),
    /// and its kinds. A name given twice has the kinds of both.
    pub fn build(names: &[(u64, Kinds)]) -> Self {
        let slots = (names.len() * 3 / 2).next_power_of_two().max(16);
        let mut gazetteer = Self { slots: vec![0; slots * 2], shift: 64 - slots.trailing_zeros() };
        for &(hash, kinds) in names {
            let slot = gazetteer.slot(hash);
            gazetteer.slots[slot * 2] = check(hash);
            gazetteer.slots[slot * 2 + 1] |= kinds.0;
        }
        gazetteer
    }

    /// The pairs of check and kinds, as the section stores them.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }

    /// The hash of a run of words of hash `run` (0 for none) with one more lower-case word.
    #[inline]
    pub const fn extend(run: u64, lower: u64) -> u64 {
        combine(run, lower)
    }

    /// The kinds of the run of words with hash `run`; none where no list has it.
    #[inline]
    pub fn kinds(&self, run: u64) -> Kinds {
        let slot = self.slot(run);
        match self.slots.get(slot * 2..slot * 2 + 2) {
            Some(&[stored, kinds]) if stored == check(run) => Kinds(kinds),
            _ => Kinds::default(),
        }
    }

    /// The slot that holds `hash`, or the empty one where it would go; some slot where the table
    /// is full.
    #[expect(clippy::cast_possible_truncation, reason = "a slot number fits the table, which is in memory")]
    fn slot(&self, hash: u64) -> usize {
        let last = self.slots.len() / 2 - 1;
        let mut slot = (hash >> self.shift) as usize;
        for _ in 0..=last {
            match self.slots.get(slot * 2) {
                Some(&stored) if stored != 0 && stored != check(hash) => slot = (slot + 1) & last,
                _ => break,
            }
        }
        slot
    }
}

/// The lower half of a hash, never 0.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn check(hash: u64) -> u32 {
    let low = hash as u32;
    if low == 0 { 1 } else { low }
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
