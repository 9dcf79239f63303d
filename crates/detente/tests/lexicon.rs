//! Words whose tone the user says.
#![cfg(feature = "embedded-model")]
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use detente::{Analyzer, Lexicon, LexiconEntry, WordClass};

const VERB: Option<WordClass> = Some(WordClass::Verb);

fn with(entries: &[(&str, f64, Option<WordClass>)]) -> Analyzer {
    let entry = |&(word, tone, class): &(&str, f64, Option<WordClass>)| LexiconEntry {
        word: word.to_owned(),
        tone,
        class,
    };
    let lexicon = Lexicon::new(entries.iter().map(entry).collect()).unwrap();
    Analyzer::embedded().with_lexicon(&lexicon)
}

/// The tone of one actor toward another in `text`; 0 where there is none.
fn tone(analyzer: &Analyzer, text: &str, source: &str, target: &str) -> f64 {
    let analysis = analyzer.analyze(text).unwrap();
    let found = analysis.directed().find(|d| (&*d.source.id, &*d.target.id) == (source, target));
    found.map_or(0.0, |d| d.tone.score())
}

#[test]
fn a_word_that_nobody_knows_has_the_tone_that_the_user_says() {
    for text in ["Norway zorped Iceland on Friday.", "Iceland was zorped by Norway."] {
        let mut before = -1.0;
        for said in [-0.9, -0.7, -0.5, 0.0, 0.5, 0.7, 0.9] {
            let found = tone(&with(&[("zorp", said, VERB)]), text, "NOR", "ISL");
            assert!((found - said).abs() < 0.32 && found >= before, "{said} became {found} in {text:?}");
            before = found;
        }
    }
}

#[test]
fn every_class_counts_in_its_own_place() {
    let analyzer = with(&[
        ("zorp", -0.9, Some(WordClass::Noun)),
        ("glim", -0.9, Some(WordClass::Adjective)),
        ("narp", -0.9, Some(WordClass::Experiencer)),
    ]);
    for text in [
        "Norway's zorp toward Iceland was a surprise.",
        "Norway is glim toward Iceland.",
        "Norway was narped by Iceland.",
    ] {
        assert!(tone(&analyzer, text, "NOR", "ISL") < -0.4, "{text}");
    }
}

#[test]
fn the_users_word_wins_in_each_of_its_forms() {
    let text = "Peru condemned Chile.";
    assert!(tone(&Analyzer::embedded(), text, "PER", "CHL") < -0.4);
    assert!(tone(&with(&[("condemn", 0.7, None)]), text, "PER", "CHL") > 0.2);
    // A form with an entry of its own is not an inflection of the other.
    let both = with(&[("condemn", 0.7, None), ("condemned", -0.8, None)]);
    assert!(tone(&both, text, "PER", "CHL") < -0.4);
    assert!(tone(&both, "Peru condemns Chile.", "PER", "CHL") > 0.2);
    let neutral = with(&[("condemn", 0.0, None)]);
    assert!(tone(&neutral, text, "PER", "CHL").abs() < 0.2);
    assert!(neutral.score(text).unwrap().score().abs() < 0.2);
}

#[test]
fn phrases_may_hold_an_article_and_the_longest_is_taken() {
    let analyzer =
        with(&[("open door", 0.8, Some(WordClass::Verb)), ("open door to war", -0.9, Some(WordClass::Verb))]);
    assert!(tone(&analyzer, "Norway OPENED THE DOOR with Iceland.", "NOR", "ISL") > 0.2);
    assert!(tone(&analyzer, "Norway opened the door to war with Iceland.", "NOR", "ISL") < -0.4);
}

#[test]
fn names_keep_their_words_and_an_empty_lexicon_changes_nothing() {
    let plain = Analyzer::embedded();
    let text = "Norway thanked the Red Cross. Peru condemned Chile.";
    let read = |analyzer: &Analyzer| analyzer.analyze(text).unwrap();
    assert_eq!(read(&with(&[("cross", -0.9, None)])), read(&plain));
    assert_eq!(read(&with(&[])), read(&plain));
    assert_eq!(read(&with(&[("thank", -0.9, None)]).with_lexicon(&Lexicon::default())), read(&plain));
}

#[test]
fn what_is_below_the_least_confidence_is_withheld_from_pairs_and_nets() {
    let plain = Analyzer::embedded();
    let text = "Peru condemned Chile. Norway thanked Iceland for its help. Egypt mentioned a worry of Sudan in talks.";
    let all = plain.analyze(text).unwrap();
    let confidences: Vec<f32> = all.directed().map(|d| d.confidence).collect();
    assert!(confidences.len() > 1, "{confidences:?}");
    for least in [0.0, 0.25, 0.5, 0.75, 0.9, 1.0].into_iter().chain(confidences.iter().copied()) {
        let some = plain.clone().with_min_confidence(least).analyze(text).unwrap();
        let kept: Vec<f32> = some.directed().map(|d| d.confidence).collect();
        let expected: Vec<f32> = confidences.iter().copied().filter(|c| *c >= least).collect();
        assert_eq!(kept, expected);
        assert_eq!(some.net_tones().iter().map(|dyad| dyad.count).sum::<u32>() as usize, kept.len());
    }
    assert_eq!(plain.with_min_confidence(f32::NAN).analyze(text).unwrap(), all);
}
