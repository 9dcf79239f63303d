//! The tags of the segmenter: BILOU over five classes.

use crate::label::EntityLabel;

/// The five classes that spans are first told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Coarse {
    /// People.
    Person,
    /// Organisations.
    Organisation,
    /// Places of all sorts.
    Place,
    /// Nationalities, religious and political groups.
    Group,
    /// All other names.
    Other,
}

impl Coarse {
    /// All classes.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organisation, Self::Place, Self::Group, Self::Other];

    /// The class of a label of names; `None` for dates and numbers.
    pub const fn of(label: EntityLabel) -> Option<Self> {
        Some(match label {
            EntityLabel::Person => Self::Person,
            EntityLabel::Norp => Self::Group,
            EntityLabel::Org => Self::Organisation,
            EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => Self::Place,
            EntityLabel::Event
            | EntityLabel::Product
            | EntityLabel::Weapon
            | EntityLabel::WorkOfArt
            | EntityLabel::Law
            | EntityLabel::Language => Self::Other,
            _ => return None,
        })
    }
}

/// Number of tags: outside, and begin, inside, last, unit of each class.
pub const TAGS: usize = 21;
/// The tag of a token outside of names.
pub const OUTSIDE: u8 = 0;

/// The place of a token in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

/// The tag of a part of a name.
pub const fn tag(class: Coarse, part: Part) -> u8 {
    1 + 4 * class as u8 + part as u8
}

/// What a tag means; `None` outside of names.
pub fn meaning(tag: u8) -> Option<(Coarse, Part)> {
    let number = tag.checked_sub(1)?;
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][usize::from(number % 4)];
    Coarse::ALL.get(usize::from(number / 4)).map(|&class| (class, part))
}

/// Whether the tag `to` may follow the tag `from`.
pub fn may_follow(from: u8, to: u8) -> bool {
    let open = |tag| meaning(tag).filter(|(_, part)| matches!(part, Part::Begin | Part::Inside));
    let inner = |tag| meaning(tag).filter(|(_, part)| matches!(part, Part::Inside | Part::Last));
    match (open(from), inner(to)) {
        (None, None) => true,
        (Some((a, _)), Some((b, _))) => a == b,
        _ => false,
    }
}

/// Whether a sentence may begin with the tag.
pub fn may_start(tag: u8) -> bool {
    may_follow(OUTSIDE, tag)
}

/// Whether a sentence may end with the tag.
pub fn may_end(tag: u8) -> bool {
    may_follow(tag, OUTSIDE)
}

#[cfg(test)]
mod tests {
    use super::{Coarse, OUTSIDE, Part, TAGS, may_end, may_follow, may_start, meaning, tag};

    #[test]
    fn tags_are_read_back() {
        assert_eq!(meaning(OUTSIDE), None);
        for class in Coarse::ALL {
            for part in [Part::Begin, Part::Inside, Part::Last, Part::Unit] {
                assert_eq!(meaning(tag(class, part)), Some((class, part)));
                assert!(usize::from(tag(class, part)) < TAGS);
            }
        }
    }

    #[test]
    fn a_name_is_closed_before_the_next() {
        let person = |part| tag(Coarse::Person, part);
        let place = |part| tag(Coarse::Place, part);
        assert!(may_follow(person(Part::Begin), person(Part::Last)));
        assert!(!may_follow(person(Part::Begin), place(Part::Last)));
        assert!(!may_follow(person(Part::Begin), OUTSIDE));
        assert!(may_follow(person(Part::Last), place(Part::Unit)));
        assert!(may_start(OUTSIDE) && !may_start(person(Part::Last)));
        assert!(may_end(person(Part::Unit)) && !may_end(person(Part::Inside)));
    }
}
