//! What holds for every text.

use detente::{
    Analysis, Analyzer, BatchControl, BatchOptions, CharOffsets, LineBreaks, Scratch, Span, Tokenized,
    Tokenizer, spans_to_chars,
};
use proptest::prelude::*;
use std::num::NonZeroUsize;

/// Words that wake every stage: names, verbs of stance, quotes, numbers, and what breaks tokenizers.
const WORDS: &[&str] = &[
    "China",
    "Beijing",
    "the United States",
    "U.S.",
    "Mr. Xi",
    "N. Korea",
    "Seoul",
    "NATO",
    "Hamas",
    "he",
    "they",
    "condemned",
    "thanked",
    "threatened",
    "was infuriated by",
    "did not praise",
    "agreed with",
    "said that",
    "may",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "n't",
    "(",
    ")",
    "[",
    "—",
    "-",
    "...",
    ".",
    ".",
    "!",
    "?",
    ",",
    ";",
    ":",
    "1.5%",
    "$3 billion",
    "28,500",
    "Friday",
    "second-largest",
    "(AP)",
    "THAAD",
    "http://a.b/c?d=e",
    "@x",
    "#y",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "é",
    "e\u{301}",
    "🙂",
    "👩‍👩‍👧",
    "日本",
    "ß",
    "İ",
];

fn news_like() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(WORDS), prop::bool::weighted(0.8)), 0..60).prop_map(|parts| {
        let spaced = |(word, space): (&str, bool)| format!("{word}{}", if space { " " } else { "" });
        parts.into_iter().map(spaced).collect()
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => news_like(), 1 => any::<String>(), 1 => "[ -~\n]{0,200}"]
}

/// Checks all that an analysis promises about its spans, indices and numbers.
fn check(text: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let tokens: Vec<Span> = analysis.tokens().copied().collect();
    ascending("token", text, &tokens)?;
    let mut inside = vec![false; text.len()];
    for token in &tokens {
        inside[token.range()].fill(true);
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        prop_assert!(inside[at], "{c:?} at {at} is in no token");
    }

    let sentences: Vec<_> = analysis.sentences().collect();
    ascending("sentence", text, &sentences.iter().map(|sentence| sentence.span).collect::<Vec<_>>())?;
    let mut next = 0;
    for sentence in &sentences {
        prop_assert_eq!(sentence.tokens.start as usize, next, "a token in no sentence or in two");
        prop_assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end as usize;
        let covered = &tokens[sentence.tokens.range()];
        prop_assert_eq!(sentence.span, covered[0].cover(covered[covered.len() - 1]));
    }
    prop_assert_eq!(next, tokens.len());

    let mut next = 0;
    for block in analysis.blocks() {
        prop_assert_eq!(block.sentences.start as usize, next, "a sentence in no block or in two");
        next = block.sentences.end as usize;
    }
    prop_assert_eq!(next, sentences.len());

    let entities: Vec<_> = analysis.entities().collect();
    ascending("entity", text, &entities.iter().map(|entity| entity.span).collect::<Vec<_>>())?;
    let actors = analysis.actors();
    for entity in &entities {
        let covered = &tokens[entity.tokens.range()];
        prop_assert!(
            covered[0].start <= entity.span.start && entity.span.end <= covered[covered.len() - 1].end
        );
        let sentence = sentences[entity.sentence as usize];
        prop_assert!(sentence.span.contains(entity.span));
        prop_assert!(entity.actor.is_none_or(|actor| actor.get() < actors.len()));
        prop_assert!(entity.value.is_none_or(f64::is_finite));
    }
    for (index, actor) in actors.iter().enumerate() {
        prop_assert!(!actor.id.is_empty() && !actor.name.is_empty());
        prop_assert!(actors[..index].iter().all(|other| other.id != actor.id), "{} twice", actor.id);
    }

    ascending("quote", text, &analysis.quotes().map(|quote| quote.span).collect::<Vec<_>>())?;
    for quote in analysis.quotes() {
        prop_assert!((quote.sentence as usize) < sentences.len());
        prop_assert!(quote.speaker.is_none_or(|speaker| speaker.get() < actors.len()));
        slices(text, quote.speaker_span)?;
    }

    prop_assert_eq!(analysis.sentence_tones().len(), sentences.len());
    let tones = analysis.sentence_tones().copied().chain([analysis.tone()]);
    let tones =
        tones.chain(analysis.directed().map(|d| d.tone)).chain(analysis.dyads().map(|dyad| dyad.tone));
    for tone in tones {
        prop_assert!((-1.0..=1.0).contains(&tone.score()));
    }

    let mut seen = Vec::new();
    for d in analysis.directed_tones() {
        prop_assert!(d.source != d.target && d.source.get() < actors.len() && d.target.get() < actors.len());
        prop_assert!((d.sentence as usize) < sentences.len());
        prop_assert!((0.0..=1.0).contains(&d.confidence), "confidence {}", d.confidence);
        prop_assert!(d.tone.thousandths() != 0, "a stance without a tone");
        for span in [d.source_span, d.target_span, d.cue] {
            slices(text, span)?;
        }
        seen.push((d.sentence, d.source, d.target));
    }
    prop_assert!(seen.is_sorted_by_key(|(sentence, ..)| sentence));
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    prop_assert_eq!(seen.len(), count, "a pair twice in one sentence");

    let counted: u32 = analysis.net_tones().iter().map(|dyad| dyad.count).sum();
    prop_assert!(counted as usize <= count && analysis.net_tones().iter().all(|dyad| dyad.count > 0));
    prop_assert!(analysis.net_tones().iter().all(|dyad| dyad.source != dyad.target));
    Ok(())
}

/// Spans are in text order, apart, not empty, and on character boundaries.
fn ascending(what: &str, text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    for pair in spans.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start, "{} {:?} before {:?}", what, pair[0], pair[1]);
    }
    for &span in spans {
        prop_assert!(span.get(text).is_some_and(|words| !words.is_empty()), "{} {:?}", what, span);
    }
    Ok(())
}

fn slices(text: &str, span: Option<Span>) -> Result<(), TestCaseError> {
    prop_assert!(span.is_none_or(|span| span.get(text).is_some_and(|words| !words.is_empty())), "{:?}", span);
    Ok(())
}

/// The embedded analyzer with each meaning of line breaks.
fn analyzers() -> [Analyzer; 3] {
    [LineBreaks::Auto, LineBreaks::Break, LineBreaks::Space]
        .map(|line_breaks| Analyzer::embedded().with_line_breaks(line_breaks))
}

/// The spans of tokens, sentences and blocks, each moved by `by` bytes.
fn moved(tokenized: &Tokenized, by: usize) -> [Vec<Span>; 3] {
    let moved = |span: Span| Span::from_range(span.start as usize + by..span.end as usize + by);
    [
        tokenized.tokens.iter().map(|&token| moved(token)).collect(),
        tokenized.sentences.iter().map(|sentence| moved(sentence.span)).collect(),
        tokenized.blocks.iter().map(|block| moved(block.span)).collect(),
    ]
}

fn threads(n: usize) -> BatchOptions {
    BatchOptions { threads: NonZeroUsize::new(n) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_and_numbers_are_sound(text in any_text()) {
        check(&text, &Analyzer::embedded().analyze(&text).unwrap())?;
    }

    #[test]
    fn spans_are_sound_whatever_a_line_break_means(text in any_text()) {
        for analyzer in analyzers() {
            check(&text, &analyzer.analyze(&text).unwrap())?;
        }
    }

    #[test]
    fn a_blank_line_separates(first in any_text(), second in any_text()) {
        let joined = format!("{first}\n\n{second}");
        for analyzer in analyzers() {
            let [whole, a, b] = [&joined, &first, &second].map(|text| analyzer.tokenize(text).unwrap());
            let (a, b) = (moved(&a, 0), moved(&b, first.len() + 2));
            for ((whole, a), b) in moved(&whole, 0).into_iter().zip(a).zip(b) {
                prop_assert_eq!(whole, [a, b].concat());
            }
        }
    }

    #[test]
    fn line_ends_of_both_kinds_are_one(text in any_text()) {
        let unix = text.replace('\r', "");
        let dos = unix.replace('\n', "\r\n");
        for analyzer in analyzers() {
            let [of_unix, of_dos] = [&unix, &dos].map(|text| analyzer.tokenize(text).unwrap());
            let words = |text: &str, t: &Tokenized| t.tokens.iter().map(|&t| text[t].to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(words(&unix, &of_unix), words(&dos, &of_dos));
            let sentences = |t: &Tokenized| t.sentences.iter().map(|s| (s.tokens, s.kind)).collect::<Vec<_>>();
            prop_assert_eq!(sentences(&of_unix), sentences(&of_dos));
            let blocks = |t: &Tokenized| t.blocks.iter().map(|b| (b.sentences, b.kind)).collect::<Vec<_>>();
            prop_assert_eq!(blocks(&of_unix), blocks(&of_dos));
        }
    }

    #[test]
    fn scratch_leaves_no_trace(before in any_text(), text in any_text()) {
        let (analyzer, mut scratch) = (Analyzer::embedded(), Scratch::new());
        analyzer.analyze_with(&mut scratch, &before).unwrap();
        prop_assert_eq!(analyzer.analyze_with(&mut scratch, &text).unwrap(), analyzer.analyze(&text).unwrap());
        prop_assert_eq!(analyzer.score_with(&mut scratch, &text).unwrap(), analyzer.score(&text).unwrap());
    }

    #[test]
    fn character_spans_slice_the_same_words(text in any_text()) {
        let text = text.as_str();
        let analysis = Analyzer::embedded().analyze(text).unwrap();
        let offsets = CharOffsets::new(text);
        let chars: Vec<char> = text.chars().collect();
        let in_chars = analysis.clone().map_spans(|span| offsets.to_chars(span));
        for (bytes, span) in analysis.tokens().zip(in_chars.tokens()) {
            prop_assert_eq!(&text[*bytes], chars[span.range()].iter().collect::<String>());
        }
        for (bytes, span) in analysis.entities().zip(in_chars.entities()) {
            prop_assert_eq!(&text[bytes.span], chars[span.span.range()].iter().collect::<String>());
        }
        let mut tokens: Vec<Span> = analysis.tokens().copied().collect();
        spans_to_chars(text, &mut tokens);
        prop_assert!(tokens.iter().eq(in_chars.tokens()), "all at once as one by one");
    }

    #[test]
    fn a_tokenizer_finds_what_the_analyzer_finds(text in any_text(), choice in 0..LineBreaks::ALL.len()) {
        let line_breaks = LineBreaks::ALL[choice];
        let analyzer = Analyzer::embedded().with_line_breaks(line_breaks);
        let tokenizer = Tokenizer::embedded().with_line_breaks(line_breaks);
        let analysis = analyzer.analyze(&text).unwrap();
        let tokenized = tokenizer.tokenize(&text).unwrap();
        prop_assert!(tokenized.tokens.iter().eq(analysis.tokens()));
        prop_assert!(tokenized.sentences.iter().map(|s| s.span).eq(analysis.sentences().map(|s| s.span)));
        let mut tokens = Vec::new();
        tokenizer.tokens_into(&text, &mut tokens).unwrap();
        prop_assert_eq!(tokens, tokenized.tokens);
        if line_breaks == LineBreaks::Break {
            prop_assert!(tokenized.sentences.iter().all(|s| !text.as_str()[s.span].contains('\n')));
        }
    }

    #[test]
    fn tones_of_any_spans_are_in_range(text in any_text(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let analyzer = Analyzer::embedded();
        let analysis = analyzer.analyze(&text).unwrap();
        let tokens: Vec<Span> = analysis.tokens().copied().collect();
        if !tokens.is_empty() {
            let (source, target) = (*a.get(&tokens), *b.get(&tokens));
            let between = analyzer.tone_between(&text, source, target).unwrap();
            let toward = analyzer.tone_toward(&text, target).unwrap();
            prop_assert!(between.score().abs() <= 1.0 && toward.score().abs() <= 1.0);
        }
    }

    #[test]
    fn explanations_sum_to_the_tones(text in any_text()) {
        let analyzer = Analyzer::embedded();
        let (analysis, explanation) = (analyzer.analyze(&text).unwrap(), analyzer.explain(&text).unwrap());
        prop_assert_eq!(explanation.sentences.len(), analysis.sentences().len());
        prop_assert_eq!(explanation.directed.len(), analysis.directed().len());
        let tones = analysis.sentence_tones().copied().chain(analysis.directed().map(|d| d.tone));
        for (parts, tone) in explanation.sentences.iter().chain(&explanation.directed).zip(tones) {
            let sum: f64 = parts.iter().map(|part| part.amount).sum();
            prop_assert!((sum - tone.score()).abs() < 1e-9, "{} is not {}", sum, tone);
            for part in parts {
                slices(&text, part.span)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_batch_is_its_texts_one_by_one(texts in prop::collection::vec(any_text(), 0..24)) {
        let analyzer = Analyzer::embedded();
        let single: Vec<Analysis> = texts.iter().map(|text| analyzer.analyze(text).unwrap()).collect();
        for n in [1, 2, 8] {
            let batch = analyzer.analyze_batch_with(&texts, threads(n), &BatchControl::new()).unwrap();
            let batch: Vec<Analysis> = batch.into_iter().map(Result::unwrap).collect();
            prop_assert_eq!(&batch, &single, "{} threads", n);
        }
        prop_assert_eq!(analyzer.analyze_batch(&texts).unwrap(), single);
    }
}

#[test]
fn articles_are_sound() {
    for name in ["radar-dispute", "river-accord", "strait-collision"] {
        let path = format!("{}/../examples/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let analysis = Analyzer::embedded().analyze(&text).unwrap();
        check(&text, &analysis).expect("sound");
        assert!(analysis.tokens().len() > 300 && analysis.sentences().len() > 15, "{name}");
        assert!(analysis.entities().len() > 30 && analysis.directed().len() > 5, "{name}");
    }
}

#[test]
fn a_stopped_batch_says_so() {
    let control = BatchControl::new();
    control.cancel();
    let error = Analyzer::embedded().analyze_batch_with(&["a", "b"], threads(2), &control).unwrap_err();
    assert_eq!((error.kind(), control.done()), (detente::ErrorKind::Cancelled, 0));
}
