//! Compiles the gazetteer.

use super::documents::tokenize;
use crate::corpus::Corpora;
use anyhow::Result;
use detente_entities::training::{Gazetteer, Kinds, LONGEST_NAME, listed_names};
use detente_tokenize::Tokenizer;
use std::collections::BTreeMap;

/// The gazetteer of all lists.
pub(crate) fn build(corpora: &Corpora, tokenizer: &Tokenizer) -> Result<Gazetteer> {
    let mut names = Names { tokenizer, kinds: BTreeMap::new() };
    for state in detente_entities::states() {
        names.add(state.name, Kinds::COUNTRY);
        for name in &state.other_names {
            names.add(name, Kinds::COUNTRY);
        }
        for name in &state.demonyms {
            names.add(name, Kinds::DEMONYM);
            names.add(&format!("{name}s"), Kinds::DEMONYM);
        }
        for name in &state.capitals {
            names.add(name, Kinds::CAPITAL);
        }
    }
    for line in corpora.text("data/gazetteers/cities15000_geonames.tsv")?.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [name, _, population, kind] = fields[..] {
            let population: u64 = population.parse().unwrap_or(0);
            if name.is_ascii()
                && name.len() > 3
                && population >= if kind == "name" { 60_000 } else { 400_000 }
            {
                names.add(name, Kinds::CITY);
            }
        }
    }
    for line in corpora.text("data/gazetteers/factbook_admin_divisions.tsv")?.lines().skip(1) {
        if let Some(name) = line.split('\t').next().filter(|name| name.is_ascii() && name.len() > 3) {
            names.add(name, Kinds::PROVINCE);
        }
    }
    for line in corpora.text("data/gazetteers/factbook_parties.tsv")?.lines().skip(1) {
        if let Some(name) = line.split('\t').next().filter(|name| name.is_ascii() && name.contains(' ')) {
            names.add(name, Kinds::PARTY);
        }
    }
    for (kinds, name) in listed_names() {
        names.add(name, kinds);
    }
    add_people(corpora, &mut names)?;
    add_common(corpora, &mut names)?;
    Ok(names.gazetteer())
}

fn add_people(corpora: &Corpora, names: &mut Names) -> Result<()> {
    let mut people: Vec<String> = Vec::new();
    for line in corpora.text("data/gazetteers/us_legislators_current.tsv")?.lines().skip(1) {
        people.push(line.trim().to_owned());
    }
    for line in corpora.text("data/gazetteers/ungdc_speakers.tsv")?.lines().skip(1) {
        if let Some(name) = line.split('\t').nth(4) {
            people.push(name.to_owned());
        }
    }
    let titles = [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Sir",
        "Miss",
        "Dr.",
        "H.E.",
        "Lord",
        "Prince",
        "Sheikh",
        "King",
        "General",
        "President",
    ];
    for person in people {
        let words: Vec<&str> = person
            .split_whitespace()
            .filter(|word| {
                !titles.contains(word)
                    && word.chars().next().is_some_and(char::is_uppercase)
                    && word.len() > 2
                    && !word.contains('.')
            })
            .collect();
        if let [first, .., last] = words[..] {
            names.add(first, Kinds::FIRST_NAME);
            names.add(last, Kinds::FAMILY_NAME);
        } else if let [last] = words[..] {
            names.add(last, Kinds::FAMILY_NAME);
        }
    }
    Ok(())
}

/// Words that running text nearly always writes in lower case.
fn add_common(corpora: &Corpora, names: &mut Names) -> Result<()> {
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for path in [
        "data/text/voa_2000s.txt.gz",
        "data/text/state_hr_reports_third.txt.gz",
        "data/text/us_presidents.txt.gz",
    ] {
        let text = corpora.text(path)?;
        for line in text.lines() {
            for word in line.split_whitespace().skip(1) {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                for word in word.split('-') {
                    if word.len() > 1 && word.chars().all(char::is_alphabetic) {
                        let upper = word.starts_with(char::is_uppercase);
                        if upper && word.chars().all(char::is_uppercase) {
                            continue;
                        }
                        counts.entry(word.to_lowercase()).or_default()[usize::from(upper)] += 1;
                    }
                }
            }
        }
    }
    let mut kept = 0;
    for (word, [lower, upper]) in counts {
        if lower >= 4 && lower >= upper * 4 {
            names.add(&word, Kinds::COMMON);
            kept += 1;
        }
    }
    println!("  {kept} common words");
    Ok(())
}

/// Names with their kinds, by hash.
struct Names<'a> {
    tokenizer: &'a Tokenizer,
    kinds: BTreeMap<u64, u32>,
}

impl Names<'_> {
    fn add(&mut self, name: &str, kinds: Kinds) {
        let (tokenized, lexemes) = tokenize(self.tokenizer, name, &[(0, name.len())]);
        let n = tokenized.tokens.len();
        if n == 0 || n > LONGEST_NAME {
            return;
        }
        let mut run = 0;
        for (place, lexeme) in lexemes.list.iter().enumerate() {
            run = Gazetteer::extend(run, lexeme.lower);
            let kinds = if place + 1 == n { kinds } else { Kinds::PREFIX };
            *self.kinds.entry(run).or_default() |= kinds.0;
        }
    }

    fn gazetteer(&self) -> Gazetteer {
        let names: Vec<(u64, Kinds)> =
            self.kinds.iter().map(|(&hash, &kinds)| (hash, Kinds(kinds))).collect();
        println!("  {} names and beginnings of names", names.len());
        Gazetteer::build(&names)
    }
}
