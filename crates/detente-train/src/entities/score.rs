//! Scores the tagger on development sets while it is made.

use super::documents::{Article, byte_positions};
use crate::corpus::Corpora;
use anyhow::Result;
use detente_entities::{EntityLabel, EntityTagger, TagScratch, Tagged};
use detente_linear::ModelFile;
use detente_tokenize::{Lexemes, Tokenizer};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Worldwide {
    text: String,
    entities: Vec<(usize, usize, String)>,
}

type Found = BTreeMap<String, [usize; 3]>;

fn count(
    found: &mut Found,
    gold: &BTreeSet<(usize, usize, String)>,
    ours: &BTreeSet<(usize, usize, String)>,
) {
    for item in gold {
        let counts = found.entry(item.2.clone()).or_default();
        counts[1] += 1;
        counts[0] += usize::from(ours.contains(item));
    }
    for item in ours {
        found.entry(item.2.clone()).or_default()[2] += 1;
    }
}

fn f1(counts: [usize; 3]) -> f64 {
    200.0 * counts[0] as f64 / (counts[1] + counts[2]).max(1) as f64
}

fn coarse(label: EntityLabel) -> Option<&'static str> {
    Some(match label {
        EntityLabel::Person => "PER",
        EntityLabel::Org => "ORG",
        EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => "LOC",
        _ => return None,
    })
}

/// Prints the scores.
pub(crate) fn print(corpora: &Corpora, file: &ModelFile) -> Result<()> {
    let tokenizer = Tokenizer::from_model(file)?;
    let mut lexemes = Lexemes::default();
    let tagger = EntityTagger::from_model(file)?;
    let mut scratch = TagScratch::default();
    let mut tagged = Tagged::default();
    let mut found = Found::new();
    for row in corpora.jsonl::<Worldwide>("eval/sets/entities/ew_dev.jsonl.gz")? {
        let bytes = byte_positions(&row.text);
        let gold = row
            .entities
            .iter()
            .filter(|e| matches!(e.2.as_str(), "PER" | "ORG" | "LOC"))
            .map(|e| (bytes[e.0], bytes[e.1], e.2.clone()))
            .collect();
        let tokenized = tokenizer.tokenize(&row.text);
        lexemes.compute(&row.text, &tokenized);
        tagger.tag(&row.text, &tokenized, &lexemes, &mut scratch, &mut tagged);
        let ours = tagged
            .entities
            .iter()
            .filter_map(|e| Some((e.span.start as usize, e.span.end as usize, coarse(e.label)?.to_owned())))
            .collect();
        count(&mut found, &gold, &ours);
    }
    report("ew_dev", &found);
    let mut found = Found::new();
    let mut actors = [0, 0];
    let mut misses: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let show = std::env::var("DETENTE_SHOW").is_ok();
    for row in corpora.jsonl::<Article>("eval/sets/entities/gold_dev_fine.jsonl.gz")? {
        let bytes = byte_positions(&row.text);
        let tokenized = tokenizer.tokenize(&row.text);
        lexemes.compute(&row.text, &tokenized);
        tagger.tag(&row.text, &tokenized, &lexemes, &mut scratch, &mut tagged);
        let gold: BTreeSet<_> =
            row.entities.iter().map(|e| (bytes[e.start], bytes[e.end], e.label.clone())).collect();
        let ours: BTreeSet<_> = tagged
            .entities
            .iter()
            .map(|e| (e.span.start as usize, e.span.end as usize, e.label.to_string()))
            .collect();
        count(&mut found, &gold, &ours);
        if show {
            let mut all: BTreeSet<_> = gold.symmetric_difference(&ours).cloned().collect();
            while let Some(item) = all.pop_first() {
                let side = if gold.contains(&item) { "missed" } else { "spurious" };
                let mut from = item.0.saturating_sub(30);
                while !row.text.is_char_boundary(from) {
                    from -= 1;
                }
                let mut to = (item.1 + 25).min(row.text.len());
                while !row.text.is_char_boundary(to) {
                    to += 1;
                }
                println!(
                    "{side}\t{}\t{}\t| {}",
                    item.2,
                    &row.text[item.0..item.1],
                    row.text[from..to].replace('\n', " ")
                );
            }
        }
        for mention in &row.entities {
            let ours = tagged.entities.iter().find(|e| {
                e.span.start as usize == bytes[mention.start] && e.span.end as usize == bytes[mention.end]
            });
            if let Some(ours) = ours {
                let id = ours.actor.map_or("", |a| &tagged.actors[a.get()].id);
                let gold = mention.actor.as_deref().unwrap_or("");
                if !id.is_empty() || !gold.is_empty() {
                    actors[0] += usize::from(id == gold);
                    actors[1] += 1;
                    if id != gold {
                        let text = row.text[bytes[mention.start]..bytes[mention.end]].to_owned();
                        *misses.entry((text, gold.to_owned(), id.to_owned())).or_default() += 1;
                        if show {
                            let (s, e) = (bytes[mention.start], bytes[mention.end]);
                            let mut from = s.saturating_sub(40);
                            while !row.text.is_char_boundary(from) {
                                from -= 1;
                            }
                            let mut to = (e + 30).min(row.text.len());
                            while !row.text.is_char_boundary(to) {
                                to += 1;
                            }
                            println!("actor\t{gold}\t{id}\t| {}", row.text[from..to].replace('\n', " "));
                        }
                    }
                }
            }
        }
    }
    report("gold_dev", &found);
    let names: Found = found
        .into_iter()
        .filter(|(label, _)| label.parse::<EntityLabel>().is_ok_and(EntityLabel::is_name))
        .collect();
    report("gold_dev names", &names);
    println!(
        "actors: {:.4} of {}",
        f64::from(actors[0] as u32) / f64::from(actors[1].max(1) as u32),
        actors[1]
    );
    Ok(())
}

fn report(set: &str, found: &Found) {
    let mut total = [0; 3];
    let mut parts = String::new();
    for (label, counts) in found {
        for (sum, n) in total.iter_mut().zip(counts) {
            *sum += n;
        }
        parts.push_str(&format!(" {label} {:.1}", f1(*counts)));
    }
    println!("{set}: {:.2} ({} gold, {} found){parts}", f1(total), total[1], total[2]);
}
