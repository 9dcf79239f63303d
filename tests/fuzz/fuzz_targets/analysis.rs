//! The whole analysis of any text: spans lie on characters, indices inside, numbers in range.
#![no_main]

use detente::Analyzer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analysis = Analyzer::embedded().analyze(text).expect("short enough");
    let (sentences, actors) = (analysis.sentences().len(), analysis.actors().len());
    assert_eq!(analysis.sentence_tones().len(), sentences);
    for entity in analysis.entities() {
        assert!(entity.span.get(text).is_some_and(|words| !words.is_empty()), "{entity:?}");
        assert!(
            (entity.sentence as usize) < sentences && entity.actor.is_none_or(|actor| actor.get() < actors)
        );
    }
    for quote in analysis.quotes() {
        assert!(quote.span.get(text).is_some() && (quote.sentence as usize) < sentences, "{quote:?}");
    }
    for d in analysis.directed_tones() {
        assert!(d.source != d.target && d.source.get() < actors && d.target.get() < actors, "{d:?}");
        assert!((d.sentence as usize) < sentences && d.tone.score().abs() <= 1.0, "{d:?}");
    }
});
