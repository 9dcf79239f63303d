//! From tokens to entities and actors.

use crate::branches;
use crate::classifier::Classifier;
use crate::entity::Entity;
use crate::gazetteer::Kinds;
use crate::groups::Groups;
use crate::known::KnownParties;
use crate::label::EntityLabel;
use crate::number_words::NumberWords;
use crate::numbers::{NumberScratch, NumberSpan};
use crate::party::Party;
use crate::places::PartyOrPlace;
use crate::reading::key;
use crate::resolver::resolve;
use crate::scheme::Coarse;
use crate::segmenter::{NameSpan, SegmentScratch, Segmenter};
use crate::tagged::Tagged;
use crate::trim::{Trimmer, prefixed};
use crate::user_names::UserNames;
use crate::view::View;
use crate::word_lists::WordLists;
use detente_linear::{ModelError, ModelFile};
use detente_text::Span;
use detente_tokenize::{BlockKind, IndexRange, LexemeFlags, Lexemes, Tokenized};

/// Buffers of the tagger, reused from text to text.
#[derive(Debug, Clone, Default)]
pub struct TagScratch {
    view: View,
    segment: SegmentScratch,
    names: Vec<NameSpan>,
    numbers: NumberScratch,
    found: Vec<NumberSpan>,
    /// Of each token: 1 in a name, 2 the end of a person's name.
    marks: Vec<u8>,
    /// Of each distinct word: 1 where it begins or ends a person's full name.
    family: Vec<u8>,
    parties: Vec<Party>,
}

impl TagScratch {
    /// The mentions of the last text that may hold or receive a stance, ascending and disjoint.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }
}

/// Finds named entities and resolves them to actors inside the document.
#[derive(Debug, Clone)]
pub struct EntityTagger {
    lists: WordLists,
    segmenter: Segmenter,
    classifier: Classifier,
    number_words: NumberWords,
    known: KnownParties,
    trimmer: Trimmer,
    places: PartyOrPlace,
    groups: Groups,
}

impl EntityTagger {
    /// The tagger whose weights stand in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            lists: WordLists::from_model(file)?,
            segmenter: Segmenter::from_model(file)?,
            classifier: Classifier::from_model(file)?,
            number_words: NumberWords::new(),
            known: KnownParties::new(),
            trimmer: Trimmer::new(),
            places: PartyOrPlace::from_model(file)?,
            groups: Groups::new(),
        })
    }

    /// Writes the entities and actors of `text` to `tagged`; `tokenized` and `lexemes` must come
    /// from the same text.
    pub fn tag(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        scratch: &mut TagScratch,
        tagged: &mut Tagged,
    ) {
        self.tag_with(text, tokenized, lexemes, scratch, tagged, None);
    }

    /// As [`EntityTagger::tag`], with names of the user's own, which win over what the tagger finds.
    pub fn tag_with(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        scratch: &mut TagScratch,
        tagged: &mut Tagged,
        user: Option<&UserNames>,
    ) {
        tagged.clear();
        scratch.view.build(text, tokenized, lexemes, &self.lists);
        let sentences = tokenized.sentences.iter().map(|sentence| sentence.tokens.range());
        self.segmenter.segment(&scratch.view, sentences, &mut scratch.segment, &mut scratch.names);
        self.trimmer.trim(text, tokenized, lexemes, &self.known, &mut scratch.names);
        scratch.marks.clear();
        scratch.marks.resize(tokenized.tokens.len(), 0);
        for name in &scratch.names {
            let Some(sentence) = tokenized.sentences.get(name.sentence) else { continue };
            let label = self.classifier.label(&scratch.view, name, &sentence.tokens.range());
            for mark in &mut scratch.marks[name.tokens.clone()] {
                *mark = 1;
            }
            if label == EntityLabel::Person {
                scratch.marks[name.tokens.end - 1] = 3;
            }
            push(tokenized, tagged, name.tokens.clone(), name.sentence, label, None);
        }
        place_datelines(tokenized, &self.known, tagged, |span| span.get(text).unwrap_or_default());
        name_storms(tokenized, lexemes, tagged);
        self.add_numbers(tokenized, lexemes, scratch, tagged);
        add_missed_people(tokenized, lexemes, &self.known, scratch, tagged);
        self.add_prefixed(tokenized, lexemes, tagged);
        let forced = user.map(|names| names.apply(text, tokenized, lexemes, tagged)).unwrap_or_default();
        scratch.parties.clear();
        let (view, parties) = (&scratch.view, &mut scratch.parties);
        resolve(text, tokenized, lexemes, view, (&self.known, &self.places), forced, tagged, parties);
        self.groups.find(text, tokenized, lexemes, &self.known, tagged, parties);
        branches::name(text, (tokenized, lexemes), &self.known, &self.groups.origins, tagged, parties);
    }

    /// Narrows or adds the state's word in tokens such as "pro-Russian", which tokens keep whole.
    fn add_prefixed(&self, tokenized: &Tokenized, lexemes: &Lexemes, tagged: &mut Tagged) {
        let mut added = Vec::new();
        for (number, sentence) in tokenized.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                let Some((lexeme, span)) = lexemes.list.get(token).zip(tokenized.tokens.get(token)) else {
                    continue;
                };
                let lower = lexemes.lower(token);
                if !lexeme.is(LexemeFlags::MIXED_CASE) || lower.len() != span.len() as usize {
                    continue;
                }
                let Some((at, class)) = prefixed(lower, &self.known) else { continue };
                let inner = Span::new(span.start + detente_text::offset(at), span.end);
                let label = match class {
                    Coarse::Group => EntityLabel::Norp,
                    Coarse::Place => EntityLabel::Gpe,
                    _ => EntityLabel::Org,
                };
                let first = tagged.entities.partition_point(|entity| entity.span.end <= span.start);
                match tagged.entities.get_mut(first) {
                    Some(entity) if entity.span == *span => {
                        entity.span = inner;
                        entity.label = label;
                    }
                    Some(entity) if entity.span.overlaps(*span) => {}
                    _ => added.push(Entity {
                        span: inner,
                        tokens: IndexRange::new(token..token + 1),
                        sentence: detente_text::offset(number),
                        label,
                        actor: None,
                        role: None,
                        value: None,
                    }),
                }
            }
        }
        if !added.is_empty() {
            tagged.entities.append(&mut added);
            tagged.entities.sort_by_key(|entity| entity.span);
        }
    }

    /// Adds dates and numbers, in text order; a name gives way to a date that covers it.
    fn add_numbers(
        &self,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        scratch: &mut TagScratch,
        tagged: &mut Tagged,
    ) {
        scratch.numbers.prepare(&scratch.view, &self.number_words);
        let n_names = tagged.entities.len();
        for (number, sentence) in tokenized.sentences.iter().enumerate() {
            scratch.found.clear();
            let marks = &scratch.marks;
            scratch.numbers.read(
                &scratch.view,
                lexemes,
                sentence.tokens.range(),
                |token| marks[token] != 0,
                |token| marks[token] == 3,
                &mut scratch.found,
            );
            for found in scratch.found.drain(..) {
                push(tokenized, tagged, found.tokens, number, found.label, found.value);
            }
        }
        if tagged.entities.len() > n_names {
            let dates: Vec<Span> = tagged.entities[n_names..].iter().map(|entity| entity.span).collect();
            let covered = |span: Span| {
                let at = dates.partition_point(|date| date.end <= span.start);
                dates.get(at).is_some_and(|date| date.overlaps(span))
            };
            tagged.entities.retain(|entity| !entity.label.is_name() || !covered(entity.span));
            tagged.entities.sort_by_key(|entity| entity.span);
        }
    }
}

/// Gives the place of a dateline its label: in capitals ("LISBON") it looks like much else.
fn place_datelines<'t>(
    tokenized: &Tokenized,
    known: &KnownParties,
    tagged: &mut Tagged,
    text: impl Fn(Span) -> &'t str,
) {
    let datelines = tokenized.blocks.iter().filter(|block| block.kind == BlockKind::Dateline);
    for block in datelines {
        let first = tagged.entities.partition_point(|entity| entity.sentence < block.sentences.start);
        // Only what stands first is the place; the agency follows.
        if let Some(entity) = tagged.entities.get_mut(first).filter(|e| e.sentence < block.sentences.end)
            && entity.label != EntityLabel::Gpe
        {
            let named = known.state(&key(text(entity.span))).is_some();
            let thing = matches!(
                entity.label,
                EntityLabel::Product
                    | EntityLabel::Weapon
                    | EntityLabel::Event
                    | EntityLabel::Law
                    | EntityLabel::WorkOfArt
                    | EntityLabel::Language
            );
            if named || thing {
                entity.label = EntityLabel::Gpe;
            }
        }
    }
}

/// "Hurricane Katrina", and then "Katrina", is an event, though the name is a person's.
fn name_storms(tokenized: &Tokenized, lexemes: &Lexemes, tagged: &mut Tagged) {
    let is_storm = |token: usize| {
        let is_tropical = || token.checked_sub(1).is_some_and(|before| lexemes.lower(before) == "tropical");
        match lexemes.lower(token) {
            "hurricane" | "typhoon" | "cyclone" => true,
            "storm" => is_tropical(),
            _ => false,
        }
    };
    let mut storms: Vec<&str> = Vec::new();
    for entity in tagged.entities.iter_mut().filter(|entity| entity.label.is_name()) {
        let range = entity.tokens.range();
        let last = lexemes.lower(range.end - 1);
        if range.len() == 1 && storms.contains(&last) {
            entity.label = EntityLabel::Event;
            continue;
        }
        let inside = (range.start + 1..range.end).find(|&name| is_storm(name - 1));
        let before = range.start.checked_sub(1).filter(|&before| range.len() == 1 && is_storm(before));
        let capital = |token: usize| lexemes.list.get(token).is_some_and(|l| l.is(LexemeFlags::CAPITALISED));
        if let Some(before) = before.filter(|&before| capital(before)) {
            let start = if lexemes.lower(before) == "storm" { before - 1 } else { before };
            entity.tokens = IndexRange::new(start..range.end);
            entity.span = span_of(tokenized, start..range.end).unwrap_or(entity.span);
        } else if inside != Some(range.end - 1) {
            continue;
        }
        entity.label = EntityLabel::Event;
        storms.push(last);
    }
}

/// Adds mentions that the segmenter missed of people whom the document names in full: a family
/// name alone, capitalised, that the document never writes in lower case.
fn add_missed_people(
    tokenized: &Tokenized,
    lexemes: &Lexemes,
    known: &KnownParties,
    scratch: &mut TagScratch,
    tagged: &mut Tagged,
) {
    let view = &scratch.view;
    scratch.family.clear();
    scratch.family.resize(view.words.len(), 0);
    let mut any = false;
    for entity in tagged.entities.iter().filter(|entity| entity.label == EntityLabel::Person) {
        let tokens = entity.tokens.range();
        // The first word is the family name of Chinese and Korean names.
        for (token, full) in [(tokens.start, tokens.len() > 1), (tokens.end - 1, tokens.len() > 1)] {
            let number = view.cells[token].word as usize;
            let word = &view.words[number];
            if word.capitalised && !word.seen_lower && word.length > 1 {
                scratch.family[number] |= if full { 1 } else { 2 };
                any |= full;
            }
        }
    }
    if !any {
        return;
    }
    // A place or body by the family name alone is the person, unless a list knows it; a city is where no preposition says
    // that it is a place.
    let listed = Kinds(
        Kinds::COUNTRY.0
            | Kinds::DEMONYM.0
            | Kinds::CAPITAL.0
            | Kinds::BODY.0
            | Kinds::COMPANY.0
            | Kinds::ORGAN.0,
    );
    let town = Kinds(Kinds::CITY.0 | Kinds::PROVINCE.0);
    for entity in tagged.entities.iter_mut().filter(|entity| entity.label.is_name()) {
        let tokens = entity.tokens.range();
        let first = lexemes.lower(tokens.start);
        // "El-Masry" after "Karim El-Masry".
        let joined = tokens.len() == 3
            && matches!(first, "al" | "el" | "ben")
            && lexemes.lower(tokens.start + 1) == "-";
        if tokens.len() != 1 && !joined {
            continue;
        }
        let number = view.cells[tokens.end - 1].word as usize;
        let kinds = view.words[number].kinds;
        let is_family = scratch.family[number] & 1 == 1 && !kinds.any(listed);
        if is_family && (joined || !kinds.any(town) || !is_located(lexemes, tokens.start)) {
            entity.label = EntityLabel::Person;
        }
    }
    let owned: Vec<Span> = tagged.entities.iter().map(|entity| entity.span).collect();
    let mut found = Vec::new();
    for (number, sentence) in tokenized.sentences.iter().enumerate() {
        let range = sentence.tokens.range();
        for token in range.clone() {
            let Some(span) = tokenized.tokens.get(token) else { continue };
            let cell = view.cells[token];
            if !cell.capitalised || scratch.family[cell.word as usize] & 1 == 0 {
                continue;
            }
            let at = owned.partition_point(|other| other.end <= span.start);
            let free = |token: usize| {
                !range.contains(&token)
                    || !view.cells[token].capitalised
                    || view.cells[token].word == cell.word
            };
            let alone = free(token + 1)
                && token.checked_sub(1).is_none_or(|before| {
                    free(before) || before == range.start || known.role(lexemes.lower(before)).is_some()
                });
            if alone && owned.get(at).is_none_or(|other| !other.overlaps(*span)) {
                found.push((token, number));
            }
        }
    }
    for (token, sentence) in found {
        push(tokenized, tagged, token..token + 1, sentence, EntityLabel::Person, None);
    }
    tagged.entities.sort_by_key(|entity| entity.span);
}

/// Whether the word before the token says that something is there.
fn is_located(lexemes: &Lexemes, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |before| lexemes.lower(before));
    matches!(
        before,
        "in" | "at"
            | "near"
            | "from"
            | "to"
            | "of"
            | "outside"
            | "around"
            | "across"
            | "into"
            | "toward"
            | "towards"
            | "for"
    )
}

fn push(
    tokenized: &Tokenized,
    tagged: &mut Tagged,
    tokens: std::ops::Range<usize>,
    sentence: usize,
    label: EntityLabel,
    value: Option<f64>,
) {
    if let Some(span) = span_of(tokenized, tokens.clone()) {
        tagged.entities.push(Entity {
            span,
            tokens: IndexRange::new(tokens),
            sentence: detente_text::offset(sentence),
            label,
            actor: None,
            role: None,
            value,
        });
    }
}

/// The text from the first of `tokens` to the last.
fn span_of(tokenized: &Tokenized, tokens: std::ops::Range<usize>) -> Option<Span> {
    let first = tokenized.tokens.get(tokens.start)?;
    let last = tokenized.tokens.get(tokens.end.checked_sub(1)?)?;
    Some(first.cover(*last))
}
