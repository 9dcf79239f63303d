//! Results go through JSON and come back the same.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use detente::{Analysis, Analyzer, DyadRow, DyadTable, Explanation, Tokenized, Tokenizer};
use serde::Serialize;
use serde::de::DeserializeOwned;

const TEXTS: [&str; 4] = [
    "",
    "Peru’s foreign minister, Rosa Quispe, condemned Chile on 3 May. “We will not pay $1.25 million,” she said.",
    "PERU: Rebels May Leave\n\nBy Ana Diaz\n\nPeru denied that it had thanked the rebels. 17.3 % of them left.",
    "Norway thanked Iceland for its help, and Iceland is grateful to Norway for 3.7 million tonnes of fish.",
];

fn through_json<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[test]
fn analyses_come_back() {
    let analyzer = Analyzer::embedded();
    let mut directed = 0;
    for text in TEXTS {
        let analysis = analyzer.analyze(text).unwrap();
        directed += analysis.directed_tones().len();
        let back: Analysis = through_json(&analysis);
        assert_eq!(back, analysis, "{text:?}");
        // What is looked up in it works as before.
        let pairs = |analysis: &Analysis| {
            analysis.directed().map(|d| (d.source.clone(), d.target.clone())).collect::<Vec<_>>()
        };
        assert_eq!(pairs(&back), pairs(&analysis));
        let explanation = analyzer.explain(text).unwrap();
        assert_eq!(through_json::<Explanation>(&explanation), explanation);
    }
    assert!(directed >= 3, "{directed}");
}

#[test]
fn tokens_come_back() {
    for text in TEXTS {
        let tokenized = Tokenizer::embedded().tokenize(text).unwrap();
        assert_eq!(through_json::<Tokenized>(&tokenized), tokenized);
    }
}

#[test]
fn net_tones_come_back() {
    let mut table = DyadTable::new();
    for analysis in Analyzer::embedded().analyze_batch(&TEXTS).unwrap() {
        table.add(&analysis);
    }
    let rows: Vec<DyadRow> = table.rows().into_iter().cloned().collect();
    assert!(!rows.is_empty());
    assert_eq!(through_json(&rows), rows);
}
