//! From entities to tones.

use crate::anaphora::{Anaphora, LEAST_CONFIDENCE};
use crate::candidate::{self, Candidate};
use crate::cue;
use crate::directed::DirectedTone;
use crate::dyad;
use crate::explanation::Explanation;
use crate::heads::{Heads, PairSums};
use crate::lexicon::Lexicon;
use crate::mode::Mode;
use crate::network::Activations;
use crate::pair::{self, Cue};
use crate::parts;
use crate::phrase;
use crate::quotation;
use crate::quote::Quote;
use crate::reading::Reading;
use crate::site::{Counts, Mention, Site};
use crate::speaker::Speech;
use crate::tone::Tone;
use crate::toned::Toned;
use crate::word::{self, Word, mark};
use detente_entities::{ActorIndex, Party, PartyKind};
use detente_linear::{ModelError, ModelFile, hash_bytes};
use detente_text::{Span, offset};
use detente_tokenize::SentenceKind;
use std::ops::Range;

/// A directed tone nearer to 0 than half a step of the scale is none, in thousandths.
const LEAST: i16 = 50;

/// What an adverb of degree adds to a tone, in thousandths.
const DEGREE: i32 = 130;

/// Buffers of the scorer, reused from text to text.
#[derive(Debug, Clone, Default)]
pub struct ToneScratch {
    pub(crate) words: Vec<Word>,
    pub(crate) counts: Counts,
    pub(crate) quotes: Vec<Range<usize>>,
    /// The parties, mentions in one noun phrase joined.
    pub(crate) parties: Vec<Party>,
    candidates: Vec<Candidate>,
    anaphora: Anaphora,
    activations: Activations,
}

impl ToneScratch {
    /// Computes what all heads read.
    pub(crate) fn prepare(&mut self, lexicon: &Lexicon, reading: &Reading<'_>) {
        word::compute(lexicon, reading, &mut self.words);
        quotation::find(reading, &mut self.quotes);
        let spans = self.quotes.iter().filter_map(|tokens| quotation::span_of(reading, tokens));
        word::mark_quoted(reading, spans, &mut self.words);
        phrase::find(reading, &self.words, &mut self.parties);
        let groups = self.parties.iter().filter(|party| party.kind == PartyKind::Group);
        self.counts.set_groups(groups.map(|party| party.tokens.start as usize));
        self.counts.compute(&self.words, hash_bytes(word::ACTOR));
    }
}

/// A sentence whose pairs are looked at.
struct Scene<'a> {
    speech: &'a Speech<'a>,
    number: usize,
    /// Its tokens.
    range: Range<usize>,
    /// Where its directed tones begin.
    first: usize,
    min_confidence: f32,
}

/// Scores tones: of sentences, and of actors toward each other.
#[derive(Debug, Clone)]
pub struct ToneScorer {
    lexicon: Lexicon,
    heads: Heads,
}

impl ToneScorer {
    /// The scorer whose weights stand in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { lexicon: Lexicon::new(), heads: Heads::from_model(file)? })
    }

    pub(crate) const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Scores a whole document into `toned`, less directed tones of which the confidence is below
    /// `min_confidence`.
    ///
    /// Where a sentence does not name a party, "we" in a quote stands for its speaker, and "he", "she", "it", "they",
    /// "the two countries" and the like for who the sentence before is about, as far as that is safe.
    ///
    /// Cost: linear in the text; at most 72 ordered pairs of mentions a sentence
    /// are looked at, those whose mentions stand nearest to each other first.
    pub fn score(
        &self,
        reading: &Reading<'_>,
        min_confidence: f32,
        scratch: &mut ToneScratch,
        toned: &mut Toned,
    ) {
        toned.clear();
        scratch.prepare(&self.lexicon, reading);
        let speech = Speech { reading, words: &scratch.words };
        add_quotes(&speech, &scratch.quotes, &mut toned.quotes);
        scratch.anaphora.find(&speech, &toned.quotes, &scratch.parties, &scratch.counts);
        for (number, sentence) in reading.tokenized.sentences.iter().enumerate() {
            if sentence.kind == SentenceKind::Boilerplate {
                toned.sentence_tones.push(Tone::NEUTRAL);
                continue;
            }
            let range = sentence.tokens.range();
            let tone = self.sentence_tone(reading, range.clone(), &scratch.words, &mut scratch.activations);
            toned.sentence_tones.push(tone);
            let first = toned.directed.len();
            let scene = Scene { speech: &speech, number, range, first, min_confidence };
            candidate::find(reading, &scratch.parties, number, &mut scratch.candidates);
            self.add_pairs(
                &scene,
                min_confidence,
                &scratch.candidates,
                &scratch.words,
                &scratch.counts,
                toned,
            );
            let anaphora = &mut scratch.anaphora;
            if let Some(parties) = anaphora.with(&scratch.parties, number) {
                candidate::find(reading, parties, number, &mut scratch.candidates);
                scratch
                    .candidates
                    .retain(|pair| anaphora.holds(&pair.source) || anaphora.holds(&pair.target));
                let least = min_confidence.max(LEAST_CONFIDENCE);
                self.add_pairs(&scene, least, &scratch.candidates, &anaphora.words, &anaphora.counts, toned);
                anaphora.settle(&mut toned.directed, first);
            }
            if let Some(found) = toned.directed.get_mut(first..) {
                found.sort_by_key(|d| (d.source_span, d.target_span));
            }
        }
        dyad::net(&toned.directed, &mut toned.dyads);
        toned.tone = dyad::document(&toned.sentence_tones);
    }

    /// Adds the directed tones among `candidates`, each pair of mentions in both orders, one after the other.
    fn add_pairs(
        &self,
        scene: &Scene<'_>,
        least: f32,
        candidates: &[Candidate],
        words: &[Word],
        counts: &Counts,
        toned: &mut Toned,
    ) {
        let window = || scene.range.clone();
        let pairs: Vec<PairSums> =
            candidates.iter().map(|c| self.heads.pair(&c.site(words, counts, window()))).collect();
        for (index, (candidate, pair)) in candidates.iter().zip(&pairs).enumerate() {
            let [stance, tone] = pair.sums;
            let reverse = pairs.get(index ^ 1).map_or(stance, |pair| pair.sums[0]);
            let tone = Tone::from_thousandths(by_degree(self.heads.tone.at(tone), words, pair.cue));
            let is_sure = stance >= self.heads.threshold && stance + self.heads.margin >= reverse;
            if !is_sure || tone.thousandths().abs() < LEAST {
                continue;
            }
            let undergone = |cue| pair::is_undergone(&candidate.site(words, counts, window()), cue);
            if pair.cue.is_some_and(undergone) {
                continue;
            }
            let confidence = thousandths(self.heads.confidence.at(stance));
            // What one phrase does is as sure as what two names do.
            let is_both = candidate.spans.0 == candidate.spans.1;
            let least = if is_both { scene.min_confidence } else { least };
            if confidence < least {
                continue;
            }
            let cue = |c: Cue| cue::span(scene.speech.reading, words, &scene.range, c.token);
            let said = pair.cue.map_or(scene.range.start, |c| c.token);
            let found = DirectedTone {
                source: candidate.actors.0,
                target: candidate.actors.1,
                tone,
                mode: mode(self.heads.modes(&candidate.site(words, counts, window()), pair.cue)),
                confidence,
                sentence: offset(scene.number),
                source_span: candidate.spans.0,
                target_span: candidate.spans.1,
                cue: pair.cue.and_then(cue),
                speaker: speaker(scene.speech, toned, scene.number, said),
            };
            keep_surest(&mut toned.directed, scene.first, found);
        }
    }

    /// The tone of a headline, a sentence or a short text as a whole: of several sentences the
    /// mean, weighted by strength. Neutral where the text is empty.
    ///
    /// It needs no names: `tagged` and `parties` of the reading may be empty. Cost: linear in the text.
    pub fn score_text(&self, reading: &Reading<'_>, scratch: &mut ToneScratch) -> Tone {
        if reading.user_words.is_some() {
            word::compute(&self.lexicon, reading, &mut scratch.words);
        }
        let tones: Vec<Tone> = reading
            .tokenized
            .sentences
            .iter()
            .map(|sentence| {
                let range = sentence.tokens.range();
                self.sentence_tone(reading, range, &scratch.words, &mut scratch.activations)
            })
            .collect();
        dyad::document(&tones)
    }

    /// The tone of the sentence `tokens`; `words` are those of the text where the user says the tone of some.
    fn sentence_tone(
        &self,
        reading: &Reading<'_>,
        tokens: Range<usize>,
        words: &[Word],
        activations: &mut Activations,
    ) -> Tone {
        let tone = self.plain_sentence(reading, tokens, words, activations);
        Tone::from_thousandths(activations.degree.map_or(tone, |degree| in_degree(tone, degree.step)))
    }

    /// The tone of a sentence, in thousandths, were it without its adverb of degree.
    fn plain_sentence(
        &self,
        reading: &Reading<'_>,
        tokens: Range<usize>,
        words: &[Word],
        activations: &mut Activations,
    ) -> i32 {
        let given = reading.user_words.map(|_| words);
        let read = &mut activations.words;
        read.clear();
        let put = |row, token| read.push((row, token));
        activations.degree = self.heads.vocabulary().read(&self.lexicon, reading.lexemes, tokens, given, put);
        self.heads.sentence(activations)
    }

    /// The tone of the words at `source` toward the words at `target`: the likeliest tone, the
    /// smaller the less sure it is that there is any and the surer that there is one the other way;
    /// neutral only where a span holds no token or both hold the same.
    pub fn between(
        &self,
        reading: &Reading<'_>,
        source: Span,
        target: Span,
        scratch: &mut ToneScratch,
    ) -> Tone {
        scratch.prepare(&self.lexicon, reading);
        let given = [source, target];
        let (Some(source), Some(target)) = (
            candidate::mention(reading, &scratch.parties, source),
            candidate::mention(reading, &scratch.parties, target),
        ) else {
            return Tone::NEUTRAL;
        };
        if given[0] == given[1] {
            return Tone::NEUTRAL;
        }
        candidate::hide(&mut scratch.words, &mut scratch.counts, [&source, &target]);
        let Some(window) = candidate::window(reading, &source, &target) else { return Tone::NEUTRAL };
        let there =
            Site { words: &scratch.words, counts: &scratch.counts, window, source: &source, target: &target };
        let back = Site { source: &target, target: &source, ..there.clone() };
        let PairSums { sums: [stance, tone], cue } = self.heads.pair(&there);
        let [reverse, _] = self.heads.pair(&back).sums;
        let stance = stance - reverse * self.heads.reverse / 1000;
        let shrunk = self.heads.tone.at(tone) * self.heads.share.at(stance) / 1000;
        let shrunk = by_degree(shrunk, &scratch.words, cue);
        Tone::from_thousandths(if shrunk == 0 { tone.signum() } else { shrunk })
    }

    /// The tone of anyone toward the words at `target`; neutral where the span holds no token.
    pub fn toward(&self, reading: &Reading<'_>, target: Span, scratch: &mut ToneScratch) -> Tone {
        scratch.prepare(&self.lexicon, reading);
        let Some(target) = candidate::mention(reading, &scratch.parties, target) else {
            return Tone::NEUTRAL;
        };
        candidate::hide(&mut scratch.words, &mut scratch.counts, [&target, &Mention::default()]);
        let Some(window) = candidate::window(reading, &target, &target) else { return Tone::NEUTRAL };
        Tone::from_thousandths(self.heads.target(&scratch.words, &scratch.counts, window, &target))
    }

    /// Which words moved the tones in `toned`, which must come from the same reading.
    pub fn explain(&self, reading: &Reading<'_>, toned: &Toned, scratch: &mut ToneScratch) -> Explanation {
        scratch.prepare(&self.lexicon, reading);
        let mut explanation = Explanation::default();
        for (sentence, &tone) in reading.tokenized.sentences.iter().zip(&toned.sentence_tones) {
            let range = sentence.tokens.range();
            let mut sums = parts::Parts::new(range.clone());
            if tone != Tone::NEUTRAL {
                let read = &mut scratch.activations;
                let plain = self.plain_sentence(reading, range, &scratch.words, read);
                self.heads.sentence_parts(read, |token, part| sums.add(token, part));
                if let Some(degree) = read.degree {
                    sums.fix(degree.token, tone.score() - Tone::from_thousandths(plain).score());
                }
            }
            explanation.sentences.push(sums.scaled(reading, tone, self.heads.sentence.zero()));
        }
        let speech = Speech { reading, words: &scratch.words };
        scratch.anaphora.find(&speech, &toned.quotes, &scratch.parties, &scratch.counts);
        for directed in &toned.directed {
            let sentence = reading.tokenized.sentences.get(directed.sentence as usize);
            let range = sentence.map_or(0..0, |sentence| sentence.tokens.range());
            let mut sums = parts::Parts::new(range.clone());
            if let Some((source, target, words, counts)) = self.explained(&speech, directed, &range, scratch)
            {
                let site = Site { words, counts, window: range, source: &source, target: &target };
                self.heads.pair_parts(&site, |token, part| sums.add(token, part));
            }
            explanation.directed.push(sums.scaled(reading, directed.tone, self.heads.tone.zero()));
        }
        explanation
    }

    /// The mentions of a directed tone that was found, and the words and counts it was found in: with anaphors hidden
    /// where one of the mentions is one.
    fn explained<'s>(
        &self,
        speech: &Speech<'_>,
        directed: &DirectedTone,
        range: &Range<usize>,
        scratch: &'s ToneScratch,
    ) -> Option<(Mention, Mention, &'s [Word], &'s Counts)> {
        let [source, target] =
            [(directed.source_span?, directed.source), (directed.target_span?, directed.target)];
        let named =
            |(span, _): (Span, ActorIndex)| candidate::party_mention(speech.reading, &scratch.parties, span);
        let anaphor = |(span, actor)| scratch.anaphora.mention(speech, directed.sentence, span, actor);
        let plain = named(source).zip(named(target));
        let plain = plain.map(|(source, target)| (source, target, &scratch.words[..], &scratch.counts));
        // A speaker's "we" goes by his name: which of the two it was, the tone tells.
        let is_it = |(source, target, words, counts): &(Mention, Mention, &[Word], &Counts)| {
            let pair = self.heads.pair(&Site { words, counts, window: range.clone(), source, target });
            let tone = by_degree(self.heads.tone.at(pair.sums[1]), words, pair.cue);
            Tone::from_thousandths(tone) == directed.tone
        };
        if plain.as_ref().is_some_and(is_it) {
            return plain;
        }
        let (one, other) = (anaphor(source), anaphor(target));
        if one.is_none() && other.is_none() {
            return plain;
        }
        let (one, other) = (one.or_else(|| named(source))?, other.or_else(|| named(target))?);
        Some((one, other, &scratch.anaphora.words, &scratch.anaphora.counts))
    }
}

/// `tone`, in thousandths, with the adverbs of its cue taken into account: "strongly" makes it no milder
/// than it would be without, "slightly" no stronger, whatever was learned of each.
fn by_degree(tone: i32, words: &[Word], cue: Option<Cue>) -> i32 {
    let Some(word) = cue.and_then(|cue| words.get(cue.token)) else { return tone };
    if word.is(mark::NEGATED) || word.is(mark::STRONG | mark::MILD) {
        tone
    } else {
        in_degree(tone, i8::from(word.is(mark::STRONG)) - i8::from(word.is(mark::MILD)))
    }
}

/// `tone`, in thousandths, made stronger where `step` is 1 and milder where it is -1.
fn in_degree(tone: i32, step: i8) -> i32 {
    match step {
        1 => tone + DEGREE * tone.signum(),
        -1 => tone - tone.clamp(-DEGREE, DEGREE),
        _ => tone,
    }
}

/// The mode with the greatest sum; "asserted" has none and counts as 0.
fn mode(sums: [i32; 3]) -> Mode {
    let mut best = (0, Mode::Asserted);
    for (sum, mode) in sums.into_iter().zip([Mode::Alleged, Mode::Possible, Mode::Denied]) {
        if sum > best.0 {
            best = (sum, mode);
        }
    }
    best.1
}

/// Thousandths as a number in [0, 1].
fn thousandths(value: i32) -> f32 {
    f32::from(i16::try_from(value.clamp(0, 1000)).unwrap_or(0)) / 1000.0
}

/// Adds `found`, or puts it in the place of a less sure one of the same actors in this sentence.
fn keep_surest(directed: &mut Vec<DirectedTone>, first: usize, found: DirectedTone) {
    let same = |d: &&mut DirectedTone| d.source == found.source && d.target == found.target;
    match directed.get_mut(first..).unwrap_or_default().iter_mut().find(same) {
        Some(known) if known.confidence < found.confidence => *known = found,
        Some(_) => {}
        None => directed.push(found),
    }
}

fn add_quotes(speech: &Speech<'_>, found: &[Range<usize>], quotes: &mut Vec<Quote>) {
    let mut last: Option<(usize, usize)> = None;
    for tokens in found {
        let Some(span) = quotation::span_of(speech.reading, tokens) else { continue };
        let Some(sentence) = speech.reading.tokenized.sentence_of_token(tokens.start) else { continue };
        // A speaker is remembered for as long as quotes follow each other closely.
        let before = last.filter(|&(_, seen)| sentence.saturating_sub(seen) <= 2).map(|(entity, _)| entity);
        let entity = speech.of_quote(tokens, before);
        if let Some(entity) = entity {
            last = Some((entity, sentence));
        }
        let named = entity.and_then(|entity| speech.reading.tagged.entities.get(entity));
        quotes.push(Quote {
            span,
            sentence: offset(sentence),
            speaker: named.and_then(|entity| entity.actor),
            speaker_span: named.map(|entity| entity.span),
        });
    }
}

/// Whose words those at `token` are: of the quote around it, else of the verb of saying over it.
fn speaker(speech: &Speech<'_>, toned: &Toned, sentence: usize, token: usize) -> Option<ActorIndex> {
    let span = *speech.reading.tokenized.tokens.get(token)?;
    if speech.words.get(token)?.is(mark::QUOTED) {
        let index = toned.quotes.partition_point(|quote| quote.span.end <= span.start);
        return toned
            .quotes
            .get(index)
            .filter(|quote| quote.span.contains(span))
            .and_then(|quote| quote.speaker);
    }
    let sentence = speech.reading.tokenized.sentences.get(sentence)?;
    let entity = speech.of_report(sentence, token)?;
    speech.reading.tagged.entities.get(entity)?.actor
}
