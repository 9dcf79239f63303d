//! The states of the world: codes, names, demonyms, capitals.

use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../data/states.tsv");

/// One state or territory with a code of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3 code; `UNK` for Kosovo.
    pub code: &'static str,
    /// The English name in everyday use, without an article.
    pub name: &'static str,
    /// Other names and abbreviations.
    pub other_names: Vec<&'static str>,
    /// Words for its people, the adjective first; plurals in "-s" are left out.
    pub demonyms: Vec<&'static str>,
    /// Capitals and seats of government, the present one first.
    pub capitals: Vec<&'static str>,
}

/// All states in the order of their codes. Cost: parsed once a process.
pub fn states() -> &'static [State] {
    &table().0
}

/// The everyday English name of the state with the ISO 3166-1 alpha-3 code `iso3`, in upper case;
/// `None` where no state has it.
///
/// ```
/// assert_eq!(detente_entities::state_name("CHN"), Some("China"));
/// assert_eq!(detente_entities::state_name("XXX"), None);
/// ```
pub fn state_name(iso3: &str) -> Option<&'static str> {
    let (states, index) = table();
    index.get(iso3).and_then(|&i| states.get(i)).map(|state| state.name)
}

type Table = (Vec<State>, HashMap<&'static str, usize>);

fn table() -> &'static Table {
    static STATES: OnceLock<Table> = OnceLock::new();
    STATES.get_or_init(|| {
        let states: Vec<State> = TABLE.lines().filter_map(parse).collect();
        let index = states.iter().enumerate().map(|(i, state)| (state.code, i)).collect();
        (states, index)
    })
}

fn parse(line: &'static str) -> Option<State> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    let (code, name) = (fields.next()?, fields.next()?);
    let mut list = || fields.next().unwrap_or_default().split('|').filter(|s| !s.is_empty()).collect();
    Some(State { code, name, other_names: list(), demonyms: list(), capitals: list() })
}

#[cfg(test)]
mod tests {
    use super::{TABLE, state_name, states};

    #[test]
    fn names_states_as_people_do() {
        let names = ["CHN", "USA", "KOR", "PRK", "RUS", "IRN", "PSE", "TWN", "UNK", "GBR"].map(state_name);
        let expected = [
            "China",
            "United States",
            "South Korea",
            "North Korea",
            "Russia",
            "Iran",
            "Palestinians",
            "Taiwan",
            "Kosovo",
            "United Kingdom",
        ];
        assert_eq!(names, expected.map(Some));
        assert_eq!(["", "chn", "China"].map(state_name), [None; 3]);
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert!(rows.clone().all(|row| row.split('\t').count() == 5));
        assert_eq!(states().len(), rows.count());
        assert!(states().windows(2).all(|pair| pair[0].code < pair[1].code));
        assert!(states().iter().all(|s| s.code.len() == 3 && s.code.bytes().all(|b| b.is_ascii_uppercase())));
    }
}
