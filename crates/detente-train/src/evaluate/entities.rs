//! Entities, coarse and fine.

use super::errors::Errors;
use super::figure;
use super::metrics::{Agreement, share};
use super::reader::Reader;
use super::sets::{Chars, Sets};
use crate::entities::documents::Article;
use crate::entities::written;
use anyhow::Result;
use detente::EntityLabel;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Articles in front of a name, which sets leave out by one custom and keep by another.
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// The coarse classes in which sets of other schemes agree; `None` for dates and numbers.
const fn coarse_label(label: EntityLabel) -> Option<&'static str> {
    Some(match label {
        EntityLabel::Person => "PER",
        EntityLabel::Org => "ORG",
        EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac => "LOC",
        EntityLabel::Norp
        | EntityLabel::Event
        | EntityLabel::WorkOfArt
        | EntityLabel::Product
        | EntityLabel::Weapon
        | EntityLabel::Language
        | EntityLabel::Law => "MISC",
        EntityLabel::Date
        | EntityLabel::Time
        | EntityLabel::Percent
        | EntityLabel::Money
        | EntityLabel::Quantity
        | EntityLabel::Ordinal
        | EntityLabel::Cardinal => return None,
    })
}

/// The characters of a text, to bring spans of different customs to one.
struct Trimmer {
    chars: Vec<char>,
}

impl Trimmer {
    fn new(text: &str) -> Self {
        Self { chars: text.chars().collect() }
    }

    /// The span of a name, without an article, a possessive and white space around it.
    fn name(&self, span: Chars) -> Chars {
        self.trim(span, &ARTICLES)
    }

    /// The span of a date or a number: "a week" keeps its "a", since it counts.
    fn number(&self, span: Chars) -> Chars {
        self.trim(span, &ARTICLES[..1])
    }

    fn trim(&self, (start, end): Chars, articles: &[&str]) -> Chars {
        let (mut start, mut end) = (start as usize, end as usize);
        let begins = |article: &&&str| {
            let words = &self.chars[start..end];
            words.len() >= article.len()
                && words.iter().zip(article.chars()).all(|(c, a)| c.eq_ignore_ascii_case(&a))
        };
        if let Some(article) = articles.iter().find(begins) {
            start += article.len();
        }
        if let [.., '\'' | '’' | '‘', 's'] = self.chars[start.min(end)..end] {
            end -= 2;
        }
        while start < end && is_space(self.chars[start]) {
            start += 1;
        }
        while end > start && is_space(self.chars[end - 1]) {
            end -= 1;
        }
        let chars = detente_text::Span::from_range(start..end);
        (chars.start, chars.end)
    }
}

/// White space, with the four ASCII separators that some Unicode tables count to it.
const fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

#[derive(Deserialize)]
struct CoarseDocument {
    id: String,
    text: String,
    entities: Vec<(u32, u32, String)>,
}

/// F1 of people, organisations and places, with spans brought to one custom and as they are.
pub(crate) fn coarse(reader: &mut Reader, sets: &Sets) -> Result<()> {
    const LABELS: [&str; 3] = ["PER", "ORG", "LOC"];
    for set in &sets.manifest.entities {
        let documents: Vec<CoarseDocument> = sets.records(&format!("entities/{set}.jsonl"))?;
        let (mut gold, mut found, mut strict) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for document in &documents {
            let id = document.id.as_str();
            let judged = document.entities.iter().filter(|(.., label)| LABELS.contains(&label.as_str()));
            gold.extend(judged.map(|(start, end, label)| (id, (*start, *end), label.as_str())));
            let trimmer = Trimmer::new(&document.text);
            for entity in reader.analyze(&document.text)?.entities() {
                if let Some(label) = coarse_label(entity.label).filter(|label| LABELS.contains(label)) {
                    let span = (entity.span.start, entity.span.end);
                    strict.insert((id, span, label));
                    found.insert((id, trimmer.name(span), label));
                }
            }
        }
        figure::percent(&format!("entity_f1.{set}"), Agreement::of(&gold, &found).f1);
        figure::percent(&format!("entity_f1_strict.{set}"), Agreement::of(&gold, &strict).f1);
        for label in LABELS {
            let f1 = labelled(&gold, &found, |l| l == label).f1;
            figure::percent(&format!("entity_f1.{set}.{label}"), f1);
        }
    }
    Ok(())
}

/// Entities by document, span and label.
type Found<'d> = BTreeSet<(&'d str, Chars, &'d str)>;

/// Agreement over the labels that `wanted` names.
fn labelled(gold: &Found<'_>, found: &Found<'_>, wanted: impl Fn(&str) -> bool) -> Agreement {
    let part = |all: &Found<'_>| {
        all.iter().filter(|e| wanted(e.2)).map(|&(d, s, l)| (d.to_owned(), s, l.to_owned())).collect()
    };
    Agreement::of(&part(gold), &part(found))
}

/// F1 over all nineteen labels, and how often a mention of a party is given the right actor.
pub(crate) fn fine(reader: &mut Reader, sets: &Sets, errors: &mut Errors) -> Result<()> {
    for set in &sets.manifest.entities_fine {
        let documents: Vec<Article> = sets.records(&format!("entities/{set}.jsonl"))?;
        score_fine(reader, set, &documents, errors)?;
    }
    Ok(())
}

/// The same on the articles of our own that are held back from training.
pub(crate) fn written(reader: &mut Reader, errors: &mut Errors) -> Result<()> {
    score_fine(reader, "written", &written::held()?, errors)
}

fn score_fine(reader: &mut Reader, set: &str, documents: &[Article], errors: &mut Errors) -> Result<()> {
    let is_name = |label: &str| label.parse().is_ok_and(EntityLabel::is_name);
    let (mut gold, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut gold_actors: BTreeMap<(&str, Chars), &str> = BTreeMap::new();
    let mut found_actors: BTreeMap<(&str, Chars), String> = BTreeMap::new();
    for document in documents {
        let id = document.id.as_str();
        for entity in &document.entities {
            let span = (detente_text::offset(entity.start), detente_text::offset(entity.end));
            gold.insert((id, span, entity.label.as_str()));
            gold_actors.insert((id, span), entity.actor.as_deref().unwrap_or_default());
        }
        let trimmer = Trimmer::new(&document.text);
        let analysis = reader.analyze(&document.text)?;
        for entity in analysis.entities() {
            let span = (entity.span.start, entity.span.end);
            let trimmed = if entity.label.is_name() { trimmer.name(span) } else { trimmer.number(span) };
            found.insert((id, trimmed, entity.label.as_str()));
            let actor = entity.actor.map(|actor| analysis.actors()[actor.get()].id.to_string());
            found_actors.insert((id, span), actor.unwrap_or_default());
        }
    }
    figure::percent(&format!("entity_fine_f1.{set}"), Agreement::of(&gold, &found).f1);
    figure::percent(&format!("entity_fine_names_f1.{set}"), labelled(&gold, &found, is_name).f1);
    let labels: BTreeSet<&str> = gold.iter().map(|&(.., label)| label).collect();
    for label in labels {
        let agreement = labelled(&gold, &found, |l| l == label);
        figure::percent(&format!("entity_fine_f1.{set}.{label}"), agreement.f1);
        figure::percent(&format!("entity_fine_precision.{set}.{label}"), agreement.precision);
        figure::percent(&format!("entity_fine_recall.{set}.{label}"), agreement.recall);
    }
    if !found_actors.is_empty() {
        let texts: BTreeMap<&str, &str> = documents.iter().map(|d| (&*d.id, &*d.text)).collect();
        let (mut right, mut judged) = (0, 0);
        for (mention, actor) in &gold_actors {
            let Some(given) = found_actors.get(mention) else { continue };
            if !actor.is_empty() || !given.is_empty() {
                judged += 1;
                right += usize::from(actor == given);
            }
            if actor != given {
                let (id, span) = *mention;
                errors.add((set, id, "actor"), texts[id], span, actor, given)?;
            }
        }
        for (what, these, others) in [("missed", &gold, &found), ("added", &found, &gold)] {
            for &(id, span, label) in these.difference(others) {
                let other = others.range((id, span, "")..).next();
                let other = other.filter(|other| (other.0, other.1) == (id, span)).map_or("", |o| o.2);
                let (judged, found) = if what == "missed" { (label, other) } else { (other, label) };
                errors.add((set, id, what), texts[id], span, judged, found)?;
            }
        }
        figure::measure(&format!("entity_actor_accuracy.{set}"), share(right, judged));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Trimmer, coarse_label};
    use detente::EntityLabel;

    #[test]
    fn spans_are_brought_to_one_custom() {
        let trimmed = |text: &str| {
            let trimmer = Trimmer::new(text);
            let all = (0, detente_text::offset(text.chars().count()));
            let (start, end) = trimmer.name(all);
            let (number_start, _) = trimmer.number(all);
            (text.chars().skip(start as usize).take((end - start) as usize).collect::<String>(), number_start)
        };
        assert_eq!(trimmed("The Hague’s"), ("Hague".to_owned(), 4));
        assert_eq!(trimmed("a week"), ("week".to_owned(), 0));
        assert_eq!(trimmed("the\u{a0}"), ("the".to_owned(), 0));
        assert_eq!(trimmed("an  Oslo 's"), ("Oslo".to_owned(), 0));
        assert_eq!(trimmed("’s"), (String::new(), 0));
    }

    #[test]
    fn names_have_a_coarse_class_and_numbers_none() {
        for label in EntityLabel::ALL {
            assert_eq!(coarse_label(label).is_some(), label.is_name(), "{label}");
        }
    }
}
