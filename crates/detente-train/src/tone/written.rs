//! Sentences that we wrote and judged, one a line: `id`, sentence, its tone, its pairs, separated by tabs.
//!
//! Pairs are `-` or joined by ` ;; `, each `source|actor > target|actor | tone | mode | cue`. Mentions and cue stand
//! in the sentence; `U.S.#2` is the second "U.S.".

use super::sets::{Gold, GoldPair, Mention};
use anyhow::{Context, Result, bail, ensure};
use std::collections::HashSet;

/// The parts of the corpus, by name.
const PARTS: [(&str, &str); 15] = [
    ("wire.tsv", include_str!("../../corpus/tone/wire.tsv")),
    ("trade.tsv", include_str!("../../corpus/tone/trade.tsv")),
    ("voice.tsv", include_str!("../../corpus/tone/voice.tsv")),
    ("business.tsv", include_str!("../../corpus/tone/business.tsv")),
    ("conflict.tsv", include_str!("../../corpus/tone/conflict.tsv")),
    ("diplomacy.tsv", include_str!("../../corpus/tone/diplomacy.tsv")),
    ("direction.tsv", include_str!("../../corpus/tone/direction.tsv")),
    ("politics.tsv", include_str!("../../corpus/tone/politics.tsv")),
    ("statements.tsv", include_str!("../../corpus/tone/statements.tsv")),
    ("world.tsv", include_str!("../../corpus/tone/world.tsv")),
    ("asia.tsv", include_str!("../../corpus/tone/asia.tsv")),
    ("europe.tsv", include_str!("../../corpus/tone/europe.tsv")),
    ("mideast.tsv", include_str!("../../corpus/tone/mideast.tsv")),
    ("south.tsv", include_str!("../../corpus/tone/south.tsv")),
    ("parties.tsv", include_str!("../../corpus/tone/parties.tsv")),
];

/// All sentences of the corpus, in its order.
pub(super) fn sentences() -> Result<Vec<Gold>> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (name, lines) in PARTS {
        for (number, line) in lines.lines().enumerate() {
            let gold = sentence(line).with_context(|| format!("{name}, line {}", number + 1))?;
            ensure!(seen.insert(gold.id.clone()), "{name}, line {}: the id stands twice", number + 1);
            ensure!(seen.insert(gold.text.clone()), "{name}, line {}: the sentence stands twice", number + 1);
            all.push(gold);
        }
    }
    Ok(all)
}

fn sentence(line: &str) -> Result<Gold> {
    let [id, text, tone, pairs] = line.split('\t').collect::<Vec<_>>()[..] else {
        bail!("needs four fields, separated by tabs");
    };
    ensure!(text == text.trim() && !text.contains("  "), "spaces around or twice within the sentence");
    let tone_of = |tone| self::tone(tone).with_context(|| format!("tone {tone:?}"));
    let mut directed = Vec::new();
    let mut actors = HashSet::new();
    for fields in pairs.split(" ;; ").filter(|pairs| *pairs != "-") {
        let (pair, both) = pair(text, fields).with_context(|| format!("pair {fields:?}"))?;
        ensure!(both.0 != both.1, "{fields:?}: source and target are the same actor");
        ensure!(actors.insert(both), "{fields:?}: the pair stands twice");
        directed.push(pair);
    }
    Ok(Gold { id: id.to_owned(), text: text.to_owned(), tone: tone_of(tone)?, directed, extra: true })
}

/// A pair, and its actors.
fn pair<'a>(text: &str, fields: &'a str) -> Result<(GoldPair, (&'a str, &'a str))> {
    let [source, between, target_actor, tone, mode, cue] =
        fields.split('|').map(str::trim).collect::<Vec<_>>()[..]
    else {
        bail!("needs six parts");
    };
    let (source_actor, target) = between.split_once(" > ").context("has no \" > \"")?;
    ensure!(["asserted", "alleged", "possible", "denied"].contains(&mode), "unknown mode {mode:?}");
    let find =
        |wanted: &str| mention(text, wanted).with_context(|| format!("{wanted:?} is not in the sentence"));
    let tone = self::tone(tone)?;
    ensure!(tone != 0.0, "a pair without a stance");
    let pair = GoldPair {
        source: find(source)?,
        target: find(target.trim())?,
        tone,
        mode: mode.to_owned(),
        cue: find(cue)?,
    };
    Ok((pair, (source_actor.trim(), target_actor)))
}

/// A tone in [-1, 1] in steps of 0.1.
fn tone(written: &str) -> Result<f64> {
    let tone: f64 = written.parse()?;
    ensure!((-1.0..=1.0).contains(&tone), "is not in [-1, 1]");
    ensure!((tone * 10.0 - (tone * 10.0).round()).abs() < 1e-6, "is no multiple of 0.1");
    Ok(tone)
}

/// Where `wanted` stands in `text`, in characters: as a word of its own if it does so anywhere.
fn mention(text: &str, wanted: &str) -> Option<Mention> {
    let numbered =
        wanted.rsplit_once('#').and_then(|(word, number)| Some((word, number.parse::<usize>().ok()?)));
    let (word, number) = match numbered {
        Some((word, number)) if !text.contains(wanted) => (word, number),
        _ => (wanted, 1),
    };
    if word.is_empty() {
        return None;
    }
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let alone = |&at: &usize| {
        let after = text[at + word.len()..].chars().next();
        let begins = !in_word(text[..at].chars().next_back());
        let ends = !in_word(after) || !in_word(word.chars().next_back());
        begins && ends
    };
    let all: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
    let words: Vec<usize> = all.iter().copied().filter(alone).collect();
    let start = *if words.is_empty() { &all } else { &words }.get(number.checked_sub(1)?)?;
    let chars = |end: usize| u32::try_from(text[..end].chars().count()).ok();
    Some(Mention { start: chars(start)?, end: chars(start + word.len())? })
}

#[cfg(test)]
mod tests {
    use super::{mention, sentence, sentences};

    #[test]
    fn every_line_is_sound() {
        let all = sentences().unwrap();
        assert!(all.len() >= 1000, "{} sentences", all.len());
        let pairs: usize = all.iter().map(|gold| gold.directed.len()).sum();
        assert!(pairs >= 1000, "{pairs} pairs");
    }

    #[test]
    fn mentions_are_found_as_words() {
        let span = |wanted| mention("Iranians met “Iran”, then Iran left", wanted).map(|m| (m.start, m.end));
        assert_eq!(span("Iran"), Some((14, 18)));
        assert_eq!(span("Iran#2"), Some((26, 30)));
        assert_eq!(span("Iran#3"), None);
        assert_eq!(span("Irania"), Some((0, 6)));
        assert_eq!(span(""), None);
    }

    #[test]
    fn faults_are_named() {
        let fault = |line: &str| format!("{:#}", sentence(line).unwrap_err());
        assert_eq!(fault("x\tPeru."), "needs four fields, separated by tabs");
        assert!(fault("x\tPeru.\t2\t-").contains("not in [-1, 1]"));
        assert!(fault("x\tPeru.\t0.25\t-").contains("multiple"));
        let pair = |pair: &str| fault(&format!("x\tPeru hit Chile.\t-0.9\t{pair}"));
        assert!(
            pair("Peru|PER > Chad|TCD | -0.9 | asserted | hit").contains("\"Chad\" is not in the sentence")
        );
        assert!(pair("Peru|PER > Chile|PER | -0.9 | asserted | hit").contains("the same actor"));
        assert!(pair("Peru|PER > Chile|CHL | -0.9 | sure | hit").contains("unknown mode"));
        assert!(pair("Peru|PER > Chile|CHL | 0 | asserted | hit").contains("without a stance"));
    }
}
