//! Net tones over many documents.

use crate::analysis::Analysis;
use detente_entities::Actor;
use detente_tone::{NetSum, Tone};
use std::collections::HashMap;

/// The net tone of each ordered pair of actors over many documents.
///
/// Actors are the same where their identifiers are: states everywhere, people and bodies wherever
/// they go by one name, so two people of one name are one row. Memory grows with the number of pairs,
/// not with the number of documents; the order in which documents are added changes nothing but the
/// spelling of a name that they spell in two ways.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use detente::{Analyzer, DyadTable};
///
/// let texts = ["Norway thanked Iceland for its help.", "Norway is grateful to Iceland."];
/// let mut table = DyadTable::new();
/// for analysis in Analyzer::embedded().analyze_batch(&texts)? {
///     table.add(&analysis);
/// }
/// let rows = table.rows();
/// assert_eq!((&*rows[0].source.id, &*rows[0].target.id, rows[0].count()), ("NOR", "ISL", 2));
/// assert!(rows[0].tone() > detente::Tone::new(0.6));
/// # }
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct DyadTable {
    rows: Vec<DyadRow>,
    places: HashMap<Box<str>, HashMap<Box<str>, usize>>,
}

/// One ordered pair of actors.
#[derive(Debug, Clone, PartialEq)]
pub struct DyadRow {
    /// Who holds the stance.
    pub source: Actor,
    /// Whom it is toward.
    pub target: Actor,
    sum: NetSum,
    documents: u32,
}

impl DyadRow {
    /// The mean of the pair's directed tones, weighted by confidence and strength as in
    /// [`Analysis::dyads`].
    pub fn tone(&self) -> Tone {
        self.sum.tone()
    }

    /// Number of directed tones behind it, at least 1.
    pub const fn count(&self) -> u32 {
        self.sum.count()
    }

    /// Number of documents that they stand in, at least 1.
    pub const fn documents(&self) -> u32 {
        self.documents
    }
}

impl DyadTable {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the directed tones of a document. Cost: a look-up for each.
    pub fn add(&mut self, analysis: &Analysis) {
        for dyad in analysis.dyads() {
            let place = self.place(dyad.source, dyad.target);
            if let Some(row) = self.rows.get_mut(place) {
                row.documents = row.documents.saturating_add(1);
            }
        }
        for directed in analysis.directed() {
            let place = self.place(directed.source, directed.target);
            if let Some(row) = self.rows.get_mut(place) {
                row.sum.add(directed.tone, directed.confidence);
            }
        }
    }

    fn place(&mut self, source: &Actor, target: &Actor) -> usize {
        if let Some(&place) = self.places.get(&source.id).and_then(|targets| targets.get(&target.id)) {
            return place;
        }
        let place = self.rows.len();
        self.places.entry(source.id.clone()).or_default().insert(target.id.clone(), place);
        let (source, target) = (source.clone(), target.clone());
        self.rows.push(DyadRow { source, target, sum: NetSum::default(), documents: 0 });
        place
    }

    /// The rows, the most frequent pair first, those of equal count by the identifiers of source and
    /// target. Cost: sorts all rows.
    pub fn rows(&self) -> Vec<&DyadRow> {
        let mut rows: Vec<&DyadRow> = self.rows.iter().collect();
        rows.sort_by(|a, b| {
            let ids = (&a.source.id, &a.target.id).cmp(&(&b.source.id, &b.target.id));
            b.count().cmp(&a.count()).then(ids)
        });
        rows
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no document had a directed tone.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::DyadTable;
    use crate::Analyzer;

    #[test]
    fn one_document_gives_its_own_net_tones() {
        let text =
            "Peru condemned Chile on Monday. Peru later thanked Chile for its help. Chile threatened Peru.";
        let analysis = Analyzer::embedded().analyze(text).unwrap();
        let mut table = DyadTable::new();
        assert!(table.is_empty());
        table.add(&analysis);
        assert_eq!(table.len(), analysis.net_tones().len());
        let rows = table.rows();
        for dyad in analysis.dyads() {
            let row = rows.iter().find(|row| row.source == *dyad.source && row.target == *dyad.target);
            let row = row.unwrap();
            assert_eq!((row.tone(), row.count() as usize, row.documents()), (dyad.tone, dyad.count, 1));
        }
    }

    #[test]
    fn the_order_of_documents_does_not_matter() {
        let analyzer = Analyzer::embedded();
        let texts = [
            "Norway thanked Iceland.",
            "Iceland accused Norway of lying.",
            "Norway condemned Iceland's raid.",
        ];
        let analyses = analyzer.analyze_batch(&texts).unwrap();
        let mut table = DyadTable::new();
        let mut reversed = DyadTable::new();
        for (analysis, other) in analyses.iter().zip(analyses.iter().rev()) {
            table.add(analysis);
            reversed.add(other);
        }
        assert!(table.len() >= 2);
        assert_eq!(table.rows(), reversed.rows());
    }
}
