//! The scorer over the embedded model: what must hold of any pair, any quote and any text.
#![allow(missing_docs, reason = "tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use detente_entities::{EntityTagger, TagScratch, Tagged};
use detente_linear::ModelFile;
use detente_text::Span;
use detente_tokenize::{Lexemes, Tokenized, Tokenizer};
use detente_tone::{Reading, Tone, ToneScorer, ToneScratch, Toned};
use proptest::prelude::{ProptestConfig, proptest};
use std::sync::LazyLock;

struct Stages {
    tokenizer: Tokenizer,
    tagger: EntityTagger,
    scorer: ToneScorer,
}

static STAGES: LazyLock<Stages> = LazyLock::new(|| {
    let file = ModelFile::parse(detente_data::MODEL).unwrap();
    Stages {
        tokenizer: Tokenizer::from_model(&file).unwrap(),
        tagger: EntityTagger::from_model(&file).unwrap(),
        scorer: ToneScorer::from_model(&file).unwrap(),
    }
});

fn read<R>(text: &str, then: impl FnOnce(&Reading<'_>, &ToneScorer) -> R) -> R {
    let tokenized: Tokenized = STAGES.tokenizer.tokenize(text);
    let mut lexemes = Lexemes::default();
    lexemes.compute(text, &tokenized);
    let mut tagged = Tagged::default();
    let mut scratch = TagScratch::default();
    STAGES.tagger.tag(text, &tokenized, &lexemes, &mut scratch, &mut tagged);
    let (lexemes, parties) = (&lexemes, scratch.parties());
    then(
        &Reading { text, tokenized: &tokenized, lexemes, tagged: &tagged, parties, user_words: None },
        &STAGES.scorer,
    )
}

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::from_range(start..start + part.len())
}

fn between(text: &str, source: &str, target: &str) -> Tone {
    read(text, |reading, scorer| {
        scorer.between(reading, span(text, source), span(text, target), &mut ToneScratch::default())
    })
}

fn toned(text: &str) -> Toned {
    read(text, |reading, scorer| {
        let mut toned = Toned::default();
        scorer.score(reading, 0.0, &mut ToneScratch::default(), &mut toned);
        toned
    })
}

#[test]
fn signs_follow_the_words_in_active_and_passive() {
    for (verb, hostile) in [
        ("condemned", true),
        ("criticized", true),
        ("attacked", true),
        ("praised", false),
        ("thanked", false),
        ("supported", false),
    ] {
        let active = format!("Kenya {verb} Uganda on Friday.");
        let passive = format!("Uganda was {verb} by Kenya on Friday.");
        for text in [active, passive] {
            let tone = between(&text, "Kenya", "Uganda");
            assert_eq!(tone < Tone::NEUTRAL, hostile, "{text} {tone}");
        }
    }
}

#[test]
fn whoever_is_infuriated_holds_the_tone() {
    let text = "Kenya has been infuriated by Uganda.";
    let (there, back) = (between(text, "Kenya", "Uganda"), between(text, "Uganda", "Kenya"));
    assert!(there <= Tone::new(-0.6) && there < back, "{there} {back}");
}

#[test]
fn other_names_give_the_same_tone() {
    let first = between("Kenya condemned Uganda.", "Kenya", "Uganda");
    let second = between("Norway condemned Poland.", "Norway", "Poland");
    assert!((first.score() - second.score()).abs() < 0.15, "{first} {second}");
}

#[test]
fn negation_moves_toward_the_middle() {
    let plain = between("Kenya condemned Uganda.", "Kenya", "Uganda");
    let negated = between("Kenya did not condemn Uganda.", "Kenya", "Uganda");
    assert!(negated > plain, "{plain} {negated}");
    let plain = between("Kenya supported Uganda.", "Kenya", "Uganda");
    let negated = between("Kenya did not support Uganda.", "Kenya", "Uganda");
    assert!(negated < plain, "{plain} {negated}");
}

#[test]
fn quotes_have_their_marks_whichever_way_they_are_drawn() {
    for (text, quotes) in [
        ("\"We agree,\" she said.", &["\"We agree,\""][..]),
        ("He spoke of a “new path“, and left.", &["“new path“"]),
        (
            "“We agree. We sign today,” he said. “It is done.”",
            &["“We agree. We sign today,”", "“It is done.”"],
        ),
        ("“We never agreed, he said.", &["“We never agreed, he said."]),
        ("They don't say it's the workers' fault.", &[]),
        ("", &[]),
    ] {
        let found: Vec<&str> = toned(text).quotes.iter().map(|quote| quote.span.get(text).unwrap()).collect();
        assert_eq!(found, quotes, "{text}");
    }
}

#[test]
fn parts_sum_to_the_tone() {
    let text = "Kenya condemned Uganda on Friday. “Uganda has betrayed us,” Kenya's president said.";
    read(text, |reading, scorer| {
        let (mut scratch, mut toned) = (ToneScratch::default(), Toned::default());
        scorer.score(reading, 0.0, &mut scratch, &mut toned);
        let explanation = scorer.explain(reading, &toned, &mut scratch);
        assert_eq!(explanation.sentences.len(), toned.sentence_tones.len());
        assert_eq!(explanation.directed.len(), toned.directed.len());
        assert!(!toned.directed.is_empty());
        let tones = toned.sentence_tones.iter().copied().chain(toned.directed.iter().map(|d| d.tone));
        for (parts, tone) in explanation.sentences.iter().chain(&explanation.directed).zip(tones) {
            let sum: f64 = parts.iter().map(|part| part.amount).sum();
            assert!((sum - tone.score()).abs() < 1e-9, "{sum} {tone}");
            assert!(tone == Tone::NEUTRAL || parts.iter().any(|part| part.span.is_some()));
        }
    });
}

#[test]
fn an_adverb_of_degree_has_its_own_part_of_the_tone() {
    let of = |text: &str| {
        read(text, |reading, scorer| {
            let (mut scratch, mut toned) = (ToneScratch::default(), Toned::default());
            scorer.score(reading, 0.0, &mut scratch, &mut toned);
            let parts = scorer.explain(reading, &toned, &mut scratch).sentences.remove(0);
            let part = |word: &str| {
                let span = text.find(word).map(|start| Span::from_range(start..start + word.len()));
                parts.iter().find(|part| part.span == span && span.is_some()).map(|part| part.amount)
            };
            let sum: f64 = parts.iter().map(|part| part.amount).sum();
            (toned.sentence_tones[0].score(), sum, part("strongly").or(part("mildly")))
        })
    };
    let (plain, _, none) = of("Kenya criticized Uganda.");
    assert!(plain < -0.2 && none.is_none(), "{plain}");
    for (text, degree) in
        [("Kenya strongly criticized Uganda.", -0.13), ("Kenya mildly criticized Uganda.", 0.13)]
    {
        let (tone, sum, part) = of(text);
        assert!((sum - tone).abs() < 1e-9, "{text} {sum} {tone}");
        assert!((tone - plain - degree).abs() < 1e-9, "{text} {tone} {plain}");
        assert!(part.is_some_and(|part| (part - degree).abs() < 1e-9), "{text} {part:?}");
    }
}

#[test]
fn one_pair_an_order_of_actors_in_a_sentence() {
    let found =
        toned("France, Germany and Japan accused Iran and Syria of helping Russia and China attack Ukraine.");
    for (index, a) in found.directed.iter().enumerate() {
        assert!(a.source != a.target && a.tone != Tone::NEUTRAL);
        assert!((0.0..=1.0).contains(&a.confidence));
        let again = |b: &detente_tone::DirectedTone| (b.source, b.target) == (a.source, a.target);
        assert!(!found.directed[index + 1..].iter().any(again));
    }
}

#[test]
fn a_noun_phrase_that_names_a_party_twice_is_one_mention() {
    for (text, source, target) in [
        (
            "Peruvian Foreign Minister Carlos Ibarra condemned Chile's Interior Ministry.",
            "Peruvian Foreign Minister Carlos Ibarra",
            "Chile's Interior Ministry",
        ),
        ("Peru condemned Chilean President Ana Rojas.", "Peru", "Chilean President Ana Rojas"),
    ] {
        let toned = toned(text);
        let spans: Vec<_> =
            toned.directed.iter().map(|d| (d.source_span.unwrap(), d.target_span.unwrap())).collect();
        assert_eq!(spans, [(span(text, source), span(text, target))], "{text}");
    }
    // A verb parts them.
    let text = "Peru said Peruvian troops had attacked Chile.";
    let phrases = toned(text).directed.into_iter().filter_map(|d| d.source_span);
    assert!(phrases.into_iter().all(|found| found.get(text).unwrap().split(' ').count() == 1), "{text}");
}

#[test]
fn a_long_sentence_of_names_is_read() {
    let text = "Iran, France, Kenya, Cuba and Peru attacked ".repeat(2000);
    assert!(toned(&text).directed.len() < 2000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_and_no_span_panics(
        text in "([ \\n“”\"'‘’.,:a-zé🙂]|Iran |China's |anti-U\\.S\\. |said |was |killed |by |not ){0,40}",
        ends in proptest::array::uniform4(0u32..200),
    ) {
        toned(&text);
        read(&text, |reading, scorer| {
            let (a, b) = (Span::new(ends[0], ends[1]), Span::new(ends[2], ends[3]));
            let mut scratch = ToneScratch::default();
            scorer.between(reading, a, b, &mut scratch);
            scorer.toward(reading, a, &mut scratch);
            scorer.score_text(reading, &mut scratch);
        });
    }
}
