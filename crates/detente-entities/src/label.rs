//! The classes of entities.

use std::fmt;
use std::str::FromStr;

/// The class of an entity: the eighteen of OntoNotes 5, and `WEAPON`.
///
/// Source of the scheme: Weischedel et al., "OntoNotes Release 5.0" (2013); our spans leave out
/// articles, titles and possessives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "SCREAMING_SNAKE_CASE"))]
#[repr(u8)]
pub enum EntityLabel {
    /// Named people and families.
    Person,
    /// Nationalities, religious and political groups.
    Norp,
    /// Companies, agencies, parties, armed groups, teams, media, international bodies.
    Org,
    /// Countries, provinces, cities: all that has a government.
    Gpe,
    /// Places without a government: seas, mountains, regions, continents.
    Loc,
    /// Buildings, airports, bridges, camps, prisons, bases.
    Fac,
    /// Named wars, storms, games.
    Event,
    /// Named products, vehicles, ships.
    Product,
    /// Named weapons and weapon systems.
    Weapon,
    /// Titles of books, films, songs; prizes.
    WorkOfArt,
    /// Named laws, treaties, resolutions.
    Law,
    /// Named languages.
    Language,
    /// Dates and spans of a day and more.
    Date,
    /// Times shorter than a day.
    Time,
    /// Percentages.
    Percent,
    /// Amounts of money.
    Money,
    /// Measures with a unit.
    Quantity,
    /// "first", "6th".
    Ordinal,
    /// Other numbers.
    Cardinal,
}

impl EntityLabel {
    /// All labels.
    pub const ALL: [Self; 19] = [
        Self::Person,
        Self::Norp,
        Self::Org,
        Self::Gpe,
        Self::Loc,
        Self::Fac,
        Self::Event,
        Self::Product,
        Self::Weapon,
        Self::WorkOfArt,
        Self::Law,
        Self::Language,
        Self::Date,
        Self::Time,
        Self::Percent,
        Self::Money,
        Self::Quantity,
        Self::Ordinal,
        Self::Cardinal,
    ];

    /// The OntoNotes name, such as `WORK_OF_ART`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Norp => "NORP",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Event => "EVENT",
            Self::Product => "PRODUCT",
            Self::Weapon => "WEAPON",
            Self::WorkOfArt => "WORK_OF_ART",
            Self::Law => "LAW",
            Self::Language => "LANGUAGE",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Percent => "PERCENT",
            Self::Money => "MONEY",
            Self::Quantity => "QUANTITY",
            Self::Ordinal => "ORDINAL",
            Self::Cardinal => "CARDINAL",
        }
    }

    /// Whether entities of this class are names rather than numbers or dates.
    pub const fn is_name(self) -> bool {
        (self as u8) < (Self::Date as u8)
    }
}

impl fmt::Display for EntityLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that is no label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel(pub String);

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = EntityLabel::ALL.map(EntityLabel::as_str).join(", ");
        write!(f, "unknown entity label {:?}; the labels are {names}", self.0)
    }
}

impl std::error::Error for UnknownLabel {}

impl FromStr for EntityLabel {
    type Err = UnknownLabel;

    fn from_str(name: &str) -> Result<Self, UnknownLabel> {
        let found = Self::ALL.into_iter().find(|label| label.as_str() == name);
        found.ok_or_else(|| UnknownLabel(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::EntityLabel;

    #[test]
    fn names_are_read_back() {
        for (number, label) in (0u8..).zip(EntityLabel::ALL) {
            assert_eq!(label as u8, number);
            assert_eq!(label.as_str().parse(), Ok(label));
        }
        assert_eq!(EntityLabel::ALL.iter().filter(|label| label.is_name()).count(), 12);
        let message = "PER".parse::<EntityLabel>().unwrap_err().to_string();
        assert!(
            message.starts_with("unknown entity label \"PER\"; the labels are PERSON, NORP"),
            "{message}"
        );
    }
}
