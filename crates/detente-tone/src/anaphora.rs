//! Words that stand for parties which their sentence does not name: "we" in a quote for its speaker, "he", "it" and
//! "they" for who was named before, "the two countries" for two of them.
//!
//! Only what is safe is resolved: where a second reading is likely, the word stands for nobody.

use crate::candidate;
use crate::directed::DirectedTone;
use crate::lexicon::function;
use crate::quote::Quote;
use crate::site::{Counts, Mention};
use crate::speaker::Speech;
use crate::word::{self, Word, mark};
use detente_entities::{ActorIndex, EntityLabel, Party, PartyKind};
use detente_linear::hash_bytes;
use detente_text::Span;
use detente_tokenize::{IndexRange, SentenceKind};
use std::ops::Range;

/// The least confidence of a pair one of whose mentions is a pronoun: of 15 below it that were read, 9 were wrong, for
/// whom it stands for is a guess too.
pub(crate) const LEAST_CONFIDENCE: f32 = 0.5;

/// Tokens from the start of a sentence within which its subject begins.
const SUBJECT: u32 = 4;
/// Tokens from the start of a sentence within which a pronoun is taken for its subject.
const LEAD: usize = 4;

/// The anaphors of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anaphora {
    /// Each with its tokens and whom it stands for. Its span is that of the speaker's name where the sentence has it.
    list: Vec<Party>,
    /// Pronouns that are subjects of an active verb, ascending.
    subjects: Vec<Span>,
    /// The words, with the anaphors hidden as mentions are.
    pub(crate) words: Vec<Word>,
    /// Counts over these.
    pub(crate) counts: Counts,
    /// The parties of one sentence and its anaphors.
    merged: Vec<Party>,
}

impl Anaphora {
    /// Finds the anaphors of a text, given its quotes and its parties. Cost: one pass over the tokens.
    pub(crate) fn find(&mut self, speech: &Speech<'_>, quotes: &[Quote], parties: &[Party], counts: &Counts) {
        self.list.clear();
        self.subjects.clear();
        let text = Text { speech, parties };
        for (number, sentence) in speech.reading.tokenized.sentences.iter().enumerate() {
            if sentence.kind != SentenceKind::Boilerplate {
                text.of_sentence(number, sentence.tokens.range(), quotes, self);
            }
        }
        if self.list.is_empty() {
            return;
        }
        self.words.clear();
        self.words.extend_from_slice(speech.words);
        let actor = hash_bytes(word::ACTOR);
        for (party, entity) in self.list.iter().zip((0..=u32::MAX).rev()) {
            for word in self.words.get_mut(party.tokens.range()).unwrap_or_default() {
                let marks = word.marks & mark::QUOTED;
                *word = Word { lower: actor, stem: actor, entity, marks, ..Word::default() };
            }
        }
        // "The | two | countries" reads as "Kenya and Somalia".
        let is_both = |pair: &&[Party]| pair[0].span == pair[1].span && pair[0].actor != pair[1].actor;
        for pair in self.list.windows(2).filter(is_both) {
            let and = hash_bytes(b"and");
            let between = pair[0].tokens.range().end..pair[1].tokens.range().start;
            for word in self.words.get_mut(between).unwrap_or_default() {
                *word = Word { lower: and, stem: and, functions: function::AND, ..Word::default() };
            }
        }
        self.counts.clone_from(counts);
        self.counts.compute(&self.words, actor);
    }

    /// The parties of sentence number `sentence` and its anaphors, in order; `None` where it has none.
    pub(crate) fn with(&mut self, parties: &[Party], sentence: usize) -> Option<&[Party]> {
        let own = candidate::of_sentence(&self.list, sentence);
        if own.is_empty() {
            return None;
        }
        self.merged.clear();
        self.merged.extend_from_slice(own);
        self.merged.extend_from_slice(candidate::of_sentence(parties, sentence));
        self.merged.sort_by_key(|party| party.tokens.start);
        Some(&self.merged)
    }

    /// Makes the directed tones of a sentence, which are those from `first` on, agree with what its anaphors are.
    ///
    /// What "the two countries" do, both do: a direction found alone is given the other. And a pronoun that is the subject
    /// of an active verb is a target only in return: "it stayed away from what Norway denounced" is nothing toward "it",
    /// "he met Norway's king" is.
    pub(crate) fn settle(&self, directed: &mut Vec<DirectedTone>, first: usize) {
        let mut found = directed.split_off(first.min(directed.len()));
        let back =
            |d: &DirectedTone, other: &DirectedTone| (d.source, d.target) == (other.target, other.source);
        let is_lone = |d: &DirectedTone, all: &[DirectedTone]| !all.iter().any(|other| back(d, other));
        let is_both = |d: &DirectedTone| d.source_span.is_some() && d.source_span == d.target_span;
        let swapped = |d: &DirectedTone| DirectedTone { source: d.target, target: d.source, ..d.clone() };
        let lone = found.iter().filter(|d| is_both(d) && is_lone(d, &found));
        let mirrored: Vec<DirectedTone> = lone.map(swapped).collect();
        found.extend(mirrored);
        let kept = found.iter().filter(|d| !(self.is_subject(d.target_span) && is_lone(d, &found)));
        directed.extend(kept.cloned());
    }

    /// Whether a pronoun that is the subject of an active verb stands at the span.
    fn is_subject(&self, span: Option<Span>) -> bool {
        span.is_some_and(|span| self.subjects.binary_search(&span).is_ok())
    }

    /// Whether the mention is an anaphor.
    pub(crate) fn holds(&self, mention: &Mention) -> bool {
        let start = mention.tokens.start;
        self.list.binary_search_by(|party| (party.tokens.start as usize).cmp(&start)).is_ok()
    }

    /// The mentions in sentence number `sentence` that stand for `actor` under `span`.
    pub(crate) fn mention(
        &self,
        speech: &Speech<'_>,
        sentence: u32,
        span: Span,
        actor: ActorIndex,
    ) -> Option<Mention> {
        let is = |party: &&Party| party.sentence == sentence && party.span == span && party.actor == actor;
        self.list.iter().find(is).map(|party| candidate::of_party(speech.reading, party))
    }
}

/// What anaphors are found in.
struct Text<'a> {
    speech: &'a Speech<'a>,
    /// All parties.
    parties: &'a [Party],
}

impl Text<'_> {
    fn lower(&self, token: usize) -> &str {
        self.speech.reading.lexemes.lower(token)
    }

    fn word(&self, token: usize) -> Word {
        self.speech.words.get(token).copied().unwrap_or_default()
    }

    /// The parties of a sentence.
    fn parties(&self, sentence: usize) -> &[Party] {
        candidate::of_sentence(self.parties, sentence)
    }

    /// The sentence before, if it is text of the article.
    fn before(&self, sentence: usize) -> Option<usize> {
        let before = sentence.checked_sub(1)?;
        let sentences = &self.speech.reading.tokenized.sentences;
        (sentences.get(before)?.kind != SentenceKind::Boilerplate).then_some(before)
    }

    fn of_sentence(&self, number: usize, range: Range<usize>, quotes: &[Quote], found: &mut Anaphora) {
        let list = &mut found.list;
        for token in range.clone() {
            let party = |tokens: Range<usize>, span: Span, actor: ActorIndex, kind: PartyKind| Party {
                span,
                tokens: IndexRange::new(tokens),
                sentence: detente_text::offset(number),
                actor,
                own: None,
                kind,
            };
            let Some(&span) = self.speech.reading.tokenized.tokens.get(token) else { return };
            // "US" is no pronoun.
            if self.word(token).entity != 0 || self.lower(token) == "us" && self.word(token).is(mark::CAPITAL)
            {
                continue;
            }
            let is_quoted = self.word(token).is(mark::QUOTED);
            match self.lower(token) {
                pronoun @ ("we" | "us" | "i" | "me") if is_quoted => {
                    if let Some((actor, name)) = self.speaker(number, span, quotes) {
                        let one = matches!(pronoun, "i" | "me");
                        let label = if one { EntityLabel::Person } else { EntityLabel::Gpe };
                        list.push(party(
                            token..token + 1,
                            name.unwrap_or(span),
                            actor,
                            PartyKind::Named(label),
                        ));
                    }
                }
                pronoun @ ("he" | "she" | "it" | "they") if !is_quoted && token < range.start + LEAD => {
                    if let Some(named) = self.antecedent(pronoun, number, token, token + 1, &range) {
                        list.push(party(token..token + 1, span, named.actor, named.kind));
                        found.subjects.push(span);
                    }
                }
                // "Its army attacked": who acts for a state or body is that state or body.
                "its" if !is_quoted && token < range.start + LEAD => {
                    let agent = (token + 1..token + 3).find(|&agent| is_agent(self.lower(agent)));
                    let Some(agent) = agent.filter(|agent| range.contains(agent)) else { continue };
                    if let Some(named) = self.antecedent("it", number, token, agent + 1, &range) {
                        list.push(party(token..token + 1, span, named.actor, named.kind));
                        found.subjects.push(span);
                    }
                }
                "countries" | "nations" | "sides" | "governments" | "neighbors" | "neighbours"
                | "leaders"
                    if !is_quoted =>
                {
                    let Some(start) = self.start_of_two(token, &range) else { continue };
                    let Some([first, second]) = self.two_states(number) else { continue };
                    let tokens = &self.speech.reading.tokenized.tokens;
                    let whole = tokens.get(start).map_or(span, |start| start.cover(span));
                    // The phrase stands for both: its first word for the one, its noun for the other.
                    list.push(party(start..start + 1, whole, first.actor, first.kind));
                    list.push(party(token..token + 1, whole, second.actor, second.kind));
                }
                _ => {}
            }
        }
    }

    /// The speaker of the quote at `span`, and his name where it stands in the same sentence.
    fn speaker(&self, sentence: usize, span: Span, quotes: &[Quote]) -> Option<(ActorIndex, Option<Span>)> {
        let quote = quotes.get(quotes.partition_point(|quote| quote.span.end <= span.start))?;
        let actor = quote.speaker.filter(|_| quote.span.contains(span))?;
        let range = self.speech.reading.tokenized.sentences.get(sentence)?.span;
        let named = self.parties(sentence).iter().find(|party| {
            party.actor == actor && quote.speaker_span.is_some_and(|name| party.span.contains(name))
        });
        let name = named.map(|party| party.span).or(quote.speaker_span);
        Some((actor, name.filter(|name| range.contains(*name))))
    }

    /// Whom the pronoun at `token`, near the start of its sentence, stands for; the verb of the sentence is at `verb`.
    fn antecedent(
        &self,
        pronoun: &str,
        sentence: usize,
        token: usize,
        verb: usize,
        range: &Range<usize>,
    ) -> Option<&Party> {
        // Nobody is named before it, and what stands before it is "But" or a turn such as "In a statement,".
        let leads = self.parties(sentence).iter().all(|party| party.tokens.start as usize > token);
        let turn = token == range.start
            || self.lower(token - 1) == ","
            || token == range.start + 1 && self.word(range.start).has(function::AND | function::CONTRAST);
        let named = (range.start..token).any(|before| {
            let word = self.word(before);
            word.entity != 0
                || word.has(function::REPORT)
                || matches!(self.lower(before), "that" | "what" | "who")
        });
        if !leads || !turn || named || !self.acts(verb) {
            return None;
        }
        let before = self.before(sentence)?;
        let parties = self.parties(before);
        match pronoun {
            "he" | "she" => {
                let is_person = |party: &&Party| party.kind == PartyKind::Named(EntityLabel::Person);
                let mut people = parties.iter().filter(is_person);
                let first = people.next()?;
                // Of several the subject; one alone is where he does something.
                let alone = people.all(|other| other.actor == first.actor);
                let acts = || self.acts(first.tokens.end as usize);
                (self.is_subject(first, before) || alone && acts()).then_some(first)
            }
            // "It says", "they said": one who tells of others.
            "it" | "they" if self.word(verb).has(function::REPORT) => None,
            "it" => parties.first().filter(|party| {
                let label = match party.kind {
                    PartyKind::Named(label) | PartyKind::Place(label) => label,
                    PartyKind::Group => return false,
                };
                matches!(label, EntityLabel::Gpe | EntityLabel::Org) && self.is_subject(party, before)
            }),
            _ => parties.first().filter(|party| {
                let many = matches!(party.kind, PartyKind::Group | PartyKind::Named(EntityLabel::Norp));
                many && self.is_subject(party, before) && self.lower(party.tokens.end as usize) != "and"
            }),
        }
    }

    /// Whether the party is likely the subject of its sentence: it begins it, and no noun it belongs to follows.
    fn is_subject(&self, party: &Party, sentence: usize) -> bool {
        let start = self.speech.reading.tokenized.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        let next = self.lower(party.tokens.end as usize);
        party.tokens.start < start + SUBJECT && !matches!(next, "'s" | "’s" | "and" | "or")
    }

    /// Whether a verb of more than being begins at `token`: not "it is", "it seems", "it will be".
    fn acts(&self, token: usize) -> bool {
        let mut at = token;
        while at < token + 3 {
            let word = self.word(at);
            let empty = word.has(function::BE)
                || matches!(
                    self.lower(at),
                    "seems"
                        | "seemed"
                        | "appears"
                        | "appeared"
                        | "takes"
                        | "took"
                        | "remains"
                        | "remained"
                        | "becomes"
                        | "became"
                        | "been"
                        | "be"
                        | "turned"
                        | "happened"
                        | "came"
                        | "comes"
                );
            if empty {
                return false;
            }
            if !word.has(function::MODAL | function::HAVE)
                && !self.lower(at).ends_with("ly")
                && self.lower(at) != "also"
            {
                return word.is_content();
            }
            at += 1;
        }
        false
    }

    /// Where "the two" or "both" before the noun at `token` begins.
    fn start_of_two(&self, token: usize, range: &Range<usize>) -> Option<usize> {
        let back = |steps: usize| token.checked_sub(steps).filter(|at| range.contains(at));
        let before = back(1)?;
        match self.lower(before) {
            "both" => Some(before),
            "two" => back(2).filter(|&at| self.lower(at) == "the"),
            _ => None,
        }
    }

    /// The two states that the sentence before is about, where its own sentence names none.
    fn two_states(&self, sentence: usize) -> Option<[&Party; 2]> {
        if !self.parties(sentence).is_empty() {
            return None;
        }
        let parties = self.parties(self.before(sentence)?);
        let named = |party: &Party| matches!(party.kind, PartyKind::Named(_));
        // A state that looks like a place may be one of the two: "Kenya and Somalia held talks".
        let any = |party: &Party| party.kind != PartyKind::Group;
        two_of(parties, named).or_else(|| two_of(parties, any))
    }
}

/// The parties of the kind, where they stand for two actors.
fn two_of(parties: &[Party], is: impl Fn(&Party) -> bool) -> Option<[&Party; 2]> {
    let mut found: Vec<&Party> = Vec::new();
    for party in parties.iter().filter(|party| is(party)) {
        if found.iter().all(|known| known.actor != party.actor) {
            found.push(party);
        }
    }
    found.try_into().ok()
}

/// Nouns for those who act for a state or body: "its army".
fn is_agent(noun: &str) -> bool {
    matches!(
        noun,
        "army"
            | "navy"
            | "military"
            | "forces"
            | "troops"
            | "soldiers"
            | "jets"
            | "warplanes"
            | "fighters"
            | "militants"
            | "government"
            | "parliament"
            | "president"
            | "minister"
            | "police"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "leader"
            | "leaders"
            | "leadership"
            | "lawmakers"
            | "diplomats"
            | "negotiators"
    )
}
