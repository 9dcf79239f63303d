//! Parties that are known by name: states, bodies, groups, people in office.

use crate::gazetteer::Kinds;
use crate::state::states;
use detente_linear::{HashTable, hash_bytes};
use std::collections::{HashMap, HashSet};

/// What a state's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StateName {
    Country,
    Demonym,
    Capital,
    /// A city or province.
    City,
}

/// What a word says in the name of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrganWord {
    /// An organ of a state: "ministry".
    Organ,
    /// An organ where a state's name or a national word goes with it: "commission".
    Service,
    /// "national", "federal".
    National,
    /// A part of an army: "brigade".
    Unit,
}

/// What a word before a name says of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Acts for a state or body: "president", "spokesman".
    Office,
    /// Part of an office: "foreign", "deputy".
    Modifier,
    /// Does not, or no longer: "former", "singer".
    Private,
}

/// A person who acts, or acted, for a state or body.
#[derive(Debug, Clone)]
pub(crate) struct Leader {
    pub(crate) name: &'static str,
    pub(crate) actor: &'static str,
    /// First and last years of each time in office.
    years: Vec<(u16, u16)>,
    /// So well known that the family name alone tells who it is.
    pub(crate) prominent: bool,
    /// By the first name.
    pub(crate) is_woman: bool,
}

impl Leader {
    /// Whether he was in office in `year`, give or take one.
    pub(crate) fn served_in(&self, year: u16) -> bool {
        self.years.iter().any(|&(from, to)| from <= year + 1 && year <= to + 1)
    }

    /// The last year in office.
    pub(crate) fn last_year(&self) -> u16 {
        self.years.iter().map(|years| years.1).max().unwrap_or(0)
    }
}

const WOMEN: &str = include_str!("../data/women.txt");
const PARTIES: [&str; 7] = [
    include_str!("../data/companies.tsv"),
    include_str!("../data/political_parties.tsv"),
    include_str!("../data/media.tsv"),
    include_str!("../data/armed_groups.tsv"),
    include_str!("../data/peoples.tsv"),
    include_str!("../data/bodies.tsv"),
    include_str!("../data/organs.tsv"),
];
const LEADERS: &str = include_str!("../data/leaders.tsv");
/// People in office who are known by their full names.
const OFFICIALS: [&str; 2] = [include_str!("../data/officials.tsv"), include_str!("../data/speakers.tsv")];
const ROLES: &str = include_str!("../data/roles.tsv");
const CITIES: &str = include_str!("../data/cities.tsv");
const REGIONS: &str = include_str!("../data/regions.tsv");
const ORGAN_WORDS: &str = include_str!("../data/organ_words.tsv");

/// Lists of names and what they are lists of, for the gazetteer.
const LISTS: [(Kinds, &str); 15] = [
    (Kinds::COMPANY, PARTIES[0]),
    (Kinds::PARTY, PARTIES[1]),
    (Kinds::MEDIA, PARTIES[2]),
    (Kinds::ARMED_GROUP, PARTIES[3]),
    (Kinds::PEOPLE, PARTIES[4]),
    (Kinds::BODY, PARTIES[5]),
    (Kinds::ORGAN, PARTIES[6]),
    (Kinds::WEAPON, include_str!("../data/weapons.txt")),
    (Kinds::PRODUCT, include_str!("../data/products.txt")),
    (Kinds::EVENT, include_str!("../data/events.txt")),
    (Kinds::LAW, include_str!("../data/laws.txt")),
    (Kinds::WORK, include_str!("../data/works.txt")),
    (Kinds::LANGUAGE, include_str!("../data/languages.txt")),
    (Kinds::LANDFORM, include_str!("../data/places.txt")),
    (Kinds::FACILITY, include_str!("../data/facilities.txt")),
];

/// Every name of the lists with its kind, for training.
pub fn listed_names() -> impl Iterator<Item = (Kinds, &'static str)> {
    let lists = LISTS.into_iter().flat_map(|(kinds, table)| {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(move |line| {
            let (id, names) = line.split_once('\t').unwrap_or((line, ""));
            let whole = (kinds != Kinds::PEOPLE && crate::state_name(id).is_none()).then_some(id);
            names.split('|').filter(|name| !name.is_empty()).chain(whole).map(move |name| (kinds, name))
        })
    });
    let leaders = LEADERS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut fields = line.split('\t');
        let (name, forms) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        forms.split('|').filter(|form| !form.is_empty()).chain([name]).map(|name| (Kinds::LEADER, name))
    });
    lists.chain(leaders)
}

/// Tables of known parties. Keys are names in lower case with straight apostrophes.
#[derive(Debug, Clone)]
pub(crate) struct KnownParties {
    states: HashMap<String, (&'static str, StateName)>,
    /// By the hash of the name.
    parties: HashTable<&'static str>,
    peoples: HashMap<String, &'static str>,
    roles: HashMap<&'static str, Role>,
    organ_words: HashMap<&'static str, OrganWord>,
    leaders: Vec<Leader>,
    /// Leaders by the hash of the full name, and by the name they go by in short.
    full_names: HashTable<Option<usize>>,
    short_names: HashMap<String, Vec<usize>>,
}

impl KnownParties {
    /// Parses the tables.
    pub(crate) fn new() -> Self {
        let mut known = Self {
            states: HashMap::with_capacity(2_000),
            parties: HashTable::with_capacity(12_000),
            peoples: HashMap::new(),
            roles: HashMap::new(),
            organ_words: HashMap::new(),
            leaders: Vec::new(),
            full_names: HashTable::with_capacity(4_000),
            short_names: HashMap::with_capacity(4_000),
        };
        for state in states() {
            let mut add = |name: &str, kind| {
                known.states.entry(name.to_lowercase()).or_insert((state.code, kind));
            };
            add(state.name, StateName::Country);
            state.other_names.iter().for_each(|name| add(name, StateName::Country));
            for name in &state.demonyms {
                add(name, StateName::Demonym);
                add(&format!("{name}s"), StateName::Demonym);
            }
            state.capitals.iter().for_each(|name| add(name, StateName::Capital));
        }
        for (code, names) in rows(CITIES) {
            for name in names.split('|') {
                known.states.entry(name.to_lowercase()).or_insert((code, StateName::City));
            }
        }
        for (code, rest) in rows(REGIONS) {
            let names = rest.split('\t').next().unwrap_or_default();
            for name in names.split('|') {
                known.states.entry(name.to_lowercase()).or_insert((code, StateName::City));
            }
        }
        for (word, kind) in rows(ORGAN_WORDS) {
            let kind = match kind {
                "organ" => OrganWord::Organ,
                "service" => OrganWord::Service,
                "national" => OrganWord::National,
                _ => OrganWord::Unit,
            };
            known.organ_words.insert(word, kind);
        }
        for (number, table) in PARTIES.into_iter().enumerate() {
            for (id, names) in rows(table) {
                let whole = if id.len() == 3 && crate::state_name(id).is_some() { None } else { Some(id) };
                for name in names.split('|').filter(|name| !name.is_empty()).chain(whole) {
                    let key = name.to_lowercase();
                    if number == 4 {
                        known.peoples.insert(key, id);
                    } else {
                        *known.parties.entry(hash_bytes(key.as_bytes())) = id;
                    }
                }
            }
        }
        for (word, kind) in rows(ROLES) {
            let role = match kind {
                "office" => Role::Office,
                "modifier" => Role::Modifier,
                _ => Role::Private,
            };
            known.roles.insert(word, role);
        }
        let women: HashSet<&str> = WOMEN.lines().filter(|line| !line.starts_with('#')).collect();
        for (table, prominent) in [(LEADERS, true), (OFFICIALS[0], false), (OFFICIALS[1], false)] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                known.add_leader(line, prominent, &women);
            }
        }
        known
    }

    fn add_leader(&mut self, line: &'static str, prominent: bool, women: &HashSet<&str>) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (name, forms, actor, years) = (next(), next(), next(), next());
        let years = years.split(' ').filter_map(|range| {
            let (from, to) = range.split_once('-')?;
            Some((from.parse().ok()?, to.parse().ok()?))
        });
        let number = self.leaders.len();
        let is_woman = name.split(' ').next().is_some_and(|first| women.contains(first));
        self.leaders.push(Leader { name, actor, years: years.collect(), prominent, is_woman });
        for form in forms.split('|').filter(|form| !form.is_empty()).chain([name]) {
            let lower = form.to_lowercase();
            for word in short_forms(&lower).flat_map(|word| [Some(word), word.strip_prefix("al-")]).flatten()
            {
                let list = self.short_names.entry(word.to_owned()).or_default();
                if !list.contains(&number) {
                    list.push(number);
                }
            }
            self.full_names.entry(hash_bytes(lower.as_bytes())).get_or_insert(number);
        }
    }

    /// The state that `key` names, and how.
    pub(crate) fn state(&self, key: &str) -> Option<(&'static str, StateName)> {
        self.states.get(key).copied()
    }

    /// The body, group, company or state organ called `key`.
    pub(crate) fn party(&self, key: &str) -> Option<&'static str> {
        let find = |key: &str| self.parties.get(hash_bytes(key.as_bytes())).copied();
        // "the Kadima party" goes by its name alone too, and "al-Qaida-in-Iraq" without the hyphens.
        find(key).or_else(|| key.strip_suffix(" party").and_then(find)).or_else(|| {
            let (start, rest) = key.strip_prefix("al-").map_or(("", key), |rest| ("al-", rest));
            rest.contains('-').then(|| find(&format!("{start}{}", rest.replace('-', " ")))).flatten()
        })
    }

    /// The religious, ethnic or political group called `key`.
    pub(crate) fn people(&self, key: &str) -> Option<&'static str> {
        self.peoples.get(key).copied()
    }

    /// What `word` says of the bearer of the name it stands before.
    pub(crate) fn role(&self, word: &str) -> Option<Role> {
        self.roles.get(word).copied()
    }

    /// What `word` says in the name of a body.
    pub(crate) fn organ_word(&self, word: &str) -> Option<OrganWord> {
        self.organ_words.get(word).copied()
    }

    /// The leader with the full name `key`.
    pub(crate) fn leader(&self, key: &str) -> Option<&Leader> {
        self.leaders.get((*self.full_names.get(hash_bytes(key.as_bytes()))?)?)
    }

    /// The leaders who go by `key` in short.
    pub(crate) fn leaders_called(&self, key: &str) -> impl Iterator<Item = &Leader> {
        let numbers = self.short_names.get(key).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|&number| self.leaders.get(number))
    }
}

/// The family name: the last word, or for Chinese and Korean names the first. Which of the two it
/// is shows in the form: three short syllables, the last two often hyphenated.
fn short_forms(lower: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = lower.split(' ').collect();
    let n = words.len();
    let first = words.first().copied().unwrap_or_default();
    let last = words.last().copied().unwrap_or_default();
    let eastern = FIRST_FAMILY.contains(&first) && n >= 2;
    // Royal names have no family name.
    if matches!(first, "king" | "queen" | "prince" | "princess" | "emperor" | "sheikh") {
        return (if n == 2 && first == "king" { vec![last] } else { vec![] }).into_iter();
    }
    let numeral = n > 2 && last.len() <= 3 && last.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let mut forms = vec![];
    if eastern {
        forms.push(first);
    } else if numeral {
        forms.push(words[n - 2]);
    } else if n > 1 {
        forms.push(last);
        if n > 2 && PARTICLES.contains(&words[n - 2]) {
            forms.push(&lower[lower.len() - words[n - 2].len() - 1 - last.len()..]);
        }
        if n > 3 {
            // "Rodriguez Zapatero", "de Hoop Scheffer": the tail goes by itself too.
            let at = lower.len() - last.len();
            let before = lower[..at].trim_end().rfind(' ').map_or(0, |space| space + 1);
            forms.push(&lower[before..]);
        }
    } else {
        forms.push(first);
    }
    forms.into_iter()
}

/// Small words that family names begin with.
const PARTICLES: [&str; 14] =
    ["al", "ben", "bin", "da", "de", "del", "della", "der", "di", "dos", "ould", "van", "von", "wa"];

/// Family names that stand first.
const FIRST_FAMILY: [&str; 62] = [
    "xi", "hu", "wen", "jiang", "li", "wang", "yang", "zhu", "qin", "liu", "kong", "hong", "hua", "geng",
    "zhao", "lu", "mao", "wu", "dai", "bo", "he", "dong", "tang", "kim", "roh", "lee", "park", "moon",
    "yoon", "ban", "chung", "kang", "song", "cho", "chun", "choe", "ri", "chen", "ma", "tsai", "lai",
    "leung", "nguyen", "phan", "to", "hun", "min", "than", "thein", "soe", "deng", "zhang", "zhou", "han",
    "jang", "pak", "so", "hwang", "chang", "lin", "sun", "yu",
];

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::{KnownParties, Role, StateName};

    #[test]
    fn knows_states_bodies_and_people() {
        let known = KnownParties::new();
        assert_eq!(known.state("beijing"), Some(("CHN", StateName::Capital)));
        assert_eq!(known.state("south koreans"), Some(("KOR", StateName::Demonym)));
        assert_eq!(known.party("iaea"), Some("International Atomic Energy Agency"));
        assert_eq!(known.party("state department"), Some("USA"));
        assert_eq!(known.people("kurdish"), Some("Kurds"));
        assert_eq!(known.role("spokesman"), Some(Role::Office));
        assert_eq!(known.role("singer"), Some(Role::Private));
        assert_eq!(known.leader("angela merkel").map(|leader| leader.actor), Some("DEU"));
        let called = |key| known.leaders_called(key).map(|leader| leader.name).collect::<Vec<_>>();
        assert_eq!(called("xi"), ["Xi Jinping"]);
        assert_eq!(called("merkel"), ["Angela Merkel"]);
        assert!(called("jinping").is_empty());
        let merkel = known.leader("angela merkel").unwrap();
        assert!(merkel.served_in(2015) && !merkel.served_in(1999) && merkel.last_year() == 2021);
    }
}
